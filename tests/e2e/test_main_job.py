"""The main job, whole: an hour, the quiet prompt, the window, a snooze, a guide, the history.

A minute of the world is an hour of the program here. The person moves the mouse all the time,
as somebody does who works, except while they stand.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from lowback_tray.care import library
from tests.e2e.conftest import QUICK
from tests.e2e.life import SETTINGS, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life


def test_an_hour_brings_both_prompts_a_snooze_a_guide_and_its_record(new_life: NewLife) -> None:
    life = new_life(rate=60, settings={"away.after_min": 10}).start()
    with life.at_the_desk():
        _half_an_hour_brings_a_notification_whose_button_starts(life)
        _the_hour_brings_the_window(life)
    _snoozing_in_the_tray_menu_brings_it_back(life)
    _its_button_starts_a_guide_that_ends_in_the_history(life)


def _half_an_hour_brings_a_notification_whose_button_starts(life: Life) -> None:
    seen = life.until(lambda s: s["phase"] == "prompting", 60)
    assert seen["prompt"]["kind"] == "posture-reset"
    assert 29 * 60 < seen["sitting_s"] < 33 * 60
    notice = life.wait_for(life.desktop.dunst.open)[0]
    assert notice.title == "Time for a posture reset"
    assert list(notice.actions) == ["default", "start", "later", "skip"]
    assert notice.body.endswith("about\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}min")
    assert not life.windows(), "a posture reset opens no window by itself"
    life.desktop.dunst.answer(notice, "start")
    guide = life.reach("guiding")["guide"]
    assert guide["routine"] == seen["prompt"]["routine"]
    assert life.window()
    life.until(lambda s: s["phase"] == "sitting", 10, what="the end of the posture reset")
    assert life.of("completed")[-1]["stood"] is False


def _the_hour_brings_the_window(life: Life) -> None:
    seen = life.until(lambda s: s["phase"] == "prompting", 60)
    assert seen["prompt"]["kind"] == "stand-up"
    assert 59 * 60 < seen["sitting_s"] < 64 * 60
    assert life.window()
    assert life.tray().labels()[0] == "Time to stand up"


def _snoozing_in_the_tray_menu_brings_it_back(life: Life) -> None:
    life.tray().click("Snooze", "5 min")
    assert life.reach("snoozed")["next"]["kind"] == "stand-up"
    life.wait_for(lambda: not life.windows(), 2, what="the window to close")
    again = life.reach("prompting")
    assert again["prompt"]["snoozes_left"] == 1


def _its_button_starts_a_guide_that_ends_in_the_history(life: Life) -> None:
    life.press_primary(life.window())
    guide = life.reach("guiding")["guide"]
    assert guide["steps"] >= 2
    life.reach("sitting")
    done = life.run("history", "--json").json()[-1]
    assert (done["kind"], done["details"]["stood"]) == ("completed", True)
    length_s = library.load().routines[guide["routine"]].seconds  # shorter early in the day
    assert abs(done["details"]["seconds"] - length_s) <= 10
    assert life.status()["sitting_s"] < 120
    expected = [
        *("launched", "prompted", "started", "completed"),
        *("prompted", "snoozed", "prompted", "started", "completed"),
    ]
    assert [kind for kind in life.kinds() if not kind.startswith("exercise")] == expected


def test_each_button_of_the_notification_does_what_it_says(
    new_life: NewLife, posture_due: Path
) -> None:
    settings = {"posture_reset.after_min": 10, "snooze.default_min": 1}
    life = new_life(rate=60, settings=settings, like=posture_due).start()
    dunst = life.desktop.dunst
    life.reach("prompting")
    dunst.answer(life.wait_for(dunst.open)[0], "later")
    life.reach("snoozed")
    assert life.of("snoozed")[-1] == {"kind": "posture-reset", "seconds": 60, "by": "person"}
    life.reach("prompting")
    dunst.answer(life.wait_for(dunst.open)[0], "skip")
    life.reach("sitting")
    assert life.kinds()[-1] == "skipped"
    life.wait_for(lambda: not dunst.open(), 2, what="the note to go")


@pytest.mark.parametrize(
    ("labels", "phase", "record"),
    [
        (["Start"], "guiding", "started"),
        (["Skip this one"], "sitting", "skipped"),
        (["I am already standing"], "sitting", "stood"),
        (["Pause", "30 min"], "paused", "withdrawn"),
    ],
)
def test_each_answer_in_the_tray_menu_does_what_it_says(
    new_life: NewLife, stand_up_due: Path, labels: list[str], phase: str, record: str
) -> None:
    life = new_life(rate=60, settings=QUICK, like=stand_up_due).start()
    tray = life.tray()
    life.reach("prompting")
    tray.click(*labels)
    life.reach(phase, 2)
    assert record in life.kinds()[-2:]


def test_the_menu_opens_the_windows_changes_the_interval_pauses_and_quits(
    new_life: NewLife,
) -> None:
    life = new_life().start()
    tray = life.tray()
    tray.click("Today")
    assert life.window(TODAY)
    tray.click("Settings")
    assert life.window(SETTINGS)
    tray.click("Stand up every", "45 min")
    assert life.until(lambda s: _interval(life) == "45", 3)
    tray.click("Pause", "1 h")
    life.reach("paused")
    tray.click("Resume")
    life.reach("sitting")
    tray.click("Quit")
    assert life.child is not None
    assert life.child.wait(5) == 0


def _interval(life: Life) -> str:
    return life.command("settings", "get", "stand_up.interval_min").out


def test_the_prompt_takes_neither_the_focus_nor_the_keys(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=60, settings=QUICK, like=stand_up_due).start()
    desktop = life.desktop
    writer = desktop.spawn(["xev", "-event", "keyboard"])
    mine = life.wait_for(lambda: desktop.windows("^Event Tester$"), what="the other window")[0]
    desktop.xdotool("windowfocus", "--sync", mine)
    until = time.monotonic() + 15
    while not life.windows() and time.monotonic() < until:
        desktop.xdotool("key", "--delay", 1, "Return")  # what would press Start
        time.sleep(0.2)  # twelve seconds of the program: a pause in typing
    assert life.windows(), "the prompt has not come"
    before = writer.output().count("KeyPress")
    desktop.xdotool("key", "--delay", 1, "Return", "space", "Escape", "s")
    assert desktop.focused() == mine
    assert life.status()["phase"] == "prompting"
    life.wait_for(lambda: writer.output().count("KeyPress") == before + 4, 3)
    writer.stop()


def test_keys_reach_the_window_only_after_its_shield_is_down(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=40, settings=QUICK, like=stand_up_due).start()
    life.reach("prompting")
    window = life.window()
    opened = time.monotonic()
    life.desktop.xdotool("windowactivate", "--sync", window)
    life.desktop.xdotool("key", "Escape")
    assert life.status()["phase"] == "prompting", "a key in flight answered the prompt"
    time.sleep(max(0.0, opened + 1.7 - time.monotonic()))
    life.desktop.xdotool("key", "Escape")
    life.reach("snoozed")
    assert life.of("snoozed")[-1]["by"] == "person"


def test_a_guide_is_worked_by_keyboard(new_life: NewLife) -> None:
    life = new_life().start()
    assert life.command("start", "stand-up").exit == 0
    window = life.window()
    time.sleep(1.7)
    life.desktop.xdotool("windowactivate", "--sync", window)
    life.desktop.xdotool("key", "space")
    life.until(lambda s: s["guide"] and not s["guide"]["running"], 3, what="the pause")
    life.desktop.xdotool("key", "Right")
    life.until(lambda s: s["guide"] and s["guide"]["step"] == 2, 3, what="the next step")
    life.desktop.xdotool("key", "Left")
    life.until(lambda s: s["guide"] and s["guide"]["step"] == 1, 3, what="the step before")
    life.desktop.xdotool("key", "Escape")
    life.reach("sitting")
    assert life.kinds()[-1] == "ended_early"
    life.wait_for(lambda: not life.windows(), 2, what="the window to close")
