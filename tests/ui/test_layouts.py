from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

import lowback_tray
from lowback_tray import i18n
from lowback_tray.ui.layouts import Flow, ScrolledPage, SideBySide, fit_window, in_room
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.widgets.boxes import ScrollArea
from lowback_tray.ui.widgets.labels import Label
from tests.ui.gallery_b import windows
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    made = Themer(qapp, "light")
    yield made
    made.set_text_percent(100)
    made.deleteLater()


class Box(QWidget):
    """A control of one size."""

    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size


def placed(layout: Flow | SideBySide, width: int) -> list[tuple[int, int, int]]:
    """Left, top and width of every item at a width."""
    layout.setGeometry(QRect(0, 0, width, 500))
    items = [layout.itemAt(index) for index in range(layout.count())]
    return [(i.geometry().x(), i.geometry().y(), i.geometry().width()) for i in items if i]


@pytest.fixture
def row(themer: Themer) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.deleteLater()
    pump()


def test_a_flow_begins_a_new_row_where_the_width_ends(row: QWidget) -> None:
    flow = Flow(row, 10)
    for width in (100, 80, 60):
        flow.addWidget(Box(width))
    assert placed(flow, 260) == [(0, 0, 100), (110, 0, 80), (200, 0, 60)]
    assert flow.heightForWidth(260) == 20
    assert placed(flow, 259) == [(0, 0, 100), (110, 0, 80), (0, 30, 60)]
    assert flow.heightForWidth(259) == 50
    assert flow.heightForWidth(90) == 80


def test_a_growing_flow_shares_the_row_equally_where_all_fit(row: QWidget) -> None:
    flow = Flow(row, 10, grow=True)
    for width in (100, 60):
        box = Box(width)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        flow.addWidget(box)
    assert placed(flow, 310) == [(0, 0, 150), (160, 0, 150)]
    assert placed(flow, 180) == [(0, 0, 100), (110, 0, 60)]


def test_a_hidden_item_takes_no_room(row: QWidget) -> None:
    flow = Flow(row, 10)
    boxes = [Box(100), Box(80)]
    for box in boxes:
        flow.addWidget(box)
    boxes[0].hide()
    assert flow.sizeHint() == QSize(80, 20)


def test_a_control_stands_beside_its_text_or_below_it(row: QWidget) -> None:
    beside = SideBySide(row, 10, 100)
    text, control = Box(50, 20), Box(90, 40)
    text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    beside.addWidget(text)
    beside.addWidget(control)
    assert placed(beside, 200) == [(0, 10, 100), (110, 0, 90)]
    assert beside.heightForWidth(200) == 40
    assert placed(beside, 199) == [(0, 0, 199), (0, 28, 90)]
    assert beside.heightForWidth(199) == 68


_LONG = ("warning-signs", "library", "why", "diagnostics", "about")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    # Those others are long by nature and scroll within.
    "name",
    [name for name in windows() if not name.startswith(_LONG)],
)
def test_a_window_opens_at_the_size_that_shows_all_if_the_screen_has_room(
    themer: Themer, name: str, language: str
) -> None:
    i18n.use(language)
    window = windows()[name]()
    window.show()
    pump()
    pages = [area for area in window.findChildren(QScrollArea) if area.parent() is window]
    whole = all(page.verticalScrollBar().maximum() == 0 for page in pages)
    least, most = window.height(), in_room(window, QSize(9999, 9999)).height()
    assert least == most or (least < most and whole)
    window.close()
    window.deleteLater()
    pump()


def test_what_wraps_under_a_name_stands_below_the_others_and_not_below_the_name(
    row: QWidget,
) -> None:
    flow = Flow(row, 10, hang=True)
    for wide in (60, 90, 90):
        flow.addWidget(Box(wide))
    assert placed(flow, 260) == [(0, 0, 60), (70, 0, 90), (170, 0, 90)]
    assert placed(flow, 259) == [(0, 0, 60), (70, 0, 90), (70, 30, 90)]
    assert flow.heightForWidth(259) == 50
    # Too narrow for the widest beside the name: below it then.
    assert placed(flow, 159) == [(0, 0, 60), (0, 30, 90), (0, 60, 90)]


def test_a_page_wider_than_the_screen_opens_as_high_as_what_wraps_there_needs(row: QWidget) -> None:
    page = ScrolledPage()
    flow = Flow(page, 0)
    room = in_room(row, QSize(9999, 9999)).width()
    for _ in range(2):
        flow.addWidget(Box(room // 2 + 10, 60))
    scroll = ScrollArea(page)
    outer = QVBoxLayout(row)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
    fit_window(row, scroll, room + 40)
    row.show()
    pump()
    assert (row.width(), row.height()) == (room, 120)
    assert scroll.verticalScrollBar().maximum() == 0


def test_a_control_that_would_squeeze_its_text_stands_below(row: QWidget) -> None:
    beside = SideBySide(row, 10, 100)
    text = Label("A help that is long enough to take one line of the whole width, but four of less")
    control = Box(300, 20)
    beside.addWidget(text)
    beside.addWidget(control)
    wide = text.fontMetrics().horizontalAdvance(text.text()) + 20
    text_box, control_box = placed(beside, wide + 310)
    assert text_box[1] <= control_box[1] + 10, "there is room for both"
    text_box, control_box = placed(beside, 420)
    assert text_box[2] == 420
    assert control_box[0] == 0
    assert control_box[1] > text_box[1]


def test_a_height_once_worked_out_is_worked_out_anew_when_something_changes(row: QWidget) -> None:
    flow = Flow(row)
    for _ in range(3):
        flow.addWidget(Box(100))
    gap = flow.heightForWidth(150) - 3 * 20
    assert flow.heightForWidth(150) == 3 * 20 + gap
    flow.addWidget(Box(100))
    assert flow.heightForWidth(150) > 4 * 20
    hidden = row.findChildren(Box)[0]
    hidden.hide()
    assert flow.heightForWidth(150) == 3 * 20 + gap
    hidden.show()
    assert flow.heightForWidth(150) > 4 * 20
    taken = flow.takeAt(0)
    assert taken is not None
    flow.invalidate()
    assert flow.heightForWidth(150) == 3 * 20 + gap


def test_no_layout_of_qt_is_asked_for_its_items() -> None:
    """PySide keeps them after Qt has deleted them, and finds them again in what lives there next.

    A spin box once had such an item for its `lineEdit()`.
    """
    for source in Path(lowback_tray.__file__).parent.rglob("*.py"):
        assert ".itemAt(" not in source.read_text("utf-8"), source
