from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n
from lowback_tray.engine.events import RateBack
from lowback_tray.engine.status import AheadView
from lowback_tray.ui.theme import DARK, LIGHT, Themer
from lowback_tray.ui.today.actions import actions
from tests.ui import samples_b as samples
from tests.ui.probes_b.today import TodayProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.history.stats import DaySummary
    from lowback_tray.ui.tray_menu import MenuItem


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    made = Themer(qapp, "light")
    yield made
    made.set_appearance("light")
    made.set_text_percent(100)
    made.deleteLater()


@pytest.fixture
def probe(themer: Themer) -> Iterator[TodayProbe]:
    probe = TodayProbe()
    probe.window.show_status(samples.SITTING)
    probe.window.show_history(samples.WEEK)
    probe.show()
    yield probe
    probe.window.close()
    probe.window.deleteLater()
    pump()


def label(item: MenuItem | None) -> str | None:
    return item.label if item else None


@pytest.mark.parametrize(
    ("name", "first", "later", "quiet"),
    [
        ("sitting", "Stand up now", "Pause 30 min", "Just stood up"),
        ("prompting", "Start", "In 10 min", "Skip this one"),
        ("last_ask", "Start", "30 seconds in the seat", "Skip this one"),
        ("guiding", None, None, "Just stood up"),
        ("guiding_seated", None, None, None),
        ("paused", "Resume", "Stand up now", "Just stood up"),
        ("locked", "Stand up now", "Pause 30 min", "Just stood up"),
        ("away", "Stand up now", "Pause 30 min", "Just stood up"),
        ("stands", "Stand up now", "Pause 30 min", "I am standing"),
        ("standing", "Move now", "Pause 30 min", "Just sat down"),
        ("switch_ask", "Start", "In 10 min", "Just sat down"),
        ("stand_up_ask", "Start", "In 10 min", "I am standing"),
        ("signs", None, "Pause 30 min", "Just stood up"),
        ("signs_ask", None, "Just stood up", "Skip this one"),
        ("signs_paused", "Resume", None, "Just stood up"),
    ],
)
def test_the_buttons_fit_the_moment(
    name: str, first: str | None, later: str | None, quiet: str | None
) -> None:
    i18n.use("en")
    offered = actions(samples.STATUSES[name])
    assert (label(offered.first), label(offered.later), label(offered.quiet)) == (
        first,
        later,
        quiet,
    )


def test_nobody_is_asked_in_the_evening_whether_they_stand() -> None:
    i18n.use("en")
    for asked in (samples.EVENING_ASK, samples.SEATED_ASK):
        assert label(actions(replace(asked, stands=True)).quiet) == "Skip this one"


def test_an_evening_is_no_desk_time(probe: TodayProbe) -> None:
    probe.window.show_status(samples.EVENING_ASK)
    assert probe.headline() == "Time to wind down"
    assert not any("sitting for" in text for text in probe.texts())
    probe.window.show_status(samples.SITTING)
    assert "You have been sitting for 37 min." in probe.texts()


def test_it_says_what_comes_next_and_how_long_the_person_has_been_sitting(
    probe: TodayProbe,
) -> None:
    assert probe.headline() == "Stand up in 23 min"
    assert "You have been sitting for 37 min." in probe.texts()


@pytest.mark.parametrize(
    ("name", "headline", "detail"),
    [
        ("prompting", "Time to stand up", "You have been sitting for 58 min."),
        ("guiding", "Break: step 2 of 4", "The break window leads you through it."),
        ("fresh", "Stand up in 60 min", "You have only just sat down."),
        (
            "paused",
            "Paused until 14:30",
            "No reminders until then. The pause ends by itself.",
        ),
        (
            "locked",
            "Waiting: the screen is locked",
            "A stand-up waits and comes at the first good moment.",
        ),
        (
            "outside_hours",
            "Waiting until 18:00: outside your hours",
            "Reminders go on by themselves.",
        ),
        ("away", "Away from the desk", "Time away counts as rest."),
        ("standing", "Sit or move in 28 min", "You have been standing for 12 min."),
        ("standing_held", "Standing for 12 min", "You have been standing for 12 min."),
        ("switch_ask", "Time to sit or move", "You have been standing for 40 min."),
    ],
)
def test_every_moment_has_its_words(
    probe: TodayProbe, name: str, headline: str, detail: str
) -> None:
    probe.window.show_status(samples.STATUSES[name])
    assert probe.headline() == headline
    assert detail in probe.texts()


def test_its_buttons_give_commands(probe: TodayProbe) -> None:
    probe.press("Stand up now")
    probe.press("Pause 30 min")
    probe.choose_later("Until tomorrow")
    probe.press("Just stood up")
    for link in ("History", "Library", "Self-check", "Settings", "Warning signs"):
        probe.press(link)
    assert probe.sent == [
        ("start", ("stand-up",)),
        ("pause", ("30",)),
        ("pause", ("until-tomorrow",)),
        ("done", ()),
        ("history-window", ()),
        ("library-window", ()),
        ("self-check", ()),
        ("settings-window", ()),
        ("warning-signs", ()),
    ]


def test_an_open_prompt_is_answered_here_too(probe: TodayProbe) -> None:
    probe.window.show_status(samples.PROMPTING)
    assert probe.later() == ["5 min", "10 min", "15 min"]
    probe.press("In 10 min")
    probe.choose_later("15 min")
    probe.press("Start")
    probe.press("Skip this one")
    assert probe.sent == [
        ("snooze", ("10",)),
        ("snooze", ("15",)),
        ("start", ()),
        ("skip", ()),
    ]
    probe.window.show_status(samples.LAST_ASK)
    probe.press("30 seconds in the seat")
    assert probe.sent[-1] == ("start", ("short",))


def test_after_a_prompt_the_pause_is_offered_again(probe: TodayProbe) -> None:
    for status in (samples.PROMPTING, samples.PAUSED, samples.SITTING):
        probe.window.show_status(status)
    assert probe.buttons()[:2] == ["Stand up now", "Pause 30 min"]
    assert probe.later() == ["30 min", "1 h", "Until tomorrow", "Until…"]


def test_the_day_is_told_in_numbers(probe: TodayProbe) -> None:
    texts = probe.texts()
    for text in ("4 / 5", "stood up", "47 min", "usual sitting", "1 h 36 min", "longest sitting"):
        assert text in texts


def test_only_a_sitting_well_past_the_hour_is_warm(probe: TodayProbe) -> None:
    assert probe.warm() == ["1 h 36 min"]
    calm = replace(samples.TODAY, longest_s=62 * 60, over_60=0)
    probe.window.show_history((*samples.WEEK[:-1], calm))
    assert probe.warm() == []


def test_unknown_numbers_are_shown_as_unknown(probe: TodayProbe) -> None:
    bare = replace(samples.TODAY, usual_s=None, longest_s=0.0, over_60=0, stood=0, offered=0)
    probe.window.show_history((*samples.WEEK[:-1], bare))
    assert probe.texts().count("–") == 2
    assert "0" in probe.texts()


def test_time_on_ones_feet_is_half_as_high_and_has_its_words(probe: TodayProbe) -> None:
    upright = samples.block("09:00", "11:00", "standing")
    seated = samples.block("11:00", "13:00", "sitting")
    day = replace(samples.TODAY, blocks=(upright, seated))
    probe.window.show_history((*samples.WEEK[:-1], day))
    assert probe.strip_words(0.25) == "On your feet, 09:00 to 11:00, 2 h"
    assert probe.strip_words(0.25, low=True) == ""
    assert probe.strip_words(0.75, low=True) == "Sitting, 11:00 to 13:00, 2 h"


def test_the_hour_strip_has_words_under_the_pointer(probe: TodayProbe) -> None:
    assert probe.strip_words(0.5) == "Long sitting, 10:51 to 12:27, 1 h 36 min"
    assert probe.strip_words(0.6) == "Away, 12:27 to 13:06, 39 min"
    assert probe.strip_words(0.99) == ""
    assert "Break, 09:58 to 10:01, 3 min" in probe.strip_description()


def test_a_break_of_no_length_can_still_be_seen(probe: TodayProbe) -> None:
    moment = samples.block("10:00", "10:00", "break")
    day = replace(samples.TODAY, blocks=(samples.block("09:00", "13:00", "sitting"), moment))
    probe.window.show_history((*samples.WEEK[:-1], day))
    assert probe.strip_words(0.25) == "Break, 10:00 to 10:00, 0 min"


def test_the_week_has_words_for_every_day(probe: TodayProbe) -> None:
    assert probe.week_words() == [
        "Wed: stood up 5 times, 7 reminders",
        "Thu: stood up 7 times, 8 reminders",
        "Fri: stood up 0 times, 0 reminders",
        "Sat: stood up 1 time, 1 reminder",
        "Sun: stood up 0 times, 0 reminders",
        "Mon: stood up 6 times, 6 reminders",
        "Tue: stood up 4 times, 5 reminders",
    ]


@pytest.mark.parametrize("days", [(), samples.FIRST_DAY])
def test_the_first_day_is_readable(probe: TodayProbe, days: tuple[DaySummary, ...]) -> None:
    probe.window.show_history(days)
    assert not probe.strip_is_shown()
    assert "Your day will be drawn here as it goes. There is nothing to do for it." in probe.texts()
    assert "The last 7 days" not in probe.texts()


def test_one_tap_says_how_the_back_feels(probe: TodayProbe) -> None:
    assert probe.checked() == []
    probe.press("Heavy")
    assert probe.posted == [RateBack("heavy")]
    assert probe.checked() == ["Heavy"]


def test_a_painful_day_points_to_the_warning_signs_and_scores_nothing(probe: TodayProbe) -> None:
    probe.window.show_feeling("painful")
    assert probe.checked() == ["Painful"]
    assert any("warning signs" in text for text in probe.texts())
    probe.window.show_feeling("light")
    assert not any("warning signs" in text for text in probe.texts())
    probe.window.show_feeling(None)
    assert probe.checked() == []
    assert probe.posted == []


def test_what_the_person_should_know_stands_above_it_all(probe: TodayProbe) -> None:
    probe.window.show_notices(["The history was restored.", "No tray was found."])
    pump()
    assert probe.banners() == ["The history was restored.", "No tray was found."]
    probe.window.show_notices([])
    pump()
    assert probe.banners() == []


def test_closing_hides_and_says_so(probe: TodayProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert not probe.window.isVisible()
    assert probe.closings == 1
    assert probe.sent == []


def test_nothing_has_the_focus_that_a_stray_key_would_press(probe: TodayProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Return)
    QTest.keyClick(probe.window, Qt.Key.Key_Space)
    assert probe.sent == []


def test_the_keyboard_reaches_every_button(probe: TodayProbe) -> None:
    probe.window.activateWindow()
    pump()
    seen = []
    for _ in range(24):
        QTest.keyClick(QApplication.focusWidget() or probe.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        seen.append(focus.accessibleName() if focus else "")
    for name in (
        "Stand up now",
        "Just stood up",
        "Choose a break",
        "Painful",
        "My back today",
        "Settings",
        "Warning signs",
    ):
        assert name in seen


def test_it_speaks_the_other_language_at_once(probe: TodayProbe) -> None:
    i18n.use("ja")
    probe.window.retranslate()
    assert probe.headline() == "あと23分で立ち上がりタイム"
    assert probe.buttons() == [
        "いま立ち上がる", "30分だけ停止", "立ちました", "休憩を選ぶ", "次の立ち上がり",
        "軽い", "ふつう", "重い", "痛い", "きょうの腰", "履歴", "ライブラリ", "セルフチェック",
        "設定", "注意したいサイン",
    ]  # fmt: skip
    assert "1時間36分" in probe.texts()


def test_it_follows_light_and_dark_at_once(probe: TodayProbe, themer: Themer) -> None:
    for appearance, look in (("light", LIGHT), ("dark", DARK)):
        themer.set_appearance(appearance)  # type: ignore[arg-type]
        pump()
        corner = probe.window.grab().toImage().pixelColor(3, 3)
        assert corner.name().upper() == look.background


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(900, 1200)])
def test_nothing_is_clipped(themer: Themer, language: str, percent: int, size: QSize) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = TodayProbe()
    probe.window.show_status(samples.OUTSIDE_HOURS)
    probe.window.show_history(samples.WEEK)
    probe.window.show_feeling("painful")
    probe.window.show_notices(["The history file was damaged. " * 3])
    probe.show()
    probe.window.resize(size)
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_the_next_stand_up_can_be_put_off_or_left_out_before_it_asks(probe: TodayProbe) -> None:
    assert probe.menu("Next stand-up") == [
        "10 min later", "15 min later", "30 min later", "Leave it out",
    ]  # fmt: skip
    probe.choose("Next stand-up", "15 min later")
    said = replace(samples.SITTING, ahead=AheadView(later_s=900, put_offs_left=0))
    probe.window.show_status(said)
    assert probe.headline() == "Stand up in 23 min · put off by 15 min"
    assert probe.menu("Next stand-up") == ["Leave it out", "As planned after all"]
    probe.choose("Next stand-up", "As planned after all")
    assert probe.sent == [("later", ("15",)), ("as-planned", ())]
    probe.window.show_status(replace(samples.LOCKED, ahead=AheadView(possible=False)))
    assert "Next stand-up" not in probe.buttons()


def test_the_days_desk_time_stands_under_the_present_where_an_amount_is_set(
    probe: TodayProbe,
) -> None:
    probe.see(replace(samples.SITTING, desk_today_s=22800.0, budget_s=28800.0))
    assert "At the desk today: 6 h 20 min of 8 h." in probe.texts()
    probe.see(replace(samples.SITTING, desk_today_s=29400.0, budget_s=28800.0))
    assert "8 h 10 min at the desk today, 8 h planned: time to wrap up." in probe.texts()
    probe.see(replace(samples.SITTING, desk_today_s=22800.0))
    assert not any("At the desk today" in text for text in probe.texts())


def test_after_stand_ups_declined_in_a_row_it_asks_what_would_suit_better(
    probe: TodayProbe,
) -> None:
    title = "Would other times suit you better?"
    assert title not in probe.texts()
    probe.see(replace(samples.SITTING, asks_change=True))
    assert title in probe.texts()
    for label in ("Longer interval", "Pause 2 h", "Other times…", "Leave it"):
        probe.press(label)
    assert probe.sent == [("change", (how,)) for how in ("longer", "pause", "times", "nothing")]
    probe.see(replace(samples.SITTING, asks_change=True, by_clock=True))
    assert "Longer interval" not in probe.buttons()
    probe.see(samples.SITTING)
    assert title not in probe.texts()
