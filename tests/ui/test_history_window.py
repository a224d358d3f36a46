"""The history window: four lengths of time, moving between them, words for every picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt

from lowback_tray import i18n
from lowback_tray.app.looking_back import Look, LookingBack
from lowback_tray.app.window_places import WindowPlaces
from lowback_tray.care import library
from lowback_tray.errors import StoreError
from lowback_tray.history import stats
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.ui import layouts
from lowback_tray.ui.history_window import words
from lowback_tray.ui.history_window.periods import KINDS, Kind, Period
from lowback_tray.ui.history_window.shapes import Past
from lowback_tray.ui.history_window.window import HistoryWindow
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.today.charts import LONG_MIN
from tests.ui import samples_b
from tests.ui.probes_b.history_window import HistoryProbe
from tests.ui.probes_b.widgets import pump
from tests.ui.samples_history import BEGAN, TODAY, past

Opened = Callable[..., HistoryProbe]


@pytest.fixture
def opened(themer: Themer) -> Iterator[Opened]:
    """Opens history windows; all of them are given back."""
    probes: list[HistoryProbe] = []

    def make(seen: Past | None = None, kind: Kind = "day") -> HistoryProbe:
        probes.append(HistoryProbe(seen or past(), kind))
        return probes[-1]

    yield make
    for probe in probes:
        probe.window.close()
        probe.window.deleteLater()
    pump()


def test_today_is_shown_with_its_hours(opened: Opened) -> None:
    probe = opened()
    assert probe.name() == "Tue 24 November 2026"
    assert probe.numbers() == [
        "stood up: 3 / 3", "usual sitting: 49 min", "longest sitting: 1 h 23 min",
    ]  # fmt: skip
    assert "Stood in 3 of 5 desk hours" in probe.texts()
    assert probe.said()[0] == "Sitting, 09:05 to 09:55, 49 min"
    assert "Heavy" in probe.texts()
    assert probe.done() == ["Pelvis and posture: 1 min 50 s", "Hips: 2 min", "Belly and back: 20 s"]
    assert "Right side 1 min, left side 58 s" in probe.texts()


def test_the_hours_have_a_legend_of_what_they_show_and_no_more(opened: Opened) -> None:
    probe = opened()
    assert probe.legend() == ["Sitting", "Long sitting (over 65 min)", "Break", "Away"]
    assert stats.LONG_S == LONG_MIN * 60, "else the legend is not true"
    i18n.use("ja")
    probe.window.retranslate()
    assert probe.legend() == ["着席", "長い着席(65分超)", "休憩", "離席"]
    i18n.use("en")
    probe.window.retranslate()
    probe.key(Qt.Key.Key_Left)
    assert probe.legend() == ["Sitting", "Long sitting (over 65 min)", "Break", "Away"]
    probe.choose("Week")
    assert probe.legend() == []


def test_the_two_ways_to_go_are_never_parted_by_the_end_of_a_line(opened: Opened) -> None:
    probe = opened()
    for width in range(330, 660, 15):
        probe.window.resize(width, 400)
        pump()
        earlier, later = probe.place("‹ Earlier"), probe.place("Later ›")
        assert earlier.y() == later.y(), width
        assert earlier.x() < later.x()


def test_a_year_explains_its_marks_line_by_line(opened: Opened) -> None:
    notes = [text for text in opened(kind="year").texts() if text.startswith("The larger the dot")]
    assert notes[0].split("\n") == [
        "The larger the dot, the more often you stood up; a ring is a desk day without it.",
        "A line below: the back felt heavy; two lines: it hurt. A click opens the month.",
    ]


@pytest.mark.parametrize(
    ("seconds", "said"), [(58, "58 s"), (110, "1 min 50 s"), (599, "9 min 59 s"), (630, "10 min")]
)
def test_what_was_done_is_told_to_the_second_while_it_is_short(seconds: float, said: str) -> None:
    assert words.amount(seconds) == said


def test_before_anything_was_written_down_it_says_that_nothing_need_be_done(opened: Opened) -> None:
    empty = LookingBack(MemoryJournal(), lambda: samples_b.NEVER_CAME, library.load)
    probe = opened(empty)
    for label in ("Day", "Week", "Month", "Year"):
        probe.choose(label)
        shown = probe.texts()
        assert "Your days will be drawn here as they go. There is nothing to do for it." in shown
        assert probe.numbers() == []
        assert probe.done() == []


def test_a_day_without_records_says_that_and_no_more(opened: Opened) -> None:
    probe = opened()
    probe.key(Qt.Key.Key_Left)
    assert probe.name() == "Mon 23 November 2026"
    probe.key(Qt.Key.Key_Left)
    assert "Nothing was written down on this day." in probe.texts()
    assert probe.numbers() == []


def test_one_moves_back_and_forth_by_buttons_and_keys_and_home_again(opened: Opened) -> None:
    probe = opened(kind="week")
    here = probe.name()
    assert here == "23 November 2026 to 29 November 2026"
    probe.press("Later ›")
    assert probe.name() == here, "there is nothing after the present"
    probe.choose("‹ Earlier")
    probe.key(Qt.Key.Key_PageUp)
    assert probe.name() == "9 November 2026 to 15 November 2026"
    probe.key(Qt.Key.Key_PageDown)
    probe.key(Qt.Key.Key_Right)
    assert probe.name() == here
    assert "Back to today" not in probe.buttons()
    probe.key(Qt.Key.Key_Left)
    probe.choose("Back to today")
    assert probe.name() == here
    probe.key(Qt.Key.Key_Left)
    probe.key(Qt.Key.Key_Home)
    assert probe.name() == here


def test_who_listens_hears_the_period_and_what_there_is_of_it(opened: Opened) -> None:
    probe = opened(kind="week")
    probe.key(Qt.Key.Key_Left)
    heard = probe.heard[-1]
    assert heard.startswith("16 November 2026 to 22 November 2026. stood up ")
    assert "longest sitting" in heard
    probe.choose("Day")
    probe.choose("‹ Earlier")
    assert probe.heard[-1] == "Sat 21 November 2026. Nothing was written down on this day."
    probe.choose("Year")
    assert probe.heard[-1] == "2026"


def test_it_goes_back_to_the_first_record_and_no_further(opened: Opened) -> None:
    probe = opened(kind="month")
    for _ in range(30):
        probe.key(Qt.Key.Key_Left)
    assert probe.name() == "October 2025"
    assert (BEGAN.year, BEGAN.month) == (2025, 10)


def test_a_week_is_told_day_by_day_and_a_click_opens_the_day(opened: Opened) -> None:
    probe = opened(kind="week")
    probe.key(Qt.Key.Key_Left)
    assert len(probe.said()) == 5, "days nothing is known about are passed over"
    assert probe.day_words(0, 7) == (
        "Mon 16 November 2026: stood up 5 times, 7 reminders, longest sitting 1 h 20 min, "
        "back: Okay"
    )
    assert probe.day_words(6, 7) == "Sun 22 November 2026: nothing is known"
    probe.click_day(3, 7)
    assert probe.name() == "Thu 19 November 2026"
    probe.choose("Week")
    assert probe.name() == "16 November 2026 to 22 November 2026", "the day stays in sight"


def test_a_month_counts_how_the_back_felt(opened: Opened) -> None:
    probe = opened(kind="month")
    assert "Light: 4 days, Okay: 4 days, Heavy: 3 days" in probe.texts()
    assert probe.day_words(23, 30).startswith("Tue 24 November 2026: stood up 3 times")
    assert {"Light", "Okay", "Heavy", "Painful"} <= set(probe.texts()), "the marks are explained"


def test_a_year_is_read_month_by_month_and_told_in_words(opened: Opened) -> None:
    probe = opened(kind="year")
    assert probe.name() == "2026"
    told = probe.said()
    assert len(told) == 11, "December has not come yet"
    assert told[0].startswith("November 2026: stood up 90 / 112, longest sitting 1 h 23 min, Light")
    assert any(said.startswith("Tue 24 November 2026: stood up") for said in probe.year_words())
    probe.click_month(0, 2, 4)
    assert probe.name() == "March 2026"


def test_the_total_of_a_year_is_that_of_its_months() -> None:
    seen = past()
    year = Period.around("year", TODAY)
    parts = [seen.look(month.first, month.length).total for month in year.months]
    whole = seen.look(year.first, year.length).total
    assert whole.stood == sum(part.stood for part in parts) > 1000
    assert whole.done["wall_align"].seconds == sum(
        part.done["wall_align"].seconds for part in parts if part.done
    )


class Refusing:
    """A past that cannot be read."""

    def today(self) -> date:
        return TODAY

    def began(self) -> date | None:
        raise StoreError("history.sqlite: is damaged. Restart")

    def look(self, first: date, n: int) -> Look:
        raise StoreError("history.sqlite: is damaged. Restart")


@pytest.mark.parametrize("kind", KINDS)
def test_a_history_that_cannot_be_read_is_told(opened: Opened, kind: Kind) -> None:
    assert "history.sqlite: is damaged. Restart" in opened(Refusing(), kind).texts()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "percent"), [("en", 200), ("ja", 200), ("ja", 100)])
def test_nothing_is_clipped_and_everything_has_a_name(
    opened: Opened, themer: Themer, kind: Kind, language: str, percent: int
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = opened(kind=kind)
    assert probe.clipped() == []
    assert probe.nameless() == []


def test_another_language_is_taken_over_while_it_is_open(opened: Opened) -> None:
    probe = opened(kind="month")
    i18n.use("ja")
    probe.window.retranslate()
    assert probe.name() == "2026年11月"


def test_esc_closes_it(opened: Opened) -> None:
    probe = opened(kind="year")
    probe.key(Qt.Key.Key_Escape)
    assert probe.closings == 1
    assert not probe.window.isVisible()


def test_periods_follow_each_other_without_a_gap() -> None:
    for kind in KINDS:
        one = Period.around(kind, date(2024, 2, 28))
        for _ in range(30):
            assert one.following.first - one.last == timedelta(days=1)
            assert one.following.preceding == one
            assert one.holds(one.last)
            assert not one.holds(one.following.first)
            one = one.following


def test_no_word_of_it_counts_a_row_of_good_days() -> None:
    days = past().look(TODAY - timedelta(days=40), 41).days
    said = " ".join(map(words.day, days)).lower()
    assert not any(word in said for word in ("streak", "in a row", "goal", "missed", "failed"))


# ---- its size


def needless(probe: HistoryProbe) -> bool:
    """Whether something is out of sight though the screen has room for it."""
    window = probe.window
    room = layouts.in_room(window, QSize(0, 10_000)).height()
    return bool(window._scroll.verticalScrollBar().maximum()) and window.height() < room


@pytest.mark.parametrize("label", ["Week", "Month", "Year"])
def test_the_window_grows_to_what_the_longer_period_wants(opened: Opened, label: str) -> None:
    probe = opened()
    before = probe.window.height()
    probe.choose(label)
    assert probe.window.height() > before
    assert not needless(probe)
    probe.choose("Day")
    assert probe.window.height() > before, "it does not jump"


@pytest.mark.parametrize("height", [283, 420])
def test_a_window_that_the_person_has_sized_keeps_its_height(opened: Opened, height: int) -> None:
    probe = opened()
    probe.window.resize(660, height)
    probe.choose("Week")
    assert probe.window.height() == height


def test_a_window_given_back_the_size_the_person_chose_keeps_it(
    opened: Opened, tmp_path: Path
) -> None:
    places = WindowPlaces(tmp_path / "windows.json")
    first = opened().window
    first.resize(640, 300)
    places.keep([("history", first)])
    again = HistoryWindow(past())
    places.give("history", again)
    again.show()
    again.show_period(Period.around("week", TODAY))
    assert again.size() == first.size()
    again.close()
    again.deleteLater()


def test_a_window_that_found_its_size_itself_finds_it_anew_where_it_was(
    opened: Opened, tmp_path: Path
) -> None:
    places = WindowPlaces(tmp_path / "windows.json")
    first = opened()
    day = first.window.size()
    first.choose("Week")
    first.window.move(30, 40)
    places.keep([("history", first.window)])
    again = HistoryWindow(past())
    places.give("history", again)
    again.show()
    pump()
    assert again.size() == day
    assert again.pos() == first.window.pos()
    again.show_period(Period.around("week", TODAY))
    assert again.size() == first.window.size()
    again.close()
    again.deleteLater()


def test_what_grows_beyond_the_foot_of_the_screen_moves_up(opened: Opened) -> None:
    probe = opened()
    free = probe.window.screen().availableGeometry()
    probe.window.move(20, free.bottom() - probe.window.height() - 10)
    probe.choose("Month")
    assert free.contains(probe.window.frameGeometry())
