"""The program's icon: `python packaging/icons.py` writes resources/icons/.

The same drawing as in the tray (`lowback_tray.ui.tray_icon`), with the ring most of the way
round: as SVG for whatever scales, and as PNG in the sizes that desktops look for.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lowback_tray.ui import tray_icon  # noqa: E402

ICONS = ROOT / "resources" / "icons"
NAME = "lowback-tray"
SIZES = (16, 24, 32, 48, 64, 128, 256)
PICTURE = tray_icon.IconPicture(tray_icon.IconState.RUNNING, filled=46, steps=60)
_SVG = 128


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
    del app


if __name__ == "__main__":
    main()
