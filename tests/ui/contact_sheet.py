"""Every exercise on one sheet: key poses, or a film strip of the moments between.

Run as `python -m tests.ui.contact_sheet OUT.png [--dark | --both] [--strip] [--only WORD ...]`;
what is on the sheet is for eyes, the tests hold what can be measured.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPainterPath

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.library import load
from lowback_tray.care.pose import CHANGE_S, Frame, Performance
from lowback_tray.ui import theme
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.scene import paint


@dataclass(frozen=True)
class Cell:
    """One picture of the sheet."""

    label: str
    frame: Frame
    exercise: Exercise
    look: theme.Theme


def key_cells(exercise: Exercise, look: theme.Theme) -> Iterator[Cell]:
    """The key poses, and the telling one of the second side."""
    led = Performance(exercise, exercise.duration_s)
    for frame in led.key_frames():
        yield Cell(f"{exercise.id} {frame.segment.from_pose}", frame, exercise, look)
    if led.segments[-1].side == 1:
        frame = led.key_frames(side=1)[1]
        yield Cell(f"{exercise.id} {frame.segment.from_pose} 2nd side", frame, exercise, look)


def strip_cells(exercise: Exercise, look: theme.Theme) -> Iterator[Cell]:
    """Moments of the movements of the first cycle and of the change of sides."""
    led = Performance(exercise, exercise.duration_s)
    first = [s for s in led.segments if s.side == 0 and s.cycle == 0 and s.to_pose]
    moments = [s.start_s + s.seconds * share for s in first[:2] for share in (0, 0.35, 0.65, 0.99)]
    changes = [s.start_s for s in led.segments if s.side == 1][:1]
    moments += [at + CHANGE_S * share for at in changes for share in (0, 0.3, 0.5, 0.7, 1, 1.5, 3)]
    for moment in moments:
        yield Cell(f"{exercise.id} {moment:.1f} s", led.frame(moment), exercise, look)


def draw(cells: Sequence[Cell], columns: int, wide: int, tall: int) -> QImage:
    """The sheet as a picture."""
    rows = -(-len(cells) // columns)
    sheet = QImage(columns * wide, rows * tall, QImage.Format.Format_RGB32)
    sheet.fill(QColor(cells[-1].look.background))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("Noto Sans", 9))
    for number, cell in enumerate(cells):
        place = QRectF(number % columns * wide, number // columns * tall, wide, tall)
        painter.fillRect(place, QColor(cell.look.background))
        stage = place.adjusted(5, 5, -5, -23)
        ground = QPainterPath()
        ground.addRoundedRect(stage, 14, 14)
        painter.fillPath(ground, QColor(cell.look.stage))
        paint(painter, stage, cell.frame, FigureColours.of(cell.look), cell.exercise)
        painter.setPen(QColor(cell.look.muted))
        label = QRectF(place.left(), stage.bottom(), wide, 20)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, cell.label)
    painter.end()
    return sheet


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the sheet the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--both", action="store_true", help="light and dark on one sheet")
    parser.add_argument("--strip", action="store_true", help="moments between the key poses")
    parser.add_argument("--only", nargs="*", default=[], help="words the ids must contain")
    wanted = parser.parse_args(arguments)
    app = QGuiApplication.instance() or QGuiApplication([])
    looks = (
        [theme.LIGHT, theme.DARK] if wanted.both else [theme.LIGHT, theme.DARK][wanted.dark :][:1]
    )
    make = strip_cells if wanted.strip else key_cells
    cells = [
        cell
        for look in looks
        for exercise in load().exercises.values()
        if not wanted.only or any(word in exercise.id for word in wanted.only)
        for cell in make(exercise, look)
    ]
    columns, wide, tall = (8, 200, 170) if wanted.strip else (6, 300, 250)
    draw(cells, columns, wide, tall).save(wanted.out)
    del app


if __name__ == "__main__":
    main()
