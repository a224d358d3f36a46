"""The tray menu as data, computed from a `Status`; `tray` renders it.

Nothing here knows Qt, so the whole menu is compared in tests as a list of labels. Every entry
names a command of the program's one table of commands and its arguments. While a prompt is
open its answers are in the menu too: on desktops whose notifications have no buttons, this is
where the person answers. While warning signs are ticked nothing in it starts an exercise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowback_tray.care import terms
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.spans import span
from lowback_tray.engine.status import PhaseName, Status
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui import status_words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.engine.effects import PromptView
    from lowback_tray.engine.status import BodyView

INTERVAL_PRESETS_MIN = (30, 45, 60)
AHEAD_MIN = (10, 15, 30)
# The breaks somebody can ask for, the usual ones first, each with the least place in which it is
# what it says. Most adapt: what the seat has no room for is replaced by what it has.
_SESSIONS = (
    (mark("Hips"), "hip_care_desk", "desk"),
    (mark("Belly and back"), "core_desk", "desk"),
    (mark("On the floor"), "mat_mobility", "mat"),
    (mark("One-minute breathing"), "breathe_60", "desk"),
    (mark("After exercise"), "post_workout", "desk"),
    (mark("Evening wind-down"), "evening_wind", "desk"),
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu.

    Attributes:
        label: what it says; empty for a separator.
        command: name in the table of commands, None where choosing it does nothing.
        args: the command's arguments, as on the command line.
        enabled: false while it would be refused.
        checked: None for a plain line, else whether the choice is the one in force.
        children: a submenu.
        key: the letter that is this line's in every state of the program; "" takes what is free.
        telling: it tells the present and has no letter at all.
    """

    label: str
    command: str | None = None
    args: tuple[str, ...] = ()
    enabled: bool = True
    checked: bool | None = None
    children: tuple[MenuItem, ...] = ()
    key: str = ""
    telling: bool = False

    @property
    def separator(self) -> bool:
        """True for a line between groups."""
        return not self.label


_SEPARATOR = MenuItem("")


@dataclass(frozen=True, slots=True)
class Setups:
    """The setups to choose from.

    Attributes:
        names: of all of them.
        wish: what was chosen: a name, "base" or "auto".
        in_use: the name of the one that holds now, or "base".
    """

    names: tuple[str, ...] = ()
    wish: str = "base"
    in_use: str = "base"


_NO_SETUPS = Setups()


def menu(
    status: Status | None,
    place: str = "mat",
    unseen: Sequence[Exercise] = (),
    routines: Container[str] | None = None,
    setups: Setups = _NO_SETUPS,
) -> tuple[MenuItem, ...]:
    """The whole menu for one moment.

    Args:
        status: None while the program still wakes up.
        place: where the person is: "desk", "stand_space" or "mat".
        unseen: exercises for a call, told here as text, because nothing may open.
        routines: those there are; None where that is not known.
        setups: the person's setups.
    """
    if status is None:
        return (MenuItem(tr("Starting…"), enabled=False, telling=True), _SEPARATOR, *_program())
    signs = status.body.signs is not None
    return (
        MenuItem(status_words.headline(status), "warning-signs" if signs else "show", telling=True),
        *_in_call(unseen),
        _SEPARATOR,
        *_absence(status),
        *(
            _wishes(status, sessions(place, routines))
            if status.prompt is None
            else _answers(status.prompt, start=not signs)
        ),
        _SEPARATOR,
        _back(status.body),
        _pause(status),
        _interval(status),
        *_setups(setups),
        _SEPARATOR,
        *_program(),
    )


def tooltip(status: Status | None) -> str:
    """The tray icon's tooltip, one line."""
    if status is None:
        return "Lowback Tray"
    return f"Lowback Tray — {status_words.lower_first(status_words.headline(status))}"


def sessions(place: str = "mat", routines: Container[str] | None = None) -> tuple[MenuItem, ...]:
    """The breaks somebody in this place can ask for, the usual ones first.

    Args:
        place: where the person is.
        routines: those there are, for a pack may hide some; None where that is not known.
    """
    return tuple(
        MenuItem(tr(label), "start", (routine,))
        for label, routine, least in _SESSIONS
        if terms.room(least) <= terms.room(place) and (routines is None or routine in routines)
    )


def _in_call(unseen: Sequence[Exercise]) -> Sequence[MenuItem]:
    """Each exercise with its steps; choosing a line does nothing, so nothing opens."""
    if not unseen:
        return ()
    moves = tuple(
        MenuItem(str(one.name), children=tuple(MenuItem(str(step)) for step in one.steps))
        for one in unseen
    )
    return (MenuItem(tr("Quiet moves in the seat"), children=moves),)


def _wishes(status: Status, offered: tuple[MenuItem, ...]) -> Sequence[MenuItem]:
    idle = status.guide is None
    if status.body.signs is not None:
        return postures(status)
    return (
        now(status),
        MenuItem(tr("Posture reset now"), "start", ("posture-reset",), enabled=idle),
        MenuItem(tr("Choose a break"), enabled=idle and bool(offered), children=offered),
        next_stand_up(status),
        *postures(status),
    )


def next_stand_up(status: Status) -> MenuItem:
    """What can be said of the next stand-up before it is due."""
    said = status.ahead
    lines = [
        MenuItem(
            ntr("{n} min later", "{n} min later", minutes), "later", (str(minutes),),
            enabled=said.put_offs_left > 0,
        )
        for minutes in AHEAD_MIN
    ]  # fmt: skip
    lines.append(MenuItem(tr("Leave it out"), "skip-next", checked=said.skip))
    if said.skip or said.later_s:
        lines.append(MenuItem(tr("As planned after all"), "as-planned"))
    return MenuItem(
        tr("Next stand-up"),
        enabled=said.possible and status.guide is None,
        children=tuple(lines),
        key="N",
    )


def now(status: Status) -> MenuItem:
    """A stand-up at once; who stands already just moves."""
    label = tr("Stand up now") if status.standing_s is None else tr("Move now")
    return MenuItem(label, "start", ("stand-up",), enabled=status.guide is None)


def postures(status: Status) -> tuple[MenuItem, ...]:
    """What can be said of sitting and standing, the likeliest first."""
    idle = status.guide is None
    if status.standing_s is not None and idle:
        return (MenuItem(tr("Just sat down"), "sitting"),)
    stood = MenuItem(tr("Just stood up"), "done", enabled=idle or _standing(status))
    if status.stands:
        return (MenuItem(tr("I am standing"), "standing", enabled=idle), stood)
    return (stood,)


def _absence(status: Status) -> Sequence[MenuItem]:
    """What the card asks that is open now."""
    if status.back is None or not status.back.is_open:
        return ()
    asked = tr("You were away for {span}").format(span=span(status.back.seconds))
    return (
        MenuItem(
            asked,
            children=(
                MenuItem(tr("Stood up or walked"), "was", ("stood",)),
                MenuItem(tr("Lay down"), "was", ("lying",)),
                MenuItem(tr("Still sitting"), "was", ("sitting",)),
            ),
        ),
        _SEPARATOR,
    )


def _standing(status: Status) -> bool:
    return status.guide is not None and status.guide.plan.standing


def _answers(prompt: PromptView, *, start: bool) -> Sequence[MenuItem]:
    stood = already(prompt)
    first: list[MenuItem] = [MenuItem(tr("Start"), "start")] if start else []
    if prompt.snoozes_left > 0:
        lengths = tuple(map(_snooze, prompt.snooze_choices_s))
        first.append(MenuItem(tr("Snooze"), children=lengths, key="N"))
    elif start:
        first.append(MenuItem(tr("30 seconds in the seat"), "start", ("short",)))
    return (
        *first,
        MenuItem(tr("Skip this one"), "skip", key="K"),
        *(() if stood is None else (stood,)),
    )


def already(prompt: PromptView) -> MenuItem | None:
    """The answer of somebody who has done it already; None where nobody can have."""
    if prompt.kind is BreakKind.SWITCH:
        return MenuItem(tr("Just sat down"), "sitting")
    if prompt.kind is BreakKind.STAND_UP and prompt.stands:
        return MenuItem(tr("I am standing"), "standing")
    if prompt.kind is BreakKind.CARE or (
        prompt.kind is BreakKind.STAND_UP and not prompt.plan.standing
    ):
        return None  # an evening, or a place where people stay in their seat
    return MenuItem(tr("I am already standing"), "done")


def _back(body: BodyView) -> MenuItem:
    """How the back is today, and what else bears on what is offered."""
    flare = body.flare
    return MenuItem(
        tr("My back today"),
        children=(
            _feel(body, "ok", tr("As usual")),
            _feel(body, "heavy", tr("Heavier than usual")),
            _feel(body, "pain", tr("Hurts today")),
            MenuItem(tr("Flare-up day"), "flare-up", ("--end",) if flare else (), checked=flare),
            _SEPARATOR,
            MenuItem(tr("I exercised today"), "exercised", checked=body.exercised),
            MenuItem(tr("Self-check…"), "self-check"),
        ),
        key="M",
    )


def _feel(body: BodyView, how: str, label: str) -> MenuItem:
    return MenuItem(label, "feel", (how,), checked=body.feel == how and not body.flare)


def _snooze(seconds: float) -> MenuItem:
    minutes = round(seconds / 60)
    return MenuItem(ntr("{n} min", "{n} min", minutes), "snooze", (str(minutes),))


def _pause(status: Status) -> MenuItem:
    if status_words.is_paused(status):
        return MenuItem(tr("Resume"), "resume", key="R")
    return MenuItem(
        tr("Pause"),
        enabled=status.phase is not PhaseName.GUIDING,
        children=pauses(),
        key="A",
    )


def pauses() -> tuple[MenuItem, ...]:
    """How long a pause can be."""
    return (
        MenuItem(ntr("{n} min", "{n} min", 30), "pause", ("30",)),
        MenuItem(ntr("{n} h", "{n} h", 1), "pause", ("60",)),
        MenuItem(tr("Until tomorrow"), "pause", ("until-tomorrow",)),
        MenuItem(tr("Until…"), "pause-window"),
    )


def _interval(status: Status) -> MenuItem:
    if status.by_clock:
        return MenuItem(
            tr("Stand up at fixed times"),
            children=(
                MenuItem(tr("Change the times…"), "settings-window", checked=True),
                MenuItem(tr("By the interval instead"), "settings", ("set", "stand_up.at", "none")),
            ),
            key="U",
        )
    current = round(status.stand_up_every_s / 60)
    presets = tuple(
        MenuItem(
            ntr("{n} min", "{n} min", minutes),
            "settings",
            ("set", "stand_up.interval_min", str(minutes)),
            checked=minutes == current,
        )
        for minutes in INTERVAL_PRESETS_MIN
    )
    other = tr("Other…")
    if current not in INTERVAL_PRESETS_MIN:
        other = tr("Other ({minutes} min)…").format(minutes=current)
    return MenuItem(
        tr("Stand up every"),
        children=(
            *presets,
            MenuItem(other, "settings-window", checked=current not in INTERVAL_PRESETS_MIN),
        ),
        key="U",
    )


def _setups(setups: Setups) -> Sequence[MenuItem]:
    """Which setup holds, and the others; nothing for whoever has none."""
    if not setups.names:
        return ()
    here = tr("Usual settings") if setups.in_use == "base" else setups.in_use
    choices = (
        ("base", tr("Usual settings")),
        *((name, name) for name in setups.names),
        ("auto", tr("By days and times")),
    )
    return (
        MenuItem(
            tr("Setup: {name}").format(name=here),
            children=tuple(
                MenuItem(label, "setup", ("use", name), checked=name == setups.wish)
                for name, label in choices
            ),
        ),
    )


def _program() -> Sequence[MenuItem]:
    return (
        MenuItem(tr("Today"), "show", key="T"),
        MenuItem(tr("History…"), "history-window", key="H"),
        MenuItem(tr("Why…"), "why-window", key="W"),
        MenuItem(tr("Library…"), "library-window", key="L"),
        MenuItem(tr("Warning signs…"), "warning-signs", key="G"),
        MenuItem(tr("Settings…"), "settings-window", key="E"),
        MenuItem(tr("Quit"), "quit", key="Q"),
    )
