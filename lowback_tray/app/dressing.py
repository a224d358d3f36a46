"""The look and Qt's own words: put on when the first window is built, and kept right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n, resources

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.appearance import Appearance
    from lowback_tray.settings.values import Values
    from lowback_tray.ui.qt_words import QtWords
    from lowback_tray.ui.theme import Themer


class Dressing(QObject):
    """Wears nothing, and costs nothing, before `put_on`.

    Args:
        desktop: what tells the desktop's wishes, made with the first window.
    """

    def __init__(self, desktop: Callable[[], Appearance | None]) -> None:
        super().__init__()
        self._ask = desktop
        self._desktop: Appearance | None = None
        self._themer: Themer | None = None
        self._words: QtWords | None = None

    def put_on(self, values: Values) -> bool:
        """Put the look on the application; True the first time, afterwards nothing happens."""
        from lowback_tray.ui.qt_words import QtWords
        from lowback_tray.ui.theme import Themer

        if self._themer is not None:
            return False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setWindowIcon(icon())
        self._themer = Themer(app, **_appearance(values))
        self._themer.changed.connect(self._changed)
        self._words = QtWords(app)
        self._words.speak(i18n.language())
        self._desktop = self._ask()
        if self._desktop is not None:
            self._desktop.changed.connect(self._told)
        return True

    def adopt(self, values: Values) -> None:
        """The settings changed."""
        if self._words is not None:
            self._words.speak(i18n.language())
        if self._themer is not None:
            look = _appearance(values)
            self._themer.set_appearance(look["appearance"])
            self._themer.set_text_percent(look["percent"])
            self._themer.set_still(look["still"])
            self._themer.set_contrast(look["contrast"])
            self._themer.set_their_accent(look["their_accent"])

    def _told(self) -> None:
        from lowback_tray.ui.theme import Told

        said = self._desktop
        if said is not None and self._themer is not None:
            self._themer.listen(Told(said.dark, said.contrast, said.accent))

    def _changed(self) -> None:
        for window in QApplication.topLevelWidgets():
            window.update()


def icon() -> QIcon:
    """The program's icon for title bars and lists of windows."""
    made = QIcon()
    for size in (16, 32, 48, 64, 128):
        made.addFile(str(resources.folder("icons") / f"lowback-tray-{size}.png"))
    return made


def _appearance(values: Values) -> dict[str, Any]:
    return {
        "appearance": values["appearance.theme"],
        "percent": values["appearance.text_percent"],
        "still": values["appearance.reduced_motion"] == "on",
        "contrast": values["appearance.contrast"],
        "their_accent": values["appearance.accent"] == "desktop",
    }
