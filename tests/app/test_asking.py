"""Every prompt on every kind of desktop: where it asks, and where it asks when that fails."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from lowback_tray.app.asking import Asking
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.desktop.notify.base import Capability
from lowback_tray.engine import events
from lowback_tray.engine.effects import PromptView
from lowback_tray.engine.policy import BreakKind
from tests.desktop.fakes import FakeNotifier

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KINDS = (BreakKind.STAND_UP, BreakKind.POSTURE_RESET)


@dataclass
class FakePlace:
    """Window or toast: what it shows."""

    open: PromptView | None = None
    shown: int = 0

    def show(self, prompt: PromptView) -> None:
        self.open = prompt
        self.shown += 1

    def withdraw(self) -> None:
        self.open = None


@dataclass
class Service:
    capability: Capability


class Desk:
    """A desktop of one kind, with an `Asking` on it."""

    def __init__(
        self,
        capability: Capability = Capability.BUTTONS,
        *,
        places_windows: bool = True,
        problem: str | None = None,
        form: str = "window",
    ) -> None:
        self.window, self.toast = FakePlace(), FakePlace()
        self.service = Service(capability)
        self.buttons, self.plain = FakeNotifier(problem), FakeNotifier(problem)
        self.posted: list[events.Event] = []
        self.chimes = 0
        self.asking = Asking(
            self.window, self.toast, self.service, self.buttons, self.plain,
            lambda prompt: (str(prompt.kind), "the steps"), self.posted.append,
            places_windows=places_windows, form=lambda: form, opened=self._opened,
        )  # fmt: skip

    def _opened(self) -> None:
        self.chimes += 1

    def asks(self) -> set[str]:
        """Where a person can see the question."""
        seen = {
            "window": self.window.open is not None,
            "toast": self.toast.open is not None,
            "buttons": bool(self.buttons.open),
            "plain": bool(self.plain.open),
        }
        return {place for place, there in seen.items() if there}


def prompt(
    kind: BreakKind = BreakKind.POSTURE_RESET, *, quiet: bool = False, snoozes_left: int = 2
) -> PromptView:
    step = PlanStep("stand_tall_stretch", 30, "right")
    plan = Plan("posture_60_a", (step,), standing=False)
    return PromptView(kind, plan, 1800, snoozes_left, 600, (300, 600), quiet)


def expected(kind: BreakKind, quiet: bool, capability: Capability, places: bool) -> set[str]:
    """The table of the product."""
    loud = kind is BreakKind.STAND_UP and not quiet
    with_buttons = capability is Capability.BUTTONS
    if loud:
        return {"window"} | ({"buttons"} if with_buttons and not places else set())
    if with_buttons:
        return {"buttons"}
    return {"plain"} if capability is Capability.PLAIN else {"toast"}


ALL = list(itertools.product(KINDS, (False, True), Capability, (True, False)))


@pytest.mark.parametrize(("kind", "quiet", "capability", "places"), ALL)
def test_it_asks_where_the_table_says(
    qtbot: QtBot, kind: BreakKind, quiet: bool, capability: Capability, places: bool
) -> None:
    desk = Desk(capability, places_windows=places)
    desk.asking.show(prompt(kind, quiet=quiet))
    assert desk.asks() == expected(kind, quiet, capability, places)


@pytest.mark.parametrize(("kind", "quiet", "capability", "places"), ALL)
def test_when_the_notification_fails_the_question_is_still_on_the_screen(
    qtbot: QtBot, kind: BreakKind, quiet: bool, capability: Capability, places: bool
) -> None:
    desk = Desk(capability, places_windows=places, problem="no")
    desk.asking.show(prompt(kind, quiet=quiet))
    loud = kind is BreakKind.STAND_UP and not quiet
    qtbot.waitUntil(lambda: desk.asks() == ({"window"} if loud else {"toast"}))


@pytest.mark.parametrize(("kind", "quiet", "capability", "places"), ALL)
def test_withdrawing_takes_it_back_everywhere(
    qtbot: QtBot, kind: BreakKind, quiet: bool, capability: Capability, places: bool
) -> None:
    desk = Desk(capability, places_windows=places)
    desk.asking.show(prompt(kind, quiet=quiet))
    desk.asking.withdraw()
    assert desk.asks() == set()


@pytest.mark.parametrize(("kind", "quiet", "capability", "places"), ALL)
def test_whoever_wants_no_window_is_asked_like_for_a_posture_reset(
    qtbot: QtBot, kind: BreakKind, quiet: bool, capability: Capability, places: bool
) -> None:
    desk = Desk(capability, places_windows=places, form="notification")
    desk.asking.show(prompt(kind, quiet=quiet))
    as_posture_reset = expected(BreakKind.POSTURE_RESET, quiet, capability, places)
    assert desk.asks() == as_posture_reset


@pytest.mark.parametrize("capability", [Capability.BUTTONS, Capability.PLAIN])
def test_a_stand_up_without_a_window_whose_notification_fails_is_asked_in_the_toast(
    qtbot: QtBot, capability: Capability
) -> None:
    desk = Desk(capability, problem="no", form="notification")
    desk.asking.show(prompt(BreakKind.STAND_UP))
    qtbot.waitUntil(lambda: desk.asks() == {"toast"})


def test_a_service_that_dies_with_the_note_leaves_the_question_to_the_toast(qtbot: QtBot) -> None:
    desk = Desk()
    desk.asking.show(prompt())
    desk.buttons.die("gone")
    assert desk.asks() == {"toast"}


def test_a_failure_after_the_answer_asks_nothing(qtbot: QtBot) -> None:
    desk = Desk()
    desk.asking.show(prompt())
    note = desk.buttons.open["prompt"]
    desk.asking.withdraw()
    desk.buttons.failed.emit(note, "too late")
    assert desk.asks() == set()


@pytest.mark.parametrize(
    ("kind", "key", "label", "event"),
    [
        (BreakKind.SWITCH, "sit", "Just sat down", events.Sit()),
        (BreakKind.STAND_UP, "stand", "I am standing", events.Stand()),
    ],
)
def test_with_a_desk_to_stand_at_switching_is_one_click(
    qtbot: QtBot, kind: BreakKind, key: str, label: str, event: events.Event
) -> None:
    desk = Desk()
    desk.asking.show(replace(prompt(kind, quiet=True), stands=True))
    (note,) = desk.buttons.open.values()
    assert dict(note.actions)[key] == label
    desk.buttons.answer(key)
    assert desk.posted == [event]


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("start", events.StartBreak()),
        ("later", events.Snooze()),
        ("skip", events.Skip()),
    ],
)
def test_each_button_posts_its_answer(qtbot: QtBot, key: str, event: events.Event) -> None:
    desk = Desk()
    desk.asking.show(prompt())
    desk.buttons.answer(key)
    assert desk.posted == [event]


def test_without_snoozes_left_the_short_version_stands_in_their_place(qtbot: QtBot) -> None:
    desk = Desk()
    desk.asking.show(prompt(snoozes_left=0))
    assert [key for key, _ in desk.buttons.log[0].actions] == ["default", "start", "short", "skip"]
    desk.buttons.answer("short")
    assert desk.posted == [events.StartBreak(short=True)]


def test_a_click_on_the_note_itself_opens_the_window_and_answers_nothing(qtbot: QtBot) -> None:
    desk = Desk()
    asked = prompt()
    desk.asking.show(asked)
    desk.buttons.answer("default")
    assert desk.window.open is asked
    assert desk.posted == []


def test_a_note_without_buttons_says_where_to_answer(qtbot: QtBot) -> None:
    desk = Desk(Capability.PLAIN)
    desk.asking.show(prompt())
    (note,) = desk.plain.log
    assert note.actions == ()
    assert note.body.splitlines() == ["the steps", "Answer in the tray menu."]


def test_an_answer_that_comes_after_the_end_is_dropped(qtbot: QtBot) -> None:
    desk = Desk()
    desk.asking.show(prompt())
    note = desk.buttons.open["prompt"]
    desk.asking.withdraw()
    desk.buttons.answered.emit(note, "start")
    assert desk.posted == []


def test_a_service_that_appears_later_is_used_by_the_next_prompt(qtbot: QtBot) -> None:
    desk = Desk(Capability.NONE)
    desk.asking.show(prompt())
    desk.asking.withdraw()
    desk.service.capability = Capability.BUTTONS
    desk.asking.show(replace(prompt(), sitting_s=2000))
    assert desk.asks() == {"buttons"}


def test_a_question_in_the_window_is_heard_once_however_often_it_is_shown_again(
    qtbot: QtBot,
) -> None:
    desk = Desk()
    desk.asking.show(prompt(BreakKind.STAND_UP))
    desk.asking.show(prompt(BreakKind.STAND_UP, snoozes_left=1))  # chosen again
    assert desk.chimes == 1
    desk.asking.withdraw()
    desk.asking.show(prompt(BreakKind.STAND_UP))
    assert desk.chimes == 2


def test_a_quiet_question_is_not_heard(qtbot: QtBot) -> None:
    desk = Desk()
    desk.asking.show(prompt(BreakKind.POSTURE_RESET))
    desk.asking.withdraw()
    desk.asking.show(prompt(BreakKind.STAND_UP, quiet=True))
    assert desk.chimes == 0


@pytest.mark.parametrize("quiet", [False, True])
def test_whoever_wants_the_icon_alone_sees_nothing_open_and_may_hear_it(
    qtbot: QtBot, quiet: bool
) -> None:
    desk = Desk(form="tray")
    desk.asking.show(prompt(BreakKind.STAND_UP, quiet=quiet))
    assert desk.asks() == set()
    assert desk.chimes == (0 if quiet else 1)
    desk.asking.withdraw()
    desk.asking.show(prompt(BreakKind.POSTURE_RESET))
    assert desk.asks() == {"buttons"}


def test_a_stand_up_as_a_notification_is_heard_too(qtbot: QtBot) -> None:
    desk = Desk(form="notification")
    desk.asking.show(prompt(BreakKind.STAND_UP))
    assert desk.asks() == {"buttons"}
    assert desk.chimes == 1
