"""The guide across the room: large enough for three metres, and never a trap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.engine.events import GuideClose, GuideNext, GuidePause, ItHurts
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui.break_window.across import AcrossRoom
from lowback_tray.ui.break_window.far_view import FarText, FarView
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.toast import Toast
from lowback_tray.ui.widgets.fade import FADE_MS, OLD_MS, Fade, left
from tests.ui import samples
from tests.ui.break_world import World
from tests.ui.fakes import Mailbox
from tests.ui.probes.break_window import ToastProbe

READABLE_PX = 55  # about 15 mm on a usual screen, easy to read at three metres


@pytest.fixture
def world(library: Library, themer: Themer) -> Iterator[World]:
    made = World(library)
    yield made
    made.window.release()


def far(world: World) -> FarView | None:
    """The far view, where it is in front."""
    frame = world.window.frame
    assert frame is not None
    seen = [one for one in frame.findChildren(FarView) if one.isVisible()]
    return seen[0] if seen else None


def shown(world: World) -> FarView:
    view = far(world)
    assert view is not None, "it is the small page"
    return view


def key(world: World, what: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(world.probe.window().windowHandle(), what, held)
    QApplication.processEvents()


ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def test_a_button_and_a_key_make_it_large_and_small_again(world: World) -> None:
    probe = world.lead()
    small = probe.window().size()
    probe.press("Large")
    large = probe.window().size()
    screen = probe.window().screen().availableGeometry()
    assert far(world) is not None
    assert large.width() > 0.85 * screen.width()
    assert large.height() > 0.8 * screen.height()
    assert screen.contains(probe.window().geometry())
    key(world, Qt.Key.Key_L, ALT)
    assert far(world) is None
    assert probe.window().size() == small


def test_esc_leads_back_to_the_small_page_and_then_out(world: World) -> None:
    probe = world.lead()
    key(world, Qt.Key.Key_L, ALT)
    key(world, Qt.Key.Key_Escape, NONE)
    assert far(world) is None
    assert probe.is_open()
    assert GuideClose() not in world.post.events
    key(world, Qt.Key.Key_Escape, NONE)
    assert not probe.is_open()
    assert GuideClose() in world.post.events


def test_the_frames_close_button_ends_it_at_once(world: World) -> None:
    probe = world.lead()
    probe.press("Large")
    probe.close_by_frame()
    assert not probe.is_open()
    assert GuideClose() in world.post.events


@pytest.mark.parametrize("language", ["en", "ja"])
def test_line_side_and_time_can_be_read_at_three_metres(
    world: World, library: Library, language: str
) -> None:
    i18n.use(language)
    probe = world.lead()
    key(world, Qt.Key.Key_L, ALT)
    probe.window().resize(1280, 900)
    QApplication.processEvents()
    view = shown(world)
    steps = library.exercises["stand_hip_flexor"].steps
    assert view.line.text in {str(step) for step in steps}
    assert view.side.text == ("Right side" if language == "en" else "右")
    assert view.time.text == "0:49"
    assert view.line.letters() >= READABLE_PX
    assert view.side.letters() >= READABLE_PX
    assert view.time.letters() >= 2 * READABLE_PX
    assert view.stop.text == str(library.stop_line)
    assert view.stop.letters() >= READABLE_PX


def test_its_buttons_do_what_the_small_ones_do(world: World) -> None:
    probe = world.lead()
    probe.press("Large")
    assert probe.nameless() == []
    assert probe.out_of_reach() == []
    probe.press("Pause")
    probe.press("Next")
    probe.press("It hurts")
    assert world.post.events[-3:] == [GuidePause(), GuideNext(), ItHurts()]
    probe.press("Small window")
    assert far(world) is None


def test_its_own_figure_moves_and_the_small_one_rests(world: World) -> None:
    probe = world.lead()
    probe.press("Large")
    near, large = world.stages[0], world.stages[-1]
    assert large is shown(world).stage
    assert large.isVisible()
    assert not near.isVisible()
    drawn, rested = len(large.elapsed), len(near.elapsed)
    world.steady.pass_(2)
    for _ in range(200):
        if len(large.elapsed) > drawn:
            break
        QTest.qWait(20)
    assert len(large.elapsed) > drawn
    assert len(near.elapsed) == rested


def test_while_the_clock_stands_it_says_why(world: World) -> None:
    world.lead(running=False, waiting=True)
    world.probe.press("Large")
    assert shown(world).count.text == "Waiting while you type"


@pytest.mark.parametrize(
    ("setting", "standing", "seated"),
    [("off", False, False), ("standing", True, False), ("always", True, True)],
)
def test_the_setting_decides_at_each_exercise(
    library: Library, themer: Themer, setting: AcrossRoom, standing: bool, seated: bool
) -> None:
    world = World(library, across=setting)
    world.lead(index=1)
    assert (far(world) is not None) is standing
    world.guide.show(samples.guide(samples.HIPS, 0, 50, steady=world.steady.seconds))
    assert (far(world) is not None) is seated
    world.window.release()


def test_what_the_person_chose_holds_for_the_break(library: Library, themer: Themer) -> None:
    world = World(library, across="always")
    world.lead(index=0, left_s=20)
    key(world, Qt.Key.Key_Escape, NONE)
    world.guide.show(samples.guide(index=1, steady=world.steady.seconds))
    assert far(world) is None
    world.window.release()


def test_what_follows_the_guide_has_the_usual_size(world: World) -> None:
    probe = world.lead()
    small = probe.window().size()
    probe.press("Large")
    world.guide.close(samples.done())
    QApplication.processEvents()
    assert probe.window().size() == small


def test_a_text_fits_its_place_whatever_it_says(qtbot: QtBot, themer: Themer) -> None:
    text = FarText(0.5)
    qtbot.addWidget(text)
    text.resize(400, 200)
    text.set_text("A")
    large = text.letters()
    text.set_text("A line that is much too long to be written in letters of that size")
    assert text.letters() < large
    assert text.accessibleName() == text.text


# ---- from one step to the next


def fades(world: World) -> list[Fade]:
    return [one for one in world.probe.window().findChildren(Fade) if one.isVisible()]


def next_step(world: World) -> None:
    world.guide.show(samples.guide(index=2, left_s=40, steady=world.steady.seconds))


def test_a_step_fades_into_the_next_within_two_tenths_of_a_second(
    world: World, qtbot: QtBot
) -> None:
    assert FADE_MS < 200
    world.lead()
    assert fades(world) == [], "the first step comes at once"
    next_step(world)
    assert len(fades(world)) == 1
    QTest.qWait(FADE_MS + 80)
    assert fades(world) == []


def test_an_old_page_is_hardly_there_any_more_after_two_frames() -> None:
    assert (left(0, OLD_MS), left(40, OLD_MS), left(OLD_MS, OLD_MS)) == (1, 0.25, 0)
    assert 2 * OLD_MS <= FADE_MS
    assert left(10 * OLD_MS, OLD_MS) == 0


def test_the_old_page_fades_over_the_new_one_not_under_it(world: World) -> None:
    world.ask()
    world.guide.open(samples.guide(steady=world.steady.seconds))
    frame = world.probe.window()
    (fade,) = fades(world)
    assert [one for one in frame.children() if isinstance(one, QWidget)][-1] is fade


def test_nothing_fades_where_nothing_may_move(world: World, themer: Themer) -> None:
    themer.set_still(True)
    world.lead()
    next_step(world)
    assert fades(world) == []


def test_a_fade_covers_nothing_that_can_be_clicked(world: World) -> None:
    world.lead()
    next_step(world)
    world.probe.press("Next")
    assert world.post.events[-1] == GuideNext()


# ---- from one page to the next


def test_prompt_guide_and_end_fade_into_each_other(world: World) -> None:
    world.prompter.show(samples.prompt())
    assert fades(world) == [], "a prompt is there at once"
    for go_on in (world.lead, lambda: world.guide.close(samples.done())):
        go_on()
        assert len(fades(world)) == 1
        QTest.qWait(FADE_MS + 80)
        assert fades(world) == []


def test_no_page_fades_where_nothing_may_move(world: World, themer: Themer) -> None:
    themer.set_still(True)
    world.prompter.show(samples.prompt())
    for go_on in (world.lead, lambda: world.guide.close(samples.done())):
        go_on()
        assert fades(world) == []


@pytest.mark.parametrize("still", [False, True])
def test_the_toast_comes_gently_or_at_once(library: Library, themer: Themer, still: bool) -> None:
    themer.set_still(still)
    toast = Toast(library, Mailbox(), FigureView, tell=lambda _who, _what: None)
    asked = samples.prompt(kind=BreakKind.POSTURE_RESET)
    toast.show(asked)
    card = ToastProbe(toast).window()
    seen = [one for one in card.findChildren(Fade) if one.isVisible()]
    assert len(seen) == (0 if still else 1)
    QTest.qWait(FADE_MS + 80)
    assert not any(one.isVisible() for one in card.findChildren(Fade))
    toast.show(asked)
    assert not any(one.isVisible() for one in card.findChildren(Fade)), "it was there already"
    toast.release()
