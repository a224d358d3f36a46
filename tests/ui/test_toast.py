"""Our own toast: quiet, never in the way of the keyboard, three answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.engine import events as e
from lowback_tray.engine.effects import PromptView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.ports import Prompter
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.toast import Toast
from tests.ui import samples
from tests.ui.fakes import FakeStage, Mailbox
from tests.ui.probes.break_window import ToastProbe


class World:
    """A toast with everything around it in our hands."""

    def __init__(self, library: Library) -> None:
        self.post = Mailbox()
        self.spoken: list[str] = []
        self.toast = Toast(library, self.post, FakeStage, tell=self._say)
        self.prompter: Prompter = self.toast
        self.probe = ToastProbe(self.toast)

    def _say(self, _widget: QWidget, text: str) -> None:
        self.spoken.append(text)

    def ask(self, snoozes_left: int = 2) -> ToastProbe:
        kind = BreakKind.POSTURE_RESET
        self.prompter.show(samples.prompt(kind=kind, minutes=31, snoozes_left=snoozes_left))
        return self.probe


@pytest.fixture
def world(library: Library, themer: Themer) -> Iterator[World]:
    made = World(library)
    yield made
    made.toast.release()


def test_it_asks_with_one_line_and_three_answers(world: World, library: Library) -> None:
    probe = world.ask()
    title, line = probe.texts()
    assert title == "Time for a posture reset"
    assert line in {text.en for text in library.prompts["posture-reset"]}
    assert probe.buttons() == ["Skip", "Later", "Start"]
    assert world.spoken == ["Time for a posture reset"]


@pytest.mark.parametrize(
    ("button", "event"), [("Start", e.StartBreak()), ("Later", e.Snooze()), ("Skip", e.Skip())]
)
def test_an_answer_says_what_it_does_and_closes_it(
    world: World, button: str, event: e.Event
) -> None:
    world.ask().press(button)
    assert world.post.take() == [event]
    assert not world.probe.is_open()


@pytest.mark.parametrize(
    ("kind", "label", "event"),
    [
        (BreakKind.SWITCH, "Just sat down", e.Sit()),
        (BreakKind.STAND_UP, "I am standing", e.Stand()),
    ],
)
def test_with_a_desk_to_stand_at_the_other_posture_is_one_click(
    world: World, kind: BreakKind, label: str, event: e.Event
) -> None:
    world.prompter.show(replace(samples.prompt(kind=kind), stands=True))
    assert world.probe.buttons() == [label, "Later", "Start"]
    world.probe.press(label)
    assert world.post.take() == [event]


def test_without_snoozes_there_is_no_later(world: World) -> None:
    assert world.ask(snoozes_left=0).buttons() == ["Skip", "Start"]


def test_it_goes_when_it_is_withdrawn(world: World) -> None:
    world.prompter.withdraw()  # nothing there yet
    world.ask()
    world.prompter.withdraw()
    assert not world.probe.is_open()
    assert world.post.take() == []


def test_it_can_never_take_the_keyboard(world: World) -> None:
    window = world.ask().window()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_it_lies_in_the_lower_right_corner(world: World) -> None:
    window = world.ask().window()
    screen = window.screen().availableGeometry()
    assert screen.contains(window.geometry())
    assert screen.right() - window.geometry().right() < 40
    assert screen.bottom() - window.geometry().bottom() < 40


@pytest.mark.parametrize(
    ("prompt", "title", "lines"),
    [
        (samples.prompt(kind=BreakKind.CARE), "Time to wind down", "care"),
        (samples.prompt(plan=samples.IN_THE_SEAT), "Time to move in your seat", "posture-reset"),
    ],
)
def test_it_asks_for_the_evening_and_for_the_seat_in_their_words(
    world: World, library: Library, prompt: PromptView, title: str, lines: str
) -> None:
    world.prompter.show(prompt)
    said, line = world.probe.texts()
    assert said == title
    assert line in {text.en for text in library.prompts[lines]}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_nothing_of_it_is_clipped(
    world: World, themer: Themer, percent: int, language: str
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    world.ask()
    QApplication.processEvents()
    assert world.probe.clipped() == []
    assert world.probe.out_of_reach() == []
    assert world.probe.nameless() == []


def test_the_language_changes_under_the_open_toast(world: World, library: Library) -> None:
    probe = world.ask()
    line = next(text for text in library.prompts["posture-reset"] if text.en in probe.texts())
    i18n.use("ja")
    world.toast.retranslate()
    assert line.ja in probe.texts()
