"""Real screens: one that becomes small and large again, and one that is lower than a window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMargins, QRect

from tests.e2e.life import SETTINGS

if TYPE_CHECKING:
    from tests.desktop.virtual import VirtualDesktop
    from tests.e2e.conftest import NewDesktop, NewLife
    from tests.e2e.life import Life

LARGE = (1366, 768)
LOW = "640 656 752 800 480 490 492 525"  # a modeline, as xrandr takes it
BREAK = "^Lowback Tray$"
_MEASURES = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")


class Screens:
    """A desktop whose one screen changes its size."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        desktop.run(["xrandr", "--newmode", "low", "25.175", *LOW.split()])
        desktop.run(["xrandr", "--addmode", "screen", "low"])

    def change(self, mode: str) -> None:
        self.desktop.run(["xrandr", "--output", "screen", "--mode", mode])

    def window(self, title: str) -> int:
        return self.desktop.wait_for(lambda: self.desktop.windows(title), what=title)[-1]

    def inside(self, number: int) -> QRect:
        """A window without its frame, in the pixels of the screen."""
        said = self.desktop.run(["xwininfo", "-id", str(number)]).stdout
        told = (re.search(rf"{what}:\s+(-?\d+)", said) for what in _MEASURES)
        return QRect(*(int(one.group(1)) for one in told if one))

    def outside(self, number: int) -> QRect:
        """A window with what the window manager has put around it."""
        said = self.desktop.run(["xprop", "-id", str(number), "_NET_FRAME_EXTENTS"]).stdout
        left, right, top, bottom = map(int, said.split("=")[1].split(","))
        return self.inside(number).marginsAdded(QMargins(left, top, right, bottom))

    def comes_to(self, number: int, place: QRect) -> None:
        """It is there before long; the frame may cost a window manager a pixel or two."""
        self.desktop.wait_for(
            lambda: _alike(self.inside(number), place), what=f"{place}, not {self.inside(number)}"
        )


def _alike(one: QRect, other: QRect) -> bool:
    grown = one.marginsAdded(QMargins(2, 2, 2, 2))
    return grown.contains(other) and one.size() == other.size()


def placed(life: Life, screens: Screens, at: QRect) -> int:
    """The settings, where somebody has put them."""
    life.command("settings-window")
    number = screens.window(SETTINGS)
    life.desktop.xdotool("windowmove", "--sync", number, at.x(), at.y())
    life.desktop.xdotool("windowsize", "--sync", number, at.width(), at.height())
    # Nobody undocks within milliseconds of that. Where the news of both waits together, Qt takes
    # only the last place there was: the program has heard of this one once it has answered.
    for _ in range(2):
        life.status()
    return number


@pytest.fixture
def screens(new_desktop: NewDesktop) -> Screens:
    return Screens(new_desktop(panel="none", dunst=False, system_bus=False, size=LARGE))


def test_windows_go_back_to_their_places_with_a_screen_that_is_large_again(
    screens: Screens, new_life: NewLife
) -> None:
    life = new_life(screens.desktop).start()
    settings = placed(life, screens, QRect(600, 60, 700, 600))
    life.command("start", "stand-up")
    window = screens.window(BREAK)
    before = {number: screens.inside(number) for number in (settings, window)}
    screens.change("low")
    low = QRect(0, 0, 640, 480)
    screens.desktop.wait_for(
        lambda: all(low.contains(screens.inside(one)) for one in before), what="small windows"
    )
    screens.change("1366x768")
    for number, place in before.items():
        screens.comes_to(number, place)


def test_a_window_closed_on_the_small_screen_opens_on_the_large_one_where_it_was(
    screens: Screens, new_life: NewLife
) -> None:
    life = new_life(screens.desktop).start()
    settings = placed(life, screens, QRect(600, 60, 700, 600))
    before = screens.inside(settings)
    screens.change("low")
    screens.desktop.wait_for(lambda: screens.inside(settings).width() < 641, what="a small window")
    screens.desktop.xdotool("windowactivate", "--sync", settings, "key", "Escape")
    screens.desktop.wait_for(lambda: not screens.desktop.windows(SETTINGS), what="it closed")
    screens.change("1366x768")
    life.command("settings-window")
    screens.comes_to(screens.window(SETTINGS), before)


def test_the_break_window_fills_a_low_screen_with_its_frame_and_no_more(
    new_desktop: NewDesktop, new_life: NewLife
) -> None:
    low = Screens(new_desktop(panel="none", dunst=False, system_bus=False, size=(800, 600)))
    new_life(low.desktop).start().command("start", "stand-up")
    number = low.window(BREAK)
    low.desktop.wait_for(
        lambda: (low.outside(number).top(), low.outside(number).bottom()) == (0, 599),
        10, what="the height of the screen",
    )  # fmt: skip
