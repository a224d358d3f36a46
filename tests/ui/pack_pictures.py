"""The pack of the manual on the disk, with pictures that a test can tell apart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from lowback_tray import paths
from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.packs import parse_pack
from tests.care import pack_files

UP, DOWN = QColor("#c01020"), QColor("#1020c0")


def two_halves(left: QColor, right: QColor, size: tuple[int, int] = (200, 160)) -> QImage:
    """A picture whose halves say which way round it is."""
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill(right)
    painter = QPainter(picture)
    painter.fillRect(QRect(0, 0, size[0] // 2, size[1]), left)
    painter.end()
    return picture


def ankle_circles(library: Library) -> Exercise:
    """The pictured exercise of the manual, its pictures in the folder of packs.

    The foot up is red at the left and white at the right, the foot down blue and white.
    """
    pack = parse_pack("clinic", pack_files.of_the_manual(), library)
    exercise = pack.exercises["chair_ankle_circles"]
    for name, colour in zip(exercise.motion.pictures, (UP, DOWN), strict=True):
        file = where(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        assert two_halves(colour, QColor("white")).save(str(file))
    return exercise


def where(name: str) -> Path:
    """The file of a picture."""
    return paths.packs() / name
