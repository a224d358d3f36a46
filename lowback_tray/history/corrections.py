"""What the person said of an absence, put in its place before the day is folded.

    still sitting     the absence was none: the sitting around it is one
    stood or walked   it stays an absence for the clock, and is a break of its length
    lay down          rest, but nobody stood

The log is never changed: what was recorded first and what was said later both stand in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lowback_tray.engine.records import Fact
from lowback_tray.history.stored import StoredRecord, in_order, number

_LENGTHS: dict[str, str] = {
    Fact.AWAY: "seconds",
    Fact.LAUNCHED: "absent_s",
    Fact.STALLED: "seconds",
}


def corrected(records: list[StoredRecord]) -> list[StoredRecord]:
    """The records in order, as they would read had it been known at once."""
    ordered = in_order(records)
    for answer in [record for record in ordered if record.fact == Fact.WAS_AWAY]:
        absence = _meant(answer, ordered)
        if absence is not None:
            _correct(ordered, absence, answer)
    return in_order(ordered)


def _meant(answer: StoredRecord, ordered: list[StoredRecord]) -> StoredRecord | None:
    """The absence that an answer speaks of: of its length, and the last one before it.

    Under a clock that was put back in between it stands after it.
    """
    seconds, place = number(answer, "seconds"), ordered.index(answer)
    for record in (*reversed(ordered[:place]), *ordered[place:]):
        key = _LENGTHS.get(record.fact)
        if key is not None and seconds is not None and number(record, key) == seconds:
            return record
    return None


def _correct(ordered: list[StoredRecord], absence: StoredRecord, answer: StoredRecord) -> None:
    place = ordered.index(absence)
    if answer.details.get("how") == "sitting":
        del ordered[place]
        return
    length = timedelta(seconds=number(answer, "seconds") or 0.0)
    begin = absence.at if absence.fact == Fact.AWAY else absence.at - length
    known = {"seconds": length.total_seconds(), "credit": 1.0}
    ordered[place] = replace(
        absence, fact=Fact.AWAY, at=begin, details={**absence.details, **known}
    )
    ordered[ordered.index(answer)] = replace(
        answer, at=(begin + length).astimezone(answer.at.tzinfo)
    )
