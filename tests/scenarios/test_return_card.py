"""What an absence was: asked once, quietly, and believed."""

from __future__ import annotations

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.errors import LowbackError
from tests.scenarios.desk import Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False)


def back_after(minutes: float, policy: Policy = ONLY_STAND_UPS) -> Desk:
    """Forty minutes of work, then an absence; its ledger is empty."""
    desk = Desk(policy)
    desk.run(minutes=40)
    desk.leaves(minutes=minutes)
    desk.forget()
    return desk


def asked_after(minutes: float = 20) -> Desk:
    """The card is open; the ledger is empty."""
    desk = back_after(minutes)
    desk.run(seconds=70)
    assert desk.card.shown is not None
    desk.forget()
    return desk


def sitting_min(desk: Desk) -> int:
    return round(desk.status.sitting_s / 60)


def test_it_asks_once_the_first_minute_is_over_and_goes_by_itself() -> None:
    desk = back_after(20)
    desk.run(minutes=10)
    desk.expect("""
        61:08 > what were these 1200s?
        63:08 > the card goes
    """)
    assert sitting_min(desk) == 10
    assert "was_away" not in desk.facts()


def test_where_nobody_can_tell_who_types_it_comes_when_the_first_minute_is_over() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.person.become("unknown")
    desk.run(minutes=40, seconds=20)
    desk.does(events.Locked())
    desk.run(minutes=10)
    desk.does(events.Unlocked())
    desk.forget()
    desk.run(minutes=2)
    desk.expect("""
        51:20 > what were these 600s?
    """)


def test_stood_up_is_written_down_as_stood_with_the_length() -> None:
    desk = asked_after()
    desk.does(events.WasAway("stood"))
    desk.expect("""
        61:10 > the card goes
        61:10 was_away stood 1200s
    """)
    assert sitting_min(desk) == 1


def test_lying_down_is_rest_and_not_standing() -> None:
    desk = asked_after()
    desk.does(events.WasAway("lying"))
    desk.expect("""
        61:10 > the card goes
        61:10 was_away lying 1200s
    """)
    assert sitting_min(desk) == 1


def test_still_sitting_gives_the_clock_the_absence_back() -> None:
    desk = asked_after(10)
    desk.does(events.WasAway("sitting"))
    assert sitting_min(desk) == 51
    assert desk.status.next is not None
    assert round(desk.status.next.in_s / 60) == 9


def test_still_sitting_counts_for_the_posture_reset_and_the_day_too() -> None:
    desk = asked_after(10)
    before = desk.status.desk_today_s
    desk.change(Policy(sit_back=False, posture_after_s=3500.0, stand_up_every_s=7200.0))
    desk.does(events.WasAway("sitting"))
    assert desk.status.desk_today_s == pytest.approx(before + 600, abs=1)
    assert desk.status.next is not None
    assert desk.status.next.kind is BreakKind.POSTURE_RESET
    assert round(desk.status.next.in_s / 60) == 7


def test_a_stand_up_overdue_by_that_comes_a_minute_later_and_not_at_once() -> None:
    desk = asked_after(30)
    desk.does(events.WasAway("sitting"))
    desk.run(minutes=2)
    desk.expect("""
        71:10 > the card goes
        71:10 was_away sitting 1800s
        72:10 > ask stand-up: hourly_stand_b
        72:10 prompted stand-up
    """)


def test_what_a_break_has_put_back_since_stays_there() -> None:
    desk = asked_after(10)
    desk.does(events.JustStood())
    desk.run(minutes=5)
    desk.does(events.WasAway("sitting"))
    assert sitting_min(desk) == 5


def test_it_can_be_said_for_a_quarter_of_an_hour_after_the_card_has_gone_and_once() -> None:
    desk = asked_after(10)
    desk.run(minutes=16)
    desk.does(events.WasAway("walked"))
    desk.does(events.WasAway("sitting"))
    desk.expect("""
        53:08 > the card goes
        67:10 was_away walked 600s
        67:10 refused: There is no absence to tell about
    """)


def test_later_than_that_it_is_past() -> None:
    desk = asked_after(10)
    desk.run(minutes=18)
    assert desk.status.back is None
    desk.does(events.WasAway("walked"))
    assert desk.lines[-1].endswith("refused: There is no absence to tell about")


def test_closed_without_an_answer_it_is_gone_and_nothing_is_written() -> None:
    desk = asked_after()
    desk.does(events.NoAnswer())
    desk.does(events.NoAnswer())
    desk.run(minutes=20)
    desk.expect("""
        61:10 > the card goes
    """)


def test_nobody_is_asked_twice_within_two_hours() -> None:
    desk = asked_after()
    desk.run(minutes=30)
    desk.leaves(minutes=10)
    desk.forget()
    desk.run(minutes=20)
    desk.expect("")
    desk.does(events.JustStood())
    desk.run(minutes=40)
    desk.does(events.JustStood())
    desk.run(minutes=30)
    desk.leaves(minutes=10)
    desk.forget()
    desk.run(minutes=5)
    assert any("what were these" in line for line in desk.lines)


@pytest.mark.parametrize("later_s", [-30, 30])
def test_the_two_hours_begin_with_the_card(later_s: int) -> None:
    desk = Desk(Policy(posture_enabled=False, stand_up_every_s=20_000.0))
    desk.person.become("unknown")
    desk.run(minutes=40)
    desk.locks(minutes=20)
    desk.person.become("unknown")
    desk.run(minutes=1)
    assert desk.card.shown is not None
    desk.run(seconds=7200 - 900 - 60 + later_s)
    desk.locks(minutes=15)
    desk.person.become("unknown")
    desk.run(seconds=60)
    assert (desk.card.shown is not None) is (later_s >= 0)
    desk.run(seconds=60)
    assert desk.card.shown is not None


def test_a_crash_does_not_make_it_ask_again() -> None:
    desk = asked_after()
    desk.restart(after_s=310)
    desk.run(minutes=10)
    assert not any("what were these" in line for line in desk.lines)


@pytest.mark.parametrize("minutes", [4.0, 600.0])
def test_a_short_absence_and_a_night_are_not_asked_about(minutes: float) -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.locks(minutes=minutes)
    desk.forget()
    desk.run(minutes=20)
    desk.expect("")


def test_a_night_can_be_told_about_all_the_same() -> None:
    desk = back_after(600)
    desk.does(events.WasAway("lying"))
    assert desk.facts()[-1] == "was_away"


def test_switched_off_it_never_asks() -> None:
    desk = back_after(20, Policy(posture_enabled=False, ask_back=False))
    desk.run(minutes=20)
    desk.expect("")


def test_it_never_opens_under_a_hold_and_goes_with_the_first() -> None:
    desk = back_after(20)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=3)
    desk.does(events.HoldLifted("call"))
    desk.run(seconds=70)
    desk.does(events.HoldPlaced("call", "In a call"))
    assert [line[6:] for line in desk.lines] == ["> what were these 1200s?", "> the card goes"]


def test_after_six_minutes_of_typing_it_is_too_late_to_ask() -> None:
    desk = back_after(20)
    desk.person.become("typing")
    desk.run(minutes=7)
    desk.person.become("working")
    desk.run(minutes=10)
    desk.expect("")


def test_it_never_opens_over_a_guide() -> None:
    desk = back_after(20)
    desk.run(seconds=20)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=60)
    assert desk.card.shown is None


def test_the_next_prompt_takes_its_place() -> None:
    desk = asked_after()
    desk.change(Policy(posture_after_s=60.0))
    desk.run(seconds=20)
    assert desk.lines[0].endswith("> the card goes")
    assert desk.window.prompt is not None
    assert desk.card.shown is None


def test_it_does_not_stay_beside_what_falls_due_while_they_type() -> None:
    desk = asked_after()
    desk.person.become("typing")
    desk.change(Policy(posture_after_s=60.0))
    desk.run(seconds=1)
    assert desk.lines == ["61:10 > the card goes"]


def test_somebody_who_leaves_again_closes_it() -> None:
    desk = asked_after()
    desk.does(events.Locked())
    assert desk.card.shown is None


def test_time_without_the_program_can_be_told_about_too() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.restart(after_s=600)
    desk.forget()
    desk.run(seconds=70)
    desk.does(events.WasAway("sitting"))
    desk.expect("""
        51:08 > what were these 600s?
        51:10 > the card goes
        51:10 was_away sitting 600s
    """)
    assert sitting_min(desk) == 51


def test_a_card_that_was_open_at_a_kill_is_not_asked_again_and_can_be_answered() -> None:
    desk = asked_after()
    desk.runner.save()
    desk.restart(after_s=3)
    desk.run(minutes=5)
    assert desk.card.shown is None
    desk.does(events.WasAway("walked"))
    assert desk.facts()[-1] == "was_away"


def test_a_card_that_cannot_be_shown_is_no_card() -> None:
    desk = back_after(20)
    desk.card.failing = LowbackError
    desk.run(seconds=70)
    assert desk.status.back is not None
    assert not desk.status.back.is_open


def test_said_while_away_again_it_corrects_what_was_at_the_desk() -> None:
    desk = back_after(10)
    desk.run(minutes=5)
    desk.does(events.Locked())
    desk.run(minutes=1)
    desk.does(events.WasAway("sitting"))
    desk.does(events.Unlocked())
    assert sitting_min(desk) == 56


def test_a_sleep_that_nobody_announced_takes_the_open_card_with_it() -> None:
    desk = asked_after()
    desk.person.become("unknown")
    desk.world.suspend(7200)
    desk.run(seconds=61)
    assert desk.card.shown is None
    assert desk.status.back is not None
    assert desk.status.back.seconds == 7200
