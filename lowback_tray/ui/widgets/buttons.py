"""Buttons in their ranks, the three faces, and the button with a menu of lengths.

No button is ever a default one, and a click does not leave the focus on it: Enter and Space
press a button only after somebody walked to it with Tab, so a key in flight presses nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from lowback_tray.i18n import origin
from lowback_tray.ui import mnemonics, theme
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.toggling import Toggling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent

Rank = Literal["filled", "outlined", "text", "warm", "link", "chip"]
Face = Literal["easier", "same", "worse"]


class Button(Toggling, QPushButton):
    """A push button of one rank, with a focus ring outside its edge."""

    def __init__(self, text: str = "", rank: Rank = "outlined") -> None:
        super().__init__(text)
        self.heed_toggling()
        self.setProperty("rank", rank)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if rank == "chip":
            self.setCheckable(True)

    def set_text(self, text: str, description: str = "") -> None:
        """Say what it does, and in one more sentence for those who listen."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 (Qt's name)
        """What it is called; its English, which its key comes from, is kept while it is known."""
        super().setAccessibleName(name)
        self.setProperty(mnemonics.ENGLISH, origin(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses too, which Qt keeps for dialogs; a key held down presses once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The button of the style sheet, and the focus ring in its margin."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus_ring(painter, QRectF(self.rect()))


_ENLARGE = 30  # pixels at 100 %


class EnlargeButton(Button):
    """Two arrows that part: this becomes larger. Its text is its name only."""

    def __init__(self) -> None:
        super().__init__(rank="text")
        self._arrows = QPainterPath()
        for way in (1, -1):
            tip, near = QPointF(0.3 * way, -0.3 * way), QPointF(0.07 * way, -0.07 * way)
            self._arrows.moveTo(near)
            self._arrows.lineTo(tip)
            self._arrows.moveTo(tip - QPointF(0.2 * way, 0))
            self._arrows.lineTo(tip)
            self._arrows.lineTo(tip + QPointF(0, 0.2 * way))

    def set_text(self, text: str, description: str = "") -> None:
        """Its name and what it does, for those who listen and as a tool tip."""
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setToolTip(description)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A small square."""
        return QSize(theme.px(_ENLARGE), theme.px(_ENLARGE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The arrows; the ring of the focus."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = look.ink if self.underMouse() or self.hasFocus() else look.muted
        pen = QPen(theme.colour(tone), theme.px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        place = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        painter.drawPath(place.scale(self.width(), self.height()).map(self._arrows))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()))


def paint_focus_ring(painter: QPainter, rect: QRectF) -> None:
    """A rounded ring just inside `rect`, in the accent."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide = max(2, theme.px(2))
    painter.setPen(QPen(theme.colour(theme.current().accent), wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius, half = theme.px(theme.SMALL_RADIUS) + wide, wide / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


class FaceButton(Button):
    """A drawn face over its word; checked after it was chosen."""

    def __init__(self, face: Face) -> None:
        super().__init__("", "outlined")
        self.setProperty("rank", "face")
        self._face = face
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the face above the word."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(20)
        return QSize(max(wide, theme.px(84)), theme.px(84))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same; a face never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ground, face, word."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = theme.px(RING) + 0.5
        box = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        pressed = look.pressed if self.isDown() else look.hover
        ground = pressed if self.underMouse() or self.isDown() else look.surface
        chosen = look.accent if look.high else look.accent_soft
        painter.setBrush(theme.colour(chosen if self.isChecked() else ground))
        painter.setPen(QPen(theme.colour(look.accent if self.isChecked() else look.edge), 1))
        painter.drawRoundedRect(box, theme.px(theme.SMALL_RADIUS), theme.px(theme.SMALL_RADIUS))
        painter.setOpacity(1.0 if self.isEnabled() or self.isChecked() else 0.5)
        self._paint_face(painter, QPointF(box.center().x(), box.top() + theme.px(30)))
        painter.setPen(theme.colour(look.on_accent if self._is_filled() else look.ink))
        words = QRectF(box.left(), box.top() + theme.px(48), box.width(), theme.px(24))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setOpacity(1.0)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()))

    def _is_filled(self) -> bool:
        """Whether it stands out by more than a shade: chosen, in high contrast."""
        return self.isChecked() and theme.current().high

    def _paint_face(self, painter: QPainter, middle: QPointF) -> None:
        look = theme.current()
        line = look.caution_text if self._face == "worse" else look.accent
        if self._is_filled():
            line = look.on_accent
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(theme.colour(line), theme.px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        radius = float(theme.px(16))
        painter.drawEllipse(middle, radius, radius)
        painter.setBrush(theme.colour(line))
        for side in (-1, 1):
            eye = middle + QPointF(side * radius * 0.36, -radius * 0.24)
            painter.drawEllipse(eye, radius * 0.06, radius * 0.06)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bend = {"easier": 0.42, "same": 0.0, "worse": -0.34}[self._face] * radius
        level = middle.y() + radius * (0.52 if self._face == "worse" else 0.30)
        mouth = QPainterPath(QPointF(middle.x() - radius * 0.42, level))
        mouth.quadTo(QPointF(middle.x(), level + bend), QPointF(middle.x() + radius * 0.42, level))
        painter.drawPath(mouth)


class SplitButton(QWidget):
    """One control: a main action, and an arrow that opens a menu of others, where there are any.

    `clicked` is the main action; `chosen` carries the value of a menu line.

    Args:
        rank: of the control, "filled" or "outlined".
    """

    clicked = Signal()
    chosen = Signal(object)

    def __init__(self, rank: Rank = "outlined") -> None:
        super().__init__()
        self.main = Button(rank=rank)
        self.arrow = _Arrow(rank=rank)
        self.main.setProperty("join", "left")
        self.arrow.setProperty("join", "right")
        self.menu = QMenu(self)
        self.arrow.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.main)
        row.addWidget(self.arrow)
        self.main.clicked.connect(self.clicked)

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """The lines of the menu with the value each stands for; none takes the arrow away."""
        self.menu.clear()
        marked = mnemonics.marked([text for text, _ in choices])
        for text, (_, value) in zip(marked, choices, strict=True):
            self.menu.addAction(text).triggered.connect(partial(_send, self.chosen.emit, value))
        if self.arrow.isHidden() == bool(choices):
            self.arrow.setVisible(bool(choices))
            self.main.setProperty("join", "left" if choices else None)
            self.main.style().unpolish(self.main)  # or the style sheet keeps its old shape
            self.main.style().polish(self.main)

    def set_text(self, text: str, menu_name: str, description: str = "") -> None:
        """What the main action and the menu are called."""
        self.main.set_text(text, description)
        self.arrow.setAccessibleName(menu_name)
        self.arrow.setToolTip(menu_name)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """A menu must not outlive the window it belongs to."""
        super().hideEvent(event)
        self.menu.close()


def _send(emit: Callable[[object], None], value: object, _checked: bool = False) -> None:
    emit(value)


class _Arrow(Button):
    """The half of a split button that opens the menu."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(30) + theme.px(RING), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.current()
        middle = QPointF(self.rect().center()) - QPointF(theme.px(RING) / 2, 0)
        filled = self.property("rank") == "filled"
        ink = look.on_accent if filled else look.ink
        paint_chevron(painter, middle, down=True, colour=ink)
        painter.setPen(QPen(theme.colour(ink, 0.4) if filled else theme.colour(look.line), 1))
        inside = theme.px(8) + theme.px(RING)
        painter.drawLine(0, inside, 0, self.height() - inside - 1)


def paint_chevron(painter: QPainter, middle: QPointF, *, down: bool, colour: str) -> None:
    """A small arrow head, pointing down or up."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = theme.px(80) / 20
    rise = half / 2 * (1 if down else -1)
    pen = QPen(theme.colour(colour), theme.px(17) / 10)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(
        [middle + QPointF(-half, -rise), middle + QPointF(0, rise), middle + QPointF(half, -rise)]
    )
