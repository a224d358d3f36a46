"""The look: contrast, live changes, one sheet for every text size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lowback_tray.ui import theme
from lowback_tray.ui.stylesheet import stylesheet
from lowback_tray.ui.theme import DARK, LIGHT, Theme, Themer, contrast, mix

TEXT_ON = [
    ("ink", "surface"),
    ("ink", "background"),
    ("ink", "stage"),
    ("ink", "accent_soft"),
    ("ink", "hover"),
    ("ink", "pressed"),
    ("muted", "surface"),
    ("muted", "background"),
    ("muted", "stage"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("warm_text", "surface"),
    ("warm_text", "background"),
    ("warm_text", "stage"),
    ("caution_text", "surface"),
    ("caution_text", "background"),
    ("caution_text", "stage"),
]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read_on_its_ground(look: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_notice_can_be_read_on_its_tinted_ground(look: Theme) -> None:
    tint = re.search(r'role="notice".*?background: (#\w+)', stylesheet(look, 100), re.DOTALL)
    assert tint is not None
    assert contrast(look.ink, tint[1]) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_ring_stands_out_from_the_window(look: Theme) -> None:
    assert contrast(look.accent, look.surface) >= 3


def test_contrast_knows_the_two_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#2A7564", "#2A7564") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_mixing_ends_at_either_colour() -> None:
    assert mix("#102030", "#A0B0C0", 0) == "#102030"
    assert mix("#102030", "#A0B0C0", 1) == "#A0B0C0"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_leaves_no_name_unfilled(look: Theme) -> None:
    assert "$" not in stylesheet(look, 100)


def test_the_sheet_grows_with_the_text_size() -> None:
    assert "font-size: 22px" in stylesheet(LIGHT, 100)
    assert "font-size: 44px" in stylesheet(LIGHT, 200)


def test_dark_can_be_kept_whatever_the_desktop_says(themer: Themer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(themer.changed):
        themer.set_appearance("dark")
    assert theme.current() is DARK
    window = QApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    assert window == DARK.surface


class FakeDesktop(QObject):
    """A desktop that can be switched; what was asked of it is honoured as Qt does."""

    colorSchemeChanged = Signal()  # noqa: N815 (Qt's name)

    def __init__(self) -> None:
        super().__init__()
        self.own = Qt.ColorScheme.Light
        self.asked: Qt.ColorScheme | None = None

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.asked or self.own

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802
        self.asked = scheme
        self.colorSchemeChanged.emit()

    def unsetColorScheme(self) -> None:  # noqa: N802
        self.asked = None
        self.colorSchemeChanged.emit()

    def switch(self, scheme: Qt.ColorScheme) -> None:
        """The person switches the whole desktop."""
        self.own = scheme
        self.colorSchemeChanged.emit()


@pytest.fixture
def desktop() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def follower(qapp: QApplication, themer: Themer, desktop: FakeDesktop) -> Iterator[Themer]:
    """A themer on that desktop; the usual one cleans up behind it."""
    made = Themer(qapp, "system", 100, desktop=cast("QStyleHints", desktop))
    yield made
    made.set_appearance("light")
    made.deleteLater()


def test_the_desktops_choice_is_followed_live(follower: Themer, desktop: FakeDesktop) -> None:
    assert theme.current() is LIGHT
    desktop.switch(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    desktop.switch(Qt.ColorScheme.Light)
    assert theme.current() is LIGHT


def test_a_kept_look_does_not_follow_the_desktop(follower: Themer, desktop: FakeDesktop) -> None:
    follower.set_appearance("light")
    desktop.switch(Qt.ColorScheme.Dark)
    assert theme.current() is LIGHT
    follower.set_appearance("system")
    assert theme.current() is DARK


def test_nothing_is_restyled_when_nothing_changes(themer: Themer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(themer.changed):
        themer.set_appearance("light")
        themer.set_text_percent(100)


@pytest.mark.parametrize(("asked", "given"), [(80, 80), (150, 150), (10, 80), (900, 200)])
def test_the_text_size_keeps_within_its_bounds(themer: Themer, asked: int, given: int) -> None:
    themer.set_text_percent(asked)
    assert theme.text_percent() == given
    assert theme.px(100) == given
    assert theme.font("body").pixelSize() == round(15 * given / 100)


def test_reduced_motion_is_part_of_the_look(themer: Themer, qtbot: QtBot) -> None:
    assert not theme.still()
    with qtbot.waitSignal(themer.changed):
        themer.set_still(True)
    assert theme.still()


def test_japanese_stands_in_japanese_forms() -> None:
    assert "Noto Sans CJK JP" in theme.font("title").families()


def test_open_windows_follow_a_change(themer: Themer, qtbot: QtBot) -> None:
    button = QPushButton("anything")
    qtbot.addWidget(button)
    button.show()
    small = button.sizeHint().height()
    themer.set_text_percent(200)
    assert button.sizeHint().height() > small * 1.5
