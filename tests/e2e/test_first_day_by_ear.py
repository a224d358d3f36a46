"""The first day of somebody who cannot see the screen, in one walk.

What is on the screen is read, pressed and written over the accessibility bus alone, the tray's menu
over dbusmenu as a panel reads it out, and what is said is what was announced. No pointer and no
picture; the one key is the Esc that closes a window. In each window everything that can be reached
has a name, and no name holds what only the line breaker should see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.catalogues import compile_all
from tests.desktop.reader import Reader
from tests.desktop.virtual import VirtualDesktop
from tests.e2e.life import SETTINGS, TODAY, Life

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.reader import Thing

WELCOME = "Welcome to Lowback Tray"
BREAK = "Lowback Tray"
SLOW = {"stand_up.interval_min": 15, "posture_reset.enabled": False, "away.after_min": 60}


class Listener:
    """Somebody at this desktop who listens to this program."""

    def __init__(self, life: Life, reader: Reader) -> None:
        self.life = life
        self._reader = reader

    @property
    def _pid(self) -> int:
        assert self.life.child is not None
        return self.life.child.pid

    def window(self, name: str) -> Thing:
        """The window, once it is there and can be told in full."""
        found = self._reader.window(self._pid, name)
        assert found.role == "frame"
        for thing in found.walk():
            heard = f"{thing.name} {thing.description}"
            assert "\N{WORD JOINER}" not in heard, f"{thing} is spelt, not read"
            assert thing.name or not thing.focusable, f"{thing} in {name!r} has no name"
        return found

    def has_the_keyboard(self, window: Thing) -> None:
        """It opened by a wish of the person: keys go to it, and none presses anything yet."""
        self.life.wait_for(lambda: window.focused, what=f"the keyboard for {window}")
        assert [str(thing) for thing in window.walk() if thing.focused] == [str(window)]

    def find(self, window: Thing, role: str, name: str) -> Thing:
        return self._reader.find(window, role, name)

    def press(self, window: Thing, name: str) -> None:
        self.find(window, "push button", name).press()

    def hears(self, beginning: str, after: int) -> str:
        """What is said that begins like this, past as many announcements as that."""

        def said() -> str | None:
            return next((one for one in self.said()[after:] if one.startswith(beginning)), None)

        try:
            return self.life.wait_for(said, what=f"{beginning!r} to be said")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.said()}") from None

    def said(self) -> list[str]:
        """Everything announced so far."""
        return self._reader.listen()

    def texts(self, window: Thing) -> list[str]:
        return [thing.name for thing in window.walk() if thing.role == "label"]

    def closes(self, window: Thing) -> None:
        """Esc closes what has the keyboard."""
        self.life.desktop.xdotool("key", "Escape")
        self.life.wait_for(lambda: not self.life.windows(window.name), what=f"{window} to close")


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The reader is there before the program; no file yet says that the first page was seen."""
    compile_all()
    with VirtualDesktop() as desktop, Reader(desktop) as reader:
        life = Life(desktop, rate=45, settings=None)
        life.write_settings(SLOW)
        yield Listener(life, reader)
        life.stop()
        life.crash_free()


def test_the_whole_first_day_by_ear(listener: Listener) -> None:
    listener.life.start()
    _the_first_page(listener)
    _the_menu_is_read_and_a_stand_up_comes(listener)
    _it_is_led_and_its_end_is_answered(listener)
    _today_is_read(listener)
    _a_setting_is_looked_for_and_changed(listener)
    listener.life.tray().click("Quit")
    assert listener.life.child is not None
    assert listener.life.child.wait(5) == 0


def _the_first_page(listener: Listener) -> None:
    life = listener.life
    page = listener.window(WELCOME)
    listener.has_the_keyboard(page)
    assert page.description.startswith("Once an hour it asks you to stand up"), "what it does"
    floor = listener.find(page, "check box", "The floor is fine")
    assert (floor.description, floor.checked) == ("Your place", False)
    floor.press()
    life.wait_for(lambda: floor.checked, what="the choice to be told as chosen")
    assert life.command("settings", "get", "profile.place").out == "mat"
    assert any(text.startswith("New trouble passing urine") for text in listener.texts(page))
    listener.press(page, "Start")
    life.wait_for(lambda: not life.windows(WELCOME), what="the page to close")
    assert life.command("settings", "get", "first_run.done").out == "on"


def _the_menu_is_read_and_a_stand_up_comes(listener: Listener) -> None:
    life = listener.life
    labels = life.tray().labels()
    assert labels[0].startswith("Stand up in"), labels
    assert {"Stand up now", "Today", "Settings…", "Quit"} <= set(labels)
    life.reach("prompting", 60)
    prompt = listener.window(BREAK)
    said = listener.hears("Time to stand up. You have been sitting for", 0)
    assert listener.said() == [said]
    assert not prompt.focused, "it takes the keyboard from nobody"
    life.tray().click("Today")  # what waits comes first, and has the keyboard
    listener.has_the_keyboard(prompt)
    assert not life.windows(TODAY)
    assert any(text.startswith("Stand up and reach") for text in listener.texts(prompt))
    begin = listener.find(prompt, "push button", "Start")
    assert begin.description == "Leads through the steps with a timer"
    begin.press()


def _it_is_led_and_its_end_is_answered(listener: Listener) -> None:
    life = listener.life
    steps = life.reach("guiding")["guide"]["steps"]
    guide = listener.window(BREAK)
    listener.has_the_keyboard(guide)
    life.reach("sitting", 30)
    end = listener.hears("You stood up.", 1)
    assert end.endswith("How does your back feel now?"), "what is asked is said with it"
    told = [words for words in listener.said() if words.startswith("Step ")]
    assert [words[:11] for words in told] == [f"Step {n} of {steps}" for n in range(1, steps + 1)]
    assert life.of("completed")[-1]["stood"] is True
    done = listener.window(BREAK)
    listener.has_the_keyboard(done)
    easier = listener.find(done, "check box", "Easier")
    assert easier.description == "How the back feels after this break"
    before = len(listener.said())
    easier.press()
    life.wait_for(lambda: life.of("check_in"), what="the answer")
    assert life.of("check_in")[-1]["answer"] == "easier"
    listener.hears("How does your lower back feel today?", before)
    listener.find(done, "check box", "Okay").press()
    listener.hears("Thank you. Noted.", before)
    assert len(listener.said()) == before + 2


def _today_is_read(listener: Listener) -> None:
    life = listener.life
    life.tray().click("Today")  # also while the end is still to be seen
    today = listener.window(TODAY)
    listener.has_the_keyboard(today)
    texts = listener.texts(today)
    assert any("Stand up in" in text for text in texts), texts
    assert "stood up: 1 / 1" in texts, texts
    hours = listener.find(today, "graphic", "The hours of today")
    assert hours.description.startswith("Sitting, ")
    okay = listener.find(today, "check box", "Okay")
    assert (okay.description, okay.checked) == ("How does your lower back feel?", True)
    listener.closes(today)


def _a_setting_is_looked_for_and_changed(listener: Listener) -> None:
    life = listener.life
    life.tray().click("Settings")
    settings = listener.window(SETTINGS)
    listener.has_the_keyboard(settings)
    search = listener.find(settings, "text", "Search settings")
    search.focus()
    life.wait_for(lambda: search.focused, what="the keyboard for the search")
    before = len(listener.said())
    search.write("how long you sit")
    listener.hears("2 settings found", before)
    interval = listener.find(settings, "spin box", "Stand up every")
    assert interval.description == "How long you sit before you are asked to stand up."
    assert interval.value == 15
    interval.turn_to(50)
    life.wait_for(
        lambda: life.command("settings", "get", "stand_up.interval_min").out == "50",
        what="the setting to be kept",
    )
    assert interval.value == 50
    usual = listener.find(settings, "check box", "45 min")
    assert (usual.description, usual.checked) == ("Stand up every", False)
    usual.press()
    life.wait_for(lambda: interval.value == 45, what="the number to follow")
    assert "stand_up.interval_min = 45" in life.settings_file.read_text(encoding="utf-8")
    search.write("")
    listener.find(settings, "spin box", "Length of a stand-up")  # the page again
    listener.closes(settings)
