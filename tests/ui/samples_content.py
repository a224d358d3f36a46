"""Content packs that are only said to be there, for the page "Content"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.app.packs import Found
from lowback_tray.care.library import load
from lowback_tray.i18n import pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lowback_tray.errors import LowbackError

CLINIC = Found(
    "clinic", "Clinic Sample", ("Ankle circles", "Desk hour"), ("Wall calf stretch",), ("Bird dog",)
)
BROKEN = Found(
    "mine", "mine",
    problem='packs/mine/exercises/roll.toml, line 7: dose.sides: is "left". Use one of: both, none',
)  # fmt: skip


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
        self.found: Sequence[Found] = (CLINIC, BROKEN)
        self.surveys = 0
        self.fault: LowbackError | None = None
        self.changes: list[tuple[str, frozenset[str]]] = []

    def packs(self) -> Sequence[Found]:
        self.surveys += 1
        return self.found

    def make_folder(self) -> str:
        if self.fault is not None:
            raise self.fault
        return self.folder

    def name(self, key: str) -> str:
        library = load()
        found = library.exercises.get(key) or library.routines.get(key)
        return key if found is None else pick(en=found.name.en, ja=found.name.ja)

    def change(self, key: str, value: frozenset[str]) -> None:
        if self.fault is not None:
            raise self.fault
        self.changes.append((key, value))
        self.values = {**self.values, key: value}
