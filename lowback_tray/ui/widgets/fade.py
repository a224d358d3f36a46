"""One picture gives way to the next: what a widget looked like fades over what it looks like now.

It takes less than two tenths of a second, covers nothing that can be clicked, and does not happen
at all where nothing may move on its own. Two texts over each other are read as neither, so the old
picture gives way at once: a quarter of it is left after 40 ms, nothing after 80.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from lowback_tray.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

FADE_MS = 160
OLD_MS = FADE_MS // 2  # in which an old picture is gone, from which there is something to read
_FRAME_MS = 20


def left(elapsed_ms: float, lasts_ms: float) -> float:
    """How much of the old picture is still to be seen: from 1 to 0, most of it lost early."""
    return max(0.0, 1.0 - elapsed_ms / lasts_ms) ** 2


class Fade(QWidget):
    """Lies over a widget while it changes, otherwise nowhere.

    Args:
        over: what changes.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._picture = QPixmap()
        self._lasts_ms = FADE_MS
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def begin(self) -> None:
        """Keep how it looks now; call it before anything changes."""
        if theme.still() or not self._over.isVisible():
            return
        self.hide()
        self._start(self._over.grab(), OLD_MS)

    def come(self) -> None:
        """Have what is there come out of the plain surface; call it once it can be seen."""
        if theme.still() or not self._over.isVisible():
            return
        plain = QPixmap(self._over.size())
        plain.fill(theme.colour(theme.current().surface))
        self._start(plain, FADE_MS)

    def _start(self, picture: QPixmap, lasts_ms: int) -> None:
        self._picture, self._lasts_ms = picture, lasts_ms
        self.setGeometry(self._over.rect())
        self._since.start()
        self._timer.start()
        self.show()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing is kept and nothing runs."""
        super().hideEvent(event)
        self._timer.stop()
        self._picture = QPixmap()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """What is left of the old picture."""
        painter = QPainter(self)
        painter.setOpacity(left(self._since.elapsed(), self._lasts_ms))
        painter.drawPixmap(0, 0, self._picture)

    def _tick(self) -> None:
        if self._since.elapsed() >= self._lasts_ms:
            self.hide()
        else:
            self.update()
