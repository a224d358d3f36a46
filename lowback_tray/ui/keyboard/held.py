"""A key that is held says the same again, also where it looks as if it were pressed anew.

Theory. The X server announces each repeat of a held key as a release and a press of the same key
at the same instant. Qt makes one repeat of the two where it finds the press already waiting as it
reads the release; where it has not come yet, Qt passes on a release and a press like any other
(measured under Xvfb: now and then, and on a busy machine with half of the repeats). Nobody lets a
key go and presses it again within one millisecond, so the pair is known by its instant, however
late we read it. An event without a scan code comes from no keyboard, and says nothing of one.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent


class HeldKeys:
    """Watches the keys of one window, in the order in which they enter it."""

    def __init__(self) -> None:
        self._came_up: tuple[int, int] | None = None  # which key, and when

    def still_down(self, event: QKeyEvent) -> bool:
        """Whether a press that looks new is only a repeat; releases are noted on the way."""
        instant = (event.nativeScanCode(), event.timestamp())
        if event.type() == QEvent.Type.KeyRelease:
            self._came_up = instant
            return False
        return not event.isAutoRepeat() and all(instant) and instant == self._came_up


def pass_on(window: QObject, event: QKeyEvent) -> None:
    """Let a repeat that looks new enter its window as the repeat it is."""
    event.accept()  # of an override: then no shortcut acts on it
    if event.type() == QEvent.Type.KeyPress:
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), True)
        QCoreApplication.sendEvent(window, again)
