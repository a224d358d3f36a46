"""The sentences of the break window, made from the engine's values."""

from __future__ import annotations

from typing import Literal

from lowback_tray.care import reasons, terms
from lowback_tray.care.exercise import Exercise, Library, Text
from lowback_tray.care.plan import Plan
from lowback_tray.care.prompting import REMEMBERED, prompt_line
from lowback_tray.care.routine import sides
from lowback_tray.engine.effects import DoneView, Ending, GuideView, PromptView
from lowback_tray.engine.events import Event, Sit, Stand, StartBreak
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.spans import to_second
from lowback_tray.i18n import pick, tr
from lowback_tray.ui import status_words
from lowback_tray.ui.status_words import day_name

SHORT_S = 30  # the version in the seat
LONG_S = 300
_COMMON = frozenset({"library", "GK"})
_GLUE = "\N{WORD JOINER}"  # Japanese would break "2分半" anywhere
_LEAST_LINE_S = 4.0  # nobody reads faster while moving


def sitting_line(sitting_s: float) -> str:
    """How long they have been sitting, in whole minutes."""
    minutes = int(sitting_s // 60)
    if minutes < 120:
        return tr("You have been sitting for {minutes} min").format(minutes=minutes)
    text = tr("You have been sitting for {hours} h {minutes} min")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def prompt_title(prompt: PromptView) -> str:
    """What the prompt is about, in the words of the tray."""
    return status_words.prompt_title(prompt.kind, standing=prompt.plan.standing)


def desk_line(prompt: PromptView) -> str:
    """How long they have been sitting, or standing."""
    if prompt.kind is not BreakKind.SWITCH:
        return sitting_line(prompt.sitting_s)
    minutes = int(prompt.standing_s // 60)
    return tr("You have been standing for {minutes} min").format(minutes=minutes)


def switching(prompt: PromptView) -> tuple[str, str, Event] | None:
    """Changing between sitting and standing as an answer: its words, what it does, the event."""
    if prompt.kind is BreakKind.SWITCH:
        return tr("Just sat down"), tr("The sitting clock starts from zero"), Sit()
    if prompt.kind is BreakKind.STAND_UP and prompt.stands:
        return tr("I am standing"), tr("You go on working on your feet"), Stand()
    return None


def about(seconds: float) -> str:
    """A length to the nearest half minute; seconds where it is under one."""
    if seconds < 55:
        return tr("{n} s").format(n=round(seconds))
    halves = round(seconds / 30)
    text = tr("about {n}½ min") if halves % 2 else tr("about {n} min")
    return text.format(n=halves // 2)


def plan_line(plan: Plan, library: Library) -> str:
    """The exercises by name, each once, and how long all of it takes."""
    names = dict.fromkeys(str(library.exercises[step.exercise].name) for step in plan.steps)
    listed = pick(en=" · ", ja=" → ").join(names)
    length = _GLUE.join(about(plan.seconds).replace(" ", "\N{NO-BREAK SPACE}"))
    return tr("{exercises} — {length}").format(exercises=listed, length=length)


def unglued(text: str) -> str:
    """A sentence for others to draw: their fonts may show our hints to the line breaker."""
    return text.replace(_GLUE, "")


def length_choices(plan: Plan, *, short: bool) -> list[tuple[str, StartBreak]]:
    """What else Start can mean for a stand-up: half a minute, as it is, five minutes.

    Args:
        plan: what Start leads through.
        short: whether the version in the seat is among them.
    """
    if plan.routine == terms.POSITION_CHANGE:
        return []  # somebody in pain is not asked for more
    quick = tr("{n} s in the seat").format(n=SHORT_S)
    choices = [(quick, StartBreak(short=True))] if short else []
    choices.append((_halves(plan.seconds), StartBreak()))
    if plan.seconds < LONG_S - 30:
        choices.append((_halves(LONG_S), StartBreak(length_s=LONG_S)))
    return choices


def _halves(seconds: float) -> str:
    """A length on a button, to the half minute."""
    halves = max(1, round(seconds / 30))
    if halves == 1:
        return tr("{n} s").format(n=30)
    text = tr("{n}½ min") if halves % 2 else tr("{n} min")
    return text.format(n=halves // 2)


_HOLD_ON = "balance_support"


def skip_line(exercise: Exercise) -> str:
    """What to hold on to and when to skip it, nothing twice."""
    support = [] if exercise.support is None else [str(exercise.support)]
    return pick(en=" ", ja="").join(dict.fromkeys([*support, str(exercise.skip)]))


def caution(exercise: Exercise, flags: frozenset[str]) -> str:
    """What comes before the steps: for all what to hold on to, the rest for whom it concerns.

    Args:
        exercise: what is done.
        flags: what the person has said of themselves.
    """
    if exercise.caution_if & flags - {_HOLD_ON}:
        return skip_line(exercise)
    if exercise.support is not None:
        return str(exercise.support)
    return str(exercise.skip) if _HOLD_ON in exercise.caution_if else ""


def avoid_line(exercise: Exercise) -> str:
    """The mistake to avoid."""
    return tr("Avoid: {mistake}").format(mistake=exercise.mistake)


def source_line(exercise: Exercise) -> str:
    """Where an exercise comes from."""
    item = next((name[5:] for name in exercise.source if name.startswith("seed:")), None)
    if item is not None:
        return tr("The article this program carries, item {item}").format(item=item)
    if _COMMON & set(exercise.source):
        return tr("Common exercise practice")
    if exercise.source == (f"pack:{exercise.pack}",):  # it names no source of its own
        return tr("The content pack “{name}”").format(name=exercise.pack)
    return ", ".join(exercise.source)


def review_line(exercise: Exercise, library: Library) -> str:
    """When the wording was last reviewed, and by whom it was not."""
    if exercise.pack is None:
        return our_review(library)
    if exercise.reviewed is None:
        return tr("The pack does not say when it was reviewed")
    return tr("Reviewed {day}, as the pack says").format(day=day_name(exercise.reviewed))


def our_review(library: Library) -> str:
    """The same of everything that is our own."""
    text = tr("Wording reviewed {day}; not yet by a physiotherapist")
    return text.format(day=day_name(library.reviewed))


def snooze_text(seconds: float) -> str:
    """A snooze by its length."""
    return tr("In {minutes} min").format(minutes=round(seconds / 60))


def side_text(side: Literal["left", "right"] | None) -> str:
    """The side of the body that works, empty where both do."""
    if side is None:
        return ""
    return tr("right side") if side == "right" else tr("left side")


def step_line(view: GuideView, side: Literal["left", "right"] | None) -> str:
    """Where in the routine this is."""
    text = tr("Step {step} of {steps}").format(step=view.index + 1, steps=len(view.plan.steps))
    return f"{text} · {side_text(side)}" if side else text


def line_at(count: int, elapsed_s: float, span_s: float) -> int:
    """Which of `count` lines of instruction to read now, over one side's `span_s` seconds."""
    each = max(_LEAST_LINE_S, span_s / max(1, count))
    return min(count - 1, int(max(0.0, elapsed_s) / each))


def line_of(exercise: Exercise, seconds: float, elapsed_s: float) -> int:
    """Which line of an exercise to read now; the second side begins with the first line again."""
    count, span_s = len(exercise.steps), seconds / sides(exercise)
    if elapsed_s >= span_s and sides(exercise) == 2:
        elapsed_s -= span_s
    return line_at(count, elapsed_s, span_s)


def done_title(done: DoneView) -> str:
    """What was done, no more than that."""
    if done.ending is Ending.ENDED_EARLY:
        return tr("Ended here")
    if done.stood:
        return tr("You stood up")
    return tr("Done") if done.kind is BreakKind.CARE else tr("Done in the seat")


def done_line(done: DoneView) -> str:
    """What follows from it."""
    if done.ending is Ending.ENDED_EARLY:
        return tr("Sit or stand in whatever way is comfortable now.")
    if done.ending is Ending.STOOD:
        return tr("Just standing up is enough. Your sitting clock starts again from zero.")
    after = (
        tr("Your sitting clock starts again from zero.")
        if done.stood
        else tr("Your sitting clock runs on.")
    )
    return tr("{time} of your own.").format(time=to_second(done.seconds)) + "\n" + after


def why_line(plan: Plan, library: Library) -> str:
    """Why this routine now, empty where nobody chose it."""
    return reasons.line(plan.why, library)


class Rotation:
    """Remembers the lines said, so that none comes back soon; same past, same choice."""

    def __init__(self) -> None:
        self._recent: dict[tuple[BreakKind, bool], tuple[int, ...]] = {}
        self._turn = 0

    def line(self, prompt: PromptView, library: Library) -> Text:
        """The next line for such a prompt, from a place that the sitting and the past decide."""
        key = (prompt.kind, prompt.plan.standing)
        recent = self._recent.get(key, ())
        seed = int(prompt.sitting_s) + 7 * self._turn
        number, text = prompt_line(library, prompt.kind.value, key[1], recent, seed)
        self._recent[key] = (*recent, number)[-REMEMBERED:]
        self._turn += 1
        return text
