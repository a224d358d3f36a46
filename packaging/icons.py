"""The program's icon: `python packaging/icons.py` writes resources/icons/.

The same drawing as in the tray (`lowback_tray.ui.tray_icon`), with the ring most of the way
round: as SVG for whatever scales, as PNG in the sizes that desktops look for, and in one colour as
the "symbolic" icon, which a desktop inks itself.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lowback_tray.ui import tray_icon  # noqa: E402

ICONS = ROOT / "resources" / "icons"
NAME = "lowback-tray"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
PICTURE = tray_icon.IconPicture(tray_icon.IconState.RUNNING, filled=46, steps=60)
_SVG, _SYMBOLIC = 128, 16
_FINE = 8  # a symbolic icon is outlined this much larger, so that curves stay curves


def svg() -> str:
    """The icon as SVG; Qt writes it, its remarks about itself are left out."""
    from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtSvg import QSvgGenerator

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setSize(QSize(_SVG, _SVG))
    paper.setViewBox(QRect(0, 0, _SVG, _SVG))
    paper.setTitle("Lowback Tray")
    painter = QPainter(paper)
    tray_icon.draw(painter, PICTURE, _SVG)
    painter.end()
    text = bytes(buffer.data().data()).decode("utf-8")
    return re.sub(r"\n\s*<desc>.*?</desc>", "", text, flags=re.DOTALL)


class Outlines:
    """Painted on like a painter, it keeps the outlines: a symbolic icon knows fills, no strokes."""

    def __init__(self) -> None:
        self._pen: Any = None
        self.paths: list[tuple[Any, float]] = []

    def setRenderHint(self, _hint: Any) -> None:  # noqa: N802
        """Outlines have no edges to smooth."""

    def setBrush(self, _brush: Any) -> None:  # noqa: N802
        """The icon is of lines."""

    def setPen(self, pen: Any) -> None:  # noqa: N802
        """What the next lines are drawn with."""
        self._pen = pen

    def drawPath(self, path: Any) -> None:  # noqa: N802
        """Keep the outline of a line, and how solid it is."""
        from PySide6.QtGui import QPainterPathStroker

        self.paths.append(
            (QPainterPathStroker(self._pen).createStroke(path).simplified(),
             self._pen.color().alphaF())
        )  # fmt: skip

    def drawEllipse(self, area: Any) -> None:  # noqa: N802
        """A closed ring."""
        from PySide6.QtGui import QPainterPath

        path = QPainterPath()
        path.addEllipse(area)
        self.drawPath(path)

    def drawArc(self, area: Any, start: int, length: int) -> None:  # noqa: N802
        """A part of a ring; angles in sixteenths of a degree."""
        from PySide6.QtGui import QPainterPath

        path = QPainterPath()
        path.arcMoveTo(area, start / 16)
        path.arcTo(area, start / 16, length / 16)
        self.drawPath(path)


def symbolic() -> str:
    """The icon in one colour, which the desktop replaces by its own."""
    outlines = Outlines()
    tray_icon.draw(outlines, PICTURE, _SYMBOLIC * _FINE)
    lines = [
        f'  <path fill="#2e3436" fill-opacity="{solid:.2f}" fill-rule="evenodd" d="{_data(path)}"/>'
        for path, solid in outlines.paths
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SYMBOLIC}" height="{_SYMBOLIC}">'
    return "\n".join([head, *lines, "</svg>"]) + "\n"


def _data(path: Any) -> str:
    """A path of Qt in the words of SVG."""
    from PySide6.QtGui import QPainterPath

    kinds = QPainterPath.ElementType
    sign = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    elements = (path.elementAt(number) for number in range(path.elementCount()))
    return " ".join(
        f"{sign.get(one.type, '')}{one.x / _FINE:.2f} {one.y / _FINE:.2f}" for one in elements
    )


def main() -> None:
    """Write every file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([NAME])
    ICONS.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        path = ICONS / f"{NAME}-{size}.png"
        if not tray_icon.paint_icon(PICTURE, size).save(str(path)):
            raise SystemExit(f"{path} cannot be written")
    (ICONS / f"{NAME}.svg").write_text(svg(), encoding="utf-8")
    (ICONS / f"{NAME}-symbolic.svg").write_text(symbolic(), encoding="utf-8")
    del app


if __name__ == "__main__":
    main()
