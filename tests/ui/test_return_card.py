"""The card that asks what an absence was: small, quiet, four ways to be rid of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray import i18n
from lowback_tray.engine import events as e
from lowback_tray.engine.effects import CardView
from lowback_tray.engine.ports import Card
from lowback_tray.ui.return_card import ReturnCard
from lowback_tray.ui.theme import Themer
from tests.ui import samples_b
from tests.ui.fakes import Mailbox
from tests.ui.probes.break_window import ReturnCardProbe

CARD = CardView(22 * 60, samples_b.NOW, is_open=True)


class World:
    """A card with everything around it in our hands."""

    def __init__(self) -> None:
        self.post = Mailbox()
        self.spoken: list[str] = []
        self.made = ReturnCard(self.post, tell=self._say)
        self.card: Card = self.made
        self.probe = ReturnCardProbe(self.made)

    def _say(self, _widget: QWidget, text: str) -> None:
        self.spoken.append(text)


@pytest.fixture
def world(themer: Themer) -> Iterator[World]:
    made = World()
    yield made
    made.made.release()


def test_it_asks_with_one_line_and_three_answers(world: World) -> None:
    world.card.show(CARD)
    assert world.probe.texts()[0] == "You were away for 22 min"
    assert world.probe.buttons() == [
        "Stood up or walked", "Lay down", "Still sitting", "No answer",
    ]  # fmt: skip
    assert world.spoken == ["You were away for 22 min"]


@pytest.mark.parametrize(
    ("button", "event"),
    [
        ("Stood up or walked", e.WasAway("stood")),
        ("Lay down", e.WasAway("lying")),
        ("Still sitting", e.WasAway("sitting")),
        ("No answer", e.NoAnswer()),
    ],
)
def test_an_answer_says_what_it_does_and_closes_it(
    world: World, button: str, event: e.Event
) -> None:
    world.card.show(CARD)
    world.probe.press(button)
    assert world.post.take() == [event]
    assert not world.probe.is_open()


def test_it_goes_when_it_is_withdrawn_and_comes_again(world: World) -> None:
    world.card.withdraw()  # nothing there yet
    world.card.show(CARD)
    world.card.withdraw()
    assert not world.probe.is_open()
    world.card.show(CARD)
    assert world.probe.is_open()
    assert world.post.take() == []


def test_it_can_never_take_the_keyboard(world: World) -> None:
    world.card.show(CARD)
    window = world.probe.window()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_of_it_is_clipped(
    world: World, themer: Themer, percent: int, language: str
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    world.card.show(CARD)
    QApplication.processEvents()
    assert world.probe.clipped() == []
    assert world.probe.out_of_reach() == []
    assert world.probe.nameless() == []


def test_the_language_changes_under_the_open_card(world: World) -> None:
    world.made.retranslate()  # nothing there yet
    world.card.show(CARD)
    i18n.use("ja")
    world.made.retranslate()
    assert world.probe.texts()[0] == "22分席を離れていました"
