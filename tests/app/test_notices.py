"""Quiet notices on every kind of desktop, and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from lowback_tray.app.notices import Notices
from lowback_tray.desktop.notify.base import Capability
from lowback_tray.engine.effects import Notice, NoticeKind
from tests.desktop.fakes import FakeNotifier

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ENOUGH = Notice(NoticeKind.ENOUGH, 28800.0, 1)
CHANGE = Notice(NoticeKind.CHANGE, 0.0, 3)


@dataclass
class Service:
    capability: Capability


class Desk:
    """A desktop of one kind, with `Notices` on it."""

    def __init__(self, capability: Capability, problem: str | None = None) -> None:
        self.said: list[tuple[str, str]] = []
        self.given: list[tuple[str, tuple[str, ...]]] = []
        self.buttons, self.plain = FakeNotifier(problem), FakeNotifier(problem)
        self.notices = Notices(
            lambda title, text: self.said.append((title, text)), Service(capability),
            self.buttons, self.plain, lambda notice: (str(notice.kind), "text"),
            lambda name, args: self.given.append((name, args)),
        )  # fmt: skip

    def seen(self) -> set[str]:
        found = {
            "toast": bool(self.said), "buttons": bool(self.buttons.open),
            "plain": bool(self.plain.open),
        }  # fmt: skip
        return {place for place, there in found.items() if there}


@pytest.mark.parametrize("notice", [ENOUGH, CHANGE])
@pytest.mark.parametrize(
    ("capability", "place"),
    [
        (Capability.BUTTONS, "buttons"), (Capability.PLAIN, "plain"),
        (Capability.NONE, "toast"), (Capability.UNKNOWN, "toast"),
    ],
)  # fmt: skip
def test_it_is_said_by_the_chain_of_the_posture_reset(
    qtbot: QtBot, notice: Notice, capability: Capability, place: str
) -> None:
    desk = Desk(capability)
    desk.notices.tell(notice)
    assert desk.seen() == {place}


@pytest.mark.parametrize("capability", [Capability.BUTTONS, Capability.PLAIN])
def test_one_that_fails_is_said_in_our_own_toast(qtbot: QtBot, capability: Capability) -> None:
    desk = Desk(capability, problem="no")
    desk.notices.tell(ENOUGH)
    qtbot.waitUntil(lambda: desk.said == [("enough", "text")])


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("longer", ("change", ("longer",))), ("pause", ("change", ("pause",))),
        ("nothing", ("change", ("nothing",))), ("default", ("show", ())),
    ],
)  # fmt: skip
def test_each_button_gives_its_command(
    qtbot: QtBot, key: str, command: tuple[str, tuple[str, ...]]
) -> None:
    desk = Desk(Capability.BUTTONS)
    desk.notices.tell(CHANGE)
    desk.buttons.answer(key, "notice")
    assert desk.given == [command]


def test_the_day_being_long_asks_nothing(qtbot: QtBot) -> None:
    desk = Desk(Capability.BUTTONS)
    desk.notices.tell(ENOUGH)
    (note,) = desk.buttons.open.values()
    assert [key for key, _ in note.actions] == ["default"]
    desk.notices.withdraw()
    assert desk.seen() == set()
