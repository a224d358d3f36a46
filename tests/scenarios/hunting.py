"""The engine broken on purpose, one rule at a time: does anything notice?

A mutant is compiled and put in the place of the function's code for the time of a hunt, so
everybody who holds that function runs the mutant. The hunt plays the scenarios that the mutant
names, if it names any; then it lives random days (`living`: there the watcher of the promises
must notice), and plays the rest of the scenarios.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

import pytest

from lowback_tray.engine import days, numbers
from tests.scenarios.living import BrokenPromise, live
from tests.scenarios.mutants import Mutant

DAYS = 15
LEDGERS = (
    "test_main_job", "test_absence", "test_holds", "test_body", "test_gaps", "test_twitch",
    "test_stall", "test_clock_times", "test_plain_interval", "test_clocks", "test_return_card",
    "test_standing", "test_budget", "test_damaged",
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
    named = tuple(name for name in ledgers if name == mutant.ledger)
    others = tuple(name for name in ledgers if name != mutant.ledger)
    with put_in(mutant):
        return _in_ledgers(named) or _in_days(days) or _in_ledgers(others)


def _in_days(days: int) -> str | None:
    for seed in range(days):
        if _fails(lambda seed=seed: live(seed, 1)):  # type: ignore[misc]
            return f"random day {seed}"
    return None


def _in_ledgers(ledgers: tuple[str, ...]) -> str | None:
    for name in ledgers:
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
