"""The first day of somebody new: nothing set, nothing known, everything by mouse or by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.life import SETTINGS, TODAY

if TYPE_CHECKING:
    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life

WELCOME = "Welcome to Lowback Tray"
LIGHT = {"appearance.theme": "light"}


def _answered(life: Life) -> bool:
    return life.command("settings", "get", "first_run.done").out == "on"


def _language(life: Life) -> str:
    return life.command("settings", "get", "language").out


def test_the_first_day_by_mouse(new_life: NewLife) -> None:
    life = new_life(rate=60, settings=LIGHT | {"first_run.done": False, "away.after_min": 5})
    life.start()
    _one_page_and_one_button(life)
    with life.at_the_desk():
        _the_first_question_is_put_off_and_comes_again(life)
        _today_leads_a_break_when_asked(life)
    _settings_and_the_end(life)


def _one_page_and_one_button(life: Life) -> None:
    page = life.window(WELCOME)
    assert life.windows(TODAY) == [], "one page, nothing else"
    assert life.status()["phase"] == "sitting", "it works before it is answered"
    life.press_primary(page)
    life.wait_for(lambda: not life.windows(WELCOME), 3, what="the page to close")
    life.wait_for(lambda: _answered(life), 3, what="the answer to be kept")


def _the_first_question_is_put_off_and_comes_again(life: Life) -> None:
    dunst = life.desktop.dunst
    assert life.reach("prompting", 60)["prompt"]["kind"] == "posture-reset"
    dunst.answer(life.wait_for(dunst.open)[0], "later")
    again = life.reach("snoozed")
    assert again["next"]["kind"] == "posture-reset"
    life.reach("prompting", 30)
    dunst.answer(life.wait_for(dunst.open)[0], "start")
    life.reach("guiding")
    life.reach("sitting")
    assert "completed" in life.kinds()
    life.wait_for(lambda: not life.windows(), 30, what="the last page to close itself")


def _today_leads_a_break_when_asked(life: Life) -> None:
    life.tray().click("Today")
    life.press_primary(life.window(TODAY))
    assert life.reach("guiding")["guide"]["steps"] >= 1
    assert life.window()


def _settings_and_the_end(life: Life) -> None:
    life.reach("sitting", 30)
    life.tray().click("Settings")
    window = life.window(SETTINGS)
    life.desktop.xdotool("windowactivate", "--sync", window)
    life.desktop.xdotool("key", "Escape")
    life.wait_for(lambda: not life.windows(SETTINGS), 3, what="the settings to close")
    life.tray().click("Quit")
    assert life.child is not None
    assert life.child.wait(5) == 0


def test_the_first_page_by_keyboard_alone_and_only_once(new_life: NewLife) -> None:
    life = new_life(settings=LIGHT | {"first_run.done": False}).start()
    page = life.window(WELCOME)
    life.desktop.xdotool("windowactivate", "--sync", page)
    life.desktop.xdotool("key", "Tab", "Tab", "space")  # the second of the languages
    life.wait_for(lambda: _language(life) == "en", 3, what="the language to be kept")
    life.desktop.xdotool("key", "shift+Tab", "shift+Tab")  # the button is the last one
    life.desktop.xdotool("key", "Return")
    life.wait_for(lambda: not life.windows(WELCOME), 3, what="the page to close")
    life.wait_for(lambda: _answered(life), 3, what="the answer to be kept")
    life.restart()
    assert life.status()["phase"] == "sitting"
    assert life.windows(WELCOME) == []
