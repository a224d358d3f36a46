"""From one file of resources/exercises to an `Exercise`, every key checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from lowback_tray.care import terms
from lowback_tray.care.exercise import Dose, Exercise, Motion, Pose, Segment, Text
from lowback_tray.care.schema import Node, either, is_now, make_it
from lowback_tray.i18n import tr

_SKELETON_OF_VIEW = {"side": "side", "front": "front", "top": "front"}
# Segments of each limb, and how many of them may be drawn foreshortened.
_LIMBS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "side": {"arm_n": (3, 2), "arm_f": (3, 2), "leg_n": (3, 3), "leg_f": (3, 3)},
    "front": {"arm_l": (2, 2), "arm_r": (2, 2), "leg_l": (3, 2), "leg_r": (3, 2)},
}
_ANGLES: Mapping[str, tuple[str, ...]] = {
    "side": ("lumbar", "thorax", "head"),
    "front": ("lumbar", "thorax", "head", "pelvis", "shoulders"),
}
_SCALES: Mapping[str, tuple[str, ...]] = {"side": (), "front": ("trunk", "shoulders", "pelvis")}
_SIDES: Mapping[str, tuple[str, ...]] = {"side": ("n", "f"), "front": ("l", "r")}
_PAIRED_JOINTS = ("elbow", "wrist", "hand", "knee", "ankle", "heel", "toe")
_MOST_DEGREES = 720  # sweeps beyond a full turn are deliberate, beyond two a slip of the pen
_LEAST_SCALE = 0.05  # drawn shorter than this, a segment is gone
_PROPS: Mapping[str, tuple[str, ...]] = {
    "chair": ("seat_y", "x0", "x1", "back_x", "back_top"),
    "chair_front": ("seat_y", "x0", "x1"),
    "desk": ("x0", "x1", "y"),
    "support": ("x0", "x1", "y"),
    "box": ("x0", "x1", "y"),
    "wall": ("x",),
    "mat": ("y",),
    "mat_top": ("x0", "x1", "y0", "y1"),
    "footprint": (),
    "strap": ("between",),
}
_CHANGES = ("none", "swap_nf", "swap_nf_each_rep", "flip_x")
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")
# What stands in for a pose where there are only pictures: somebody who stands still.
_STILL = Pose(
    hip=(0, 53),
    angles={"lumbar": 90, "thorax": 90, "head": 90},
    limbs={
        "arm_n": (-92, -86, -86),
        "arm_f": (-92, -86, -86),
        "leg_n": (-90, -90, 0),
        "leg_f": (-90, -90, 0),
    },
    belly=0.4,
    scale={},
)
_CHANGES_OF_SIDES: Mapping[object, tuple[str, ...]] = {
    1: ("none",),
    2: ("swap_nf", "flip_x"),
    "alternate": ("none", "swap_nf_each_rep"),
}


def read(root: Node, flags: Mapping[str, Text]) -> Exercise:
    """The exercise of one file.

    Raises:
        ContentError: any key is missing, unknown, of the wrong kind or contradicts another.
    """
    entry = root.fields(
        "id", "name", "source", "points", "region", "position", "where", "duration_s", "dose",
        "steps", "breathing", "mistake", "skip", "spoken", "avoid_if", "caution_if",
        "unsuitable_in", "alt", "load", "intensity", "motion", maybe=("support",),
    )  # fmt: skip
    dose = _dose(entry["dose"])
    exercise = Exercise(
        id=_id(entry["id"]),
        name=entry["name"].text(),
        source=tuple(node.word() for node in entry["source"].items()),
        points=entry["points"].words_of(terms.POINTS, least=1),
        region=entry["region"].one_of(terms.REGIONS),
        position=entry["position"].one_of(terms.POSITIONS),
        where=_where(entry),
        duration_s=entry["duration_s"].whole(),
        dose=dose,
        steps=tuple(node.text() for node in entry["steps"].items()),
        breathing=entry["breathing"].text(),
        mistake=entry["mistake"].text(),
        skip=entry["skip"].text(),
        support=entry["support"].text() if "support" in entry else None,
        spoken=entry["spoken"].text(),
        avoid_if=frozenset(entry["avoid_if"].words_of(flags)),
        caution_if=frozenset(entry["caution_if"].words_of(flags)),
        unsuitable_in=frozenset(entry["unsuitable_in"].words_of(terms.SITUATIONS)),
        alt=None if entry["alt"].absent() else entry["alt"].name(),
        load=entry["load"].one_of(terms.LOADS),
        intensity=entry["intensity"].whole(),
        motion=_motion(entry["motion"]),
    )
    _check_together(entry, exercise)
    return exercise


def _id(node: Node) -> str:
    if PurePosixPath(node.file).stem != node.name():
        remedy = tr("Give the file and the exercise the same name")
        node.fault(is_now(f'"{node.name()}"'), remedy)
    return node.name()


def _where(entry: Mapping[str, Node]) -> str:
    place = entry["where"].one_of(terms.PLACES)
    position = entry["position"].one_of(terms.POSITIONS)
    if place not in terms.POSITIONS[position]:
        entry["where"].fault(
            tr('is "{place}" for the position "{position}"').format(place=place, position=position),
            make_it(either(terms.POSITIONS[position])),
        )
    return place


def _dose(node: Node) -> Dose:
    entry = node.fields(
        "type", "hold_s", "reps", "sides", "seconds_per_side", "cycle_s", "cycles", "fit",
        "seed_dose",
    )  # fmt: skip
    if not entry["seed_dose"].absent():
        entry["seed_dose"].word()
    side = entry["seconds_per_side"]
    return Dose(
        type=entry["type"].one_of(("hold", "reps", "breaths")),
        reps=entry["reps"].whole(),
        hold_s=entry["hold_s"].number(least=0),
        sides=_sides(entry["sides"]),
        seconds_per_side=None if side.absent() else side.positive(),
        cycle_s=entry["cycle_s"].positive(),
        cycles=entry["cycles"].whole(),
        fit=entry["fit"].one_of(("cycles", "hold")),
    )


def _sides(node: Node) -> int | str:
    value = node.value
    if value == "alternate":
        return "alternate"
    if isinstance(value, bool) or value not in (1, 2):
        node.fault(tr("is not a number of sides"), tr('Make it 1, 2 or "alternate"'))
    return node.whole()


# ---- the figure


def _motion(node: Node) -> Motion:
    if "pictures" in node.mapping():
        return _pictured(node)
    entry = node.fields(
        "view", "skeleton", "start_pose", "end_pose", "props", "pin", "side_change", "initial",
        "poses", "cycle", "idle_during_hold", "tempo",
    )  # fmt: skip
    entry["tempo"].word()
    view = entry["view"].one_of(_SKELETON_OF_VIEW)
    skeleton = entry["skeleton"].one_of((_SKELETON_OF_VIEW[view],))
    poses = {name: _pose(pose, skeleton) for name, pose in entry["poses"].mapping().items()}
    motion = Motion(
        view=view,
        skeleton=skeleton,
        start_pose=entry["start_pose"].word(),
        end_pose=entry["end_pose"].word(),
        props=tuple(_prop(prop, skeleton) for prop in entry["props"].items(least=0)),
        pin=None if entry["pin"].absent() else entry["pin"].one_of(_joints(skeleton)),
        side_change=entry["side_change"].one_of(_CHANGES),
        initial=entry["initial"].one_of(poses),
        poses=poses,
        cycle=tuple(_segment(part, poses) for part in entry["cycle"].items()),
        idle=_idle(entry["idle_during_hold"], poses),
    )
    _check_poses_used(entry["poses"], motion)
    return motion


def _pictured(node: Node) -> Motion:
    """Pictures instead of key poses: a segment moves to a picture as others do to a pose."""
    entry = node.fields("pictures", "side_change", "initial", "cycle")
    pictures = tuple(_picture(item) for item in entry["pictures"].items())
    poses = dict.fromkeys(pictures, _STILL)
    motion = Motion(
        view="side",
        skeleton="side",
        start_pose="see the pictures",
        end_pose="see the pictures",
        props=(),
        pin=None,
        side_change=entry["side_change"].one_of(_CHANGES),
        initial=entry["initial"].one_of(poses),
        poses=poses,
        cycle=tuple(_segment(part, poses) for part in entry["cycle"].items()),
        idle=None,
        pictures=pictures,
    )
    _check_poses_used(Node(node.file, f"{node.path}.pictures", dict(poses)), motion)
    return motion


def _picture(node: Node) -> str:
    path = PurePosixPath(node.word())
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in node.word()
    if not inside or path.suffix.lower() not in _PICTURES:
        node.fault(
            is_now(f'"{node.word()}"'),
            tr("Name a file beside it that ends in {endings}").format(endings=", ".join(_PICTURES)),
        )
    return str(path)


def _joints(skeleton: str) -> tuple[str, ...]:
    paired = (f"{joint}_{side}" for joint in _PAIRED_JOINTS for side in _SIDES[skeleton])
    return ("hip", "waist", "neck", *paired)


def _pose(node: Node, skeleton: str) -> Pose:
    limbs = _LIMBS[skeleton]
    entry = node.fields("hip", *_ANGLES[skeleton], *limbs, "belly", "scale")
    x, y = entry["hip"].numbers(2)
    return Pose(
        hip=(x, y),
        angles={name: _angle(entry[name]) for name in _ANGLES[skeleton]},
        limbs={name: _limb(entry[name], count) for name, (count, _) in limbs.items()},
        belly=entry["belly"].number(least=0, most=1),
        scale=_scale(entry["scale"], skeleton),
    )


def _angle(node: Node) -> float:
    return node.number(least=-_MOST_DEGREES, most=_MOST_DEGREES)


def _limb(node: Node, count: int) -> tuple[float, ...]:
    return node.numbers(count, least=-_MOST_DEGREES, most=_MOST_DEGREES)


def _scale(node: Node, skeleton: str) -> dict[str, tuple[float, ...]]:
    limbs = _LIMBS[skeleton]
    scale: dict[str, tuple[float, ...]] = {}
    for name, factors in node.fields(maybe=(*limbs, *_SCALES[skeleton])).items():
        if name in limbs:
            scale[name] = factors.numbers(limbs[name][1], least=_LEAST_SCALE)
        else:
            scale[name] = (factors.number(least=_LEAST_SCALE),)
    return scale


def _segment(node: Node, poses: Mapping[str, Pose]) -> Segment:
    entry = node.mapping()
    if "hold" in entry:
        entry = node.fields("hold", "cue")
        return Segment(None, entry["hold"].positive(), entry["cue"].text_or_silence())
    entry = node.fields("to", "seconds", "cue")
    return Segment(
        entry["to"].one_of(poses), entry["seconds"].positive(), entry["cue"].text_or_silence()
    )


def _idle(node: Node, poses: Mapping[str, Pose]) -> tuple[str, str, float] | None:
    if node.absent():
        return None
    entry = node.fields("between", "period_s")
    between = entry["between"].words_of(poses, least=2)
    return between[0], between[1], entry["period_s"].positive()


def _prop(node: Node, skeleton: str) -> Mapping[str, object]:
    kind = node.mapping().get("kind", node).one_of(_PROPS)
    entry = node.fields("kind", *_PROPS[kind])
    prop: dict[str, object] = {"kind": kind}
    for key in _PROPS[kind]:
        if key == "between":
            prop[key] = entry[key].words_of(_joints(skeleton), least=2)
        else:
            prop[key] = entry[key].number()
    return prop


def _check_poses_used(node: Node, motion: Motion) -> None:
    used = {motion.initial, *(motion.idle or ())[:2], *(part.to for part in motion.cycle)}
    for name, pose in node.mapping().items():
        if name not in used:
            pose.fault(tr("is never used"), tr("Use it in the cycle or remove it"))


# ---- what must agree within one exercise


def _check_together(entry: Mapping[str, Node], exercise: Exercise) -> None:
    dose = entry["dose"].mapping()
    _check_cycle(dose, exercise)
    _check_length(entry, dose, exercise)
    _check_holds(dose, exercise)
    allowed = _CHANGES_OF_SIDES[exercise.dose.sides]
    if exercise.motion.side_change not in allowed:
        entry["motion"].mapping()["side_change"].fault(
            tr('is "{change}" with {sides} as dose.sides').format(
                change=exercise.motion.side_change, sides=exercise.dose.sides
            ),
            make_it(either(allowed)),
        )
    if exercise.intensity not in (1, 2):
        entry["intensity"].fault(is_now(exercise.intensity), make_it(either(("1", "2"))))
    if exercise.alt == exercise.id:
        entry["alt"].fault(tr("is the exercise itself"), tr("Name another exercise or null"))
    if exercise.avoid_if & exercise.caution_if:
        entry["caution_if"].fault(tr("repeats a flag of avoid_if"), tr("Keep it in one of the two"))


def _check_cycle(dose: Mapping[str, Node], exercise: Exercise) -> None:
    played = sum(part.seconds for part in exercise.motion.cycle)
    if abs(played - exercise.dose.cycle_s) > 0.01:
        dose["cycle_s"].fault(
            tr("is {cycle}, but motion.cycle lasts {played} s").format(
                cycle=f"{exercise.dose.cycle_s:g}", played=f"{played:g}"
            ),
            tr("Make the two the same"),
        )


def _check_length(entry: Mapping[str, Node], dose: Mapping[str, Node], exercise: Exercise) -> None:
    sides = 2 if exercise.dose.sides == 2 else 1
    side_s = exercise.dose.cycle_s * exercise.dose.cycles
    if abs(side_s * sides - exercise.duration_s) > 0.01:
        entry["duration_s"].fault(
            tr("is {duration}, but the dose lasts {dose} s").format(
                duration=exercise.duration_s, dose=f"{side_s * sides:g}"
            ),
            make_it("cycle_s x cycles x sides"),
        )
    if exercise.dose.seconds_per_side != (side_s if sides == 2 else None):
        dose["seconds_per_side"].fault(
            tr("does not fit cycle_s, cycles and sides"),
            make_it(f"{side_s:g}" if sides == 2 else "null"),
        )


def _check_holds(dose: Mapping[str, Node], exercise: Exercise) -> None:
    holds = [part.seconds for part in exercise.motion.cycle if part.to is None]
    if exercise.dose.hold_s and exercise.dose.hold_s not in holds:
        dose["hold_s"].fault(tr("is not a hold of motion.cycle"), tr("Make the two the same"))
    if exercise.dose.fit == "hold" and (len(holds) != 1 or exercise.dose.cycles != 1):
        dose["fit"].fault(
            tr('is "hold" without exactly one hold and one cycle'),
            tr('Make it "cycles" or mend those'),
        )
