"""When Today asks for the self-check, and how it takes no for an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from lowback_tray import i18n
from lowback_tray.ui.today.checking import Wish, wish
from tests.ui import samples_b as samples
from tests.ui.probes_b.today import TodayProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer

TODAY = date(2026, 11, 24)
FIRST = "A few short questions fit the exercises to you."


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("checked", "put_off", "began", "wanted"),
    [
        # never done: in the first week, unless put off
        (None, None, 0, Wish(None)),
        (None, None, 6, Wish(None)),
        (None, None, 7, None),
        (None, 3, 3, None),
        (None, 3, 40, None),
        # done: four weeks later, and four weeks after each time it was put off
        (0, None, 90, None),
        (27, None, 90, None),
        (28, None, 90, Wish(4)),
        (50, None, 90, Wish(7)),
        (50, 20, 90, None),
        (57, 28, 90, Wish(8)),
        (29, 60, 90, Wish(4)),
        # a clock that was wrong then
        (-3, None, 90, None),
    ],
)
def test_it_asks_in_the_first_week_and_every_four_weeks(
    checked: int | None, put_off: int | None, began: int, wanted: Wish | None
) -> None:
    days = [None if one is None else ago(one) for one in (checked, put_off)]
    assert wish(TODAY, days[0], days[1], ago(began)) == wanted


@pytest.fixture
def probe(themer: Themer) -> Iterator[TodayProbe]:
    made = TodayProbe()
    made.window.show_status(samples.SITTING)
    made.window.show_history(samples.WEEK)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def test_usually_it_asks_nothing(probe: TodayProbe) -> None:
    assert "Do it now" not in probe.buttons()
    probe.window.show_self_check(Wish(None))
    assert FIRST in probe.texts()
    probe.window.show_self_check(None)
    assert FIRST not in probe.texts()


def test_it_says_how_long_ago_it_was_and_opens_it(probe: TodayProbe) -> None:
    probe.window.show_self_check(Wish(6))
    assert "6 weeks since your self-check." in probe.texts()
    probe.press("Do it now")
    assert probe.sent == [("self-check", ())]


def test_not_now_is_an_answer(probe: TodayProbe) -> None:
    probe.window.show_self_check(Wish(None))
    probe.press("Not now")
    assert probe.put_off == 1
    assert FIRST not in probe.texts()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
def test_the_line_fits_and_can_be_heard(
    probe: TodayProbe, themer: Themer, language: str, percent: int
) -> None:
    probe.window.show_self_check(Wish(4))
    i18n.use(language)
    probe.window.retranslate()
    themer.set_text_percent(percent)
    for wide in (640, 900):
        probe.window.resize(wide, 900)
        pump()
        assert probe.clipped() == []
    assert probe.nameless() == []
