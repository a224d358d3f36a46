"""Every window of the gallery for everyone: by ear, and without a mouse, in both languages."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import Check, Switch
from tests.catalogues import compile_all
from tests.ui import everyone, gallery
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.usefixtures("themer")
PICTURES = {picture.name: picture for picture in gallery.pictures()}
MENUS = {name for name in PICTURES if name.startswith("tray-menu")}
TOASTS = {name for name in PICTURES if "toast" in name or name == "break-other-screen"}
"""Never active, so never focused: what they ask can be answered in the tray's menu too."""
WINDOWS = sorted(set(PICTURES) - MENUS - TOASTS - {"keys-list"})  # any key leaves that one


@pytest.fixture(scope="module", autouse=True)
def _catalogues() -> None:
    compile_all()


@contextmanager
def _shown(name: str, language: str = "en") -> Iterator[QWidget]:
    i18n.use(language)
    shown = PICTURES[name].show()
    pump()
    try:
        yield shown.window
    finally:
        shown.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_every_control_and_picture_has_a_name(name: str, language: str) -> None:
    with _shown(name, language) as window:
        assert everyone.unnamed(window) == []


@pytest.mark.parametrize("name", WINDOWS)
def test_by_keyboard_every_control_is_reached_in_order_is_seen_and_is_left(name: str) -> None:
    with _shown(name) as window:
        assert everyone.unreachable(window) == []
        assert everyone.out_of_order(window) == []
        assert everyone.unseen_focus(window) == []
        if not name.startswith("break-"):  # there it is a wish to the engine: its own tests
            _press_escape(window)
            assert not window.isVisible()


def _press_escape(window: QWidget) -> None:
    """From a search, or from a detail back to the list, as often as it takes."""
    window.activateWindow()
    pump()
    for _ in range(3):
        if window.isVisible():
            QTest.keyClick(window, Qt.Key.Key_Escape)
            pump()


@pytest.mark.parametrize("make", [lambda: Button("45 min", "chip"), Switch, Check])
def test_what_a_screen_reader_toggles_counts_as_clicked_and_what_is_shown_does_not(
    make: Callable[[], Button | Switch | Check],
) -> None:
    button, clicks = make(), list[bool]()
    button.clicked.connect(lambda on: clicks.append(on))
    button.setChecked(True)
    assert clicks == []
    button.click()
    assert clicks == [False]
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.actionNames()[0])
    assert clicks == [False, True]
