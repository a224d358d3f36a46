"""A setting in one row: what it is, how it stands, the way back, what is wrong.

A change is carried out at once by a callback. If that cannot be done, the row says why and
shows the value that still holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import SideBySide, grows_down
from lowback_tray.ui.settings_window.all_editors import EDITORS
from lowback_tray.ui.settings_window.shapes import switch_of
from lowback_tray.ui.widgets.fields import Switch
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from lowback_tray.ui.settings_window.shapes import Setting

_ALWAYS_BELOW = 10_000  # a text wider than any window: the control stands below it


class Row(QWidget):
    """Label and help on the left, a control on the right, a problem below.

    Args:
        control: what is set here.
        wide: the control takes the whole width below the text.
        back: a way back to the default, between the words and the control.
    """

    def __init__(
        self, control: QWidget, *, wide: bool = False, back: QWidget | None = None
    ) -> None:
        super().__init__()
        self.usual: Mapping[str, Any] = {}  # while a setup holds: the values without it
        tell_as(self, "group")
        self.first = False  # no line above the first row of a card
        self.is_pointed_out = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.label = Label()
        self.help = Label(role="muted")
        self.problem = Label(role="caution")
        self.problem.hide()
        text = QWidget()
        grows_down(text)
        whole = QHBoxLayout(text)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.label)
        words.addWidget(self.help)
        whole.addLayout(words, 1)
        if back is not None:
            whole.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)  # level with the control
        both = QWidget()
        grows_down(both)
        beside = SideBySide(both, 16, _ALWAYS_BELOW if wide else 180)
        beside.addWidget(text)
        beside.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 12, 20, 12)))
        column.setSpacing(theme.px(4))
        column.addWidget(both)
        column.addWidget(self.problem)

    def show_problem(self, text: str) -> None:
        """Say what is wrong; "" takes it back."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        raise NotImplementedError

    def tell(self) -> None:
        """Give the row the name and the help of what is in it, for those who listen."""
        self.setAccessibleName(self.label.text())
        self.setAccessibleDescription(self.help.text())

    def show_values(self, values: Mapping[str, Any]) -> None:
        """The settings that hold now; what shows none of them does nothing."""

    def refresh(self) -> None:
        """Read again what is not a setting; called when the window is shown."""

    def point_out(self, on: bool) -> None:
        """Make the row stand out, for somebody who was sent to it."""
        self.is_pointed_out = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The line between two rows; a soft ground and a bar where it is pointed out."""
        painter = QPainter(self)
        if self.is_pointed_out:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(theme.current().accent_soft))
            ground = QRectF(self.rect()).adjusted(theme.px(8), 2, -theme.px(8), -2)
            painter.drawRoundedRect(ground, theme.px(10), theme.px(10))
            painter.setBrush(theme.colour(theme.current().accent))
            bar = QRectF(ground.left(), ground.top() + theme.px(10), theme.px(4), 0)
            bar.setBottom(ground.bottom() - theme.px(10))
            painter.drawRoundedRect(bar, theme.px(2), theme.px(2))
        if self.first:
            return
        painter.setPen(theme.colour(theme.current().line))
        painter.drawLine(theme.px(20), 0, self.width() - theme.px(20), 0)


class BackButton(QAbstractButton):
    """A small arrow that turns back; keeps its place while hidden, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as a line of text."""
        return QSize(theme.px(24), theme.px(24))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """The ground under the pointer appears."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """And goes."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The arrow, its ground under the pointer, the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.accent_soft))
            painter.drawEllipse(box)
        pen = QPen(theme.colour(look.accent), theme.px(18) / 10, c=Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = box.width() * 0.26
        middle = box.center()
        arc = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawArc(arc, 150 * 16, -300 * 16)
        tip = arc.center() + QPointF(-radius * 0.87, -radius * 0.5)
        head = radius * 0.85
        painter.drawPolyline([tip + QPointF(0, -head), tip, tip + QPointF(head, 0)])
        if self.hasFocus():
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))


class SettingRow(Row):
    """One setting of the table.

    Signals:
        revealed: the row wants to be seen (something in it is wrong).

    Args:
        setting: which.
        change: carries out a change; may raise `LowbackError`.
        reset: goes back to the default; may raise `LowbackError`.
    """

    revealed = Signal()

    def __init__(
        self,
        setting: Setting,
        change: Callable[[str, Any], None],
        reset: Callable[[str], None],
    ) -> None:
        back = BackButton()
        editor = EDITORS[setting.type](setting)
        super().__init__(editor, wide=editor.wide, back=back)
        self.setting = setting
        self._change = change
        self._reset = reset
        self._value: Any = setting.default
        self._back = back
        self._back.clicked.connect(self._go_back)
        self._editor = editor
        self._editor.edited.connect(self._edited)
        self._editor.refused.connect(self._refused)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """Show the value that holds."""
        self._value = value
        self._editor.show_value(value)
        self._back.setVisible(value != self._way_back())
        self._say_way_back()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self.setting.label))
        self.help.setText(tr(self.setting.help))
        self._editor.retranslate()
        self.show_value(self._value)

    def _way_back(self) -> Any:
        """What the arrow goes back to: in a setup the usual value, else the default."""
        return self.usual.get(self.setting.key, self.setting.default)

    def _say_way_back(self) -> None:
        words = tr("Back to {value}").format(value=self.setting.format(self._way_back()))
        self._back.setToolTip(words)
        self._back.setAccessibleName(f"{tr(self.setting.label)}: {words}")

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the value that holds; what hangs on a switch rests while that is off."""
        self.show_value(values[self.setting.key])
        switch = switch_of(self.setting.key)
        self.setEnabled(switch is None or switch not in values or bool(values[switch]))

    def _edited(self, value: Any) -> None:
        self._carry_out(lambda: self._change(self.setting.key, value))

    def _go_back(self) -> None:
        self._carry_out(lambda: self._reset(self.setting.key))

    def _carry_out(self, wish: Callable[[], None]) -> None:
        try:
            wish()
        except LowbackError as error:
            self._refused(str(error))
            self.show_value(self._value)
        else:
            self._refused("")

    def _refused(self, problem: str) -> None:
        self.show_problem(problem)
        if problem:
            self.revealed.emit()


class AutostartRow(Row):
    """Start at login: shows what is true now, and changes it.

    Args:
        get: reads the truth; may raise `LowbackError`.
        put: switches it; may raise `LowbackError`.
    """

    WORDS = (
        mark("Start at login"),
        mark("Lowback Tray is there as soon as you log in."),
        mark("autostart boot startup"),
    )

    def __init__(self, get: Callable[[], bool], put: Callable[[bool], None]) -> None:
        switch = Switch()
        super().__init__(switch)
        self._get = get
        self._put = put
        self._switch = switch
        self._switch.clicked.connect(self._switched)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Read the truth again."""
        try:
            self._switch.setChecked(self._get())
        except LowbackError as error:
            self.show_problem(str(error))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self.WORDS[0]))
        self.help.setText(tr(self.WORDS[1]))
        self._switch.setAccessibleName(self.label.text())
        self._switch.setAccessibleDescription(self.help.text())

    def _switched(self, on: bool) -> None:
        self.show_problem("")
        try:
            self._put(on)
        except LowbackError as error:
            self.show_problem(str(error))
        self.refresh()
