"""What a person sees between two turns of the event loop: every frame that is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from lowback_tray.ui.widgets.labels import Label


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
