"""What the answers change, in plain words. Pure; never a score, never a verdict.

It says what the chooser does with them (guide, section 4): a yes brings some exercises more
often and others less, conditions leave exercises out, the place sets what is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.care import terms
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui.library_window import words
from lowback_tray.ui.library_window.words import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lowback_tray.care.exercise import Exercise, Library, Question

ANSWER = "self_check.{question}"
PLACE, FLAGS, EASES = "profile.place", "profile.flags", "profile.eases"
CONTEXT, WAKE, CHECKED = "profile.context", "profile.wake_time", "profile.checked_on"
_COUNTS = {"yes": 1.0, "sometimes": 0.5}
_NAMED = 3  # so many exercises can be taken in at once
_EASES = {
    "bend": mark("Bending forward eases: what arches back comes less often."),
    "arch": mark("Arching back eases: what bends forward comes less often."),
}


def answer_key(question: str) -> str:
    """The setting that keeps the answer to a question."""
    return ANSWER.format(question=question)


def lines(library: Library, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Every change in a sentence, the strongest first; at least one sentence.

    Args:
        library: questions and exercises.
        values: the settings as they hold, key to value.
    """
    if terms.NO_EXERCISE in values[FLAGS]:
        return (tr("No exercises, only a change of position and a little walking."),)
    said = [*_points(library, values), *_less(library, values)]
    if not said:
        said.append(tr("Nothing comes first: hips, pelvis and belly take turns."))
    if values[EASES] in _EASES:
        said.append(tr(_EASES[values[EASES]]))
    left = len(_left_out(library, values))
    if left:
        said.append(
            ntr(
                "{n} exercise is left out or replaced because of what you ticked.",
                "{n} exercises are left out or replaced because of what you ticked.",
                left,
            )
        )
    return tuple(said)


def _points(library: Library, values: Mapping[str, Any]) -> Iterable[str]:
    """A sentence for each point with a yes in it, the one with most of them first."""
    found = []
    for point in POINTS:
        asked = [question for question in library.questions if question.point == point]
        weight = sum(_weight(question, values) for question in asked) / max(1, len(asked))
        names = _names(library, values, asked)
        if weight > 0 and names:
            found.append((weight, point, names))
    found.sort(key=lambda one: -one[0])
    for number, (_, point, names) in enumerate(found):
        text = (
            tr("{point} first: {exercises} more often.")
            if number == 0
            else tr("{point} too: {exercises} more often.")
        )
        yield text.format(point=tr(POINTS[point]), exercises=names)


def _less(library: Library, values: Mapping[str, Any]) -> Iterable[str]:
    demoted = {
        exercise
        for question in library.questions
        if _weight(question, values)
        for exercise in question.demote
    }
    names = [str(one.name) for one in library.exercises.values() if one.id in demoted]
    if names:
        yield tr("{exercises}: less often.").format(exercises=_listed(names))


def _weight(question: Question, values: Mapping[str, Any]) -> float:
    return _COUNTS.get(values[answer_key(question.id)], 0.0)


def _names(library: Library, values: Mapping[str, Any], asked: Iterable[Question]) -> str:
    """The first exercises that the answers bring more often and that fit this person."""
    boosted = {
        exercise: weight
        for question in asked
        if (weight := _weight(question, values))
        for exercise in question.boost
    }
    fits = [one for one in library.exercises.values() if one.id in boosted and _suits(one, values)]
    fits.sort(key=lambda one: -boosted[one.id])
    return _listed([str(one.name) for one in fits[:_NAMED]])


def _suits(exercise: Exercise, values: Mapping[str, Any]) -> bool:
    return (
        terms.room(exercise.where) <= terms.room(values[PLACE])
        and not exercise.avoid_if & values[FLAGS]
        and not exercise.unsuitable_in & values[CONTEXT]
    )


def _left_out(library: Library, values: Mapping[str, Any]) -> list[str]:
    return [
        one.id
        for one in library.exercises.values()
        if one.avoid_if & values[FLAGS] or one.unsuitable_in & values[CONTEXT]
    ]


def _listed(names: list[str]) -> str:
    quoted = [tr("“{name}”").format(name=name) for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return tr("{some} and {last}").format(some=words.listed(quoted[:-1]), last=quoted[-1])
