"""The break window as a person meets it: prompt, guide, done, keys, closing, languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.engine import events as e
from lowback_tray.engine.effects import Ending
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui import screens
from lowback_tray.ui.break_window.stage import telling_moment
from lowback_tray.ui.theme import Themer
from tests.ui import samples
from tests.ui.break_world import World
from tests.ui.probes.break_window import BreakWindowProbe


@pytest.fixture
def world(library: Library, themer: Themer) -> Iterator[World]:
    made = World(library)
    yield made
    made.window.release()


# ---- prompt


def test_the_prompt_says_what_it_is_about(world: World, library: Library) -> None:
    probe = world.ask(minutes=58)
    texts = probe.texts()
    assert probe.title() == "Time to stand up"
    assert texts[:2] == ["Time to stand up", "You have been sitting for 58 min"]
    assert texts[2] in {line.en for line in library.prompts["stand-up"]}
    assert texts[3].startswith("Stand up and reach · ")
    assert probe.buttons() == [
        "I am already standing",
        "Skip",
        "In 10 min",
        "Other lengths",
        "Start",
        "Other lengths of the break",
    ]


def test_a_window_made_ready_is_not_seen_and_asks_like_any_other(world: World) -> None:
    world.window.prepare()
    frame = world.window.frame
    assert frame is not None
    assert not world.window.is_open()
    world.window.retranslate()
    probe = world.ask(minutes=58)
    assert world.window.frame is frame
    assert probe.title() == "Time to stand up"
    world.window.prepare()
    assert world.window.is_open()


@pytest.mark.parametrize(
    ("button", "event"),
    [
        ("Start", e.StartBreak()),
        ("Skip", e.Skip()),
        ("In 10 min", e.Snooze()),
        ("I am already standing", e.JustStood()),
    ],
)
def test_each_answer_says_what_it_does(world: World, button: str, event: e.Event) -> None:
    world.ask().press(button)
    assert world.post.take() == [event]


def test_another_length_can_be_chosen(world: World) -> None:
    probe = world.ask()
    assert probe.menu() == ["In 5 min", "In 10 min", "In 15 min"]
    probe.choose("In 15 min")
    assert world.post.take() == [e.Snooze(900)]


def test_after_the_last_snooze_the_seat_is_offered(world: World) -> None:
    probe = world.ask(snoozes_left=0)
    assert "In 10 min" not in probe.buttons()
    probe.press("30 s in the seat")
    assert world.post.take() == [e.StartBreak(short=True)]


def test_a_posture_reset_does_not_talk_of_standing(world: World) -> None:
    probe = world.ask(kind=BreakKind.POSTURE_RESET, minutes=31)
    assert probe.title() == "Time for a posture reset"
    assert "I am already standing" not in probe.buttons()


@pytest.mark.parametrize(
    ("kind", "title", "line", "label", "event"),
    [
        (
            BreakKind.SWITCH, "Time to sit or move", "You have been standing for 40 min",
            "Just sat down", e.Sit(),
        ),
        (
            BreakKind.STAND_UP, "Time to stand up", "You have been sitting for 58 min",
            "I am standing", e.Stand(),
        ),
    ],
)  # fmt: skip
def test_with_a_desk_to_stand_at_the_other_posture_is_an_answer(
    world: World, kind: BreakKind, title: str, line: str, label: str, event: e.Event
) -> None:
    probe = world.ask(kind=kind)
    asked = replace(samples.prompt(kind=kind), standing_s=2400.0, stands=True)
    world.window.prompter.show(asked)
    assert probe.texts()[:2] == [title, line]
    assert probe.buttons()[0] == label
    probe.press(label)
    assert world.post.take() == [event]


def test_the_figure_of_the_first_exercise_stands_in_its_telling_pose(world: World) -> None:
    world.ask()
    stage = world.stages[0]
    assert stage.exercise is not None
    assert stage.exercise.id == "stand_tall_stretch"
    assert stage.elapsed == [telling_moment(stage.exercise, 20)]


def test_the_prompt_goes_when_it_is_withdrawn(world: World, qtbot: QtBot) -> None:
    world.ask()
    world.prompter.withdraw()
    qtbot.waitUntil(lambda: not world.probe.is_open())
    assert world.post.take() == []


def test_withdrawing_nothing_does_no_harm(world: World, qtbot: QtBot) -> None:
    world.prompter.withdraw()
    world.lead()
    world.prompter.withdraw()
    qtbot.wait(20)
    assert world.probe.is_open()


def test_from_prompt_to_guide_the_window_never_blinks(world: World, qtbot: QtBot) -> None:
    probe = world.ask()
    hidden: list[str] = []
    probe.window().windowHandle().visibleChanged.connect(
        lambda visible: hidden.append("shown" if visible else "hidden")
    )
    world.prompter.withdraw()
    world.guide.open(samples.guide())
    qtbot.wait(20)
    assert hidden == []
    assert probe.title() == "Hip-front stretch, one foot back"


# ---- guide


def test_the_guide_shows_the_step_its_side_and_its_time(world: World) -> None:
    probe = world.lead(index=1, left_s=49)
    assert probe.title() == "Hip-front stretch, one foot back"
    assert "Step 2 of 4 · right side" in probe.texts()
    assert probe.progress() == "Step 2 of 4"
    assert probe.time() == "0:49"
    assert probe.buttons() == [
        "Large",
        "About this exercise",
        "It hurts",
        "Back",
        "Just stood up",
        "Pause",
        "Next",
    ]


def test_the_stop_line_stands_on_every_guide_page(world: World, library: Library) -> None:
    for index in range(4):
        assert str(library.stop_line) in world.lead(index=index).texts()


@pytest.mark.parametrize(
    ("button", "event"),
    [
        ("Back", e.GuideBack()),
        ("Next", e.GuideNext()),
        ("Pause", e.GuidePause()),
        ("Just stood up", e.JustStood()),
    ],
)
def test_each_control_of_the_guide_says_what_it_does(
    world: World, button: str, event: e.Event
) -> None:
    world.lead().press(button)
    assert world.post.take() == [event]


def test_a_paused_guide_says_so_and_goes_on(world: World) -> None:
    probe = world.lead(running=False)
    assert probe.chips() == ["Paused"]
    probe.press("Go on")
    assert world.post.take() == [e.GuideResume()]


def test_a_waiting_guide_says_why(world: World) -> None:
    probe = world.lead(running=False, waiting=True)
    assert probe.chips() == ["Waiting while you type"]
    assert "Pause" in probe.buttons()


def test_a_seated_routine_does_not_offer_having_stood(world: World) -> None:
    assert "Just stood up" not in world.lead(plan=samples.IN_THE_SEAT, index=0).buttons()


def test_the_last_step_is_finished_not_passed(world: World) -> None:
    probe = world.lead(index=3, left_s=10)
    probe.press("Finish")
    assert world.post.take() == [e.GuideNext()]


def test_time_side_cue_and_line_follow_the_steady_clock(world: World, qtbot: QtBot) -> None:
    probe = world.lead(index=1, left_s=60)
    first = probe.texts()
    world.steady.pass_(45)
    qtbot.waitUntil(lambda: probe.time() == "0:15")
    qtbot.waitUntil(lambda: "Step 2 of 4 · left side" in probe.texts())
    assert probe.texts() != first
    assert world.stages[0].elapsed[-1] == pytest.approx(45)
    assert "Now the left side." in probe.spoken


def test_a_clock_that_stands_moves_nothing(world: World, qtbot: QtBot) -> None:
    probe = world.lead(index=1, left_s=60, running=False)
    world.steady.pass_(45)
    qtbot.wait(80)
    assert probe.time() == "1:00"
    assert world.stages[0].elapsed[-1] == 0


def test_nothing_repaints_while_hidden_or_paused(world: World) -> None:
    world.lead()
    page = world.window._guide_page
    assert page is not None
    assert page.is_ticking()
    world.guide.show(samples.guide(steady=world.steady.seconds, running=False))
    assert not page.is_ticking()
    world.guide.show(samples.guide(steady=world.steady.seconds))
    assert page.is_ticking()
    world.probe.window().hide()
    assert not page.is_ticking()


def test_a_step_is_told_once(world: World) -> None:
    world.lead(index=1)
    world.guide.show(samples.guide(index=1, left_s=40, steady=world.steady.seconds))
    world.guide.show(samples.guide(index=2, left_s=40, steady=world.steady.seconds))
    steps = [text for text in world.probe.spoken if "Step" in text]
    assert len(steps) == 2
    assert steps[0].startswith("Step 2 of 4 · right side. ")
    assert "Hip-front stretch, one foot back." in steps[0]
    assert "March on the spot or short walk." in steps[1]


def test_the_stage_is_not_restarted_by_a_pause(world: World) -> None:
    world.lead(index=1, left_s=40)
    world.guide.show(samples.guide(index=1, left_s=39, running=False))
    assert world.stages[0].elapsed[-1] == pytest.approx(21)
    assert len(world.stages[0].elapsed) >= 2


def test_the_stage_keeps_still_while_the_lines_change(world: World, qtbot: QtBot) -> None:
    world.lead(index=1, left_s=60)
    heights = set()
    for _ in range(12):
        world.steady.pass_(5)
        qtbot.wait(40)
        heights.add(world.stages[0].height())
    assert len(heights) == 1


def test_reduced_motion_asks_for_stills(world: World, themer: Themer) -> None:
    themer.set_still(True)
    world.lead()
    assert world.stages[0].still


# ---- done


def test_a_finished_guide_ends_on_what_was_done(world: World) -> None:
    world.lead()
    world.guide.close(samples.done())
    assert world.probe.title() == "You stood up"
    assert world.probe.buttons() == [
        "Easier",
        "The same",
        "Worse",
        "10 min off the screen",
        "Close",
    ]


def test_a_seated_end_does_not_claim_standing(world: World) -> None:
    world.lead(plan=samples.IN_THE_SEAT)
    world.guide.close(samples.done(stood=False, seconds=60))
    assert world.probe.title() == "Done in the seat"


def test_an_early_end_simply_closes(world: World) -> None:
    world.lead()
    world.guide.close(samples.done(Ending.ENDED_EARLY, stood=False, seconds=12))
    assert not world.probe.is_open()


@pytest.mark.parametrize(("face", "answer"), [("Easier", "easier"), ("Worse", "worse")])
def test_one_tap_says_how_it_felt(world: World, face: str, answer: str) -> None:
    world.lead()
    world.guide.close(samples.done())
    world.probe.press(face)
    (event,) = world.post.take()
    assert event == e.CheckIn(1, "easier" if answer == "easier" else "worse")
    assert face not in world.probe.buttons()  # one tap, not two
    assert any(text.startswith("Thank you") for text in world.probe.texts())


def test_ten_minutes_off_the_screen_close_the_window(world: World) -> None:
    world.lead()
    world.guide.close(samples.done())
    world.probe.press("10 min off the screen")
    assert world.post.take() == [e.OffScreen(600)]
    assert not world.probe.is_open()


def test_the_end_closes_by_itself(world: World) -> None:
    world.lead()
    world.guide.close(samples.done())
    page = world.window._done_page
    assert page is not None
    assert 19 < page.left_s() <= 20
    page._on_time()
    assert not world.probe.is_open()
    assert world.post.take() == []


def test_a_pointer_inside_keeps_the_end_open_but_not_for_ever(world: World) -> None:
    world.lead()
    world.guide.close(samples.done())
    page = world.window._done_page
    assert page is not None
    world.probe.window().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    for _ in range(6):
        page._on_time()
        assert world.probe.is_open()
    page._on_time()
    assert not world.probe.is_open()


def test_a_key_on_the_last_page_gives_it_more_time(world: World, qtbot: QtBot) -> None:
    probe = world.lead()
    world.guide.close(samples.done())
    page = world.window._done_page
    assert page is not None
    qtbot.wait(120)
    before = page.left_s()
    probe.key(Qt.Key.Key_Tab)
    assert page.left_s() > before


def test_who_listens_has_longer_to_hear_what_is_asked_and_to_answer(world: World) -> None:
    world.lead()
    QAccessible.setActive(True)
    try:
        world.guide.close(samples.done())
        page = world.window._done_page
        assert page is not None
        assert 59 < page.left_s() <= 60
        world.probe.press("Easier")
        assert page.left_s() <= 6, "nothing is left to hear"
    finally:
        QAccessible.setActive(False)


def test_what_is_asked_at_the_end_is_said_and_so_is_what_follows_the_answer(world: World) -> None:
    probe = world.finish(ask_feeling=True)
    assert probe.spoken[-1].endswith("How does your back feel now?")
    probe.press("Easier")
    assert probe.spoken[-1] == "How does your lower back feel today?"
    probe.press("Okay")
    assert probe.spoken[-1] == "Thank you. Noted."


def test_an_answer_by_key_leaves_the_keyboard_on_nothing_that_the_next_would_press(
    world: World,
) -> None:
    probe = world.finish(ask_feeling=True)
    probe.button("Easier").setFocus()
    probe.key(Qt.Key.Key_Space)
    assert world.post.take() == [e.CheckIn(1, "easier")]
    assert probe.window().focusWidget() is probe.window()
    probe.key(Qt.Key.Key_Space)
    assert world.post.take() == []


def test_what_was_done_waits_for_nobody_but_a_prompt_and_a_guide_do(world: World) -> None:
    assert not world.window.waits_for_you()
    world.prompter.show(samples.prompt())
    assert world.window.waits_for_you()
    world.lead()
    assert world.window.waits_for_you()
    world.guide.close(samples.done())
    assert world.probe.is_open()
    assert not world.window.waits_for_you()


@pytest.fixture
def fast(library: Library, themer: Themer) -> Iterator[World]:
    """A world whose clock runs sixty times as fast."""
    made = World(library, rate=60)
    yield made
    made.window.release()


def test_a_faster_clock_closes_sooner_but_not_unseen(fast: World) -> None:
    fast.lead()
    fast.guide.close(samples.done())
    page = fast.window._done_page
    assert page is not None
    assert 3.9 < page.left_s() <= 4


def test_the_check_mark_draws_itself(world: World, qtbot: QtBot) -> None:
    world.lead()
    world.guide.close(samples.done())
    assert world.probe.check_mark() < 1
    qtbot.waitUntil(lambda: world.probe.check_mark() == 1)


def test_the_next_check_in_starts_fresh(world: World) -> None:
    world.lead()
    world.guide.close(samples.done())
    world.probe.press("Easier")
    world.lead()
    world.guide.close(samples.done())
    assert "Easier" in world.probe.buttons()


# ---- keyboard


def test_it_opens_without_asking_for_the_keyboard(world: World) -> None:
    world.prompter.show(samples.prompt())
    window = world.probe.window()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not window.windowFlags() & Qt.WindowType.FramelessWindowHint


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_keys_in_flight_do_nothing(world: World, key: Qt.Key) -> None:
    world.prompter.show(samples.prompt())
    world.probe.focus_by_click()
    world.real.pass_(1.4)
    world.probe.key(key)
    assert world.post.take() == []
    assert world.probe.is_open()


def test_a_key_still_down_keeps_the_shield_up(world: World) -> None:
    world.prompter.show(samples.prompt())
    world.probe.focus_by_click()
    world.probe.down(Qt.Key.Key_A)
    world.real.pass_(5)
    world.probe.key(Qt.Key.Key_Escape)
    assert world.probe.is_open()
    world.probe.up(Qt.Key.Key_A)
    world.probe.key(Qt.Key.Key_Escape)
    assert not world.probe.is_open()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_no_button_is_pressed_before_somebody_walks_to_it(world: World, key: Qt.Key) -> None:
    probe = world.ask()
    assert probe.focused() == ""
    probe.key(key)
    assert world.post.take() == []


def test_tab_walks_through_the_prompt_in_reading_order(world: World) -> None:
    probe = world.ask()
    walked = []
    for _ in range(5):
        probe.key(Qt.Key.Key_Tab)
        walked.append(probe.focused())
    assert walked == ["I am already standing", "Skip", "In 10 min", "Other lengths", "Start"]
    probe.key(Qt.Key.Key_Return)
    assert world.post.take() == [e.StartBreak()]


@pytest.mark.parametrize(
    ("key", "event"),
    [
        (Qt.Key.Key_Space, e.GuidePause()),
        (Qt.Key.Key_Left, e.GuideBack()),
        (Qt.Key.Key_Right, e.GuideNext()),
    ],
)
def test_the_guide_is_worked_by_keys(world: World, key: Qt.Key, event: e.Event) -> None:
    world.lead().key(key)
    assert world.post.take() == [event]
    assert world.probe.is_open()


def test_space_lets_a_paused_guide_go_on(world: World) -> None:
    world.lead(running=False).key(Qt.Key.Key_Space)
    assert world.post.take() == [e.GuideResume()]


def test_the_arrows_turn_pages_even_from_a_button(world: World) -> None:
    probe = world.lead()
    probe.key(Qt.Key.Key_Tab)
    probe.key(Qt.Key.Key_Right)
    assert world.post.take() == [e.GuideNext()]


def test_a_click_on_a_control_leaves_space_to_the_guide(world: World) -> None:
    probe = world.lead()
    probe.press("Next")
    probe.key(Qt.Key.Key_Space)
    assert world.post.take() == [e.GuideNext(), e.GuidePause()]


def test_arrows_on_the_prompt_do_not_lead_anywhere(world: World) -> None:
    world.ask().key(Qt.Key.Key_Right)
    assert world.post.take() == []


def test_the_down_key_scrolls_a_window_that_is_too_small(world: World, themer: Themer) -> None:
    themer.set_text_percent(200)
    probe = world.lead()
    probe.window().resize(420, 320)
    QApplication.processEvents()
    page = world.window._guide_page
    assert page is not None
    probe.key(Qt.Key.Key_PageDown)
    low = page.area.verticalScrollBar().value()
    assert low > 0
    probe.key(Qt.Key.Key_Up)
    assert page.area.verticalScrollBar().value() < low


# ---- closing

CLOSINGS = ["esc", "frame"]


def _close(probe: BreakWindowProbe, how: str) -> None:
    if how == "esc":
        probe.key(Qt.Key.Key_Escape)
    else:
        probe.close_by_frame()


@pytest.mark.parametrize("how", CLOSINGS)
def test_closing_the_prompt_means_later(world: World, how: str) -> None:
    _close(world.ask(), how)
    assert world.post.take() == [e.Snooze()]
    assert not world.probe.is_open()


@pytest.mark.parametrize("how", CLOSINGS)
def test_closing_the_last_prompt_means_skip(world: World, how: str) -> None:
    _close(world.ask(snoozes_left=0), how)
    assert world.post.take() == [e.Skip()]


@pytest.mark.parametrize("how", CLOSINGS)
def test_closing_the_guide_ends_it_there(world: World, how: str) -> None:
    _close(world.lead(), how)
    assert world.post.take() == [e.GuideClose()]
    assert not world.probe.is_open()


@pytest.mark.parametrize("how", CLOSINGS)
def test_closing_the_end_says_nothing(world: World, how: str) -> None:
    world.lead()
    world.guide.close(samples.done())
    _close(world.probe, how)
    assert world.post.take() == []
    assert not world.probe.is_open()


def test_closing_never_quits_the_program(world: World, qapp: QApplication) -> None:
    ended: list[bool] = []
    qapp.lastWindowClosed.connect(lambda: ended.append(True))
    _close(world.ask(), "frame")
    world.probe.window().close()
    assert ended == []


def test_the_program_ending_is_no_answer(world: World) -> None:
    world.ask()
    world.probe.window().close()  # what quitting does to every window
    assert world.post.take() == []


def test_a_guide_that_moved_on_does_not_reopen_a_closed_window(world: World) -> None:
    _close(world.lead(), "esc")
    world.guide.show(samples.guide(index=2))
    assert not world.probe.is_open()


# ---- the window


def test_it_is_reused_not_recreated(world: World) -> None:
    first = world.ask().window()
    world.lead()
    world.guide.close(samples.done())
    world.ask()
    assert world.probe.window() is first
    assert len(world.stages) == 2


def test_a_window_given_back_is_built_anew(world: World) -> None:
    world.ask()
    world.window.release()
    assert not world.window.is_open()
    assert world.ask().title() == "Time to stand up"


def test_it_opens_in_the_middle_when_asked_to(world: World) -> None:
    world.ask()
    corner = world.probe.window().pos()
    world.probe.window().hide()
    world.window.set_place("centre")
    window = world.ask().window()
    assert window.pos() != corner
    middle = window.screen().availableGeometry().center()
    assert abs(window.frameGeometry().center().x() - middle.x()) <= 2


def test_nothing_shown_takes_no_keyboard(world: World) -> None:
    world.window.activate()
    assert not world.window.is_open()


def test_a_lost_screen_does_not_take_the_window_with_it(world: World) -> None:
    probe = world.ask()
    window = probe.window()
    window.move(90_000, 90_000)
    screens.watch().changed.emit()
    assert window.screen().geometry().contains(window.geometry().center())


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("state", list(samples.STATES))
def test_nothing_is_clipped_or_out_of_reach(
    world: World, themer: Themer, state: str, percent: int, language: str
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    samples.STATES[state](world.window)
    QApplication.processEvents()
    assert world.probe.clipped() == []
    assert world.probe.out_of_reach() == []
    assert world.probe.nameless() == []


@pytest.mark.parametrize("state", list(samples.STATES))
def test_every_state_fits_the_smallest_screen_at_twice_the_text(
    world: World, themer: Themer, state: str
) -> None:
    themer.set_text_percent(200)
    samples.STATES[state](world.window)
    window = world.probe.window()
    assert window.minimumSizeHint().width() <= 640 - 4
    assert window.minimumSizeHint().height() <= 480 - 40
    window.resize(636, 440)
    QApplication.processEvents()
    assert world.probe.clipped() == []
    assert world.probe.out_of_reach() == []


def test_the_window_grows_with_the_text(world: World, themer: Themer) -> None:
    probe = world.ask()
    small = probe.window().width()
    themer.set_text_percent(120)
    QApplication.processEvents()
    assert probe.window().width() > small


def test_the_language_changes_under_the_open_window(world: World, library: Library) -> None:
    probe = world.lead(index=1)
    i18n.use("ja")
    world.window.retranslate()
    assert probe.title() == library.exercises["stand_hip_flexor"].name.ja
    assert library.stop_line.ja in probe.texts()
    i18n.use("en")
    world.window.retranslate()
    assert probe.title() == library.exercises["stand_hip_flexor"].name.en


def test_the_line_of_the_prompt_stays_the_same_in_the_other_language(
    world: World, library: Library
) -> None:
    probe = world.ask()
    line = next(text for text in library.prompts["stand-up"] if text.en in probe.texts())
    i18n.use("ja")
    world.window.retranslate()
    assert line.ja in probe.texts()


def test_the_figures_in_the_ring_have_one_width(world: World) -> None:
    from lowback_tray.ui import theme

    metrics = QFontMetrics(theme.font("figures"))
    assert len({metrics.horizontalAdvance(f"0:{n}{n}") for n in range(10)}) == 1


def test_the_focus_stays_where_the_person_moved_it(world: World) -> None:
    probe = world.lead(index=0)
    for _ in range(12):
        if probe.focused() == "Pause":
            break
        probe.key(Qt.Key.Key_Tab)
    assert probe.focused() == "Pause"
    world.guide.show(samples.guide(index=0, left_s=12))
    world.guide.show(samples.guide(index=1, left_s=49))
    assert probe.focused() == "Pause"


def test_a_guide_that_was_minimised_stays_so_until_its_end(world: World) -> None:
    probe = world.lead(index=0)
    probe.minimise()
    world.guide.show(samples.guide(index=1, left_s=49))
    assert probe.is_minimised()
    world.guide.close(samples.done())
    assert not probe.is_minimised()


def test_a_prompt_that_was_minimised_comes_back_in_sight_the_next_time(world: World) -> None:
    probe = world.ask()
    probe.minimise()
    world.prompter.withdraw()
    QApplication.processEvents()
    assert not probe.is_open()
    world.prompter.show(samples.prompt())
    assert not probe.is_minimised()
