"""High contrast: nothing is told by a shade alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lowback_tray.ui.contrasts import LIGHT_HIGH
from lowback_tray.ui.theme import LIGHT, Themer
from lowback_tray.ui.today.charts import HourStrip
from lowback_tray.ui.widgets.boxes import StageBox
from lowback_tray.ui.widgets.buttons import Face, FaceButton
from lowback_tray.ui.widgets.marks import ProgressSegments, RingTimer
from tests.ui import samples_b
from tests.ui.fakes import FakeStage


@pytest.fixture
def high(themer: Themer) -> Iterator[Themer]:
    """The look in light high contrast."""
    themer.set_contrast("high")
    yield themer
    themer.set_contrast("system")


def shown(qtbot: QtBot, widget: QWidget, wide: int, high: int) -> None:
    """The widget, in that size."""
    widget.resize(wide, high)
    qtbot.addWidget(widget)
    widget.show()


def colours_across(widget: QWidget, y: int) -> list[str]:
    """The colours of a line of pixels, each once as often as it changes."""
    picture = widget.grab().toImage()
    found = [picture.pixelColor(x, y).name() for x in range(picture.width())]
    return [name for at, name in enumerate(found) if at == 0 or found[at - 1] != name]


def test_in_high_contrast_the_steps_to_come_have_an_outline(qtbot: QtBot, high: Themer) -> None:
    segments = ProgressSegments()
    segments.show_progress(0, 2)
    shown(qtbot, segments, 300, 5)
    assert LIGHT_HIGH.line.lower() in colours_across(segments, 0), "of the one to come"
    high.set_contrast("normal")
    assert LIGHT.accent_soft.lower() in colours_across(segments, 0)


def test_in_high_contrast_being_away_is_told_from_sitting_by_hatching(
    qtbot: QtBot, high: Themer
) -> None:
    strip = HourStrip()
    strip.show_blocks(
        [samples_b.block("09:00", "11:00", "sitting"), samples_b.block("11:00", "13:00", "away")]
    )
    shown(qtbot, strip, 400, 60)
    seen = colours_across(strip, 15)
    sitting = seen.index(LIGHT_HIGH.accent_soft.lower())
    assert len(seen) - sitting > 10, "the lines of the hatching"
    high.set_contrast("normal")
    assert len(colours_across(strip, 15)) < 8


@pytest.mark.parametrize("face", ["easier", "worse"])
def test_in_high_contrast_a_chosen_face_is_filled(qtbot: QtBot, high: Themer, face: Face) -> None:
    button = FaceButton(face)
    shown(qtbot, button, 120, 100)
    button.setChecked(True)
    middle = button.height() // 2
    assert colours_across(button, middle).count(LIGHT_HIGH.accent.lower()) > 0
    assert LIGHT_HIGH.accent_soft.lower() not in colours_across(button, middle)
    high.set_contrast("normal")
    assert LIGHT.accent_soft.lower() in colours_across(button, middle)


def test_in_high_contrast_the_stage_has_an_edge(qtbot: QtBot, high: Themer) -> None:
    box = StageBox(FakeStage())
    shown(qtbot, box, 200, 220)
    assert colours_across(box, 110)[0] == LIGHT_HIGH.line.lower()
    high.set_contrast("normal")
    assert LIGHT_HIGH.line.lower() not in colours_across(box, 110)


def test_in_high_contrast_the_empty_part_of_a_ring_has_edges(qtbot: QtBot, high: Themer) -> None:
    ring = RingTimer(lambda: 0.0)
    shown(qtbot, ring, 96, 96)
    line = QColor(LIGHT_HIGH.line).lightness()

    def edges() -> int:
        """Of the ring's left side, which the smoothing hardly touches halfway down."""
        row = ring.grab(QRect(0, 48, 12, 1)).toImage()
        return sum(abs(row.pixelColor(x, 0).lightness() - line) < 16 for x in range(row.width()))

    assert edges() >= 2
    high.set_contrast("normal")
    assert edges() == 0
