"""The question what an absence was, on every kind of desktop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from lowback_tray.app.asking_back import AskingBack
from lowback_tray.desktop.notify.base import Capability, Note
from lowback_tray.engine import events
from lowback_tray.engine.effects import CardView
from tests.desktop.fakes import FakeNotifier

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CARD = CardView(1320.0, datetime(2026, 3, 2, 9, tzinfo=UTC), is_open=True)


@dataclass
class FakeCard:
    """Our own card: what it shows."""

    open: CardView | None = None

    def show(self, card: CardView) -> None:
        self.open = card

    def withdraw(self) -> None:
        self.open = None


@dataclass
class Service:
    capability: Capability


class Desk:
    """A desktop of one kind."""

    def __init__(self, capability: Capability, problem: str | None = None) -> None:
        self.card = FakeCard()
        self.buttons, self.plain = FakeNotifier(problem), FakeNotifier(problem)
        self.posted: list[events.Event] = []
        self.asking = AskingBack(
            self.card, Service(capability), self.buttons, self.plain, self.posted.append
        )

    def asks(self) -> list[str]:
        seen = {"buttons": self.buttons.open, "plain": self.plain.open, "card": self.card.open}
        return [place for place, there in seen.items() if there]


@pytest.mark.parametrize(
    ("capability", "place"),
    [
        (Capability.BUTTONS, "buttons"),
        (Capability.PLAIN, "plain"),
        (Capability.NONE, "card"),
        (Capability.UNKNOWN, "card"),
    ],
)
def test_it_asks_in_one_place_and_is_taken_back_there(
    qtbot: QtBot, capability: Capability, place: str
) -> None:
    desk = Desk(capability)
    desk.asking.show(CARD)
    assert desk.asks() == [place]
    desk.asking.withdraw()
    assert desk.asks() == []


@pytest.mark.parametrize("capability", [Capability.BUTTONS, Capability.PLAIN])
def test_when_the_notification_fails_our_own_card_asks(
    qtbot: QtBot, capability: Capability
) -> None:
    desk = Desk(capability, problem="no")
    desk.asking.show(CARD)
    qtbot.waitUntil(lambda: desk.asks() == ["card"])


@pytest.mark.parametrize(
    ("label", "how"),
    [("Stood up or walked", "stood"), ("Lay down", "lying"), ("Still sitting", "sitting")],
)
def test_each_button_is_its_answer(qtbot: QtBot, label: str, how: str) -> None:
    desk = Desk(Capability.BUTTONS)
    desk.asking.show(CARD)
    (note,) = desk.buttons.open.values()
    key = next(key for key, text in note.actions if text == label)
    desk.buttons.answered.emit(note, key)
    assert [getattr(event, "how", None) for event in desk.posted] == [how]


def test_what_is_not_its_own_or_comes_late_is_left_alone(qtbot: QtBot) -> None:
    desk = Desk(Capability.BUTTONS)
    desk.buttons.answered.emit(Note("late", group="absence"), "0")
    desk.asking.show(CARD)
    desk.buttons.answered.emit(Note("a prompt"), "0")
    desk.buttons.answered.emit(Note("itself", group="absence"), "default")
    desk.buttons.failed.emit(Note("a prompt"), "no")
    assert desk.posted == []
    assert desk.card.open is None
