"""What the General page says beside the settings: start at login, the data, the version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui.settings_window.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class General:
    """What the window is told about the program.

    Attributes:
        version: of the program.
        paths: what lies where: a message for `tr` and the path.
        autostart: reads whether the program starts at login; may raise `LowbackError`.
        set_autostart: switches that; may raise `LowbackError`.
    """

    version: str
    paths: tuple[tuple[str, str], ...]
    autostart: Callable[[], bool]
    set_autostart: Callable[[bool], None]


class FactRow(Row):
    """A text that can be selected and copied, under a name.

    Args:
        name: a message for `tr`.
        text: shown as it is.
    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__(QWidget(), wide=True)
        self._name = name
        self._text = text
        self.help.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self._name))
        self.help.setText(self._text)
        self.help.setAccessibleName(f"{self.label.text()}: {self._text}")
