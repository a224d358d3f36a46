"""The engine broken on purpose, one rule at a time: does anything notice?

A mutant is a small change of one function's text. It is compiled and put in the place of the
function's code for the time of a hunt, so everybody who holds that function runs the mutant.
The hunt lives random days first (`living`: there the watcher of the promises must notice), then
plays the ledgers of the scenarios. A mutant that nobody notices is a rule without a test.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import pytest

from lowback_tray.engine import days, numbers
from tests.scenarios.living import BrokenPromise, live

DAYS = 15
NOTHING = "(lambda *_, **__: None)("
LEDGERS = (
    "test_main_job", "test_absence", "test_holds", "test_body", "test_gaps", "test_twitch",
    "test_stall", "test_clock_times", "test_plain_interval", "test_clocks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule, broken.

    Attributes:
        breaks: the rule, in words.
        where: "module.function" or "module.Class.property" of the engine; a number of
            `engine.numbers` as "numbers.NAME".
        old, new: the text that is there once, and what takes its place; for a number only `new`.
        ledger: the scenarios most likely to notice, where the days may not.
    """

    breaks: str
    where: str
    old: str
    new: str
    ledger: str = ""

    def __str__(self) -> str:
        return self.breaks


MUTANTS = (
    # Never interrupt wrongly
    Mutant("nothing opens in the first minute", "numbers.GRACE_S", "", "0.0"),
    Mutant("... nor after an absence", "absence._arrive", "numbers.GRACE_S", "-1.0"),
    Mutant("nothing opens on a locked screen", "waiting.holds", "if state.locked:", "if False:"),
    Mutant("a locked screen is an empty chair", "step._notice_absence", "turn.state.locked",
           "False"),
    Mutant("a pause holds back", "waiting.holds", "state.pause is not None", "False"),
    Mutant("warning signs hold back", "waiting.holds", "state.body.signs is not None", "False"),
    Mutant("hours hold back", "waiting.holds", "if closed:", "if False:"),
    Mutant("the desktop's holds hold back", "waiting.holds", "in state.holds:", "in ():"),
    Mutant("an open prompt goes under a hold", "prompts.keep_open", "if held:", "if False:"),
    Mutant("not mid-sentence", "waiting.typing_wait_s", "max(0.0, enough - idle)", "0.0"),
    Mutant("typing is waited for, but not for ever", "waiting.latest_at",
           "numbers.TYPING_PATIENCE_S", "1e6"),
    Mutant("after typing it comes quietly", "prompts.open_when_possible",
           "quiet=waiting.typing_wait_s(turn) > 0", "quiet=False", "test_holds"),
    # Every wait ends, and says why
    Mutant("a pause ends by itself", "waiting.drop_expired", "end <= turn.now.wall", "False"),
    Mutant("... also in sleep", "reactions._shift_pause", "pause.ends_at - seconds",
           "pause.ends_at", "test_absence"),
    Mutant("... also when the clock is put back", "waiting._pause_end", "pause.latest_at)", ")"),
    Mutant("a hold with an end ends", "waiting.drop_expired", "h.until > turn.now.wall", "True",
           "test_holds"),
    Mutant("a question answers itself", "prompts.keep_open",
           "turn.now.steady < phase.expires_at", "True"),
    Mutant("... in three minutes", "numbers.STAND_UP_TIMEOUT_S", "", "1800.0"),
    Mutant("... in two", "numbers.POSTURE_TIMEOUT_S", "", "180.5"),
    Mutant("a snooze ends", "prompts.wake_snoozed", "turn.now.steady >= phase.until_at", "False"),
    Mutant("a forgotten guide ends", "guiding.run", "numbers.GUIDE_PAUSE_LIMIT_S", "1e6"),
    Mutant("somebody looks when it ends", "wake._in_guide", "yield guide.paused_at +",
           "yield 1e6 + guide.paused_at +", "test_main_job"),
    Mutant("somebody looks when the next is due", "wake._in_seat",
           "yield turn.now.steady + turn.stand_left_s", "yield from ()"),
    Mutant("... or put off", "wake._moments", "yield phase.until_at", "yield from ()"),
    Mutant("a closed question stays closed", "prompts._time_out", "turn.do(WithdrawPrompt())",
           "pass"),
    # Never lie
    Mutant("a break is taken only if it was", "guiding.finish",
           "stood = ending is Ending.STOOD or guide.stood_s >= numbers.STOOD_S", "stood = True",
           "test_main_job"),
    Mutant("clicked through is not completed", "guiding.finish",
           "ending = Ending.ENDED_EARLY", "pass", "test_main_job"),
    Mutant("typing stops the guide's clock", "guiding._counted", "busy and guide.busy", "False",
           "test_main_job"),
    Mutant("who stood starts at nought", "guiding._settle_clocks", "sitting_s=0.0", "sitting_s=9.0",
           "test_main_job"),
    Mutant("a seated break keeps the sitting", "guiding._settle_clocks",
           "turn.clocks(posture_s=0.0)\n        if answers_stand_up",
           "turn.clocks(posture_s=0.0, sitting_s=0.0)\n        if answers_stand_up",
           "test_main_job"),
    Mutant("each guide ends once", "reactions._just_stood",
           "guiding.finish(turn, Ending.STOOD)\n        return",
           "guiding.finish(turn, Ending.STOOD)"),
    Mutant("a skipped one is written down", "prompts.skip", "turn.record(", NOTHING),
    Mutant("a missed one is written down", "prompts._time_out", "turn.record(", NOTHING),
    Mutant("a prompt that was taken back is too", "absence.withdraw", "turn.record(", NOTHING),
    Mutant("after a start nothing is open", "reactions._launched",
           "turn.enter(Sitting(turn.phase.due))", "pass"),
    Mutant("a guide does not survive a crash", "reactions._launched",
           "guiding.finish(turn, Ending.ENDED_EARLY)", "pass"),
    Mutant("what cannot be shown is not open", "reactions._port_failed",
           "turn.enter(Sitting(due))", "pass"),
    # The clocks
    Mutant("the clock runs on at the desk", "step._catch_up", "advanced(turn.state.clocks, passed)",
           "turn.state.clocks"),
    Mutant("... and stands still without anybody", "step._catch_up",
           "isinstance(turn.phase, Away)", "False"),
    Mutant("nothing is below nought", "turn.advanced", "max(0.0, clocks.sitting_s + seconds)",
           "clocks.sitting_s + seconds - 1"),
    Mutant("an absence starts with the last touch", "absence.leave",
           "turn.now.steady - idle_s", "turn.now.steady"),
    Mutant("... but not before the desk was seen taken", "absence.leave",
           "max(turn.now.steady - idle_s, turn.state.desk_since_at)",
           "turn.now.steady - idle_s - 1"),
    Mutant("sleep is absence", "absence.come_back", "+ away.slept_s", ""),
    Mutant("five minutes rest everything", "numbers.REST_FULL_S", "", "600.0"),
    Mutant("two minutes rest nothing", "numbers.REST_STARTS_S", "", "60.0"),
    Mutant("no cliff between", "absence.credit",
           "min(1.0, max(0.0, (seconds - numbers.REST_STARTS_S) / span))",
           "1.0 if seconds >= numbers.REST_STARTS_S else 0.0"),
    Mutant("rest moves the next prompt too", "absence.rested", "base.stand_s * kept",
           "base.stand_s", "test_absence"),
    Mutant("one jerk of the mouse is nobody", "absence.notice_touch",
           "last_at - first_at < numbers.RETURN_S", "False", "test_twitch"),
    Mutant("a film is no empty chair", "absence.empty_s",
           "if idle is None or played_at is None:", "if True:", "test_absence"),
    Mutant("sleep in a guide rests", "reactions._sleep_through_guide",
           "guiding.spend(turn, seconds)", "False", "test_absence"),
    Mutant("a program that stood still opens nothing", "absence.stand_still",
           "_arrive(turn, phase, 0.0)", "None", "test_stall"),
    Mutant("a step of the wall moves nothing", "view._in", "max(0.0, seconds)", "seconds + 3.0"),
    # At most one, at the right time
    Mutant("a stand-up overtakes a posture reset", "prompts.fall_due",
           "or due.kind is not BreakKind.STAND_UP", "", "test_main_job"),
    Mutant("a posture reset so near is not worth it", "numbers.SWALLOW_S", "", "0.0",
           "test_main_job"),
    Mutant("a rest makes a prompt needless", "absence._resumed",
           "due is None or not still_due(turn, due)", "due is None", "test_absence"),
    Mutant("snoozes are limited", "prompts.snooze", "due.snoozes >= turn.policy.snooze_limit",
           "False", "test_main_job"),
    Mutant("... also those that come by themselves", "prompts._time_out",
           "due.snoozes < turn.policy.snooze_limit", "True", "test_main_job"),
    Mutant("a skipped one leaves an interval", "prompts._over", "turn.clocks(stand_s=0.0)", "pass"),
    Mutant("the evening comes once", "body.note_evening", "_change(", NOTHING, "test_body"),
    Mutant("a switched-off prompt goes", "prompts._wanted", "turn.policy.posture_enabled and",
           "", "test_holds"),
    # The calendar
    Mutant("tomorrow lies ahead", "hours.tomorrow", "morning > wall", "True", "test_clocks"),
    Mutant("a time that is left out is the minute after", "days._at",
           "moment.astimezone(rules).replace(tzinfo=None, fold=0) == shown", "True", "test_clocks"),
    Mutant("the rules are those of the place", "days.rules_of",
           "zone.rules if isinstance(zone, Here) else zone", "zone", "test_clocks"),
    Mutant("midnight is tomorrow's", "days.midnight", "timedelta(days=days)",
           "timedelta(days=days + 1)", "test_clocks"),
    # Never lose data
    Mutant("ages are kept, not readings", "saving._encode", "item = item - steady", "pass",
           "test_absence"),
    Mutant("what could not be written is kept", "runner.Runner._commit",
           "self.problem = str(error)", "self._unwritten = []"),
    Mutant("a transition is written before it shows", "turn.Turn.enter", "self.durable = True",
           "pass", "test_absence"),
)  # fmt: skip


# ---- putting one in


@contextmanager
def put_in(mutant: Mutant) -> Iterator[None]:
    """The engine is broken like that as long as this lasts."""
    module_name, _, name = mutant.where.partition(".")
    module = importlib.import_module(f"lowback_tray.engine.{module_name}")
    if module is numbers:
        sound = getattr(numbers, name)
        setattr(numbers, name, float(mutant.new))
        try:
            yield
        finally:
            setattr(numbers, name, sound)
        return
    function = _function(module, name)
    code = function.__code__
    function.__code__ = _compiled(mutant, function, module)
    days._at.cache_clear()
    try:
        yield
    finally:
        function.__code__ = code
        days._at.cache_clear()


def _function(module: ModuleType, path: str) -> FunctionType:
    found: Any = module
    for name in path.split("."):
        found = inspect.getattr_static(found, name)
    if isinstance(found, property):
        found = found.fget
    found = inspect.unwrap(found)
    assert isinstance(found, FunctionType), path
    return found


def _compiled(mutant: Mutant, function: FunctionType, module: ModuleType) -> Any:
    text = textwrap.dedent(inspect.getsource(function))
    text = text[re.search(r"^def ", text, re.MULTILINE).start() :]  # type: ignore[union-attr]
    assert text.count(mutant.old) == 1, f"{mutant.where} no longer says once: {mutant.old}"
    space = dict(vars(module))
    # Compiled with what holds here: annotations are not evaluated.
    source = compile(text.replace(mutant.old, mutant.new), f"<{mutant.where}>", "exec")
    exec(source, space)
    return space[function.__name__].__code__


# ---- the hunt


def caught_by(mutant: Mutant, days: int = DAYS, ledgers: tuple[str, ...] = LEDGERS) -> str | None:
    """What noticed the mutant, None when nothing did."""
    with put_in(mutant):
        for seed in range(days):
            if _fails(lambda seed=seed: live(seed, 1)):  # type: ignore[misc]
                return f"random day {seed}"
        for name in sorted(ledgers, key=lambda one: one != mutant.ledger):
            for test, arguments in _tests(importlib.import_module(f"tests.scenarios.{name}")):
                if _fails(lambda: test(*arguments)):  # noqa: B023  called at once
                    return f"{name}: {test.__name__}"
    return None


def _fails(attempt: Callable[[], object]) -> bool:
    """Whether a promise or a ledger is broken. A mutant that merely crashes is a bad mutant."""
    try:
        attempt()
    except (AssertionError, pytest.fail.Exception) as error:
        cause = error.__cause__
        if isinstance(error, BrokenPromise) and not isinstance(cause, AssertionError):
            raise TypeError(f"it crashes: {error}") from error
        return True
    return False


def _tests(module: ModuleType) -> Iterator[tuple[FunctionType, tuple[Any, ...]]]:
    """The tests of a module with their parameters; not those that want a fixture."""
    for name, test in vars(module).items():
        if not name.startswith("test_") or not isinstance(test, FunctionType):
            continue
        names = list(inspect.signature(test).parameters)
        marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
        given = [re.findall(r"\w+", str(mark.args[0])) if isinstance(mark.args[0], str)
                 else list(mark.args[0]) for mark in marks]  # fmt: skip
        if sorted(itertools.chain(*given)) != sorted(names):
            continue
        for values in itertools.product(*(list(mark.args[1]) for mark in marks)):
            chosen: dict[str, Any] = {}
            for keys, value in zip(given, values, strict=True):
                chosen.update(zip(keys, value if len(keys) > 1 else (value,), strict=True))
            yield test, tuple(chosen[key] for key in names)
