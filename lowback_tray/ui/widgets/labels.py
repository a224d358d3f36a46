"""Texts that never clip: they wrap, Japanese between phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lowback_tray.ui import phrases, theme
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

Role = Literal["body", "title", "heading", "small", "muted", "warm", "caution", "notice"]


_RIM = 100  # pixels: more than margins and padding of any label


class Label(QLabel):
    """A text that wraps; plain text only, so that content can never become markup.

    Japanese wraps between phrases (`ui.phrases`); where one is wider than the label, within it but
    not at its ends; where even those are, anywhere. What is read from the label is the text alone;
    what is heard has no marks for where it may break at all: a voice would spell the word.
    """

    def __init__(self, text: str = "", role: Role = "body") -> None:
        super().__init__()
        self._plain = self._joined = self._loose = ""
        self._is_joined = True
        self._widest: int | None = None  # of its phrases, once it was measured: layouts ask often
        self._widest_end: int | None = None  # of their ends, once that was asked
        self._heights: dict[int, int] = {}  # by width; layouts ask forty times for three widths
        self.setText(text)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Say this."""
        can_be_copied = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        joined = text if can_be_copied else phrases.keep(text)
        self._joined = text if joined == text else joined  # `keep` gives an equal one of before
        heard = phrases.without(text)
        if self.accessibleName() in ("", phrases.without(self._plain)):  # not a name of its own
            self.setAccessibleName("" if self._joined == heard else heard)
        self._loose = text if self._joined is text else phrases.loosen(text)
        self._plain = text
        self._widest = self._widest_end = None
        self._show(self._shown_at(self.width()))

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:  # noqa: N802
        """What can be copied has no marks for where it may break."""
        super().setTextInteractionFlags(flags)
        self.setText(self._plain)

    def text(self) -> str:
        """What it says, without the marks for where it may break."""
        return self._plain

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow enough for any window: Japanese breaks anywhere, English between words."""
        natural = super().minimumSizeHint()
        narrow = theme.px(120 if self._joined is self._plain else 40)
        return QSize(min(natural.width(), narrow), natural.height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """With the breaks that it will have at that width."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return self._high(width)  # the style sheet has not given it its font yet
        high = self._heights.get(width)
        if high is None:
            high = self._heights[width] = self._high(width)
        return high

    def _high(self, width: int) -> int:
        high = super().heightForWidth(width)
        if self._joined is self._plain:
            return high
        if self._widest is not None and self._is_joined and self._widest + _RIM <= width:
            return high
        now, then = super().text(), self._shown_at(width)
        if now != then:
            room = self._room(width)
            high += self._need(then, room).height() - self._need(now, room).height()
        return high

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width may break other phrases."""
        super().resizeEvent(event)
        self._show_again()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """So may another size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._widest = self._widest_end = None
            self._heights.clear()
            self._show_again()

    def _show_again(self) -> None:
        if self._joined is self._plain:
            return
        shown = self._shown_at(self.width())
        if shown != super().text():
            self._show(shown)

    def _show(self, text: str) -> None:
        self._is_joined = text is self._joined
        self._heights.clear()
        super().setText(text)

    def _shown_at(self, width: int) -> str:
        if self._joined is self._plain:
            return self._plain
        if self._widest is None:
            self._widest = self._need(self._joined, 1).width()
        room = self._room(width)
        if self._widest <= room:
            return self._joined
        if self._widest_end is None:
            self._widest_end = self._need(self._loose, 1).width()
        return self._loose if self._widest_end <= room else self._plain

    def _room(self, width: int) -> int:
        padding = theme.px(24) if self.property("role") == "notice" else 0
        return max(1, width - (self.width() - self.contentsRect().width()) - padding)

    def _need(self, text: str, room: int) -> QRect:
        wrap = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), wrap, text)


_CHIP_MARK, _CHIP_AIR = 30, 8  # pixels at 100 % before and behind its text


class Chip(QWidget):
    """A short word on a soft round ground: a breath cue, a state. Sizes itself to its text.

    It wraps where what it stands in is narrower (`height_in`).

    Args:
        tone: "accent" with a small ring before the word, or "caution" with a filled dot.
    """

    def __init__(
        self, parent: QWidget | None = None, tone: Literal["accent", "caution"] = "accent"
    ) -> None:
        super().__init__(parent)
        tell_as(self, "text")
        self._tone = tone
        self._text = ""
        self._among: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @property
    def widest(self) -> int:
        """How wide it is with the longest of what it says in turn."""
        return max(map(self._wide, (self._text, *self._among)))

    def set_text(self, text: str, among: Sequence[str] = ()) -> None:
        """Say something else and take the size it needs.

        Args:
            text: what to say now.
            among: what it says in turn with it; what stands beside it leaves room for all of that.
        """
        self._text, self._among = text, among
        self.setAccessibleName(text)
        self.updateGeometry()
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The mark, the text and air."""
        wide = self._wide(self._text)
        return QSize(wide, self.fontMetrics().height() + theme.px(12))

    def height_in(self, width: int, *, all_turns: bool = False) -> int:
        """How high it is at most so wide; with `all_turns` the highest of what it says in turn."""
        texts = (self._text, *self._among) if all_turns else (self._text,)
        return max(self._high(text, width) for text in texts)

    def _wide(self, text: str) -> int:
        self.setFont(theme.font("small"))
        return self.fontMetrics().horizontalAdvance(text) + theme.px(12 + 10 + 8 + 14)

    def _high(self, text: str, width: int) -> int:
        self.setFont(theme.font("small"))
        room = QRect(0, 0, width - theme.px(_CHIP_MARK + _CHIP_AIR) - 2, 10_000)  # and its rim
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        one = self.fontMetrics().height()
        if self._wide(text) <= width or lines <= one:
            return one + theme.px(12)
        return lines + theme.px(8)  # several lines take the figure's room: less air

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ground, mark and text."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        bow = min(box.height(), self.fontMetrics().height() + theme.px(12)) / 2
        soft = self._tone == "accent"
        if soft:
            paint_box(painter, box, bow, look.accent_soft)
        else:
            painter.setBrush(theme.colour(look.surface))
            painter.setPen(QPen(theme.colour(look.caution), 1))
            box.adjust(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, bow, bow)
        middle = QPointF(theme.px(17), box.center().y())
        if soft:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(look.accent), theme.px(20) / 10))
            painter.drawEllipse(middle, theme.px(40) / 10, theme.px(40) / 10)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.caution))
            painter.drawEllipse(middle, theme.px(40) / 10, theme.px(40) / 10)
        painter.setPen(theme.colour(look.ink))
        words = box.adjusted(theme.px(_CHIP_MARK), 0, -theme.px(_CHIP_AIR), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._text)


class StopLine(Label):
    """The line that stands on every page of the guide: when to stop."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "caution")
        self.setContentsMargins(theme.px(22), 0, 0, 0)

    def setText(self, text: str) -> None:  # noqa: N802
        """The text, for the eye and for the ear."""
        super().setText(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep room for the mark at every text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.setContentsMargins(theme.px(22), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The text, and a small mark before it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(70) / 10
        middle = QPointF(radius + 1, self.fontMetrics().height() / 2)
        mark = theme.colour(theme.current().caution_text)
        painter.setPen(QPen(mark, theme.px(15) / 10, c=Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(middle, radius, radius)
        painter.drawLine(middle + QPointF(0, -radius * 0.5), middle + QPointF(0, radius * 0.1))
        painter.drawPoint(middle + QPointF(0, radius * 0.5))
