"""When something is heard: what is switched on, at its moment, and never where silence is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from lowback_tray import i18n
from lowback_tray.app.cueing import Cueing
from lowback_tray.engine.effects import DoneView, Ending
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.status import HoldView
from tests.ui import samples_b as samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ON = {
    "sound.on": True,
    "sound.prompt": True,
    "sound.steps": True,
    "voice.on": False,
    "sound.volume_percent": 40,
}


class Heard:
    """Chimes and voice in one, which note what a person would hear."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.problem: str | None = None

    def play(self, name: str, volume: int) -> None:
        self.log.append(f"{name} {volume}")

    def say(self, text: str, language: str, volume: int) -> None:
        self.log.append(f"{language}: {text} {volume}")

    def stop(self) -> None:
        self.log.append("silence")

    def describe(self) -> dict[str, object]:
        return {"problem": self.problem}


class Desk:
    """Cueing with settings and holds to be set."""

    def __init__(self, **values: Any) -> None:
        self.values: dict[str, Any] = {**ON, **{k.replace("__", "."): v for k, v in values.items()}}
        self.holds: tuple[HoldView, ...] = ()
        self.heard = Heard()
        sounds = cast("Any", self.heard)
        self.cues = Cueing(lambda: self.values, self._status, sounds, sounds)

    def _status(self) -> Any:
        return replace(samples.SITTING, holds=self.holds)

    def hold(self, name: str) -> None:
        self.holds = (HoldView(name, name, None),)

    def guide(self, ending: Ending = Ending.COMPLETED) -> list[str]:
        """A guide of two steps and a change of side."""
        self.cues.begun()
        for text in ("one", "two", "the other side"):
            self.cues.moment(text)
        self.cues.over(DoneView(1, BreakKind.STAND_UP, ending, stood=True, seconds=150))
        return self.heard.log


def test_by_default_nothing_is_heard_and_nothing_is_loaded(qtbot: QtBot) -> None:
    cues = Cueing(lambda: {**ON, "sound.on": False}, lambda: samples.SITTING)
    cues.asked()
    cues.begun()
    cues.moment("one")
    cues.over(DoneView(1, BreakKind.STAND_UP, Ending.COMPLETED, stood=True, seconds=150))
    cues.close()
    assert "chimes" not in vars(cues)
    assert "voice" not in vars(cues)
    assert cues.problems() == []


def test_a_guide_has_its_beginning_its_changes_and_its_end(qtbot: QtBot) -> None:
    assert Desk().guide() == ["start 40", "change 40", "change 40", "end 40"]


def test_a_guide_that_was_ended_early_just_stops(qtbot: QtBot) -> None:
    assert Desk().guide(Ending.ENDED_EARLY) == ["start 40", "change 40", "change 40"]


def test_reminders_and_steps_have_their_own_switches(qtbot: QtBot) -> None:
    reminders, steps = Desk(sound__steps=False), Desk(sound__prompt=False)
    for desk in (reminders, steps):
        desk.cues.asked()
        desk.guide()
    assert reminders.heard.log == ["prompt 40"]
    assert steps.heard.log == ["start 40", "change 40", "change 40", "end 40"]


@pytest.mark.parametrize("name", ["locked", "call", "do_not_disturb", "full_screen", "presenting"])
def test_where_the_desktop_asks_for_silence_there_is_silence(qtbot: QtBot, name: str) -> None:
    desk = Desk(voice__on=True)
    desk.hold(name)
    desk.cues.asked()
    assert [one for one in desk.guide() if one != "silence"] == []


@pytest.mark.parametrize("name", ["paused", "off_screen", "outside_hours", "just_back", "typing"])
def test_a_guide_that_was_started_all_the_same_is_heard(qtbot: QtBot, name: str) -> None:
    desk = Desk()
    desk.hold(name)
    assert desk.guide() == ["start 40", "change 40", "change 40", "end 40"]


def test_the_voice_follows_the_chime_in_the_language_in_force(qtbot: QtBot) -> None:
    i18n.use("ja")
    desk = Desk(voice__on=True)
    desk.cues.begun()
    desk.cues.moment("背伸び。")
    assert desk.heard.log == ["start 40"]
    qtbot.waitUntil(lambda: desk.heard.log == ["start 40", "ja: 背伸び。 40"])


def test_the_voice_speaks_without_chimes_too(qtbot: QtBot) -> None:
    desk = Desk(sound__on=False, voice__on=True)
    desk.cues.begun()
    desk.cues.moment("one")
    qtbot.waitUntil(lambda: desk.heard.log == ["en: one 40"])


def test_what_a_guide_still_had_to_say_is_not_said_after_its_end(qtbot: QtBot) -> None:
    desk = Desk(voice__on=True)
    desk.guide(Ending.ENDED_EARLY)
    qtbot.wait(900)
    assert not [one for one in desk.heard.log if one.startswith("en")]


def test_a_trial_is_heard_whatever_is_switched_on(qtbot: QtBot) -> None:
    desk = Desk(sound__on=False)
    desk.cues.listen("This is how the steps sound.")
    qtbot.waitUntil(lambda: len(desk.heard.log) == 2)
    assert desk.heard.log == ["start 40", "en: This is how the steps sound. 40"]


def test_what_was_not_heard_is_said_once_and_only_by_who_wants_sound(qtbot: QtBot) -> None:
    desk = Desk(voice__on=True)
    desk.heard.problem = "paplay: Connection refused"
    desk.guide()
    assert desk.cues.problems() == ["paplay: Connection refused"]
    desk.values["sound.on"] = desk.values["voice.on"] = False
    assert desk.cues.problems() == []
    assert desk.cues.describe()["chimes"] == {"problem": "paplay: Connection refused"}


def test_each_sound_can_be_heard_alone_and_says_why_it_was_not(qtbot: QtBot) -> None:
    desk = Desk(sound__on=False)
    desk.hold("call")
    for what in ("prompt", "end", "voice"):
        desk.cues.hear(what, "Like this.")
    assert desk.heard.log == ["prompt 40", "end 40", "en: Like this. 40"]
    assert desk.cues.unheard("end") == ""
    desk.heard.problem = "paplay: connection refused"
    assert desk.cues.unheard("voice") == "paplay: connection refused"
