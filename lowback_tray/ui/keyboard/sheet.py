"""The keys of a window as a list over it; any key that is not for scrolling puts it away.

While it is up the keys are its own: no shortcut of the window acts under it. Only two do what they
say, since the list is where they are read: a button's letter with Alt, which is looked at before
(keyboard), and the search, which takes the focus and so ends the list. A key that is held says
nothing new; only scrolling goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard.tips import cap_height, cap_width, paint_cap
from lowback_tray.ui.layouts import ScrolledPage
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import Card, ScrollArea
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

_SCROLL = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
_HELD = (Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta)


class Sheet(QWidget):
    """Lies over its window until it is put away; it takes the keyboard and gives it back.

    Args:
        window: over which it lies.
        keys: what is pressed and what it does, in the language in force.
        gone: told once it is put away.
        more: what is said below them; may be empty.
    """

    def __init__(
        self,
        window: QWidget,
        keys: Sequence[tuple[str, str]],
        gone: Callable[[], None],
        more: str = "",
    ) -> None:
        super().__init__(window)
        self._gone = gone
        self._before: QWidget | None = window.focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Keys"))
        lines = [*(f"{key}: {does}" for key, does in keys), *filter(None, [more])]
        self.setAccessibleDescription("; ".join(lines))
        inside = ScrolledPage()
        grid = QGridLayout(inside)
        grid.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(tr("Keys"), "heading"), 0, 0, 1, 2)
        for row, (key, does) in enumerate(keys, start=1):
            grid.addWidget(_Cap(key), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Label(does), row, 1)
        if more:
            grid.addWidget(Label(more, "muted"), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll = ScrollArea(inside)
        card = Card()
        around = QVBoxLayout(card)
        around.setContentsMargins(*map(theme.px, (10, 10, 10, 10)))
        around.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (24, 24, 24, 24)))
        column.addWidget(card)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}")

    def put_away(self) -> None:
        """Give the keyboard back to what had it."""
        if self.isHidden():
            return
        self.hide()
        self._gone()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """It stays as large as its window."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self.window().size())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """No shortcut gets a key before it, but that of the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(not event.matches(QKeySequence.StandardKey.Find))
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab ends it as any other key."""
        if self.isHidden():  # Qt looks for who is next
            return super().focusNextPrevChild(forward)
        self.put_away()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down read on; the rest ends it."""
        if event.key() in _SCROLL:
            self._scroll.verticalScrollBar().triggerAction(_SCROLL[Qt.Key(event.key())])
        elif event.key() not in _HELD and not event.isAutoRepeat():
            self.put_away()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """A click anywhere ends it."""
        self.put_away()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """So does going elsewhere in the window."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if not self.isHidden() and event.reason() not in passing:  # hidden: it is being put away
            self._before = None  # whoever has the keyboard now keeps it
            self.put_away()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """What is behind steps back."""
        QPainter(self).fillRect(self.rect(), theme.colour(theme.current().background, 0.85))


class _Cap(QWidget):
    """One key, or several to be pressed together, as caps."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._caps = keys.split("+")
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        gaps = theme.px(4) * (len(self._caps) - 1)
        return QSize(sum(map(cap_width, self._caps)) + gaps, cap_height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for cap in self._caps:
            wide = cap_width(cap)
            paint_cap(painter, QRectF(left, 0, wide, cap_height()), cap)
            left += wide + theme.px(4)
