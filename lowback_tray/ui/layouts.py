"""Two layouts that keep every control in sight at every text size: they wrap, never clip.

`Flow` sets its items one after the other and begins a new row where the width ends.
`SideBySide` sets a text beside its control, or above it where both do not fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QWidget,
    QWidgetItem,
)

from lowback_tray.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Wrapping(QLayout):
    """What both have in common: items in a list, and a height that follows the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: while a window is built each is asked often
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        high = self._heights.get(width)
        if high is None:
            high = self._heights[width] = self.arrange(QRect(0, 0, width, 0), move=False)
        return high

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self.arrange(rect, move=True)

    def minimumSize(self) -> QSize:  # noqa: N802
        wide = max((item.minimumSize().width() for item in self.shown()), default=0)
        high = max((item.minimumSize().height() for item in self.shown()), default=0)
        return QSize(wide, high)

    def shown(self) -> list[QLayoutItem]:
        """The items that take part."""
        return [item for item in self._items if not item.isEmpty()]

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay out within `rect` and return the height it takes."""
        raise NotImplementedError


class Flow(_Wrapping):
    """Items one after the other, in as many rows as the width asks for.

    Args:
        parent: the widget to lay out.
        gap: pixels between items, at 100 %.
        grow: let the items of a row share its whole width equally where they all fit.
        hang: the first item names the others, which stand below each other and not below it.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = 4,
        *,
        grow: bool = False,
        hang: bool = False,
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._grow = grow
        self._hang = hang

    def sizeHint(self) -> QSize:  # noqa: N802
        """All in one row."""
        shown = self.shown()
        wide = sum(item.sizeHint().width() for item in shown)
        high = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(wide + theme.px(self._gap) * max(0, len(shown) - 1), high)

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """See `_Wrapping`."""
        gap = theme.px(self._gap)
        y, left = rect.y(), 0
        indent = self._indent(rect.width(), gap)
        for row in self._rows(rect.width(), indent, gap):
            high = max(item.sizeHint().height() for item in row)
            if move:
                self._place(row, QRect(rect.x() + left, y, rect.width() - left, high), gap)
            y, left = y + high + gap, indent
        return max(0, y - rect.y() - gap)

    def _indent(self, width: int, gap: int) -> int:
        """How far the rows after the first one hang in, where each item has room there."""
        wide = [item.sizeHint().width() for item in self.shown()] if self._hang else []
        indent = wide[0] + gap if wide else 0
        return indent if indent + max(wide[1:], default=0) <= width else 0

    def _rows(self, width: int, indent: int, gap: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        room = -1
        for item in self.shown():
            wide = item.sizeHint().width()
            if wide > room:
                room = width - indent if rows else width
                rows.append([])
            rows[-1].append(item)
            room -= wide + gap
        return rows

    def _place(self, row: Sequence[QLayoutItem], rect: QRect, gap: int) -> None:
        room = rect.width() - gap * (len(row) - 1)
        widths = [item.sizeHint().width() for item in row]
        share = room // len(row)
        if self._grow and max(widths) <= share:
            widths = [share] * len(row)
        x = rect.x()
        for item, natural in zip(row, widths, strict=True):
            wide = min(natural, rect.width())
            item.setGeometry(QRect(QPoint(x, rect.y()), QSize(wide, rect.height())))
            x += wide + gap


_SQUEEZED = 44  # pixels at 100 %: two lines more than without the control are too many


class SideBySide(_Wrapping):
    """A text on the left and its control on the right, or below it where it is narrow.

    Args:
        parent: the widget to lay out.
        gap: pixels between the two, at 100 %.
        text: the least width of the text, at 100 %, for the two to stay side by side.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 16, text: int = 200) -> None:
        super().__init__(parent)
        self._gap = gap
        self._text = text

    def sizeHint(self) -> QSize:  # noqa: N802
        """Side by side."""
        sizes = [item.sizeHint() for item in self.shown()]
        wide = sum(size.width() for size in sizes) + theme.px(self._gap) * (len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def arrange(self, rect: QRect, *, move: bool) -> int:
        """See `_Wrapping`."""
        text, control = self._items
        gap = theme.px(self._gap)
        wide = control.sizeHint().width()
        if wide + gap + theme.px(self._text) > rect.width():
            return self._stack(rect, move=move)
        left = QSize(rect.width() - wide - gap, 0)
        left.setHeight(_height(text, left.width()))
        if left.height() - _height(text, rect.width()) > theme.px(_SQUEEZED):
            return self._stack(rect, move=move)
        high = max(left.height(), control.sizeHint().height())
        if move:
            # A control of one line stands level with the text's middle, a tall one at its top.
            drop = (high - control.sizeHint().height()) // 2
            right = QPoint(rect.right() - wide + 1, rect.y() + drop)
            top = rect.y() + (high - left.height()) // 2
            text.setGeometry(QRect(QPoint(rect.x(), top), left))
            control.setGeometry(QRect(right, control.sizeHint()))
        return high

    def _stack(self, rect: QRect, *, move: bool) -> int:
        text, control = self._items
        first = _height(text, rect.width())
        wide = rect.width()
        if not control.hasHeightForWidth():
            wide = min(wide, control.sizeHint().width())
        second = _height(control, wide)
        gap = theme.px(8)
        if move:
            text.setGeometry(QRect(rect.x(), rect.y(), rect.width(), first))
            control.setGeometry(QRect(rect.x(), rect.y() + first + gap, wide, second))
        return first + gap + second


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def grows_down(widget: QWidget) -> None:
    """Have a widget ask for the height that its width needs."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class ScrolledPage(QWidget):
    """What lies inside a scroll area: as high as its width asks for, and not a pixel higher.

    Without this a scroll area takes the least size of every wrapping label at its narrowest,
    one below the other, and leaves a gap at the end of the page.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Only the width matters; the height follows from it."""
        return QSize(super().minimumSizeHint().width(), 0)


def settle(scroll: QScrollArea) -> None:
    """Give the page of a scroll area the height that it wants by now.

    Qt does it by itself, but in the next turn of its events: until then the page has its old
    height, and what joined a full page is squeezed in by cutting texts. A frame may show that.
    """
    if scroll.isVisible():
        QCoreApplication.sendEvent(scroll, QEvent(QEvent.Type.LayoutRequest))


PLACED = "placed"
"""The property of a window that was given its size and place back: it keeps them."""

OWN_SIZE = "own size"
"""The property with the size that a window found itself; while it has that, nobody sized it."""


def sized_itself(window: QWidget) -> bool:
    """Whether a window still has the size that it found itself, and says so."""
    return bool(window.property(OWN_SIZE) == window.size())


def fit_window(window: QWidget, scroll: QScrollArea, width: int, least: int = 0) -> None:
    """Give a window the size at which its page needs no scrolling, if the screen has room.

    One that was given back the size it was left with keeps it.

    Args:
        window: to be resized; a window's place is left to the desktop.
        scroll: holds the page.
        width: of the page in pixels, at 100 %.
        least: pixels that the window is high at least.
    """
    if window.property(PLACED):
        return
    page = scroll.widget()
    inner = page.layout() if page is not None else None
    outer = window.layout()
    if inner is None or outer is None:
        return
    for part in (window, *window.findChildren(QWidget)):
        part.ensurePolished()  # before that, fonts are not those of the style sheet
    inner.activate()
    outer.activate()
    wide = in_room(window, QSize(theme.px(width), 0)).width()  # what does not fit wraps
    wanted = QSize(wide, inner.totalHeightForWidth(wide) + beside(scroll, outer, wide))
    wanted = in_room(window, wanted).expandedTo(QSize(0, least))
    # A bar that was there at the old size would narrow the page, and the narrower and higher
    # page would keep the bar: begin without one.
    scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    window.resize(wanted)
    outer.setGeometry(QRect(QPoint(0, 0), wanted))
    scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


_LITTLE = 720  # pixels; a screen no larger than that has none to give away


def take_size(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in pixels at 100 %, or what the screen has room for."""
    window.resize(in_room(window, QSize(theme.px(width), theme.px(height))))


def in_room(window: QWidget, wanted: QSize) -> QSize:
    """As much of a size as the screen of a window has room for, with its frame and some air."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    if screen is None:
        return wanted
    free = screen.availableSize()
    return wanted.boundedTo(QSize(_room(free.width(), 0.94, 4), _room(free.height(), 0.88, 32)))


def _room(side: int, share: float, frame: int) -> int:
    """Of one side of a screen: a share of it, but all that a frame leaves where that is little."""
    return max(round(side * share), min(side - frame, _LITTLE))


def beside(scroll: QScrollArea, outer: QLayout, width: int) -> int:
    """The height that a window needs beside its page: other items, margins, spacing.

    The layout is not asked for its items: PySide would keep them by their address after Qt has
    deleted them with the window, and take the next thing that lives there for one of them.
    """
    margins = outer.contentsMargins()
    inside = width - margins.left() - margins.right()
    near = Qt.FindChildOption.FindDirectChildrenOnly
    holder = outer.parentWidget()
    assert holder is not None
    others: list[QLayoutItem] = [
        QWidgetItem(one)
        for one in holder.findChildren(QWidget, options=near)
        if one is not scroll and outer.indexOf(one) >= 0
    ]
    others += outer.findChildren(QLayout, options=near)
    gaps = outer.spacing() * len(others)
    heights = sum(_height(item, inside) for item in others)
    return margins.top() + margins.bottom() + gaps + heights
