"""Content packs: a therapist's own exercises and routines, added to ours.

A pack is a folder: `pack.toml` (its name, what it hides), `exercises/<id>.toml` and
`routines/<id>.toml` in the schema of our own content, and pictures where there are no poses
(docs/packs.md, docs/pack.schema.json). An id of ours overrides ours. What follows from the rest
(lengths, sums, empty lists) may be left out. A pack is taken whole or refused whole: it is
merged on trial, and the result has to pass the rules that our own content passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, cast

from lowback_tray.care import pack_defaults, read_exercise, read_tables, terms, toml_lines
from lowback_tray.care.exercise import Exercise, Library, Motion, Routine, Segment, Text
from lowback_tray.care.library import check_for_everyone, check_kinds, check_substitutes
from lowback_tray.care.plan import PlanStep
from lowback_tray.care.schema import Node, is_now, make_it
from lowback_tray.errors import ContentError
from lowback_tray.i18n import tr

FORMAT = 1
_ABOUT = "pack.toml"
_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that fits.

    Attributes:
        name: the name of its folder.
        title: its name for people.
        exercises, routines: what it adds or overrides, by id.
        hide_exercises, hide_routines: ids of what it takes away.
    """

    name: str
    title: Text
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    hide_exercises: frozenset[str]
    hide_routines: frozenset[str]


def parse_pack(name: str, files: Mapping[str, str], library: Library) -> Pack:
    """A pack from its files.

    Args:
        name: the name of its folder.
        files: every file of the folder by its name relative to it, with "/" between; the text
            of TOML files, anything (such as "") for the others.
        library: what it is added to.

    Raises:
        ContentError: with the file, the line, the field and what to do. Nothing of such a
            pack may be used.
    """
    try:
        pack = _read(name, files, library)
        merged(library, [pack])
    except ContentError as error:
        raise _located(name, files, error) from None
    return pack


def merged(library: Library, packs: Iterable[Pack]) -> Library:
    """The library with packs added, one after the other; the last word wins.

    Raises:
        ContentError: together they break a rule of the content.
    """
    for pack in packs:
        together = {**library.exercises, **pack.exercises}
        _check_exercises(together, pack.exercises)
        library = _with_pack(library, pack, together)
        check_kinds(Node(_ABOUT, "hide_routines", None), library.routines)
    return library


def check_library(library: Library) -> None:
    """The rules that hold between exercises and routines, ours and added alike.

    Raises:
        ContentError: one of them is broken.
    """
    _check_exercises(library.exercises, library.exercises)
    check_kinds(Node("routines", "", None), library.routines)


def _check_exercises(together: Mapping[str, Exercise], touched: Mapping[str, Exercise]) -> None:
    """Whatever follows its `alt` to one of the touched must still find a way out.

    Hiding is not looked at: what loses its substitute by that is left out, which harms nobody.
    """
    check_for_everyone(together)
    for name, exercise in together.items():
        near = together.get(exercise.alt or "")
        if touched.keys() & {name, exercise.alt, near.alt if near else None}:
            node = Node(f"exercises/{name}.toml", "alt", exercise.alt)
            check_substitutes(node, exercise, together)


# ---- reading


def _read(name: str, files: Mapping[str, str], library: Library) -> Pack:
    about = _open(_ABOUT, files).fields(
        "format", "name", maybe=("author", "reviewed", "hide_exercises", "hide_routines")
    )
    if about["format"].whole() != FORMAT:
        about["format"].fault(is_now(about["format"].value), make_it(FORMAT))
    if "author" in about:
        about["author"].word()
    reviewed = about["reviewed"].day() if "reviewed" in about else None
    exercises = {
        one.id: one
        for root in _folder("exercises", files)
        for one in (_exercise(name, root, files, library, reviewed),)
    }
    together = {**library.exercises, **exercises}
    routines = [_routine(root, together) for root in _folder("routines", files)]
    _check_names(files)
    return Pack(
        name=name,
        title=about["name"].text(),
        exercises=exercises,
        routines={one.id: one for one in routines},
        hide_exercises=_hidden(about, "hide_exercises", library.exercises, terms.NEEDED),
        hide_routines=_hidden(about, "hide_routines", library.routines, (terms.BREATHE,)),
    )


def _open(file: str, files: Mapping[str, str]) -> Node:
    import tomllib  # only who has packs reads TOML here

    if file not in files:
        raise ContentError(file, tr("is missing"), tr("Every pack has one; see docs/packs.md"))
    try:
        return Node(file, "", tomllib.loads(files[file]))
    except tomllib.TOMLDecodeError as error:
        problem = _LINE.sub("", str(error))
        line = _LINE.search(str(error))
        place = _on_line(file, line[1]) if line else file
        said = tr("is not TOML ({problem})").format(problem=problem)
        raise ContentError(place, said, tr("Mend that spot")) from None


def _on_line(file: str, line: object) -> str:
    return tr("{file}, line {line}").format(file=file, line=line)


def _table(root: Node) -> dict[str, Any]:
    """The whole of a TOML file, which always is a table."""
    return cast("dict[str, Any]", root.value)


def _folder(folder: str, files: Mapping[str, str]) -> list[Node]:
    names = sorted(name for name in files if PurePosixPath(name).match(f"{folder}/*.toml"))
    return [_open(name, files) for name in names if name.count("/") == 1]


def _check_names(files: Mapping[str, str]) -> None:
    for file in files:
        known = file == _ABOUT or file.rsplit("/", 1)[0] in ("exercises", "routines")
        if file.endswith(".toml") and not known:
            raise ContentError(
                file,
                tr("is not part of a pack"),
                tr("Put it into exercises/ or routines/ or remove it"),
            )


def _hidden(
    about: Mapping[str, Node], key: str, known: Mapping[str, object], needed: tuple[str, ...]
) -> frozenset[str]:
    if key not in about:
        return frozenset()
    for node in about[key].items(least=0):
        if node.value in needed:
            remedy = tr("Leave it; the program cannot do without it")
            node.fault(is_now(f'"{node.value}"'), remedy)
    return frozenset(about[key].words_of(known))


def _exercise(
    name: str, root: Node, files: Mapping[str, str], library: Library, reviewed: date | None
) -> Exercise:
    filled = pack_defaults.exercise(_table(root), f"pack:{name}")
    exercise = read_exercise.read(Node(root.file, "", filled), library.flags)
    for number, picture in enumerate(exercise.motion.pictures):
        if picture not in files:
            Node(root.file, f"motion.pictures[{number}]", picture).fault(
                tr('"{picture}" is not in the pack').format(picture=picture),
                tr("Put the file there, or mend its name"),
            )
    return replace(exercise, motion=_placed(exercise.motion, name), pack=name, reviewed=reviewed)


def _placed(motion: Motion, name: str) -> Motion:
    """The motion with its pictures named from the folder of all packs."""
    if not motion.pictures:
        return motion

    def placed(part: Segment) -> Segment:
        return replace(part, to=f"{name}/{part.to}") if part.to else part

    return replace(
        motion,
        initial=f"{name}/{motion.initial}",
        poses={f"{name}/{picture}": pose for picture, pose in motion.poses.items()},
        cycle=tuple(placed(part) for part in motion.cycle),
        pictures=tuple(f"{name}/{picture}" for picture in motion.pictures),
    )


def _routine(root: Node, exercises: Mapping[str, Exercise]) -> Routine:
    filled = pack_defaults.routine(_table(root), exercises)
    routine = read_tables.routine(Node(root.file, "", filled), terms.KINDS, exercises)
    if PurePosixPath(root.file).stem != routine.id:
        Node(root.file, "id", routine.id).fault(
            is_now(f'"{routine.id}"'), tr("Give the file and the routine the same name")
        )
    return routine


def _located(name: str, files: Mapping[str, str], error: ContentError) -> ContentError:
    """The fault with the name of the pack and, where there is one, the line."""
    file, _, path = error.place.partition(": ")
    if file in files and path:
        line = toml_lines.line_of(files[file], path)
        place = _on_line(f"{name}/{file}", line)
        return ContentError(f"{place}: {path}", error.problem, error.remedy)
    inside = "/" if file.startswith((*files, _ABOUT)) else ": "
    return ContentError(f"{name}{inside}{error.place}", error.problem, error.remedy)


# ---- merging


def _with_pack(library: Library, pack: Pack, together: Mapping[str, Exercise]) -> Library:
    hidden = pack.hide_exercises - pack.exercises.keys()
    gone = pack.hide_routines - pack.routines.keys()

    def instead(name: str) -> str | None:
        """What stands in for an exercise, itself unless it is hidden."""
        here: str | None = name
        for _ in together:
            if here is None or here not in hidden:
                return here
            here = together[here].alt
        return None

    exercises = {
        name: replace(one, alt=None if one.alt is None else instead(one.alt))
        for name, one in together.items()
        if name not in hidden
    }
    routines = {**library.routines, **pack.routines}
    touched = hidden | pack.exercises.keys()
    return replace(
        library,
        exercises=exercises,
        routines={
            name: _recut(one, touched, instead, exercises)
            for name, one in routines.items()
            if name not in gone
        },
        own={name: _recut(one, touched, instead, exercises) for name, one in library.own.items()},
        questions=tuple(
            replace(one, boost=one.boost - hidden, demote=one.demote - hidden)
            for one in library.questions
        ),
        weights=replace(
            library.weights,
            seat_only=library.weights.seat_only - gone,
            morning_only=library.weights.morning_only - gone,
        ),
    )


def _recut(
    routine: Routine,
    touched: frozenset[str],
    instead: Callable[[str], str | None],
    exercises: Mapping[str, Exercise],
) -> Routine:
    """A routine with what is hidden replaced or dropped, and its sums made anew."""
    if not touched & {item.exercise for item in routine.items}:
        return routine
    items = tuple(
        PlanStep(found, _seconds(item, exercises[found]))
        for item in routine.items
        if (found := instead(item.exercise)) is not None
    )
    if not items:
        Node(_ABOUT, "hide_exercises", None).fault(
            tr('leave nothing of the routine "{routine}"').format(routine=routine.id),
            tr("Add it to hide_routines too"),
        )
    true = read_tables.sums(items, exercises)
    return replace(
        routine,
        items=items,
        seconds=true.seconds,
        where=true.where,
        loads=true.loads,
        point_share=true.point_share,
    )


def _seconds(item: PlanStep, found: Exercise) -> int:
    """How long it lasts; a substitute never longer than its own dose."""
    return item.seconds if item.exercise == found.id else min(item.seconds, found.duration_s)
