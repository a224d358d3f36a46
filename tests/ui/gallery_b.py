"""Every window of part B in every state worth a picture, built from the samples.

`windows()` gives name and maker; whoever takes the pictures sets language and look first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit

from lowback_tray import resources
from lowback_tray.app import dayplan, findings
from lowback_tray.care import library
from lowback_tray.engine.effects import Notice, NoticeKind
from lowback_tray.engine.policy import ClockMark, QuietTime
from lowback_tray.engine.status import AheadView
from lowback_tray.history.decisions import decisions
from lowback_tray.i18n import tr
from lowback_tray.settings.table import PAGES, SETTINGS, find
from lowback_tray.settings.values import Values
from lowback_tray.ui import notice_words
from lowback_tray.ui.about_window.window import AboutWindow
from lowback_tray.ui.diagnostics_window.window import DiagnosticsWindow
from lowback_tray.ui.first_run import FirstRun
from lowback_tray.ui.history_window.periods import KINDS, Kind
from lowback_tray.ui.history_window.window import HistoryWindow
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.library_window.window import LibraryWindow
from lowback_tray.ui.notice_toast import NoticeToast
from lowback_tray.ui.pause_window import PauseWindow
from lowback_tray.ui.safety.cards import Heeded
from lowback_tray.ui.safety.signs_window import SignsWindow
from lowback_tray.ui.self_check.window import SelfCheckWindow
from lowback_tray.ui.settings_window import (
    content_page,
    data_page,
    day_preview,
    listening,
    setups_page,
    showing,
)
from lowback_tray.ui.settings_window.general import YOU, General, open_slots
from lowback_tray.ui.settings_window.window import SettingsWindow
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.today.checking import Wish
from lowback_tray.ui.today.window import TodayWindow
from lowback_tray.ui.why_window.window import WhyWindow
from lowback_tray.ui.widgets.buttons import Button
from tests.ui import samples_b as samples
from tests.ui import samples_doctor, samples_why
from tests.ui.probes_b.widgets import pump
from tests.ui.samples_content import FakeContent
from tests.ui.samples_history import BEGAN, TODAY, past
from tests.ui.samples_own import FakeOwn
from tests.ui.samples_setups import FakeDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from lowback_tray.engine.status import Status
    from lowback_tray.history.stats import DaySummary


def windows() -> dict[str, Callable[[], QWidget]]:
    """Name to maker."""
    made: dict[str, Callable[[], QWidget]] = {
        "today-first-day": partial(_today, samples.FRESH, samples.FIRST_DAY, None),
        "today-painful": partial(_today, samples.OUTSIDE_HOURS, samples.WEEK, "painful"),
        "today-quiet-time": partial(_today, samples.QUIET_TIME, samples.WEEK, None),
        "today-notices": partial(
            _today,
            samples.LOCKED,
            samples.WEEK,
            "heavy",
            ("The history file was damaged. " * 2,),
        ),
        "today-self-check": partial(
            _today, samples.SITTING, samples.WEEK, "okay", (), wanted=Wish(4)
        ),
        "warning-signs": _signs,
        "warning-signs-soon": partial(_signs, "soon"),
        "self-check": _self_check,
        "self-check-answered": partial(_self_check, SC2="yes", SC4="yes", SC5="sometimes"),
        "today-standing": partial(_today, samples.STANDING, samples.UPRIGHT_WEEK, "okay"),
        "today-put-off": partial(
            _today,
            replace(samples.SITTING, ahead=AheadView(later_s=900, put_offs_left=1)),
            samples.WEEK,
            "okay",
        ),
        "today-change": partial(
            _today,
            replace(samples.SITTING, asks_change=True, desk_today_s=29400.0, budget_s=28800.0),
            samples.WEEK,
            "okay",
        ),
        "notice-toast": _notice,
        "pause-until": _pause,
        "settings-times": partial(_settings, "reminders", given=_TIMES),
        "settings-quiet": partial(_settings, "hours", given=_TIMES),
        "library": _library,
        "library-exercise": partial(_library, "chair_figure4"),
        "library-routine": partial(_library, None, "hip_care_desk"),
        "first-run": _first_run,
        "history-empty": partial(_history, "day", BEGAN - timedelta(days=1)),
        "history-year-hundred-days": partial(_history, "year", first=_HUNDRED_DAYS_AGO),
        "history-day-unknown": partial(_history, "day", TODAY - timedelta(days=1)),
    }
    for kind in KINDS:
        made[f"history-{kind}"] = partial(_history, kind)
    for name in (
        "sitting",
        "prompting",
        "guiding",
        "paused",
        "locked",
        "away",
        "just_done",
        "signs",
        "hard_day",
    ):
        made[f"today-{name}"] = partial(_today, samples.STATUSES[name], samples.WEEK, "okay")
    made["why"] = partial(_why, samples.OUTSIDE_HOURS)
    made["why-quiet"] = partial(_why, samples.LOCKED, group="Kept quiet")
    made["why-empty"] = partial(_why, samples.FRESH, empty=True)
    made["diagnostics"] = partial(_diagnostics, lambda: samples_doctor.GOOD)
    made["diagnostics-poor"] = partial(_diagnostics, samples_doctor.poor)
    made["about"] = _about
    made["keys-letters"] = partial(_keys, letters=True)
    made["keys-list"] = partial(_keys, letters=False)
    made["today-tip"] = _tip
    made["library-nothing"] = partial(_typed, _library, "nothing like this")
    made["settings-nothing"] = partial(_settings, "reminders", words="nothing like this")
    made["settings-delete"] = _delete
    made["settings-search"] = partial(_settings, "reminders", words="break")
    made["settings-pointed-out"] = partial(_settings, "manners", at="holds.full_screen")
    for page in PAGES:
        made[f"settings-{page}"] = partial(_settings, page)
    return made


def _nothing(*_args: Any) -> None:
    """Nobody answers in a picture."""


def _off() -> bool:
    return False


def _today(
    status: Status,
    days: Sequence[DaySummary],
    feeling: str | None,
    notices: Sequence[str] = (),
    wanted: Wish | None = None,
) -> QWidget:
    window = TodayWindow(_nothing, _nothing, library.load, _nothing, Heeded(frozenset, _nothing))
    window.show_self_check(wanted)
    window.show_status(status)
    window.show_history(days)
    window.show_feeling(feeling)
    window.show_notices(notices)
    return window


_HUNDRED_DAYS_AGO = TODAY - timedelta(days=99)
_TIMES = {
    "stand_up.at": (ClockMark(0), ClockMark(30)),
    "quiet.times": (
        QuietTime(time(14), time(16), 1, label="Presentation"),
        QuietTime(time(9, 30), time(11), on=date(2026, 12, 1), label="Dentist"),
    ),
}


def _settings(
    page: str, words: str = "", at: str | None = None, given: dict[str, Any] | None = None
) -> QWidget:
    values = Values(
        {
            "stand_up.interval_min": 45,
            "hours.enabled": True,
            "evening.enabled": True,
            "profile.flags": frozenset({"balance"}),
            "content.hidden": frozenset({"chair_figure4", "wall_calf"}),
            **(given or {}),
        }
    )
    paths = (("Settings file", "~/.config/lowback-tray/settings.toml"),)
    extras = {
        "reminders": lambda: [
            day_preview.slot(lambda: dayplan.coming(values, library.load(), samples.NOW)),
            showing.slot(lambda _what: ""),
        ],
        "sound": lambda: [listening.slot(_nothing, lambda _what: "")],
        "you": lambda: open_slots(_nothing, YOU, first=True),
        "content": lambda: content_page.slots(FakeContent(values), _nothing),
        "setups": lambda: setups_page.slots(FakeDesk(values)),
        "data": lambda: data_page.slots(FakeOwn(), _nothing, lambda: values),
        "general": lambda: open_slots(_nothing),
    }
    window = SettingsWindow(
        SETTINGS, PAGES, values, _nothing, _nothing, General("0.1.0", paths, _off, _nothing),
        extras, FakeDesk(values) if page == "setups" else None,
    )  # fmt: skip
    window.show_page(page)
    if at is not None:
        window.show_setting(at)
    for field in window.findChildren(QLineEdit):
        if words and field.placeholderText():
            field.setText(words)
            break
    return window


def _keys(*, letters: bool) -> QWidget:
    window = _today(samples.SITTING, samples.WEEK, "okay")
    window.show()
    pump()
    keys = window.findChild(Keyboard)
    assert keys is not None
    (keys.show_letters if letters else keys.toggle_sheet)()
    return window


def _tip() -> QWidget:
    window = _today(samples.SITTING, samples.WEEK, "okay")
    assert isinstance(window, TodayWindow)
    tip = next(iter(library.load().tips.values()))
    window.show_tip(tip, lambda: None)
    return window


def _delete() -> QWidget:
    """The question that is asked once before data goes."""
    window = _settings("data")
    for slices in window.findChildren(Slices):
        slices.finish()
    for row in window.findChildren(data_page.DeleteRow):
        row.ask("history")
    return window


def _typed(make: Callable[[], QWidget], words: str) -> QWidget:
    """Where nothing is found."""
    window = make()
    for field in window.findChildren(QLineEdit):
        field.setText(words)
    return window


def _diagnostics(data: Callable[[], dict[str, Any]]) -> QWidget:
    return DiagnosticsWindow(lambda: findings.findings(data()), _nothing, list)


def _about() -> QWidget:
    icon = QIcon(str(resources.folder("icons") / "lowback-tray-128.png"))
    return AboutWindow("0.1.0", lambda: samples_doctor.PARTS, library.load(), icon)


def retranslate(window: QWidget) -> None:
    """As the program does when another language is chosen."""
    if hasattr(window, "retranslate"):
        window.retranslate()
    if isinstance(window, WhyWindow) and window.property("decided"):
        _decide(window)  # decisions are told in the language they were read in


def _decide(window: WhyWindow) -> None:
    window.setProperty("decided", True)
    window.show_decisions(decisions(samples_why.records(), samples_why.names()))


def _why(status: Status, group: str = "", *, empty: bool = False) -> QWidget:
    window = WhyWindow(lambda key: tr(find(key).label), _nothing)
    window.show_status(status)
    if not empty:
        _decide(window)
    for chip in window.findChildren(Button):
        if group and chip.text() == tr(group):
            chip.click()
    return window


def _notice() -> QWidget:
    toast = NoticeToast()
    toast.say(*notice_words.words(Notice(NoticeKind.ENOUGH, 28900.0, 1)))
    return toast


def _pause() -> QWidget:
    return PauseWindow(lambda: samples.NOW, lambda *_: None)


def _signs(tier: str | None = None) -> QWidget:
    return SignsWindow(library.load().signs, _nothing, tier)


def _self_check(**answers: str) -> QWidget:
    values = Values({f"self_check.{question}": answer for question, answer in answers.items()})
    return SelfCheckWindow(library.load(), values, _nothing, _nothing, samples.NOW.date)


def _library(exercise: str | None = None, routine: str | None = None) -> QWidget:
    values = Values(
        {
            "content.favourites": frozenset({"hip_care_desk"}),
            "content.hidden": frozenset({"chair_figure4"}),
        }
    )
    window = LibraryWindow(library.load(), values, _nothing, _nothing)
    if exercise is not None:
        window.show_exercise(exercise)
    if routine is not None:
        window.show_routine(routine)
    return window


def _history(kind: Kind, last: date = TODAY, first: date = BEGAN) -> QWidget:
    status = samples.SITTING if last == TODAY else samples.NEVER_CAME
    window = HistoryWindow(past(first, last, status), kind)
    while window.reading:
        pump()
    return window


def _first_run() -> QWidget:
    return FirstRun(Values(), _nothing, _off, _nothing, library.load().signs)
