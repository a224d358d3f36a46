"""Trials look real, and nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from lowback_tray.app.trial import Stages, Trial
from lowback_tray.care.library import load
from lowback_tray.desktop.clock import SystemClock
from lowback_tray.engine import events
from lowback_tray.engine.effects import DoneView, Ending, GuideView, PromptView
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.status import BodyView, Status
from tests.ui import samples_b as samples


class Place:
    """A break window, a toast and a chain over them that only note what they are asked for."""

    def __init__(self) -> None:
        self.asked: PromptView | None = None
        self.led: GuideView | None = None
        self.done: DoneView | None = None
        self.titles: list[str] = []
        self.frame = SimpleNamespace(setWindowTitle=self.titles.append)
        self.prompter, self.guide = (
            self,
            SimpleNamespace(open=self._lead, show=self._lead, close=self._end),
        )

    def show(self, prompt: PromptView) -> None:
        self.asked = prompt

    def withdraw(self) -> None:
        self.asked = None

    def release(self) -> None:
        self.led = None

    def activate(self) -> None:
        """The person asked for it."""

    def _lead(self, guide: GuideView) -> None:
        self.led = guide

    def _end(self, done: DoneView) -> None:
        self.led, self.done = None, done


class Heard:
    """Cues that only note what they are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begun(self) -> None:
        self.told.append("begun")

    def over(self, done: DoneView) -> None:
        self.told.append(f"over: {done.ending}")

    def hush(self) -> None:
        self.told.append("hush")


class House:
    """A trial over a place and a present that can be changed."""

    def __init__(self) -> None:
        self.place = Place()
        self.status: Status = samples.SITTING
        self.policy = Policy()
        self.heard = Heard()
        self.trial = Trial(
            SystemClock(lambda: 0.0), lambda: self.policy, load(), lambda: self.status,
            Stages(self._make, self._make, self._chain, self.heard),
        )  # fmt: skip

    def _make(self, _post: Callable[[events.Event], None]) -> Any:
        return self.place

    def _chain(self, _window: Any, _toast: Any, _post: Any, group: str) -> Any:
        assert group != "prompt", "the real prompt's notes are not touched"
        return self.place

    def asked(self) -> PromptView:
        assert self.place.asked is not None
        return self.place.asked

    def timers(self) -> list[QTimer]:
        found = cast("list[QTimer]", self.trial.findChildren(QTimer))
        return [timer for timer in found if timer.isActive()]


@pytest.fixture
def house(qapp: QApplication) -> Iterator[House]:
    made = House()
    yield made
    made.trial.close()
    made.trial.deleteLater()
    qapp.processEvents()


def test_what_is_asked_is_what_would_really_be_asked(house: House) -> None:
    assert house.trial.show("stand-up") == ""
    asked = house.asked()
    assert asked.kind is BreakKind.STAND_UP
    assert asked.plan.standing
    assert house.trial.show("posture-reset") == ""
    assert house.asked().kind is BreakKind.POSTURE_RESET
    assert "a trial" in house.place.titles[-1]


@pytest.mark.parametrize("answer", [events.Snooze(), events.Skip(), events.JustStood()])
def test_any_answer_but_start_ends_it(house: House, answer: events.Event) -> None:
    house.trial.show("stand-up")
    house.trial.post(answer)
    assert house.place.asked is None
    assert house.timers() == []


def test_nobody_answers_and_it_goes_away(house: House) -> None:
    house.trial.show("stand-up")
    [end] = house.timers()
    end.timeout.emit()
    assert house.place.asked is None


def test_start_leads_through_a_guide_of_its_own(house: House, qapp: QApplication) -> None:
    house.trial.show("posture-reset")
    house.trial.post(events.StartBreak())
    assert house.place.asked is None
    assert house.place.led is not None
    assert house.place.led.kind is BreakKind.POSTURE_RESET
    house.trial.post(events.GuideClose())
    assert house.place.done is not None
    assert house.place.done.ending is Ending.ENDED_EARLY
    qapp.processEvents()
    assert house.timers() == []
    house.trial.post(events.Skip())  # what comes after the end goes nowhere


def test_the_guide_can_be_seen_without_a_prompt(house: House) -> None:
    assert house.trial.show("guide") == ""
    assert house.place.led is not None
    assert house.place.led.plan.standing
    assert house.timers(), "its clock runs"
    house.trial.post(events.Resume())  # makes no sense here and changes nothing
    house.trial.close()
    assert house.place.led is None
    assert house.timers() == []


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (samples.PROMPTING, "reminder or a break is open"),
        (samples.GUIDING, "reminder or a break is open"),
        (replace(samples.SITTING, body=BodyView(signs="soon")), "warning sign"),
    ],
)
def test_there_is_a_time_for_trials(house: House, status: Status, why: str) -> None:
    house.status = status
    assert why in house.trial.show("guide")
    assert house.place.led is None


def test_a_guide_that_ends_is_heard_to_end(house: House, qapp: QApplication) -> None:
    house.trial.show("guide")
    assert house.heard.told == ["begun"]
    house.trial.post(events.GuideClose())
    qapp.processEvents()
    house.trial.close()
    assert house.heard.told == ["begun", f"over: {Ending.ENDED_EARLY}"]


def test_a_guide_that_is_thrown_away_is_talked_of_no_more(house: House) -> None:
    house.trial.show("guide")
    house.trial.close()
    house.trial.close()
    assert house.heard.told == ["begun", "hush"]
