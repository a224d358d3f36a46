"""The small widgets: what they show, that they fit, that they rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow
from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.widgets.boxes import ButtonRow, Card, ScrollArea, StageBox
from lowback_tray.ui.widgets.buttons import Button, FaceButton, SplitButton
from lowback_tray.ui.widgets.fields import Check, CheckLine, Combo, SearchField, Spin, Switch
from lowback_tray.ui.widgets.labels import Chip, Label, StopLine
from lowback_tray.ui.widgets.marks import CheckMark, ProgressSegments, RingTimer, clock_text
from tests.ui.fakes import FakeStage, HandClock

pytestmark = pytest.mark.usefixtures("themer")

LONG = "Draw the lower belly in and bring the pelvis upright, then breathe out slowly."


_open: list[QWidget] = []  # Qt owns no window; without this Python would take them away


@pytest.fixture(autouse=True)
def put_windows_away() -> Iterator[None]:
    yield
    _open.clear()


def shown(qtbot: QtBot, widget: QWidget, wide: int = 300, high: int = 200) -> QWidget:
    """The widget in a window of that size."""
    window = QWidget()
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(widget)
    window.resize(wide, high)
    qtbot.addWidget(window)
    _open.append(window)
    window.show()
    return window


# ---- buttons


def test_a_click_presses_but_does_not_leave_the_keyboard_on_a_button(qtbot: QtBot) -> None:
    button = Button("Start", "filled")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()
    assert not button.isDefault()
    assert not button.autoDefault()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_reached_by_tab_is_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Start")
    shown(qtbot, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def gap(window: QWidget, left: Button, right: Button) -> int:
    """Pixels between what is seen of two buttons of a row."""
    image = window.grab().toImage()
    ratio = window.devicePixelRatio()
    y = round(left.mapTo(window, left.rect().center()).y() * ratio)
    border = round(right.mapTo(window, QPoint()).x() * ratio)
    ground = image.pixelColor(border, y)
    begin = end = border
    while image.pixelColor(begin - 1, y) == ground:
        begin -= 1
    while image.pixelColor(end, y) == ground:
        end += 1
    return round((end - begin) / ratio)


@pytest.mark.parametrize("row", ["flow", "foot"])
def test_the_gap_between_two_buttons_grows_with_the_text(
    qtbot: QtBot, themer: Themer, row: str
) -> None:
    one, other = (Button(text, "outlined") for text in ("Yes", "No"))
    for button in (one, other):
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no ring between them
    both = QWidget() if row == "flow" else ButtonRow([one, other], [])
    if row == "flow":
        flow = Flow(both, 0)
        flow.addWidget(one)
        flow.addWidget(other)
    window = shown(qtbot, both, 600)
    assert gap(window, one, other) == 8
    themer.set_text_percent(200)
    QApplication.processEvents()
    assert gap(window, one, other) == 16


def test_the_focus_ring_can_be_seen(qtbot: QtBot) -> None:
    button = Button("Start", "filled")
    window = shown(qtbot, button)
    QTest.qWaitForWindowActive(window)
    button.clearFocus()
    before = window.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert window.grab().toImage() != before


def test_the_split_button_has_a_main_action_and_a_menu_of_values(qtbot: QtBot) -> None:
    split = SplitButton()
    split.set_text("In 10 min", "Other lengths")
    split.set_choices([("In 5 min", 300.0), ("In 15 min", 900.0)])
    shown(qtbot, split)
    with qtbot.waitSignal(split.clicked):
        QTest.mouseClick(split.main, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(split.chosen) as chosen:
        split.menu.actions()[1].trigger()
    assert chosen.args == [900.0]
    assert split.arrow.accessibleName() == "Other lengths"


def test_without_a_choice_there_is_no_arrow(qtbot: QtBot) -> None:
    split = SplitButton("filled")
    split.set_text("Start", "Other lengths")
    shown(qtbot, split)
    split.set_choices([])
    assert not split.arrow.isVisible()
    with qtbot.waitSignal(split.clicked):
        QTest.mouseClick(split.main, Qt.MouseButton.LeftButton)
    split.set_choices([("5 min", 300)])
    assert split.arrow.isVisible()


def test_the_menu_can_be_given_other_lines(qtbot: QtBot) -> None:
    split = SplitButton()
    shown(qtbot, split)
    split.set_choices([("a", 1), ("b", 2)])
    split.set_choices([("c", 3)])
    assert [plain(action.text()) for action in split.menu.actions()] == ["c"]


def test_the_menu_goes_with_its_window(qtbot: QtBot) -> None:
    split = SplitButton()
    window = shown(qtbot, split)
    split.set_choices([("a", 1)])
    split.menu.popup(window.mapToGlobal(QPoint(5, 5)))
    assert split.menu.isVisible()
    window.hide()
    assert not split.menu.isVisible()


def test_the_three_faces_differ(qtbot: QtBot) -> None:
    faces = [FaceButton(face) for face in ("easier", "same", "worse")]
    pictures = []
    for face in faces:
        shown(qtbot, face)
        pictures.append(face.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


# ---- fields


@pytest.mark.parametrize("field", [Combo, Spin])
def test_scrolling_past_a_field_does_not_change_it(
    qtbot: QtBot, field: type[Combo] | type[Spin]
) -> None:
    made = field()
    if isinstance(made, Combo):
        made.addItems(["one", "two", "three"])
    shown(qtbot, made)
    before = made.currentIndex() if isinstance(made, Combo) else made.value()
    _wheel(made)
    after = made.currentIndex() if isinstance(made, Combo) else made.value()
    assert after == before


def _wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("box", [Check, Switch])
def test_on_looks_different_from_off(qtbot: QtBot, box: type[Check] | type[Switch]) -> None:
    made = box()
    shown(qtbot, made)
    off = made.grab().toImage()
    made.setChecked(True)
    assert made.grab().toImage() != off


def test_a_switch_turns_wherever_it_is_clicked(qtbot: QtBot) -> None:
    switch = Switch()
    shown(qtbot, switch, 52, 32)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 3, 3))
    assert switch.isChecked()


def test_a_click_on_the_text_of_a_check_line_ticks_its_box(qtbot: QtBot) -> None:
    line = CheckLine()
    line.set_text(LONG)
    shown(qtbot, line)
    beside = QPoint(line.width() - 10, line.height() // 2)
    assert not line.check.geometry().contains(beside)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=beside)
    assert line.check.isChecked()
    QTest.mouseClick(line, Qt.MouseButton.RightButton, pos=beside)
    assert line.check.isChecked()
    assert line.check.accessibleName() == LONG


# ---- labels


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_a_label_wraps_and_keeps_its_room(qtbot: QtBot, themer: Themer, percent: int) -> None:
    themer.set_text_percent(percent)
    label = Label(LONG)
    shown(qtbot, label, 240, 900)
    assert label.width() <= 240
    assert label.height() >= label.heightForWidth(label.width())


def test_a_label_asks_for_the_height_of_what_it_says_now(qtbot: QtBot, themer: Themer) -> None:
    label = Label("One line.")
    shown(qtbot, label, 240, 900)
    one = label.heightForWidth(240)
    label.setText(LONG)
    assert label.heightForWidth(240) > one
    label.setText("One line.")
    assert label.heightForWidth(240) == one
    themer.set_text_percent(200)
    assert label.heightForWidth(240) > 1.5 * one


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = Label("<b>1 < 2</b>")
    shown(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_chip_takes_the_size_of_its_text(qtbot: QtBot) -> None:
    chip = Chip()
    shown(qtbot, chip)
    chip.set_text("Breathe out")
    short = chip.sizeHint().width()
    chip.set_text("Breathe out, tip forward")
    assert chip.sizeHint().width() > short
    assert chip.accessibleName() == "Breathe out, tip forward"


def test_the_stop_line_leaves_room_for_its_mark(qtbot: QtBot, themer: Themer) -> None:
    line = StopLine("Stop if it hurts.")
    shown(qtbot, line)
    small = line.contentsMargins().left()
    themer.set_text_percent(200)
    assert line.contentsMargins().left() == 2 * small > 0
    line.setText("Stop.")
    assert line.accessibleName() == "Stop."


# ---- marks


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (0.2, "0:01"), (19, "0:19"), (59.5, "1:00"), (150, "2:30"), (-3, "0:00")],
)
def test_a_countdown_rounds_up(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_the_ring_counts_by_the_steady_clock(qtbot: QtBot) -> None:
    clock = HandClock()
    ring = RingTimer(clock)
    shown(qtbot, ring)
    ring.show_time(30, 60, clock.seconds, running=True)
    clock.pass_(11)
    assert ring.text() == "0:19"
    clock.pass_(500)
    assert ring.text() == "0:00"


def test_a_ring_that_does_not_run_stands(qtbot: QtBot) -> None:
    clock = HandClock()
    ring = RingTimer(clock)
    shown(qtbot, ring)
    ring.show_time(30, 60, clock.seconds, running=False)
    clock.pass_(11)
    assert ring.text() == "0:30"
    assert not ring.is_ticking()


def test_a_ring_rests_while_hidden_and_when_it_is_done(qtbot: QtBot) -> None:
    clock = HandClock()
    ring = RingTimer(clock)
    window = shown(qtbot, ring)
    ring.show_time(30, 60, clock.seconds, running=True)
    assert ring.is_ticking()
    window.hide()
    assert not ring.is_ticking()
    window.show()
    assert ring.is_ticking()
    clock.pass_(31)
    qtbot.waitUntil(lambda: not ring.is_ticking())


def test_a_ring_tells_its_time_in_steps_that_do_not_chatter(qtbot: QtBot) -> None:
    clock = HandClock()
    ring = RingTimer(clock)
    shown(qtbot, ring)
    told = set()
    for left in range(60, 0, -1):
        ring.show_time(left, 60, clock.seconds, running=False)
        told.add(ring.accessibleName())
    assert len(told) == 6
    assert "0:10 left" in told


def test_the_segments_say_where_they_are(qtbot: QtBot) -> None:
    segments = ProgressSegments()
    shown(qtbot, segments)
    segments.show_progress(1, 4)
    assert segments.accessibleName() == "Step 2 of 4"
    early = segments.grab().toImage()
    segments.show_progress(2, 4)
    assert segments.grab().toImage() != early
    segments.show_progress(4, 4)
    assert segments.accessibleName() == "Step 4 of 4"


def test_the_check_mark_draws_itself_once(qtbot: QtBot) -> None:
    mark = CheckMark()
    mark.set_size(112)
    shown(qtbot, mark)
    mark.play()
    assert mark.share < 0.5
    qtbot.waitUntil(lambda: mark.share == 1.0)


def test_the_check_mark_stands_complete_where_nothing_may_move(
    qtbot: QtBot, themer: Themer
) -> None:
    themer.set_still(True)
    mark = CheckMark()
    mark.set_size(112)
    shown(qtbot, mark)
    mark.play()
    assert mark.share == 1.0


# ---- boxes


def row(*names: str) -> ButtonRow:
    buttons = [Button(name) for name in names]
    return ButtonRow(buttons[:1], buttons[1:])


def test_a_row_with_room_is_one_row(qtbot: QtBot) -> None:
    made = row("Back", "Pause", "Next")
    shown(qtbot, made, 500, 300)
    tops = {button.y() for button in made.findChildren(Button)}
    assert len(tops) == 1


@pytest.mark.parametrize("wide", [110, 180, 240])
def test_a_narrow_row_wraps_and_keeps_every_button_whole(qtbot: QtBot, wide: int) -> None:
    made = row("Back", "Pause", "Next", "Finish")
    shown(qtbot, made, wide, 400)
    buttons = made.findChildren(Button)
    for button in buttons:
        assert button.size() == button.sizeHint()
        assert made.rect().contains(button.geometry())
    boxes = [button.geometry() for button in buttons]
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert made.heightForWidth(wide) <= made.height()


def test_hidden_buttons_take_no_room(qtbot: QtBot) -> None:
    made = row("Back", "Pause", "Next")
    before = made.sizeHint().width()
    made.findChildren(Button)[1].hide()
    assert made.sizeHint().width() < before


def test_a_chip_on_the_stage_never_covers_the_figure(qtbot: QtBot) -> None:
    figure, chip = FakeStage(), Chip()
    stage = StageBox(figure, chip)
    shown(qtbot, stage, 320, 220)
    chip.set_text("Breathe out")
    stage.arrange()
    assert stage.rect().contains(figure.geometry())
    assert stage.rect().contains(chip.geometry())
    assert not figure.geometry().intersects(chip.geometry())


def test_a_count_on_the_stage_has_its_corner_and_chips_give_way(qtbot: QtBot) -> None:
    figure, chip, count = FakeStage(), Chip(), Label("Repetition 3 of 8")
    count.setWordWrap(False)
    stage = StageBox(figure, chip, count=count)
    shown(qtbot, stage, 260, 220)
    chip.set_text("Breathe out, tip forward from the hips")
    stage.arrange()
    for one in (chip, count):
        assert stage.rect().contains(one.geometry())
        assert not figure.geometry().intersects(one.geometry())
    assert not chip.geometry().intersects(count.geometry())
    assert count.width() >= count.sizeHint().width()


def test_a_count_stands_above_a_chip_that_is_too_wide_beside_it_whatever_it_says_now(
    qtbot: QtBot,
) -> None:
    figure, chip, count = FakeStage(), Chip(), Label("Repetition 3 of 8")
    count.setWordWrap(False)
    stage = StageBox(figure, chip, count=count)
    shown(qtbot, stage, 260, 220)
    turns = ["Out", "Breathe out and tip forward"]
    places = []
    for text in turns:
        chip.set_text(text, turns)
        stage.arrange()
        assert chip.width() == chip.sizeHint().width()
        assert count.geometry().bottom() < chip.geometry().top()
        places.append((figure.geometry(), count.geometry()))
    assert places[0] == places[1]
    chip.set_text("Out")
    stage.arrange()
    assert count.geometry().bottom() > chip.geometry().top(), "beside it where both have room"


def test_what_is_too_high_scrolls_and_what_is_wide_does_not(qtbot: QtBot) -> None:
    inside = QWidget()
    box = QVBoxLayout(inside)
    for _ in range(12):
        box.addWidget(Label(LONG))
    area = ScrollArea(inside)
    shown(qtbot, area, 200, 160)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    assert area.minimumSizeHint().height() < 100


def test_a_card_stands_out_from_the_background(qtbot: QtBot) -> None:
    window = QWidget()
    window.setProperty("ground", "background")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box = QVBoxLayout(window)
    box.addWidget(Card())
    window.resize(QSize(200, 200))
    qtbot.addWidget(window)
    window.show()
    picture = window.grab().toImage()
    assert picture.pixelColor(2, 2) != picture.pixelColor(100, 100)


# ---- the search field


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
def test_what_empties_a_search_is_a_cross_in_the_ink_of_the_look_as_large_as_the_text(
    qtbot: QtBot, themer: Themer, look: Literal["light", "dark"], percent: int
) -> None:
    field = SearchField()
    window = shown(qtbot, field)
    field.set_text("Search")
    (clear,) = field.findChildren(QToolButton)
    assert not clear.isVisible()
    field.setText("hips")
    themer.set_appearance(look)
    themer.set_text_percent(percent)
    QApplication.processEvents()
    assert clear.isVisible()
    assert clear.accessibleName() == "Clear"
    assert clear.width() == theme.px(28)
    assert field.rect().contains(clear.geometry())
    drawn = window.grab(QRect(clear.mapTo(window, QPoint()), clear.size())).toImage()
    middle = drawn.rect().center()
    inks = {drawn.pixelColor(middle + QPoint(d, d)).name().upper() for d in range(theme.px(3))}
    assert inks == {theme.current().muted}
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert field.hasFocus()
    assert not clear.isVisible()
