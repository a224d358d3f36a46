"""What the General page says beside the settings: start at login, the data, the version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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


Link = tuple[str, str, str]
"""A command that opens a window; what the row is called and what it says, messages for `tr`."""

GENERAL: tuple[Link, ...] = (
    (
        "diagnostics",
        mark("System check"),
        mark("What works on this computer, what does not, and what can be done about it."),
    ),
    (
        "about",
        mark("About Lowback Tray"),
        mark("Version, licences, and where the content comes from."),
    ),
)

YOU: tuple[Link, ...] = (
    (
        "self-check",
        mark("Self-check"),
        mark("Seven short questions; they decide which exercises come more often."),
    ),
    (
        "warning-signs",
        mark("Warning signs"),
        mark("What to have looked at first; while one is ticked, no exercise starts."),
    ),
)


def open_slots(
    command: Callable[[str], None], links: Sequence[Link] = GENERAL, *, first: bool = False
) -> list[Slot]:
    """The rows that lead to other windows.

    Args:
        command: gives a command of the program's table.
        links: where to.
        first: they stand above the settings of their page.
    """
    return [
        Slot(name, partial(OpenRow, label, text, partial(command, name)),
             partial(every_of, (label, text)), first)
        for name, label, text in links
    ]  # fmt: skip


class OpenRow(Row):
    """Leads to another window.

    Args:
        name, text: messages for `tr`.
        show: opens it.
    """

    def __init__(self, name: str, text: str, show: Callable[[], None]) -> None:
        self._button = Button("", "outlined")
        super().__init__(self._button)
        self._name, self._text, self._show = name, text, show
        self._button.clicked.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self._name))
        self.help.setText(tr(self._text))
        self._button.set_text(tr("Open…"), self.label.text())

    def _open(self) -> None:
        self._show()


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
