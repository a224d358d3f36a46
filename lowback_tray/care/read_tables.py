"""From the other content files to their types: routines, chooser, words, self-check, safety."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from lowback_tray.care import terms
from lowback_tray.care.exercise import (
    Exercise,
    Note,
    Question,
    Routine,
    Text,
    WarningSign,
    WarningSigns,
    Weights,
)
from lowback_tray.care.plan import PlanStep
from lowback_tray.care.schema import Node, is_now, make_it
from lowback_tray.i18n import tr

_SCORES = (
    "base", "recency_lo", "recency_hi", "novelty", "boost_each", "demote_each", "repeat_last",
    "morning_flexion", "stand_when_long", "morning_routine", "favourite",
    "other_direction",
)  # fmt: skip
_HOURS = ("recency_hours", "novelty_hours", "morning_hours_after_wake", "post_workout_window_h")
_MINUTES = ("long_sit_min", "stand_when_long_min")
_ROUNDING = 0.02  # shares are written with two decimals


def texts(node: Node, ids: Iterable[str] | None = None) -> dict[str, Text]:
    """Texts by id; `ids` are the keys it must have, in their order."""
    entries = node.mapping() if ids is None else node.fields(*ids)
    return {name: entries[name].text() for name in (ids or entries)}


def routines(
    root: Node, kinds: tuple[str, ...], exercises: Mapping[str, Exercise]
) -> dict[str, Routine]:
    """The routines of a file by id, in its order.

    Raises:
        ContentError: a key is wrong, an exercise unknown, or the sums do not hold.
    """
    found: dict[str, Routine] = {}
    for node in root.items():
        one = routine(node, kinds, exercises)
        if one.id in found:
            node.mapping()["id"].fault(f'"{one.id}" is there twice', "Give it another id")
        found[one.id] = one
    return found


def routine(node: Node, kinds: tuple[str, ...], exercises: Mapping[str, Exercise]) -> Routine:
    """One routine.

    Raises:
        ContentError: as `routines`.
    """
    entry = node.fields(
        "id", "kind", "name", "why", "items", "seconds", "where", "point_share", "loads"
    )
    shares = entry["point_share"].fields(*terms.POINTS)
    found = Routine(
        id=entry["id"].name(),
        kind=entry["kind"].one_of(kinds),
        name=entry["name"].text(),
        why=entry["why"].text(),
        items=tuple(_item(item, exercises) for item in entry["items"].items()),
        seconds=entry["seconds"].whole(),
        where=entry["where"].one_of(terms.PLACES),
        point_share={point: shares[point].number(least=0, most=1) for point in terms.POINTS},
        loads=entry["loads"].words_of(terms.LOADS, least=1),
    )
    _check_sums(entry, found, exercises)
    return found


def _item(node: Node, exercises: Mapping[str, Exercise]) -> PlanStep:
    entry = node.fields("exercise", "seconds")
    name = entry["exercise"].one_of(exercises)
    seconds = entry["seconds"].whole()
    least = _least(exercises[name])
    if seconds < least:
        entry["seconds"].fault(
            tr("is {seconds}, too short for {exercise}").format(seconds=seconds, exercise=name),
            tr("Make it {least} or more").format(least=f"{least:g}"),
        )
    return PlanStep(name, seconds)


def _least(exercise: Exercise) -> float:
    """One cycle, or on each side the movements without the hold."""
    if exercise.dose.fit == "cycles":
        return exercise.dose.cycle_s
    moves = sum(part.seconds for part in exercise.motion.cycle if part.to is not None)
    return moves * (2 if exercise.dose.sides == 2 else 1)


@dataclass(frozen=True, slots=True)
class Sums:
    """What follows from the items of a routine: the fields of `Routine` of the same names."""

    seconds: int
    where: str
    loads: tuple[str, ...]
    point_share: Mapping[str, float]


def sums(items: Sequence[PlanStep], exercises: Mapping[str, Exercise]) -> Sums:
    """The sums of at least one item; each exercise's seconds fall evenly on its own points."""
    done = [exercises[item.exercise] for item in items]
    total = sum(item.seconds for item in items)
    shares = dict.fromkeys(terms.POINTS, 0.0)
    for item, exercise in zip(items, done, strict=True):
        for point in exercise.points:
            shares[point] += item.seconds / len(exercise.points) / total
    return Sums(
        seconds=total,
        where=max((exercise.where for exercise in done), key=terms.room),
        loads=tuple(sorted({exercise.load for exercise in done})),
        point_share=shares,
    )


def _check_sums(
    entry: Mapping[str, Node], routine: Routine, exercises: Mapping[str, Exercise]
) -> None:
    """What a routine says of itself must follow from its items."""
    true = sums(routine.items, exercises)
    if true.seconds != routine.seconds:
        entry["seconds"].fault(
            tr("is {seconds}, but the items last {true} s").format(
                seconds=routine.seconds, true=true.seconds
            ),
            make_it(true.seconds),
        )
    if true.where != routine.where:
        entry["where"].fault(
            is_now(f'"{routine.where}"'),
            tr('Make it "{where}", which the items need').format(where=true.where),
        )
    if routine.loads != true.loads:
        remedy = tr("Make them {loads}").format(loads=", ".join(true.loads))
        entry["loads"].fault(tr("are not those of the items"), remedy)
    for point, share in true.point_share.items():
        if abs(share - routine.point_share[point]) > _ROUNDING:
            entry["point_share"].mapping()[point].fault(
                tr("is {share}, but the items give {true}").format(
                    share=f"{routine.point_share[point]:g}", true=f"{share:.2f}"
                ),
                make_it(f"{share:.2f}"),
            )


def weights(root: Node, known: Mapping[str, Routine]) -> Weights:
    """The chooser's numbers."""
    entry = root.fields(
        "weights", "answers", *_HOURS, *_MINUTES, "evening_start", "least_share_kept",
        "seat_only", "morning_only",
    )  # fmt: skip
    scores = entry["weights"].fields(*_SCORES)
    answers = entry["answers"].fields(*terms.ANSWERS)
    numbers = {name: entry[name].positive() for name in (*_HOURS, *_MINUTES)}
    return Weights(
        scores={name: scores[name].number(least=0) for name in _SCORES},
        answers={name: answers[name].number(least=0, most=1) for name in terms.ANSWERS},
        evening_start=_time(entry["evening_start"]),
        least_share_kept=entry["least_share_kept"].number(least=0, most=1),
        seat_only=frozenset(entry["seat_only"].words_of(known)),
        morning_only=frozenset(entry["morning_only"].words_of(known)),
        **numbers,
    )


def _time(node: Node) -> time:
    try:
        return time.fromisoformat(node.word())
    except ValueError:
        node.fault(f'is "{node.word()}"', 'Write a time of day such as "21:00"')


def questions(root: Node, exercises: Mapping[str, Exercise]) -> tuple[Question, ...]:
    """The self-check in its order."""
    found: list[Question] = []
    for node in root.items():
        entry = node.fields("id", "point", "text", "boost", "drawn", "demote")
        question = Question(
            id=entry["id"].word(),
            point=entry["point"].one_of(terms.POINTS),
            text=entry["text"].text(),
            boost=frozenset(entry["boost"].words_of(exercises)),
            drawn=exercises[entry["drawn"].one_of(exercises)],
            demote=frozenset(entry["demote"].words_of(exercises)),
        )
        if question.id in {other.id for other in found}:
            entry["id"].fault(f'"{question.id}" is there twice', "Give it another id")
        found.append(question)
    for point in terms.POINTS:
        if point not in {question.point for question in found}:
            root.fault(f'no question asks about "{point}"', "Add one")
    return tuple(found)


def safety(root: Node) -> tuple[WarningSigns, Text]:
    """The warning signs and the stop line of every guide page."""
    entry = root.fields("lead", "tiers", "note", "stop_line")
    tiers = entry["tiers"].fields(*terms.TIERS)
    signs = WarningSigns(
        lead=texts(entry["lead"], (*terms.TIERS, "emergency_ticked", "soon_ticked", "always")),
        tiers={tier: _signs(tiers[tier]) for tier in terms.TIERS},
        note=entry["note"].text(),
    )
    return signs, entry["stop_line"].text()


def _signs(node: Node) -> tuple[WarningSign, ...]:
    entries = [sign.fields("id", "text") for sign in node.items()]
    return tuple(WarningSign(entry["id"].word(), entry["text"].text()) for entry in entries)


def prompts(root: Node, *, least: int) -> dict[str, tuple[Text, ...]]:
    """The rotating lines of each kind of prompt, at least `least` different ones."""
    kinds = root.fields(*terms.PROMPTS)
    found: dict[str, tuple[Text, ...]] = {}
    for kind in terms.PROMPTS:
        lines = tuple(node.text() for node in kinds[kind].items(least=least))
        if len(set(lines)) < len(lines):
            kinds[kind].fault("has a line twice", "Write another one")
        found[kind] = lines
    return found


def notes(root: Node) -> tuple[Note, ...]:
    """Titled paragraphs in their order."""
    found: list[Note] = []
    for node in root.items():
        entry = node.fields("id", "source", "title", "text")
        note = Note(
            id=entry["id"].name(),
            source=tuple(item.word() for item in entry["source"].items()),
            title=entry["title"].text(),
            text=entry["text"].text(),
        )
        if note.id in {other.id for other in found}:
            entry["id"].fault(f'"{note.id}" is there twice', "Give it another id")
        found.append(note)
    return tuple(found)


def tips(root: Node) -> dict[str, Note]:
    """The tip cards by id: exactly those that the program knows when to show."""
    found = {note.id: note for note in notes(root)}
    for name in found:
        if name not in terms.TIPS:
            root.fault(f'nothing says when to show "{name}"', f"Use {', '.join(terms.TIPS)}")
    for name in terms.TIPS:
        if name not in found:
            root.fault(f'has no "{name}"', "Put it back")
    return found
