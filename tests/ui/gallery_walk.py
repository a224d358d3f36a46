"""Every picture of the gallery on one screen of any size; prints what of it cannot be reached.

    QT_QPA_PLATFORM=offscreen:configfile=screens.json python -m tests.ui.gallery_walk LOOK...

A look is language and text size ("ja-200"). The only screen is the one of the configuration file;
a process has one arrangement of screens for life, so tests run this in one of their own. Told as
JSON: how many pictures were looked at, and the faults of those that have any.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QScrollArea, QWidget

from lowback_tray import i18n
from lowback_tray.ui import screens
from lowback_tray.ui.break_window.placing import TYPICAL_FRAME
from lowback_tray.ui.theme import Themer
from tests.ui import gallery
from tests.ui.probes_b.widgets import lone_ends, pump

if TYPE_CHECKING:
    from collections.abc import Iterator


def beyond(window: QWidget) -> Iterator[str]:
    """What of a window no hand can reach: it is larger than the screen, or a control is outside."""
    free = screens.monitors()[0].available
    bare = bool(window.windowFlags() & window.windowFlags().FramelessWindowHint)
    room = free.size() if bare or isinstance(window, QMenu) else free.marginsRemoved(
        TYPICAL_FRAME
    ).size()  # fmt: skip
    if window.width() > room.width() or window.height() > room.height():
        yield f"{window.width()}x{window.height()} of {room.width()}x{room.height()}"
    for button in window.findChildren(QAbstractButton):
        if not button.isVisibleTo(window):
            continue
        box = QRect(button.mapTo(window, QPoint()), button.size())
        area = _scrolled(button, window)
        if area is None and not window.rect().contains(box):
            yield f"outside: {button.accessibleName() or button.text()}"
        elif area is not None and button.width() > area.viewport().width():
            yield f"wider than its page: {button.accessibleName() or button.text()}"
    for area in window.findChildren(QScrollArea):
        if area.isVisibleTo(window) and area.viewport().height() < 80:
            yield f"only {area.viewport().height()} pixels of a page to look at"


def _scrolled(widget: QWidget, window: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def walk(look: str, faults: dict[str, list[str]]) -> int:
    """Look at every picture in one look; what was found goes into `faults`."""
    pictures = [one for one in gallery.pictures() if not one.name.endswith("-whole")]
    for picture in pictures:
        shown = picture.show()
        pump()
        found = [*shown.faults(), *beyond(shown.window), *lone_ends(shown.window)]
        shown.close()
        if found:
            faults[f"{picture.name} ({look})"] = found
    return len(pictures)


def main() -> None:
    """See the module."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    themer = Themer(app, "light", 100)
    faults: dict[str, list[str]] = {}
    seen = 0
    for look in sys.argv[1:]:
        language, percent = look.split("-")
        i18n.use("ja" if language == "ja" else "en")
        themer.set_text_percent(int(percent))
        seen += walk(look, faults)
    themer.deleteLater()
    print(json.dumps({"pictures": seen, "faults": faults}))  # noqa: T201 - for the test that asks


if __name__ == "__main__":
    main()
