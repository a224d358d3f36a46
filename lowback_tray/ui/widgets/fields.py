"""Editors that look the same on every desktop: their arrows, ticks and knobs are painted here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSpinBox,
    QToolButton,
    QWidget,
)

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.buttons import paint_chevron, paint_focus_ring
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.toggling import Toggling

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent


class Combo(QComboBox):
    """A choice from a list. The wheel scrolls the page it stands on, not its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Left to the page: a value changed by scrolling past is a change nobody wanted."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box of the style sheet, and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.current()
        middle = QPointF(self.width() - theme.px(18), self.height() / 2)
        paint_chevron(
            painter, middle, down=True, colour=look.ink if self.isEnabled() else look.line
        )


class Spin(QSpinBox):
    """A whole number. The wheel scrolls the page it stands on, not its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Left to the page: a value changed by scrolling past is a change nobody wanted."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box of the style sheet, and the two arrows."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        _paint_arrows(self, option)


_CLEAR = 28  # pixels at 100 %: the button, of which the cross is the middle


class SearchField(QLineEdit):
    """What to look for, with a button that empties it.

    Not Qt's own button: its picture is the same in every theme and at every size of the text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._clear = _Clear(self)
        self._clear.clicked.connect(self._empty)
        self.textChanged.connect(self._offer_clear)
        self._make_room()

    def set_text(self, words: str) -> None:
        """What is looked for, as long as nothing is typed."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._clear.setAccessibleName(tr("Clear"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another size of the text, another room for the button."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The button stays at the end."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        side = min(theme.px(_CLEAR), self.height())
        left = self.width() - side - theme.px(4)
        self._clear.setGeometry(left, (self.height() - side) // 2, side, side)
        self.setTextMargins(0, 0, theme.px(_CLEAR - 6), 0)

    def _offer_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _empty(self) -> None:
        self.clear()
        self.setFocus()


class _Clear(QToolButton):
    """A small cross in the ink of secondary texts, stronger under the pointer."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape and the keys of the field do the same
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The cross alone."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.ink if self.underMouse() or self.isDown() else look.muted
        pen = QPen(theme.colour(ink), theme.px(18) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle, arm = QRectF(self.rect()).center(), theme.px(40) / 10
        for way in (-1, 1):
            tip = QPointF(arm, arm * way)
            painter.drawLine(middle - tip, middle + tip)


class MomentField(QDateTimeEdit):
    """A day and a time to the minute; the arrows change the part the cursor is in."""

    def __init__(self) -> None:
        super().__init__()
        self._met = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The first time, begin with the hour: Qt begins with the year."""
        super().focusInEvent(event)
        if not self._met:
            self._met = True
            self.setSelectedSection(QDateTimeEdit.Section.HourSection)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """As for numbers."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        _paint_arrows(self, option)


def _paint_arrows(widget: QWidget, option: QStyleOptionSpinBox) -> None:
    painter = QPainter(widget)
    look = theme.current()
    for part, down in (
        (QStyle.SubControl.SC_SpinBoxUp, False),
        (QStyle.SubControl.SC_SpinBoxDown, True),
    ):
        box = widget.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, widget)
        middle = QRectF(box).center() + QPointF(0, -1 if down else 1)
        paint_chevron(painter, middle, down=down, colour=look.muted)


class Check(Toggling, QCheckBox):
    """A check box whose tick is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heed_toggling()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box of the style sheet, and the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(
            self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(theme.current().on_accent), theme.px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((0.26, 0.52), (0.43, 0.68), (0.74, 0.34))
        painter.drawPolyline(
            [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
        )


class CheckLine(QWidget):
    """A check box whose text wraps; a click on the text counts too."""

    def __init__(self) -> None:
        super().__init__()
        self.check = Check()
        self._text = Label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def set_text(self, text: str) -> None:
        """What it stands for."""
        self._text.setText(text)
        self.check.setAccessibleName(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click beside the box."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.check.click()


class Switch(Toggling, QCheckBox):
    """An on/off switch without a text of its own; give it an accessible name."""

    def __init__(self) -> None:
        super().__init__()
        self.heed_toggling()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A track twice as long as high, and room for the focus ring."""
        rims = 2 * theme.px(RING)
        return QSize(theme.px(44) + rims, theme.px(24) + rims)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same; a switch never shrinks."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802
        """Anywhere on it counts."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Track, knob, focus ring."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        high, wide, rim = theme.px(24), theme.px(44), theme.px(RING)
        track = QRectF(rim, (self.height() - high) / 2, wide, high).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        painter.setPen(QPen(theme.colour(look.accent if on else look.muted), 1))
        painter.setBrush(theme.colour(look.accent if on else look.surface))
        painter.drawRoundedRect(track, high / 2, high / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.on_accent if on else look.muted))
        radius = high / 2 - theme.px(4)
        x = track.right() - high / 2 if on else track.left() + high / 2
        painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)
        if self.hasFocus():
            paint_focus_ring(painter, track.adjusted(-rim, -rim, rim, rim))
