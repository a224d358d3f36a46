"""What an absence was: a quiet card may ask once, and the answer corrects the clock.

Five minutes away rest everything, because nobody can see what the person did. Perhaps they sat
in a meeting. So after an absence the program may ask, and believes what it is told. It asks
only where the answer could matter and somebody has a moment for it: after the first minute,
under no hold, with nothing due, in a pause in typing, not after a night, not again within two
hours. The card goes by itself; no answer changes nothing and is never called "stood". What the
card asks can be said as a command too, while it is open and for a while afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lowback_tray.engine import desk_time, numbers, waiting
from lowback_tray.engine.absence import close_card
from lowback_tray.engine.effects import CardView, ShowCard
from lowback_tray.engine.events import WasAway
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Away, Back, Sitting
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark


def view(turn: Turn) -> CardView | None:
    """The absence that can be told about now, None where there is none."""
    back = turn.state.back
    if back is None or turn.now.steady >= back.until_at:
        return None
    returned = turn.now.after(back.at - turn.now.steady)
    return CardView(back.seconds, returned, is_open=back.open_until_at is not None)


def settle(turn: Turn) -> None:
    """Open the card at a good moment, and take it back when its time is over."""
    back = turn.state.back
    if back is None:
        return
    if back.open_until_at is None:
        if _opens_at(turn, back) == turn.now.steady and _is_free(turn):
            _open(turn, back)
    elif turn.now.steady >= back.open_until_at or not _is_free(turn):
        close_card(turn)


def next_looks(turn: Turn) -> Iterator[float]:
    """When the card might open, and when it goes."""
    back = turn.state.back
    if back is None:
        return
    at = _opens_at(turn, back) if back.open_until_at is None else back.open_until_at
    if at is not None and at > turn.now.steady:
        yield at


def _is_free(turn: Turn) -> bool:
    """Whether nothing else asks or holds."""
    phase = turn.phase
    return isinstance(phase, Sitting) and phase.due is None and not waiting.holds(turn)


def _opens_at(turn: Turn, back: Back) -> float | None:
    """When the card could first open, never before now; None for never."""
    if not turn.policy.ask_back or back.seconds > numbers.CARD_NIGHT_S:
        return None
    at = max(turn.now.steady + waiting.typing_wait_s(turn), turn.state.grace_at)
    if turn.state.card_at is not None:
        at = max(at, turn.state.card_at + numbers.CARD_APART_S)
    return at if at <= back.at + numbers.CARD_WITHIN_S else None


def _open(turn: Turn, back: Back) -> None:
    opened = replace(back, open_until_at=turn.now.steady + numbers.CARD_S)
    turn.change(back=opened, card_at=turn.now.steady)
    turn.durable = True
    shown = view(turn)
    assert shown is not None, "it is open"
    turn.do(ShowCard(shown))


def tell(turn: Turn, said: WasAway) -> None:
    """The person says what the absence was."""
    back = turn.state.back
    if back is None or view(turn) is None:
        turn.refuse(mark("There is no absence to tell about"))
        return
    close_card(turn)
    if said.how == "sitting":
        desk_time.add(turn, back.seconds)
        if not turn.state.clocks.standing:
            _give_back(turn, back)
    elif said.how in ("stood", "walked"):
        turn.took_stand_up()
    turn.change(back=None)
    turn.record(
        Fact.WAS_AWAY,
        how=said.how,
        seconds=back.seconds,
        sitting_s=turn.state.clocks.sitting_s,
    )


def _give_back(turn: Turn, back: Back) -> None:
    """The clocks as if they had run on. What a break has put back since then stays there."""
    until = turn.phase.since_at if isinstance(turn.phase, Away) else turn.now.steady
    since_s, clocks = until - back.at, turn.state.clocks

    def ran_on(clock: float, before: float) -> float:
        untouched = clock >= since_s - 0.01  # sums of seconds
        return clock + before + back.seconds if untouched else clock

    turn.clocks(
        sitting_s=ran_on(clocks.sitting_s, back.before.sitting_s),
        stand_s=ran_on(clocks.stand_s, back.before.stand_s),
        posture_s=ran_on(clocks.posture_s, back.before.posture_s),
    )
    # What is overdue by this is no punishment for an honest answer: it has a minute's time.
    turn.change(grace_at=max(turn.state.grace_at, turn.now.steady + numbers.GRACE_S))
