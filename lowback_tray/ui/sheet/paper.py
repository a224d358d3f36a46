"""A sheet of paper to write on from top to bottom, in millimetres.

Qt embeds the letters that are used, Japanese ones too, so the file looks the same everywhere.
The page is written in black, grey and one dark colour: it may be printed or faxed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr
from lowback_tray.ui import theme

if TYPE_CHECKING:
    from pathlib import Path

Role = Literal["title", "heading", "body", "small"]
_SIZES: dict[Role, float] = {"title": 6.2, "heading": 4.0, "body": 3.3, "small": 2.8}  # mm
_DPI = 600
_PER_MM = _DPI / 25.4
WIDE, HIGH, MARGIN = 210.0, 297.0, 16.0
INK, GREY, PALE, ACCENT = "#1A1A1A", "#5A5A5A", "#D4D4D4", "#2A7564"


class Paper:
    """One page. Call `done` at the end, or nothing is on the disk.

    Args:
        path: the file.
        title: of the document.

    Attributes:
        y: where the next line begins, in mm from the top.

    Raises:
        DesktopError: the file cannot be written.
    """

    def __init__(self, path: Path, title: str) -> None:
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(_DPI)
        self._writer.setTitle(title)
        self._writer.setCreator("Lowback Tray")
        self._writer.setPageSize(QPageSize(QSizeF(WIDE, HIGH), QPageSize.Unit.Millimeter))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        self.painter = QPainter()
        if not self.painter.begin(self._writer):
            raise DesktopError(
                f"{path}: " + tr("cannot be written. Choose a folder that you may write to")
            )
        self.y = MARGIN

    def done(self) -> None:
        """The page is finished."""
        self.painter.end()

    def font(self, role: Role, *, bold: bool = False) -> QFont:
        """The system's letters in one of the sizes, Japanese ones behind them."""
        made = theme.font("body")
        made.setPixelSize(round(_SIZES[role] * _PER_MM))
        heavy = bold or role in ("title", "heading")
        made.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
        return made

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """Millimetres as the painter wants them."""
        return QRectF(x * _PER_MM, y * _PER_MM, wide * _PER_MM, high * _PER_MM)

    def pen(self, colour: str, mm: float = 0.2) -> None:
        """Draw lines in this colour and width."""
        self.painter.setPen(QPen(QColor(colour), mm * _PER_MM))

    def fill(self, colour: str | None) -> None:
        """Fill shapes in this colour, or not."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush if colour is None else QColor(colour))

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line in the present pen."""
        self.painter.drawLine(self.box(x1, y1, 0, 0).topLeft(), self.box(x2, y2, 0, 0).topLeft())

    def text(
        self,
        words: str,
        x: float,
        y: float,
        wide: float,
        role: Role = "body",
        colour: str = INK,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> float:
        """Write words that wrap; returns how high they are, in mm."""
        self.painter.setFont(self.font(role, bold=bold))
        self.painter.setPen(QColor(colour))
        flags = int(align | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = self.box(x, y, wide, HIGH)
        needed = self.painter.boundingRect(room, flags, words)
        self.painter.drawText(room, flags, words)
        return float(needed.height() / _PER_MM)

    def say(
        self, words: str, role: Role = "body", colour: str = INK, *, x: float = MARGIN,
        wide: float = WIDE - 2 * MARGIN, gap: float = 0.8,
    ) -> None:  # fmt: skip
        """Write words at the present line, and go below them."""
        self.y += self.text(words, x, self.y, wide, role, colour) + gap

    def heading(self, words: str, *, x: float = MARGIN, wide: float = WIDE - 2 * MARGIN) -> None:
        """A heading with air above it."""
        self.y += 2.6
        self.say(words, "heading", ACCENT, x=x, wide=wide, gap=1.2)
