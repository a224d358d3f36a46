"""What the person's own keys do: each a command of the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lowback_tray.desktop.shortcuts.watch import Shortcuts
from lowback_tray.engine.status import PhaseName
from lowback_tray.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.engine.status import Status

_LABELS = {
    "start": mark("Start a break now"),
    "pause": mark("Pause or resume the reminders"),
    "today": mark("Open the Today window"),
}


class Keys(QObject):
    """Shortcuts that work in every program.

    Args:
        session: the session bus.
        command: carries out a command by its name and arguments.
        status: the present.
    """

    def __init__(
        self,
        session: Bus,
        command: Callable[[str, tuple[str, ...]], None],
        status: Callable[[], Status],
    ) -> None:
        super().__init__()
        self._command, self._status = command, status
        self._shortcuts = Shortcuts(session, _LABELS)
        self._shortcuts.pressed.connect(self._pressed)

    def adopt(self, values: Mapping[str, Any]) -> None:
        """The settings are these."""
        self._shortcuts.want({name: values[f"shortcuts.{name}"] for name in _LABELS})

    def problems(self) -> list[str]:
        """What is wanted and does not work."""
        return self._shortcuts.problems()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return self._shortcuts.describe()

    def close(self) -> None:
        """Give every key back."""
        self._shortcuts.close()

    def _pressed(self, name: str) -> None:
        if name == "start":
            self._command("start", ())
        elif name == "today":
            self._command("show", ())
        elif self._status().phase is PhaseName.PAUSED:
            self._command("resume", ())
        else:
            self._command("pause", ("60",))
