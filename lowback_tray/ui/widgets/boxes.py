"""Places to put things in: a card, the stage, a page that scrolls, a row of buttons that wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

from lowback_tray.ui import theme
from lowback_tray.ui.widgets.buttons import paint_focus_ring
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from lowback_tray.ui.widgets.labels import Chip


def paint_box(painter: QPainter, box: QRectF, radius: float, fill: str) -> None:
    """A rounded shape; in high contrast with an outline where it is but a shade of its ground."""
    look = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    if look.needs_outline(fill):
        painter.setPen(QPen(theme.colour(look.line), 1))
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)


class Card(QFrame):
    """A rounded box on the background, for a group of things that belong together."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")


class StageBox(QFrame):
    """The rounded ground behind a figure, with room below it for chips that never cover it.

    Args:
        figure: fills the stage.
        chips: stand in the lower left corner; at most one of them is shown at a time.
        count: stands in the lower right corner; above the chips where both are too wide for that.
        corner: a small control in the upper right corner.
    """

    def __init__(
        self,
        figure: QWidget,
        *chips: Chip,
        count: QWidget | None = None,
        corner: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("ground", "stage")
        self._figure = figure
        self._chips = chips
        self._count = count
        self._corner = corner
        self._narrow = False
        self._low_ones = (*chips, count) if count is not None else chips
        for inside in (figure, *self._low_ones):
            inside.setParent(self)
        if corner is not None:
            corner.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_narrow(self, narrow: bool) -> None:
        """Where it is narrow the count stands above the chips, not beside them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.arrange()

    def arrange(self) -> None:
        """Put figure and chips where the sizes now want them."""
        gap = theme.px(8)  # more than a square corner needs to stay inside the round one
        room = self.rect().adjusted(gap, gap, -gap, -gap)
        count = self._count.sizeHint() if self._count is not None else QSize(0, 0)
        stacked = self._stacked(room.width() - gap)
        left = room.width() - (count.width() + gap if count.width() and not stacked else 0)
        chips = max((chip.height_in(left, all_turns=True) for chip in self._chips), default=0)
        above = count.height() if stacked else 0
        low = chips if stacked else max(chips, count.height())
        self._figure.setGeometry(room.adjusted(0, 0, 0, -low - above))
        if self._corner is not None:
            size = self._corner.sizeHint()
            self._corner.setGeometry(
                room.right() + 1 - size.width(), room.top(), size.width(), size.height()
            )
        if self._count is not None:
            wide = min(count.width(), room.width())
            top = room.bottom() + 1 - low - above
            self._count.setGeometry(room.right() + 1 - wide, top, wide, above or low)
        for chip in self._chips:
            high = chip.height_in(left)
            drop = (low + high) // 2
            chip.setGeometry(
                room.left(), room.bottom() + 1 - drop, min(chip.sizeHint().width(), left), high
            )

    def _stacked(self, room: int) -> bool:
        """Whether the count stands above the chips; the same for all that a chip says in turn."""
        if self._count is None or self._narrow:
            return self._count is not None
        widest = max((chip.widest for chip in self._chips), default=0)
        return widest + self._count.sizeHint().width() > room

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As much as it needs; what is left over comes to it by stretching."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A figure stays readable at this size, whatever the size of the text."""
        return QSize(120, 140 + self._low())

    def _low(self) -> int:
        """The height of the strip below the figure."""
        return max((one.sizeHint().height() for one in self._low_ones), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Figure and chips follow."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another text size makes other chips."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.arrange()


class _Ring(QWidget):
    """The focus ring of what fills its parent: above all of it, and in nobody's way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The ring and nothing else."""
        paint_focus_ring(QPainter(self), QRectF(self.rect()))


class ScrollArea(QScrollArea):
    """Scrolls upwards and down only where the window is too small; never sideways."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        tell_as(self, "group")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._ring = _Ring(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """The keyboard scrolls it now: a ring says so."""
        super().focusInEvent(event)
        self._ring.resize(self.size())
        self._ring.raise_()
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """And no more."""
        super().focusOutEvent(event)
        self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The ring follows."""
        super().resizeEvent(event)
        self._ring.resize(self.size())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few lines of it are always in sight."""
        return QSize(theme.px(120), min(theme.px(72), 96))

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it."""
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()


class _RowLayout(QLayout):
    """First items to the left, the rest to the right; several rows where one is too narrow."""

    def __init__(self, parent: QWidget, left: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._left = left
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
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

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item, _ in shown)
        high = max((item.sizeHint().height() for item, _ in shown), default=0)
        return QSize(wide, high)

    def minimumSize(self) -> QSize:  # noqa: N802
        shown = self._shown()
        wide = max((item.sizeHint().width() for item, _ in shown), default=0)
        return QSize(wide, self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[tuple[QLayoutItem, bool]]:
        return [
            (item, number < self._left)
            for number, item in enumerate(self._items)
            if not item.isEmpty()
        ]

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, bool]]]:
        """The right-hand group keeps together: it stands above where both do not fit."""
        shown = self._shown()
        if sum(item.sizeHint().width() for item, _ in shown) <= width:
            return [shown] if shown else []
        rows: list[list[tuple[QLayoutItem, bool]]] = []
        for group in ([p for p in shown if not p[1]], [p for p in shown if p[1]]):
            room = 0
            for pair in group:
                if pair[0].sizeHint().width() > room:
                    rows.append([])
                    room = width
                rows[-1].append(pair)
                room -= pair[0].sizeHint().width()
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            high = max(item.sizeHint().height() for item, _ in row)
            left, right = rect.x(), rect.x() + rect.width()
            for item, _ in (pair for pair in row if pair[1]):
                if move:
                    item.setGeometry(QRect(left, y, item.sizeHint().width(), high))
                left += item.sizeHint().width()
            for item, _ in reversed([pair for pair in row if not pair[1]]):
                right -= item.sizeHint().width()
                if move:
                    item.setGeometry(QRect(right, y, item.sizeHint().width(), high))
            y += high
        return y - rect.y()


class ButtonRow(QWidget):
    """The controls of a page: some to the left, some to the right, all always in sight."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        row = _RowLayout(self, len(left))
        for widget in (*left, *right):
            row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
