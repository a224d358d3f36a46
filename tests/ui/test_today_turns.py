"""On the hundredth day much may be due at once; Today asks for one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lowback_tray.ui.today.checking import Wish
from tests.ui import samples_b as samples
from tests.ui.probes_b.today import TodayProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer

BATH = "A warm bath"
CHECK = "14 weeks since your self-check."
SUITS = "The last stand-ups were not taken. That is no fault of yours."
SIGNS = "Look at the signs again"


@pytest.fixture
def probe(themer: Themer) -> Iterator[TodayProbe]:
    made = TodayProbe()
    made.window.show_status(samples.SITTING)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def asked(probe: TodayProbe) -> set[str]:
    """Which of the cards are in sight."""
    seen = {*probe.texts(), *probe.buttons()}
    consult = str(probe._library().signs.lead["consult"])
    names = {BATH: "tip", CHECK: "check", SUITS: "change", SIGNS: "signs", consult: "consult"}
    return {name for text, name in names.items() if text in seen}


def everything(probe: TodayProbe) -> None:
    probe.window.show_self_check(Wish(14))
    probe.window.show_tip(samples.tip(BATH), lambda: None)
    body = replace(samples.SITTING.body, consult=True, signs="soon")
    probe.see(replace(samples.SITTING, body=body, asks_change=True))


def test_of_all_that_is_due_only_the_weightiest_is_asked(probe: TodayProbe) -> None:
    everything(probe)
    assert asked(probe) == {"signs"}


def test_when_one_is_answered_the_next_has_its_turn(probe: TodayProbe) -> None:
    everything(probe)
    body = replace(samples.SITTING.body, consult=True)
    probe.see(replace(samples.SITTING, body=body, asks_change=True))
    assert asked(probe) == {"consult"}
    probe.press("Got it")
    pump()
    assert asked(probe) == {"change"}
    probe.see(samples.SITTING)
    assert asked(probe) == {"tip"}
    probe.press("Got it")
    pump()
    assert asked(probe) == {"check"}
    probe.press("Not now")
    pump()
    assert asked(probe) == set()


def test_what_becomes_due_later_takes_its_turn_by_weight(probe: TodayProbe) -> None:
    probe.window.show_self_check(Wish(14))
    pump()
    assert asked(probe) == {"check"}
    probe.window.show_tip(samples.tip(BATH), lambda: None)
    pump()
    assert asked(probe) == {"tip"}
    probe.see(replace(samples.SITTING, asks_change=True))
    assert asked(probe) == {"change"}


def test_a_tip_is_not_begun_where_it_would_not_be_seen(probe: TodayProbe) -> None:
    assert probe.window.has_room_for_tip()
    probe.window.show_self_check(Wish(14))
    assert probe.window.has_room_for_tip()
    probe.see(replace(samples.SITTING, asks_change=True))
    assert not probe.window.has_room_for_tip()
