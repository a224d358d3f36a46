"""A bumped desk is no return: an absence ends with input over a second, or with an unlock."""

from __future__ import annotations

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk


def away_for_10_min() -> Desk:
    """Somebody left after forty minutes and has been away for ten."""
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=40)
    desk.forget()
    desk.person.become("still")
    desk.run(minutes=10)
    return desk


def is_away(desk: Desk) -> bool:
    return desk.status.phase is PhaseName.AWAY


def bump(desk: Desk, *, told: bool = True) -> None:
    """One twitch of the mouse; `told`: an event says so, else only the idle time shows it."""
    desk.person.become("still")
    if told:
        desk.does(events.CameBack())


def test_one_twitch_does_not_end_an_absence() -> None:
    desk = away_for_10_min()
    bump(desk)
    desk.run(minutes=20)
    desk.expect("")
    desk.touches()
    desk.expect("""
        70:01 away 1802s
        70:01 back 1802s
    """)


def test_a_twitch_that_only_the_heartbeat_sees_does_not_either() -> None:
    desk = away_for_10_min()
    desk.run(seconds=20)
    bump(desk, told=False)
    desk.run(minutes=20)
    assert is_away(desk)


def test_a_twitch_that_two_sources_tell_of_is_still_one() -> None:
    desk = away_for_10_min()
    bump(desk)
    desk.run(seconds=1.5)
    desk.does(events.CameBack())
    desk.run(minutes=5)
    assert is_away(desk)


def test_twitches_further_apart_than_a_minute_are_twitches() -> None:
    desk = away_for_10_min()
    for _ in range(5):
        bump(desk)
        desk.run(seconds=90)
    assert is_away(desk)


def test_somebody_who_goes_on_typing_is_back_two_seconds_later_by_the_engines_own_look() -> None:
    desk = away_for_10_min()
    desk.person.become("typing")
    desk.does(events.CameBack())
    assert is_away(desk)
    desk.run(seconds=2)
    desk.expect("""
        50:02 away 602s
        50:02 back 602s
    """)


def test_a_touch_and_another_half_a_minute_later_is_somebody_reading() -> None:
    desk = away_for_10_min()
    bump(desk)
    desk.run(seconds=30)
    bump(desk)
    assert not is_away(desk)


def test_an_unlock_is_a_return_at_once() -> None:
    desk = away_for_10_min()
    desk.does(events.Locked())
    bump(desk)
    desk.does(events.Unlocked())
    assert not is_away(desk)


def test_where_nobody_can_tell_any_more_the_word_of_a_source_is_enough() -> None:
    desk = away_for_10_min()
    desk.person.become("unknown")
    desk.run(minutes=1)
    assert is_away(desk)
    desk.does(events.CameBack())
    assert not is_away(desk)


def test_after_a_sleep_the_first_touch_counts_and_one_is_not_enough() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=40)
    desk.world.suspend(1800)
    desk.person.become("still")
    desk.does(events.CameBack())  # the mouse that woke it
    desk.run(minutes=10)
    assert is_away(desk)
    desk.touches()
    assert not is_away(desk)


def test_a_twitch_is_remembered_over_a_restart() -> None:
    desk = away_for_10_min()
    bump(desk)
    desk.runner.save()
    desk.restart(after_s=3)
    desk.run(seconds=1.5)
    bump(desk)
    assert not is_away(desk)
