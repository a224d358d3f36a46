"""All content, read and checked as one: exercises, routines, words, self-check, safety.

`parse` is pure: it takes the texts of the files by name and either gives a Library in which
everything fits together or says what does not (file, key, problem, remedy). `load` gives it
the packaged files. Rules that need more than one file live here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from lowback_tray import resources
from lowback_tray.care import read_exercise, read_tables, terms
from lowback_tray.care.exercise import Exercise, Library, Routine, Text
from lowback_tray.care.schema import Node, open_file
from lowback_tray.i18n import mark, tr

_ROUTINES = "routines/routines.json"
_OWN = "routines/own.json"
_CHOOSER = "routines/chooser.json"
_WORDS = "vocabulary.json"
_SELF_CHECK = "selfcheck.json"
_SAFETY = "safety.json"
_PROMPTS = "prompts.json"
_TIPS = "tips.json"
_BACKGROUND = "background.json"
_TABLES = (
    _ROUTINES, _OWN, _CHOOSER, _WORDS, _SELF_CHECK, _SAFETY, _PROMPTS, _TIPS, _BACKGROUND,
)  # fmt: skip
_LEAST_LINES = 12  # fewer wear off (see the care guide on rotating texts)
_MOST_HOPS = 2  # how far a substitute may be away from an exercise a flag rules out


@cache
def load() -> Library:
    """The packaged content, read once a process.

    Raises:
        ContentError: a packaged file is damaged.
    """
    names = (*resources.names("exercises", ".json"), *_TABLES)
    return parse({name: resources.read_text(name) for name in names})


def parse(files: Mapping[str, str]) -> Library:
    """A library from the texts of its files by name ("exercises/chair_twist.json" ...).

    Raises:
        ContentError: something is missing, unknown, of the wrong kind or contradictory.
    """
    _check_names(files)
    words = open_file(_WORDS, files).fields("reviewed", "points", "positions", "places", "flags")
    flags = read_tables.texts(words["flags"])
    if terms.NO_EXERCISE not in flags:
        words["flags"].fault(f'has no "{terms.NO_EXERCISE}"', "Add it")
    exercises = _exercises(files, flags)
    routines = _routines(files, exercises)
    signs, stop_line = read_tables.safety(open_file(_SAFETY, files))
    return Library(
        exercises=exercises,
        routines=routines,
        own=_own(files, exercises),
        points=read_tables.texts(words["points"], terms.POINTS),
        flags=flags,
        positions=read_tables.texts(words["positions"], terms.POSITIONS),
        places=read_tables.texts(words["places"], terms.PLACES),
        questions=read_tables.questions(open_file(_SELF_CHECK, files), exercises),
        signs=signs,
        weights=read_tables.weights(open_file(_CHOOSER, files), routines),
        prompts=read_tables.prompts(open_file(_PROMPTS, files), least=_LEAST_LINES),
        stop_line=stop_line,
        tips=read_tables.tips(open_file(_TIPS, files)),
        background=read_tables.notes(open_file(_BACKGROUND, files)),
        reviewed=words["reviewed"].day(),
    )


def _check_names(files: Mapping[str, str]) -> None:
    for name in files:
        if name not in _TABLES and not name.startswith("exercises/"):
            Node(name, "", None).fault("is not a file of the content", "Remove it")


def _exercises(files: Mapping[str, str], flags: Mapping[str, Text]) -> dict[str, Exercise]:
    roots = {
        name: open_file(name, files) for name in sorted(files) if name.startswith("exercises/")
    }
    found = [read_exercise.read(root, flags) for root in roots.values()]
    exercises = {exercise.id: exercise for exercise in found}
    for root, exercise in zip(roots.values(), found, strict=True):
        check_substitutes(root.mapping()["alt"], exercise, exercises)
    check_for_everyone(exercises)
    return exercises


def check_substitutes(node: Node, exercise: Exercise, exercises: Mapping[str, Exercise]) -> None:
    """Following `alt` must leave each thing that rules an exercise out, and soon.

    Raises:
        ContentError: it does not; the place is that of `node`, the `alt` of the exercise.
    """
    if exercise.alt is not None:
        node.one_of(exercises)
    for bars, problem, remedy in _LEFT:
        for bar in sorted(bars(exercise)):
            if not _leaves(exercise, bar, bars, exercises):
                node.fault(tr(problem).format(bar=bar, n=_MOST_HOPS), tr(remedy))


def _flags_of(exercise: Exercise) -> frozenset[str]:
    return exercise.avoid_if


def _situations_of(exercise: Exercise) -> frozenset[str]:
    return exercise.unsuitable_in


_LEFT = (  # what a substitute has to leave
    (
        _flags_of,
        mark('following it never leaves the flag "{bar}" within {n} steps'),
        mark("Name an exercise that suits people with this flag"),
    ),
    (
        _situations_of,
        mark('following it never leaves the situation "{bar}" within {n} steps'),
        mark("Name an exercise that suits people with this situation"),
    ),
)


def _leaves(
    exercise: Exercise,
    bar: str,
    bars: Callable[[Exercise], frozenset[str]],
    exercises: Mapping[str, Exercise],
) -> bool:
    here: Exercise | None = exercise
    for _ in range(_MOST_HOPS):
        here = exercises.get(here.alt) if here is not None and here.alt is not None else None
        if here is not None and bar not in bars(here):
            return True
    return False


def check_for_everyone(exercises: Mapping[str, Exercise]) -> None:
    """What the program falls back on must be there and suit every profile.

    Raises:
        ContentError: it is not, or does not.
    """
    for name in terms.NEEDED:
        if name not in exercises:
            Node(f"exercises/{name}.json", "", None).fault(tr("is missing"), tr("Put it back"))
    for name in terms.FOR_EVERYONE:
        one = exercises[name]
        if one.avoid_if or one.unsuitable_in or one.intensity > 1:
            Node(f"exercises/{name}.json", "avoid_if", None).fault(
                tr("rules people out of what is offered when nothing else fits"),
                tr("Leave avoid_if and unsuitable_in empty and intensity at 1"),
            )


def _routines(files: Mapping[str, str], exercises: Mapping[str, Exercise]) -> dict[str, Routine]:
    root = open_file(_ROUTINES, files)
    routines = read_tables.routines(root, terms.KINDS, exercises)
    check_kinds(root, routines)
    return routines


def check_kinds(root: Node, routines: Mapping[str, Routine]) -> None:
    """There must be a routine of every kind, and the minute of breathing.

    Raises:
        ContentError: there is none; the place is that of `root`.
    """
    for kind in terms.KINDS:
        if kind not in {routine.kind for routine in routines.values()}:
            root.fault(tr('has no routine of the kind "{kind}"').format(kind=kind), tr("Add one"))
    if terms.BREATHE not in routines:
        root.fault(tr('has no "{name}"').format(name=terms.BREATHE), tr("Put it back"))


def _own(files: Mapping[str, str], exercises: Mapping[str, Exercise]) -> dict[str, Routine]:
    root = open_file(_OWN, files)
    own = read_tables.routines(root, ("own",), exercises)
    for name in terms.OWN_PLANS:
        if name not in own:
            root.fault(f'has no "{name}"', "Put it back")
    return own
