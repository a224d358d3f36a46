"""Qt's own words, in the person's language: buttons of its dialogs, the menu of a text field.

Everything else is gettext's (`i18n`). Qt brings its catalogues along, a file for each language it
knows; where there is none, its few words stay English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication


class QtWords(QObject):
    """Keeps Qt's words in one language.

    Args:
        app: the application whose words they are.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._language = ""
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Take a language, by its code; nothing happens while it is in force already."""
        if language == self._language:
            return
        self._language = language
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator.deleteLater()
            self._translator = None
        fresh = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if fresh.load(f"qtbase_{language}", folder):
            self._app.installTranslator(fresh)
            self._translator = fresh
