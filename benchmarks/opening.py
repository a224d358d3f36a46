"""How long a window takes from its moment to its first frame, in a process like the waiting one.

Run as `python -m benchmarks.opening NAME` on a display; prints one number, milliseconds from
"now open it" to the end of the first paint after it is exposed. The content is read and the
waiting program's modules are loaded; the look, the window and all its modules are not. One
process for each measurement, because only the first opening costs. Today and the settings come
by way of the gallery, which loads the other windows too: for them it is an upper bound.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray.app import program as _waiting  # noqa: F401 - all that waits is loaded
from lowback_tray.care import library as content
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui import tray_menu as _menu  # noqa: F401 - as is what a shown status loads
from tests.ui import samples

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOWS = ("prompt", "guide", "toast", "today", "settings")


class _FirstFrame(QObject):
    """Watches the application for the first paint of a window that can be seen."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.at: float | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.UpdateRequest and isinstance(watched, QWidget):
            # Painting happens inside this event: the frame is done when the loop turns again.
            self._app.removeEventFilter(self)
            self._app.sendEvent(watched, event)
            self.at = time.perf_counter()
            self._app.quit()
            return True
        return False


def _open(name: str, keep: list[object]) -> None:
    if name in ("today", "settings"):
        from tests.ui import gallery_b

        makers: dict[str, Callable[[], QWidget]] = gallery_b.windows()
        window = makers["today-sitting" if name == "today" else "settings-reminders"]()
        window.show()
        keep.append(window)
        return
    from lowback_tray.ui.figure.view import FigureView

    def post(_event: object) -> None:
        """Nobody answers."""

    if name == "toast":
        from lowback_tray.ui.toast import Toast

        toast = Toast(content.load(), post, FigureView)
        toast.show(samples.prompt(kind=BreakKind.POSTURE_RESET))
        keep.append(toast)
        return
    from lowback_tray.ui.break_window.window import BreakWindow

    window_ = BreakWindow(content.load(), post, time.monotonic, FigureView)
    samples.STATES[name](window_)
    keep.append(window_)


def main() -> int:
    """Open the window and print how long it took."""
    app = QApplication([])
    content.load()
    frame = _FirstFrame(app)
    keep: list[object] = []
    began = time.perf_counter()
    from lowback_tray.ui.theme import Themer

    keep.append(Themer(app, "light"))
    _open(sys.argv[1], keep)
    app.exec()
    assert frame.at is not None
    print(f"{(frame.at - began) * 1000:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
