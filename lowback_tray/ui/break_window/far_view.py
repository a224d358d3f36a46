"""The guide across the room: one figure, one line, the time left and the side, to be read at 3 m.

Letters that are easy to read at three metres are about 15 mm high, some 55 pixels of a usual
screen: so the sizes follow the height of the window and not the size of the other texts. There
is one line at a time; name, caution and the rest are on the small page one key away. The stop line
stays and is as easy to read; "It hurts" and the way back stay too, for whoever comes near.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import phrases, theme
from lowback_tray.ui.mnemonics import KEY
from lowback_tray.ui.widgets.boxes import ButtonRow, StageBox
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from lowback_tray.ui.break_window.stage import Stage

Tone = Literal["ink", "muted", "caution_text"]

_READABLE_PX = 56
_LEAST_PX = 24  # in a window too small for the purpose the text is at least whole
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class FarText(QWidget):
    """A text as large as its place allows, up to a share of the window's height.

    Args:
        share: the most, of the height of the window, that a line takes.
        bold: in heavier letters.
        tone: the colour.
    """

    def __init__(self, share: float, *, bold: bool = False, tone: Tone = "ink") -> None:
        super().__init__()
        tell_as(self, "text")
        self._share, self._bold, self._tone = share, bold, tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say this; painted again only if it is something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """It fits itself into any place."""
        return QSize(48, _LEAST_PX)

    def letters(self) -> int:
        """The size of its letters now, in pixels."""
        return self._font().pixelSize()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The text, from the left, in the middle of its height."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme.colour(getattr(theme.current(), self._tone)))
        painter.drawText(self.rect(), _WRAP, phrases.keep(self._text))

    def _font(self) -> QFont:
        size = self._wanted()
        while size > _LEAST_PX:
            need = self._need(size, self.width())
            if need.width() <= self.width() and need.height() <= self.height():
                break
            size = max(_LEAST_PX, size * 15 // 16)
        return self._letters_of(size)

    def _wanted(self) -> int:
        """The size of its letters where there is room enough."""
        return max(_LEAST_PX, round(self._share * self.window().height()))

    def _letters_of(self, size: int) -> QFont:
        font = theme.font("figures" if self._bold else "body")
        font.setPixelSize(size)
        return font

    def _need(self, size: int, width: int) -> QRect:
        """What it covers in letters of a size."""
        room, text = QRect(0, 0, width, 10_000), phrases.keep(self._text)
        return QFontMetrics(self._letters_of(size)).boundingRect(room, _WRAP, text)


class FarStop(FarText):
    """The stop line: large enough to be read, and with that it takes no more room than it needs."""

    def __init__(self) -> None:
        super().__init__(1 / 24, tone="caution_text")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Say this, and take the room for it."""
        if text != self.text:
            super().set_text(text)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """A long one wraps."""
        return True

    def _wanted(self) -> int:
        """Large enough to be read, but where that would leave the figure no room."""
        room = self.window().height()
        return max(_LEAST_PX, min(max(_READABLE_PX, round(self._share * room)), room // 14))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Of the wrapped text."""
        return self._need(self._wanted(), width).height()


@dataclass(frozen=True, slots=True)
class FarWords:
    """What it says at a moment.

    Attributes:
        line: what to do now.
        side: the side that works, empty where there is none.
        count: what is counted, empty for nothing.
        time: minutes and seconds left.
        note: why the clock stands, empty while it runs.
    """

    line: str
    side: str
    count: str
    time: str
    note: str


class _FarBox(StageBox):
    """A stage that, on the smallest screen with the largest letters, gives way to the controls."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(90, 90)


class FarView(QWidget):
    """Takes the place of the guide's page while it is read from afar.

    Args:
        stage: a figure of its own.
        toggle, forward, hurts, smaller: what its buttons do.
    """

    def __init__(
        self,
        stage: Stage,
        toggle: Callable[[], None],
        forward: Callable[[], None],
        hurts: Callable[[], None],
        smaller: Callable[[], None],
    ) -> None:
        super().__init__()
        self.stage = stage
        self.time = FarText(0.24, bold=True)
        self.side = FarText(0.1, bold=True)
        self.count = FarText(0.07, tone="muted")
        self.line = FarText(0.085)
        self.stop = FarStop()
        self._smaller, self._hurts = Button(rank="text"), Button(rank="warm")
        self._smaller.setProperty(KEY, "L")
        self._hurts.setProperty(KEY, "H")
        self._pause, self._next = Button(), Button(rank="filled")
        for button, act in (
            (self._smaller, smaller),
            (self._hurts, hurts),
            (self._pause, toggle),
            (self._next, forward),
        ):
            button.clicked.connect(act)
        self._lay_out(_FarBox(cast("QWidget", stage)))

    def _lay_out(self, box: StageBox) -> None:
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.time, 4)
        told.addWidget(self.side, 2)
        told.addWidget(self.count, 2)
        above = QHBoxLayout()
        above.setSpacing(24)
        above.addWidget(box, 3)
        above.addLayout(told, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 12)
        whole.setSpacing(8)
        whole.addLayout(above, 5)
        whole.addWidget(self.line, 2)
        whole.addWidget(self.stop)
        whole.addWidget(ButtonRow([self._smaller, self._hurts], [self._pause, self._next]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Larger letters need more room."""
        super().resizeEvent(event)
        self.stop.updateGeometry()

    def show_words(self, words: FarWords, *, paused: bool, last: bool) -> None:
        """Say it; the note stands where the count was."""
        self.line.set_text(words.line)
        self.side.set_text(words.side)
        self.count.set_text(words.note or words.count)
        self.time.set_text(words.time)
        self._smaller.set_text(tr("Small window"), tr("Back to the small window (Esc)"))
        self._hurts.set_text(
            tr("It hurts"), tr("Ends this exercise and leaves it out for a week (Alt+H)")
        )
        if paused:
            self._pause.set_text(tr("Go on"), tr("Lets the timer run again"))
        else:
            self._pause.set_text(tr("Pause"), tr("Stops the timer"))
        self._next.set_text(tr("Finish") if last else tr("Next"))
