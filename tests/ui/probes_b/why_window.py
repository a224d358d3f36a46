"""What a person sees of the Why window and does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.i18n import tr
from lowback_tray.settings.table import find
from lowback_tray.ui.why_window.entries import Entry, KindMark
from lowback_tray.ui.why_window.window import WhyWindow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.engine.status import Status
    from lowback_tray.ui.why_window.decisions import Decision


class WhyProbe(WindowProbe):
    """One window; `opened` are the settings it led to."""

    def __init__(self, status: Status, decisions: Sequence[Decision]) -> None:
        self.opened: list[str] = []
        self.closings = 0
        self.window: WhyWindow = WhyWindow(lambda key: tr(find(key).label), self.opened.append)
        self.window.closed.connect(self._closed)
        self.window.show_status(status)
        self.window.show_decisions(decisions)
        self.window.show()
        pump()

    def _closed(self) -> None:
        self.closings += 1

    def entries(self) -> list[str]:
        """The first line of every decision in sight."""
        return [entry.findChild(Label).text() for entry in self._seen(Entry)]

    def marks(self) -> list[str]:
        """What the marks say to those who listen."""
        return [mark.accessibleName() for mark in self._seen(KindMark)]

    def change(self, setting: str) -> None:
        """Press Change beside the first decision that names this setting."""
        next(b for b in self._seen(Button) if b.accessibleDescription() == setting).click()
        pump()
