"""Content packs that are only said to be there, for the page "Content"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.app.packs import Found
from lowback_tray.care.exercise import Text
from lowback_tray.care.library import load
from lowback_tray.care.schema import Node, is_now
from lowback_tray.errors import ContentError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.errors import LowbackError


def clinic() -> Found:
    """One that fits, told in the language in force."""
    ours = load().exercises
    title = Text(en="Clinic Sample", ja="クリニックの見本")
    adds = Text(en="Ankle circles", ja="足首まわし"), Text(en="Desk hour", ja="机の1時間")
    hides = (str(ours["fours_bird_dog"].name),)
    return Found("clinic", str(title), tuple(map(str, adds)), (str(ours["wall_calf"].name),), hides)


def broken() -> Found:
    """One that is refused."""
    return Found("mine", "mine", problem=refusal())


def refusal() -> str:
    """Why a pack is refused, as it is said in the language in force."""
    file = tr("{file}, line {line}").format(file="packs/mine/exercises/roll.toml", line=7)
    fault = Node(file, "dose.sides", "left")
    try:
        fault.fault(is_now('"left"'), tr('Make it 1, 2 or "alternate"'))
    except ContentError as error:
        return str(error)


class FakeContent:
    """Two packs, one refused.

    Args:
        values: the settings; `change` makes others of them.

    Attributes:
        surveys: how often the disk was read.
    """

    folder = "~/.local/share/lowback-tray/packs"

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.found: Sequence[Callable[[], Found]] = (clinic, broken)
        self.surveys = 0
        self.fault: LowbackError | None = None
        self.changes: list[tuple[str, frozenset[str]]] = []

    def packs(self) -> Sequence[Found]:
        self.surveys += 1
        return [one() for one in self.found]

    def make_folder(self) -> str:
        if self.fault is not None:
            raise self.fault
        return self.folder

    def name(self, key: str) -> str:
        library = load()
        found = library.exercises.get(key) or library.routines.get(key)
        return key if found is None else str(found.name)

    def change(self, key: str, value: frozenset[str]) -> None:
        if self.fault is not None:
            raise self.fault
        self.changes.append((key, value))
        self.values = {**self.values, key: value}
