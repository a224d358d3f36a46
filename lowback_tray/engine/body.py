"""How the back is: what the person says of it, and how long that holds.

Nothing here judges. A day that is heavy or hurts ends at midnight, a flare-up day is followed
by three easier ones, an exercise that made things worse is left out for a week, and ticked
warning signs hold everything back until the person takes them back. Source: care guide,
sections 4 to 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lowback_tray.engine import days, numbers
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Body
from lowback_tray.engine.status import BodyView
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark

_HIDDEN = timedelta(days=numbers.HIDDEN_DAYS)
# The coming midnight is never further away; a clock put back by less does no harm.
_TODAY = 2


def feel(body: Body, wall: datetime) -> str:
    """How the back is now, for the choice: "ok", "heavy" or "pain"."""
    today = days.ahead(wall, body.feel_until, _TODAY)
    if today and body.feel == "pain":
        return "pain"
    heavy = today and body.feel == "heavy"
    return "heavy" if heavy or is_gentle(body, wall) else "ok"


def is_flare(body: Body, wall: datetime) -> bool:
    """Whether this is a flare-up day."""
    return days.ahead(wall, body.flare_until, _TODAY)


def is_gentle(body: Body, wall: datetime) -> bool:
    """Whether this is a flare-up day or one of the easier days after it."""
    return days.ahead(wall, body.easy_until, _TODAY + numbers.EASY_DAYS)


def hidden(body: Body, wall: datetime) -> dict[str, datetime]:
    """The exercises left out now, and until when."""
    most = numbers.HIDDEN_DAYS + 1
    return {name: end for name, end in body.hidden.items() if days.ahead(wall, end, most)}


def exercised_hours_ago(body: Body, wall: datetime) -> float | None:
    """Hours since the person said they exercised, None when that no longer matters."""
    if body.exercised_at is None:
        return None
    hours = (wall - body.exercised_at).total_seconds() / 3600
    return hours if 0 <= hours <= numbers.EXERCISED_H else None


def rated_today(body: Body, wall: datetime) -> str | None:
    """How heavy the back was said to be today."""
    same_day = body.rated_at is not None and body.rated_at.date() == wall.date()
    return body.rated if same_day else None


def view(body: Body, wall: datetime) -> BodyView:
    """What windows show of it."""
    flare = is_flare(body, wall)
    recent = [at for at in body.worse_at if wall - at < _HIDDEN]
    return BodyView(
        feel=feel(body, wall) if days.ahead(wall, body.feel_until, _TODAY) else "ok",
        flare=flare,
        easy=not flare and is_gentle(body, wall),
        signs=body.signs,
        hidden=tuple(sorted(hidden(body, wall).items())),
        consult=len(recent) >= numbers.WORSE_LIMIT,
        exercised=exercised_hours_ago(body, wall) is not None,
        rated=rated_today(body, wall),
    )


def _change(turn: Turn, **changes: Any) -> None:
    turn.change(body=replace(turn.state.body, **changes))
    turn.durable = True


# ---- what the person says


def say_feel(turn: Turn, how: str) -> None:
    """Today it is heavy, or hurts, or is as usual again."""
    until = None if how == "ok" else days.midnight(turn.now.wall)
    _change(turn, feel=how, feel_until=until)
    turn.record(Fact.FEEL, how=how, until=until.isoformat() if until else None)


def say_flare_up(turn: Turn, *, on: bool) -> None:
    """A bad day begins, or is over after all."""
    if on:
        end = days.midnight(turn.now.wall)
        easier = days.midnight(turn.now.wall, 1 + numbers.EASY_DAYS)
        _change(turn, flare_until=end, easy_until=easier)
    elif not is_gentle(turn.state.body, turn.now.wall):
        turn.refuse(mark("This is no flare-up day"))
        return
    else:
        _change(turn, flare_until=None, easy_until=None)
    turn.record(Fact.FLARE_UP, on=on)


def tick_signs(turn: Turn, tier: str | None) -> None:
    """Warning signs were ticked, or taken back."""
    _change(turn, signs=tier)
    turn.record(Fact.SIGNS, tier=tier)


def say_exercised(turn: Turn) -> None:
    """The person exercised elsewhere."""
    _change(turn, exercised_at=turn.now.wall)
    turn.record(Fact.EXERCISED)


def rate(turn: Turn, answer: str) -> None:
    """How heavy the back feels today."""
    _change(turn, rated=answer, rated_at=turn.now.wall)
    turn.record(Fact.BACK_FEELING, answer=answer)


def hide(turn: Turn, exercise: str) -> None:
    """An exercise made things worse: leave it out for a week; harmless if it is left out."""
    body, wall = turn.state.body, turn.now.wall
    if exercise in hidden(body, wall):
        return
    recent = tuple(at for at in body.worse_at if wall - at < _HIDDEN)
    kept: Mapping[str, datetime] = {**hidden(body, wall), exercise: wall + _HIDDEN}
    _change(turn, hidden=kept, worse_at=(*recent, wall))
    turn.record(Fact.HIDDEN, exercise=exercise, until=(wall + _HIDDEN).isoformat())


def unhide(turn: Turn, exercise: str) -> None:
    """Offer it again: it was a mistake, or the week was long enough."""
    kept = hidden(turn.state.body, turn.now.wall)
    if exercise not in kept:
        turn.refuse(mark("That exercise is not left out"))
        return
    del kept[exercise]
    _change(turn, hidden=kept, worse_at=turn.state.body.worse_at[:-1])
    turn.record(Fact.UNHIDDEN, exercise=exercise)


def note_sides(
    turn: Turn, exercise: str, planned_s: float, done_s: float, first: str
) -> dict[str, float]:
    """Keep the balance of an exercise that works the sides one after the other.

    Returns:
        What belongs in its record: seconds on each side; nothing where there are no sides.
    """
    if turn.library.exercises[exercise].dose.sides != 2:
        return {}
    half = planned_s / 2
    begun_s, other_s = min(done_s, half), max(0.0, done_s - half)
    right_s, left_s = (begun_s, other_s) if first == "right" else (other_s, begun_s)
    total = turn.state.body.sides.get(exercise, 0.0) + right_s - left_s
    others = {name: s for name, s in turn.state.body.sides.items() if name != exercise}
    _change(turn, sides={**others, exercise: round(total, 1)} if abs(total) >= 1 else others)
    return {"right_s": right_s, "left_s": left_s}


def evening_due(turn: Turn) -> bool:
    """Whether the evening routine should be offered now; it is, once a day."""
    return _evening_in_s(turn) == 0.0


def _evening_in_s(turn: Turn) -> float | None:
    """Seconds until today's evening routine should be offered, None outside its time.

    It waits a while after a break that was done, unless its time would be over by then.
    """
    at, wall = turn.policy.evening_at, turn.now.wall
    if at is None or turn.state.body.evening_on == wall.date().isoformat():
        return None
    late_s = (wall - days.at(wall, wall.date(), at)).total_seconds()
    if not 0 <= late_s < numbers.EVENING_WINDOW_S:
        return None
    done_at = turn.state.done_at
    if done_at is None:
        return 0.0
    wait_s = max(0.0, done_at + numbers.EVENING_APART_S - turn.now.steady)
    return wait_s if late_s + wait_s < numbers.EVENING_WINDOW_S else 0.0


def note_evening(turn: Turn) -> None:
    """It is being offered today."""
    _change(turn, evening_on=turn.now.wall.date().isoformat())


def offer_evening_again(turn: Turn) -> None:
    """What took its place is no answer to it: it is due again, once that is over."""
    _change(turn, evening_on="")


def next_evening(turn: Turn) -> datetime | None:
    """When the evening routine will be due, None when it is not wanted."""
    at, wall = turn.policy.evening_at, turn.now.wall
    if at is None:
        return None
    wait_s = _evening_in_s(turn)
    if wait_s:
        return turn.wall_in(wait_s)
    moments = (days.at(wall, wall.date() + timedelta(days=n), at) for n in range(3))
    return next(moment for moment in moments if moment > wall)
