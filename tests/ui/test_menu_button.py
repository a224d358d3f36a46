"""The quiet button with a menu: its arrow stands apart from its words, and both in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lowback_tray.ui import theme
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.today.menu_button import MenuButton


def inked_columns(button: MenuButton) -> list[int]:
    picture = button.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 6)
    rows = range(8, picture.height() - 8)
    return [
        x
        for x in range(8, picture.width() - 8)
        if any(picture.pixelColor(x, y) != ground for y in rows)
    ]


@pytest.fixture
def button(qtbot: QtBot, themer: Themer) -> Iterator[MenuButton]:
    window = QWidget()
    made = MenuButton()
    made.set_text("Choose a break")
    QVBoxLayout(window).addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("text", ["Choose a break", "きょうの腰"])
def test_the_arrow_stands_apart_from_the_words(
    button: MenuButton, themer: Themer, look: theme.Appearance, percent: int, text: str
) -> None:
    themer.set_appearance(look)
    themer.set_text_percent(percent)
    button.set_text(text)
    button.resize(button.sizeHint())
    columns = inked_columns(button)
    arrow = theme.px(8)
    gap = next(
        after - before
        for before, after in zip(columns[-2::-1], columns[:0:-1], strict=True)
        if after - before > 1
    )
    assert theme.px(5) <= gap <= theme.px(14)
    assert columns[-1] - columns[0] > 3 * arrow
    left, right = columns[0], button.width() - 1 - columns[-1]
    assert abs(left - right) <= theme.px(3)


def test_the_keyboard_can_see_where_it_is(button: MenuButton) -> None:
    button.window().activateWindow()
    button.clearFocus()
    before = button.grab().toImage()
    QTest.keyClick(button.window(), Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab().toImage() != before
