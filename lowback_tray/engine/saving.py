"""The state as plain JSON data, and back.

Ages are stored, not clock readings: every STEADY field is written relative to the steady
clock at that moment and shifted onto the new process's clock when it is read. Types are
written by name; what an earlier version did not write takes its default. What does not fit exactly,
or cannot be (`plausible`), is refused. At the start the parts of a state are judged one by
one (`restore`): a question that makes no sense is no reason to forget what hurts. Within a
part there is no half: a phase or the clocks are whole, or begin afresh.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from lowback_tray.care.plan import Plan, PlanStep, Why
from lowback_tray.engine import plausible
from lowback_tray.engine import state as states
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.state import State
from lowback_tray.errors import StoreError

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        states.State,
        states.Clocks,
        states.Due,
        states.Sitting,
        states.Snoozed,
        states.Prompting,
        states.Away,
        states.Back,
        states.Guiding,
        states.Hold,
        states.Gap,
        states.UserPause,
        states.Memory,
        states.Body,
        states.Marked,
        states.Ahead,
        states.DeskDay,
        states.Declined,
        Plan,
        PlanStep,
        Why,
    )
}
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(state: State, steady: float) -> dict[str, Any]:
    """The state as JSON data, its steady readings as ages before `steady`."""
    data = _encode(state, steady)
    assert isinstance(data, dict)
    return data


@functools.cache
def _fields(cls: type) -> tuple[tuple[str, bool], ...]:
    """The fields of one of our classes, and whether each is a reading of the steady clock."""
    if not dataclasses.is_dataclass(cls):
        return ()
    return tuple((one.name, "steady" in one.metadata) for one in dataclasses.fields(cls))


def _encode(value: Any, steady: float) -> Any:
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    names = _fields(kind)
    if names:
        data: dict[str, Any] = {"type": kind.__name__}
        for name, is_steady in names:
            item = getattr(value, name)
            if is_steady and item is not None:
                item = item - steady
            data[name] = item if type(item) in _PLAIN else _encode(item, steady)
        return data
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(item, steady) for item in value]
    return {str(key): _encode(item, steady) for key, item in value.items()}


def decode(data: dict[str, Any], steady: float) -> State:
    """The state again, its ages turned into readings of a clock that now shows `steady`.

    Raises:
        StoreError: the data is not a state that this version can go on with.
    """
    try:
        return _Reader(steady).state(data)
    except _MISFITS as error:
        raise StoreError(f"the saved state cannot be understood ({error})") from error


def restore(data: dict[str, Any], steady: float) -> tuple[State, dict[str, str]]:
    """`decode` as far as the data makes sense.

    Returns:
        the state, and what had to be left out of it: the name of each part, and why.

    Raises:
        StoreError: it is no state at all.
    """
    lost: dict[str, str] = {}
    try:
        return _Reader(steady, lost).state(data), lost
    except _MISFITS as error:
        raise StoreError(f"the saved state cannot be understood ({error})") from error


_MISFITS = (KeyError, TypeError, ValueError, AttributeError, OverflowError)

# The fields of these stand by themselves: each can be right where another is not.
_APART: dict[type, str] = {states.State: "", states.Body: "body."}
# What is taken for a field that was there and makes no sense, where that is not its default:
# the state is one of just now, and whoever ticked something has ticked a warning sign.
_IN_DOUBT: dict[tuple[type, str], Any] = {
    (states.State, "at"): 0.0,
    (states.Body, "signs"): "soon",
}


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one state.

    Attributes:
        steady: what the steady clock shows now.
        lost: takes what was left out, and why; None: nothing may be.
    """

    steady: float
    lost: dict[str, str] | None = None

    def state(self, data: dict[str, Any]) -> State:
        found = self._class(data, {State})
        assert isinstance(found, State)
        return found

    def _any(self, kind: Any, data: Any) -> Any:
        origin = typing.get_origin(kind)
        if origin in (types.UnionType, typing.Union):
            return self._union(typing.get_args(kind), data)
        if dataclasses.is_dataclass(kind):
            return self._class(data, {kind})
        if origin is typing.Literal:
            return _word(typing.get_args(kind), data)
        if origin is tuple:
            return tuple(self._any(typing.get_args(kind)[0], one) for one in _plain(list, data))
        if origin is not None:  # Mapping[str, ...]
            item_kind = typing.get_args(kind)[1]
            return {key: self._any(item_kind, one) for key, one in _plain(dict, data).items()}
        return _plain(kind, data)

    def _union(self, kinds: tuple[Any, ...], data: Any) -> Any:
        if data is None and type(None) in kinds:
            return None
        classes = {kind for kind in kinds if dataclasses.is_dataclass(kind)}
        if classes:
            return self._class(data, classes)
        return _plain(next(kind for kind in kinds if kind is not type(None)), data)

    def _class(self, data: dict[str, Any], allowed: set[Any]) -> Any:
        cls = _CLASSES[data["type"]]
        if cls not in allowed:
            raise TypeError(f"{data['type']} does not belong there")
        values = {}
        for field in dataclasses.fields(cls):
            if field.name not in data and _has_default(field):
                continue  # saved by a version that did not know it yet
            try:
                item = self._field(cls, field, data[field.name])
            except _MISFITS as error:
                if not self._leave_out(cls, field.name, error):
                    raise
                if (cls, field.name) not in _IN_DOUBT:
                    continue
                item = _IN_DOUBT[cls, field.name]
            if "steady" in field.metadata and item is not None:
                item = item + self.steady
            values[field.name] = item
        whole = cls(**values)
        plausible.check_whole(whole)
        return whole

    def _field(self, cls: type, field: dataclasses.Field[Any], data: Any) -> Any:
        item = self._any(_hints(cls)[field.name], data)
        plausible.check(cls, field.name, item, steady="steady" in field.metadata)
        return item

    def _leave_out(self, cls: type, name: str, error: Exception) -> bool:
        """Whether one can do without that field; it is noted then."""
        if self.lost is None or cls not in _APART:
            return False
        self.lost[f"{_APART[cls]}{name}"] = f"{type(error).__name__}: {error}"
        return True


def _word(words: tuple[str, ...], data: Any) -> str:
    if data not in words:
        raise ValueError(f"{data!r} is none of {words}")
    return str(data)


def _has_default(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def _plain(kind: Any, data: Any) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is BreakKind:
        return BreakKind(data)
    if kind is float and type(data) in (int, float):
        return float(data)
    if type(data) is not kind:
        raise TypeError(f"{data!r} is not {kind.__name__}")
    return data
