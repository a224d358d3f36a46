"""What a person sees between two turns of the event loop: every frame that is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QTimer

from lowback_tray.ui.slices import Slices
from lowback_tray.ui.widgets.labels import Label
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget


class Frames(QObject):
    """An event filter of the application; `cut` are the texts painted in too little height."""

    def __init__(self) -> None:
        super().__init__()
        self.cut: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Looks at every label whenever it is painted."""
        if not isinstance(watched, Label) or event.type() != QEvent.Type.Paint:
            return False
        if watched.height() < watched.heightForWidth(watched.width()):
            self.cut.add(watched.text())
        return False


class Opened(Protocol):
    """A probe of a window that fills itself in slices."""

    @property
    def window(self) -> QWidget: ...


P = TypeVar("P", bound=Opened)


def filled(app: QApplication, open_window: Callable[[], P]) -> tuple[P, set[str]]:
    """A window once it has filled itself, and the texts that some frame showed cut meanwhile."""
    frames = Frames()
    app.installEventFilter(frames)
    probe = open_window()
    [slices] = probe.window.findChildren(Slices)
    [rest] = slices.findChildren(QTimer)
    spare = QDeadlineTimer(10_000)
    while rest.isActive() and not spare.hasExpired():
        pump()
    app.removeEventFilter(frames)
    assert not rest.isActive()
    return probe, frames.cut
