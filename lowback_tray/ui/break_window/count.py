"""What the exercise counts, large enough to read while standing: seconds, repetitions, breaths.

The sentence comes whole from the catalogue, so that each language puts the number where it
belongs; only the number is drawn large.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.care.routine import Count

_NUMBER = "{number}"
_LARGE = 28  # pixels at 100 %


class CountMark(QWidget):
    """One number with its words; as wide as the largest number of the exercise needs."""

    def __init__(self) -> None:
        super().__init__()
        tell_as(self, "text")
        self._count: Count | None = None
        self._told = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: Count) -> bool:
        """Show this and tell whether it now wants another place."""
        if count == self._count:
            return False
        before = self.sizeHint() if self._count is not None else None
        self._count = count
        self._tell(count)
        self.update()
        if self.sizeHint() == before:
            return False
        self.updateGeometry()
        return True

    @property
    def text(self) -> str:
        """The whole sentence; empty once a hold is over."""
        if self._count is None or not self._count.number:
            return ""
        return _template(self._count).replace(_NUMBER, self._large())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for every number up to the last, so that nothing moves while it counts."""
        large, small = _fonts()
        if self._count is None:
            return QSize(0, QFontMetrics(large).height())
        widest = "0" * len(str(self._count.of))
        words = sum(QFontMetrics(small).horizontalAdvance(part) for part in self._words())
        wide = words + QFontMetrics(large).horizontalAdvance(widest) + theme.px(8)
        return QSize(wide, QFontMetrics(large).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another text size or language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Words, number, words, on one line, against the right edge."""
        if not self.text:
            return
        look = theme.current()
        large, small = _fonts()
        before, after = self._words()
        if self.width() < self.sizeHint().width():
            before, after = _bare(self._count)
        painter = QPainter(self)
        metrics = QFontMetrics(large)
        base = (self.height() + metrics.ascent() - metrics.descent()) // 2
        x = self.width() - theme.px(4)
        for text, font, colour in (
            (after, small, look.muted),
            (self._large(), large, look.ink),
            (before, small, look.muted),
        ):
            x -= QFontMetrics(font).horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            painter.drawText(x, base, text)

    def retranslate(self) -> None:
        """Tell the same in the language in force."""
        if self._count is not None:
            self._tell(self._count)
        self.update()

    def _large(self) -> str:
        return "" if self._count is None else str(self._count.number)

    def _words(self) -> tuple[str, str]:
        assert self._count is not None, "words belong to a count"
        before, _, after = _template(self._count).partition(_NUMBER)
        return before, after

    def _tell(self, count: Count) -> None:
        """Its name for those who listen: seconds in tens, or it would be chatter."""
        number = count.number
        if count.kind == "seconds":
            number = math.ceil(number / 10) * 10
        told = _template(count).replace(_NUMBER, str(number)) if number else ""
        if told != self._told:
            self._told = told
            self.setAccessibleName(told)


def _template(count: Count) -> str:
    """The sentence with a place for the number."""
    if count.kind == "seconds":
        text = tr("Hold for {number} s")
    elif count.kind == "breaths":
        text = tr("Breath {number} of {of}")
    else:
        text = tr("Repetition {number} of {of}")
    return text.format(number=_NUMBER, of=count.of)


def _bare(count: Count | None) -> tuple[str, str]:
    """What stands around the number where there is no room for the sentence."""
    assert count is not None, "words belong to a count"
    if count.kind == "seconds":
        before, _, after = tr("{n} s").format(n=_NUMBER).partition(_NUMBER)
        return before, after
    return "", f" / {count.of}"


def _fonts() -> tuple[QFont, QFont]:
    large = theme.font("figures")
    large.setPixelSize(theme.px(_LARGE))
    return large, theme.font("small")
