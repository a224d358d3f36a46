"""Every button has a key that is shown and works, in both languages; F1 lists the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget

from lowback_tray import i18n
from lowback_tray.engine.events import ItHurts, RateBack, StartBreak
from lowback_tray.ui import mnemonics, theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.keyboard.keyboard import TIPS_MS
from lowback_tray.ui.keyboard.sheet import Sheet
from lowback_tray.ui.keyboard.tips import Tips
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.today.menu_button import MenuButton
from lowback_tray.ui.widgets.buttons import Button, EnlargeButton
from tests.catalogues import compile_all
from tests.ui import gallery, samples
from tests.ui.break_world import World
from tests.ui.probes_b.widgets import pump
from tests.ui.test_everyone import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytestqt.qtbot import QtBot

    from lowback_tray.care.exercise import Library
    from lowback_tray.ui.theme import Themer

pytestmark = pytest.mark.usefixtures("themer")
PICTURES = {picture.name: picture for picture in gallery.pictures()}
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module", autouse=True)
def _catalogues() -> None:
    compile_all()


def in_sight(window: QWidget) -> list[Button]:
    return [
        one for one in window.findChildren(Button)
        if one.isVisible() and one.isEnabled() and not one.visibleRegion().isEmpty()
    ]  # fmt: skip


def settle(window: QWidget) -> None:
    """What is made in slices is there, and texts that wrapped anew have moved what is below."""
    for slices in window.findChildren(Slices):
        slices.finish()
    for _ in range(3):
        QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Alt)
        pump()


def keyboard(window: QWidget) -> Keyboard:
    found = window.findChild(Keyboard)
    assert isinstance(found, Keyboard)
    return found


def press_each(window: QWidget, keys: Iterable[str]) -> None:
    """Each from the same place: a button that gets the focus may scroll its page."""
    bars = [(area.verticalScrollBar(), area.verticalScrollBar().value())
            for area in window.findChildren(QScrollArea)]  # fmt: skip
    for key in keys:
        QTest.keyClick(window.windowHandle(), Qt.Key(ord(key)), ALT)
        for bar, place in bars:
            bar.setValue(place)


@pytest.mark.parametrize("name", [name for name in WINDOWS if not name.endswith("-whole")])
def test_every_button_has_a_key_of_its_own_and_the_key_presses_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[Button] = []
    shown = PICTURES[name].show()
    pump()
    monkeypatch.setattr(Button, "click", lambda self: pressed.append(self))
    try:
        for language in i18n.LANGUAGES:
            i18n.use(language)
            shown.retranslate()
            settle(shown.window)
            found, keys = in_sight(shown.window), keyboard(shown.window).letters()
            assert len(keys) == len(found), "no two share one, and none is without"
            if name.startswith("break-"):  # behind its shield: below
                continue
            pressed.clear()
            press_each(shown.window, keys)
            assert [one.accessibleName() or one.text() for one in pressed] == list(keys.values())
    finally:
        monkeypatch.undo()
        shown.close()


def test_in_the_break_window_letters_answer_the_prompt_and_wait_behind_the_shield(
    library: Library,
) -> None:
    world = World(library)
    world.prompter.show(samples.prompt())
    window = world.probe.window()
    letters = {name: key for key, name in keyboard(window).letters().items()}
    QTest.keyClick(window.windowHandle(), Qt.Key(ord(letters["Start"])), ALT)
    assert world.post.events == [], "somebody was still typing"
    world._settle()
    QTest.keyClick(window.windowHandle(), Qt.Key(ord(letters["Start"])), ALT)
    assert [type(event) for event in world.post.events] == [StartBreak]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    listed = sheet(window)
    assert listed is not None
    assert "In the guide: next" in listed.accessibleDescription()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert sheet(window) is None
    assert window.isVisible(), "Esc has put away the list alone"
    world.window.release()


def test_in_the_guide_the_settled_letters_are_shown_as_they_work(library: Library) -> None:
    world = World(library)
    window = world.lead().window()
    keys = keyboard(window).letters()
    settled = {"H": "It hurts", "I": "About this exercise", "L": "Large"}
    assert {key: keys[key] for key in settled} == settled
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_H, ALT)
    assert [type(event) for event in world.post.events] == [ItHurts]
    world.window.release()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", ["keys-letters", "about", "settings-reminders", "self-check"])
def test_a_letter_leaves_the_word_of_its_button_readable(
    name: str, percent: int, themer: Themer
) -> None:
    themer.set_text_percent(percent)
    shown = PICTURES[name].show()
    window = shown.window
    try:
        settle(window)
        keyboard(window).show_letters()
        (tips,) = window.findChildren(Tips)
        boxes = tips.boxes()
        for button in in_sight(window):
            covered = [key for key, box in boxes.items() if box.intersects(word(window, button))]
            assert covered == [], button.text()
        inside = QRectF(window.rect())
        assert [key for key, box in boxes.items() if not inside.contains(box)] == []
    finally:
        shown.close()


def word(window: QWidget, button: Button) -> QRectF:
    """Where its text stands: from its first stroke on, without the air above capitals."""
    metrics = button.fontMetrics()
    wide = metrics.horizontalAdvance(button.text()) if button.text() else 0
    box = QRectF(0, 0, wide, metrics.capHeight())
    box.moveCenter(QRectF(button.rect()).center())
    if isinstance(button, MenuButton):
        box.translate(-theme.px(8), 0)  # its arrow is to the right
    seen = QRectF(button.visibleRegion().boundingRect())  # the rest is below what scrolls
    return box.intersected(seen).translated(button.mapTo(window, QPointF()))


@pytest.fixture
def shelf() -> Iterator[QWidget]:
    shown = PICTURES["library"].show()
    pump()
    yield shown.window
    shown.close()


def sheet(window: QWidget) -> Sheet | None:
    return next((one for one in window.findChildren(Sheet) if one.isVisible()), None)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_keys_are_listed_and_put_away_without_closing_the_window(
    shelf: QWidget, key: Qt.Key
) -> None:
    shelf.activateWindow()
    shelf.setFocus()
    QTest.keyClick(shelf, key)
    pump()
    listed = sheet(shelf)
    assert listed is not None
    said = listed.accessibleDescription()
    for line in ("Esc: Back, or close", "Ctrl+F: Search", "Alt+←: Back", "F1: These keys"):
        assert line in said
    for letter, name in keyboard(shelf).letters().items():
        assert f"Alt+{letter}: {name}" in said
    QTest.keyClick(shelf, Qt.Key.Key_Escape)
    pump()
    assert sheet(shelf) is None
    assert shelf.isVisible()


def listed_texts(window: QWidget) -> list[str]:
    """What the list says, line by line, without the keys."""
    listed = sheet(window)
    assert listed is not None
    return [label.text() for label in listed.findChildren(QLabel)]


BEYOND = "Buttons out of sight have keys too, once you scroll to them."


def test_no_two_lines_of_the_list_say_the_same() -> None:
    for name in ("today-sitting", "today-prompting", "about", "self-check", "settings-reminders"):
        shown = PICTURES[name].show()
        try:
            settle(shown.window)
            lines = keyboard(shown.window).lines()
            names = [does for key, does in lines if key.startswith("Alt+")]
            assert sorted(set(names)) == sorted(names), name
        finally:
            shown.close()


def test_the_list_says_that_buttons_out_of_sight_have_keys_too() -> None:
    shown = PICTURES["today-sitting"].show()
    window = shown.window
    try:
        window.resize(window.width(), 1200)
        settle(window)
        keyboard(window).toggle_sheet()
        assert "Settings" in listed_texts(window)
        assert BEYOND not in listed_texts(window)
        keyboard(window).toggle_sheet()
        window.resize(window.width(), 420)
        settle(window)
        keyboard(window).toggle_sheet()
        listed = sheet(window)
        assert listed is not None
        assert "Settings" not in listed_texts(window)
        assert listed_texts(window)[-1] == BEYOND
        assert listed.accessibleDescription().endswith(BEYOND)
        settle_list(listed)
        (area,) = listed.findChildren(QScrollArea)
        bar = area.verticalScrollBar()
        assert bar.isVisible(), "it shows that there is more"
        while bar.value() < bar.maximum():
            before = bar.value()
            QTest.keyClick(listed, Qt.Key.Key_Down)
            assert bar.value() > before
    finally:
        shown.close()


def settle_list(listed: Sheet) -> None:
    for _ in range(3):
        pump()
    assert listed.isVisible()


def test_a_question_mark_in_a_field_is_a_letter(shelf: QWidget) -> None:
    field = next(one for one in shelf.findChildren(QLineEdit) if one.isVisible())
    shelf.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "back?")
    assert field.text() == "back?"
    assert sheet(shelf) is None


def test_the_list_gives_the_keyboard_back(shelf: QWidget) -> None:
    shelf.activateWindow()
    button = in_sight(shelf)[0]
    button.setFocus()
    keyboard(shelf).toggle_sheet()
    pump()
    listed = sheet(shelf)
    assert listed is not None
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert sheet(shelf) is listed, "it is read on"
    QTest.keyClick(listed, Qt.Key.Key_X)
    pump()
    assert sheet(shelf) is None
    assert shelf.focusWidget() is button


def test_the_letters_show_while_alt_is_held_a_moment(shelf: QWidget) -> None:
    window, keys = shelf.windowHandle(), keyboard(shelf)
    QTest.keyPress(window, Qt.Key.Key_Alt, ALT)
    assert keys.shown == {}, "a chord needs no help"
    for _ in range(200):
        QTest.qWait(20)
        if keys.shown:
            break
    assert keys.shown == keys.letters()
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert keys.shown == {}


def test_letters_over_buttons_that_are_gone_stay_drawn_and_do_nothing(library: Library) -> None:
    world = World(library)
    window = world.finish(ask_feeling=True).window()
    world.probe.press("Easier")
    pump()
    keys = window.keyboard
    keys.show_letters()
    letters = {name: key for key, name in keys.letters().items()}
    shown = keys.shown
    world.probe.press("Light")  # the chips go with the answer
    pump()
    assert keys.shown == shown
    window.grab()
    known = list(world.post.events)
    assert known[-1] == RateBack("light")
    heavy = QKeyEvent(QKeyEvent.Type.KeyPress, ord(letters["Heavy"]), ALT)  # Alt is still held
    QCoreApplication.sendEvent(window.windowHandle(), heavy)
    assert world.post.events == known
    world.window.release()


def test_the_list_gives_the_keyboard_back_to_nobody_who_is_gone(shelf: QWidget) -> None:
    shelf.activateWindow()
    button = Button("Here", "text")
    button.setParent(shelf)
    button.show()
    button.setFocus()
    keyboard(shelf).toggle_sheet()
    button.deleteLater()
    pump()
    listed = sheet(shelf)
    assert listed is not None
    QTest.keyClick(listed, Qt.Key.Key_X)
    pump()
    assert sheet(shelf) is None


# ---- the break window while another has the keyboard, and once it was hidden


@pytest.fixture
def world(library: Library) -> Iterator[World]:
    made = World(library)
    yield made
    made.window.release()


def go_elsewhere(qtbot: QtBot) -> QWidget:
    """Another window takes the keyboard."""
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    assert QTest.qWaitForWindowActive(other)
    return other


def test_alt_and_tab_leaves_no_letters_in_the_break_window(world: World, qtbot: QtBot) -> None:
    window = world.ask().window()
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Alt, ALT)
    go_elsewhere(qtbot)
    QTest.qWait(TIPS_MS + 200)
    assert window.keyboard.shown == {}, "they would come only now"
    world.probe.focus_by_click()
    window.keyboard.show_letters()
    assert window.keyboard.shown
    go_elsewhere(qtbot)
    assert window.keyboard.shown == {}


def test_a_reminder_is_not_covered_by_keys_listed_over_the_one_before(
    world: World, qtbot: QtBot
) -> None:
    window = world.ask().window()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    go_elsewhere(qtbot)
    assert sheet(window) is not None, "it is still read"
    world.prompter.withdraw()
    pump()
    world.prompter.show(samples.prompt())
    assert sheet(window) is None
    world.probe.focus_by_click()
    window.keyboard.toggle_sheet()
    assert sheet(window) is not None, "it opens at the first press"


def test_keys_and_letters_of_a_page_go_with_it(world: World, qtbot: QtBot) -> None:
    window = world.ask().window()
    window.keyboard.show_letters()
    world.guide.open(samples.guide(steady=world.steady.seconds))
    assert window.keyboard.shown == {}
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    go_elsewhere(qtbot)
    world.guide.close(samples.done())
    assert sheet(window) is None


# ---- the list owns the keys while it is up


def read(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


def test_what_a_window_does_on_a_key_it_does_not_do_under_the_list() -> None:
    shown = PICTURES["history-week"].show()
    window = shown.window
    try:
        settle(window)
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        before = read(window)
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            keyboard(window).toggle_sheet()
            listed = sheet(window)
            QTest.keyClick(window.windowHandle(), key)
            assert sheet(window) is listed, "it is read on"
            keyboard(window).toggle_sheet()
            settle(window)
            assert read(window) == before
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Tab, Qt.Key.Key_F1):
            keyboard(window).toggle_sheet()
            QTest.keyClick(window.windowHandle(), key)
            assert sheet(window) is None
            settle(window)
            assert read(window) == before
    finally:
        shown.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space])
def test_the_guide_stays_where_it_is_under_the_list(world: World, key: Qt.Key) -> None:
    window = world.lead().window()
    known = list(world.post.events)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert sheet(window) is not None
    QTest.keyClick(window.windowHandle(), key)
    assert world.post.events == known
    assert sheet(window) is None


def test_a_letter_presses_its_button_from_the_list_too(world: World) -> None:
    window = world.ask().window()
    letters = {name: key for key, name in window.keyboard.letters().items()}
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    QTest.keyClick(window.windowHandle(), Qt.Key(ord(letters["Start"])), ALT)
    assert [type(event) for event in world.post.events] == [StartBreak]
    assert sheet(window) is None


def test_tab_gives_the_keyboard_back_as_every_key_does(shelf: QWidget) -> None:
    shelf.activateWindow()
    button = in_sight(shelf)[1]
    button.setFocus()
    keyboard(shelf).toggle_sheet()
    QTest.keyClick(shelf.windowHandle(), Qt.Key.Key_Tab)
    assert sheet(shelf) is None
    assert shelf.focusWidget() is button


def test_whoever_takes_the_keyboard_from_the_list_keeps_it(shelf: QWidget) -> None:
    shelf.activateWindow()
    in_sight(shelf)[1].setFocus()
    keyboard(shelf).toggle_sheet()
    field = next(one for one in shelf.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    assert sheet(shelf) is None
    assert shelf.focusWidget() is field


def hold(target: QObject, key: Qt.Key, times: int = 5) -> None:
    """What the desktop sends while a key stays down."""
    nothing = Qt.KeyboardModifier.NoModifier
    for _ in range(times):
        again = QKeyEvent(QEvent.Type.KeyPress, key, nothing, "", autorep=True)
        QCoreApplication.sendEvent(target, again)


def test_a_held_key_lists_the_keys_once_and_closes_nothing_more(shelf: QWidget) -> None:
    once = {s.key().toString() for s in shelf.findChildren(QShortcut) if not s.autoRepeat()}
    assert {"F1", "?", "Esc"} <= once
    keyboard(shelf).toggle_sheet()
    listed = sheet(shelf)
    assert listed is not None
    hold(listed, Qt.Key.Key_F1)
    assert sheet(shelf) is listed


def test_a_held_key_lists_the_keys_of_the_break_window_once(world: World) -> None:
    window = world.ask().window()
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_F1)
    listed = sheet(window)
    assert listed is not None
    hold(window.windowHandle(), Qt.Key.Key_F1)
    assert sheet(window) is listed
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_F1)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    assert sheet(window) is None


F1_CODE = 67
"""Which key of an X keyboard F1 is."""


def x_repeat(key: Qt.Key, code: int, at: int) -> list[QKeyEvent]:
    """A repeat as X announces it, where Qt does not see that the two belong together."""
    kinds = (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return [key_event(kind, key, code, at) for kind in kinds]


def key_event(kind: QEvent.Type, key: Qt.Key, code: int, at: int) -> QKeyEvent:
    made = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, 0, 0)
    made.setTimestamp(at)
    made.ignore()  # as an override comes
    return made


def test_a_held_key_that_looks_pressed_anew_leaves_the_list(shelf: QWidget) -> None:
    keyboard(shelf).toggle_sheet()
    listed = sheet(shelf)
    assert listed is not None
    for at in range(1000, 1200, 40):
        _up, override, down = x_repeat(Qt.Key.Key_F1, F1_CODE, at)
        for event in (_up, override, down):
            QCoreApplication.sendEvent(shelf.windowHandle(), event)
        assert override.isAccepted(), "no shortcut acts on it"
    assert sheet(shelf) is listed
    anew = key_event(QEvent.Type.KeyPress, Qt.Key.Key_F1, F1_CODE, 1201)
    QCoreApplication.sendEvent(shelf.windowHandle(), anew)
    assert sheet(shelf) is None


def test_a_held_key_that_looks_pressed_anew_reads_on(shelf: QWidget) -> None:
    shelf.resize(640, 480)
    keyboard(shelf).toggle_sheet()
    listed = sheet(shelf)
    assert listed is not None
    pump()
    bar = next(iter(listed.findChildren(QScrollArea))).verticalScrollBar()
    assert bar.value() == 0
    for event in x_repeat(Qt.Key.Key_Down, 116, 1000):
        QCoreApplication.sendEvent(shelf.windowHandle(), event)
    assert bar.value() > 0


def test_in_the_break_window_a_held_key_that_looks_pressed_anew_means_nothing_new(
    world: World,
) -> None:
    window = world.lead().window()
    world._settle()
    known = list(world.post.events)
    space, code = Qt.Key.Key_Space, 65
    first = key_event(QEvent.Type.KeyPress, space, code, 960)
    QCoreApplication.sendEvent(window.windowHandle(), first)
    assert len(world.post.events) == len(known) + 1, "it pauses"
    for at in range(1000, 1200, 40):
        for event in x_repeat(space, code, at):
            QCoreApplication.sendEvent(window.windowHandle(), event)
    assert len(world.post.events) == len(known) + 1


@pytest.mark.parametrize("name", ["library", "settings-reminders"])
def test_the_search_begins_from_the_list_and_ends_it(name: str) -> None:
    shown = PICTURES[name].show()
    window = shown.window
    try:
        settle(window)
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        keyboard(window).toggle_sheet()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert sheet(window) is None
        field = window.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        assert field.text() == "a"
    finally:
        shown.close()


# ---- which letter


def test_the_first_letter_of_a_word_is_preferred_and_none_comes_twice() -> None:
    assert mnemonics.letters(["Start", "Skip this one", "Settings"]) == ["S", "T", "E"]
    assert mnemonics.letters(["Close", "Large"], ["", "L"]) == ["C", "L"]
    many = mnemonics.letters(["a"] * 40)
    assert len({key for key in many if key}) == 36
    assert many[36:] == [""] * 4


def test_a_japanese_text_has_the_letter_of_its_english() -> None:
    i18n.use("ja")
    texts = [i18n.tr("Start"), i18n.tr("Close"), "腰", "30分"]
    assert mnemonics.letters(texts) == ["S", "C", "A", "3"]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("Go on", "Resume"),
        ("Finish", "End"),
        ("Other times…", "Change the times…"),
        ("Later", "Snooze"),
        ("Skip", "Leave it out"),
    ],
)
def test_a_button_keeps_its_letter_when_another_text_with_the_same_japanese_is_said(
    english: str, other: str
) -> None:
    window = QWidget()
    keys, button, named = Keyboard(window), Button(), EnlargeButton()
    for one in (button, named):
        one.setParent(window)
    window.show()
    i18n.use("ja")
    for said, unsaid in ((english, other), (other, english)):
        button.set_text(i18n.tr(said))
        named.hide()
        assert i18n.tr(unsaid) == i18n.tr(said)
        pump()
        assert list(keys.letters()) == mnemonics.letters([said])
        named.set_text(i18n.tr(said))
        button.hide()
        named.show()
        i18n.tr(unsaid)
        assert list(keys.letters()) == mnemonics.letters([said])
        button.show()
    window.deleteLater()


def test_a_menu_shows_its_keys_as_each_language_does() -> None:
    assert mnemonics.marked(["Start", "Start & go", ""]) == ["&Start", "Start && &go", ""]
    i18n.use("ja")
    texts = [i18n.tr("Start"), i18n.tr("Settings…"), "30分"]
    assert mnemonics.marked(texts) == ["始める(&S)", f"{i18n.tr('Settings…')[:-1]}(&E)…", "&30分"]
    assert [mnemonics.plain(one) for one in mnemonics.marked(texts)] == texts
