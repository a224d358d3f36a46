"""The state as plain JSON data, and back.

Ages are stored, not clock readings: every STEADY field is written relative to the steady
clock at that moment and shifted onto the new process's clock when it is read. Types are
written by name; what an earlier version did not write takes its default. Anything else that
does not fit exactly is refused as a whole, because half a state is worse than a fresh one.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from datetime import datetime
from enum import Enum
from typing import Any

from lowback_tray.care.plan import Plan, PlanStep, Why
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
        state = _decode(State, data, steady)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"the saved state cannot be understood ({error})") from error
    assert isinstance(state, State)
    return state


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _decode(kind: Any, data: Any, steady: float) -> Any:
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _decode_union(typing.get_args(kind), data, steady)
    if dataclasses.is_dataclass(kind):
        return _decode_class(data, steady, {kind})
    if typing.get_origin(kind) is typing.Literal:
        return _decode_word(typing.get_args(kind), data)
    if typing.get_origin(kind) is tuple:
        return tuple(_decode(typing.get_args(kind)[0], item, steady) for item in data)
    if typing.get_origin(kind) is not None:  # Mapping[str, ...]
        item_kind = typing.get_args(kind)[1]
        return {str(key): _decode(item_kind, item, steady) for key, item in data.items()}
    return _decode_plain(kind, data)


def _decode_word(words: tuple[str, ...], data: Any) -> str:
    if data not in words:
        raise ValueError(f"{data!r} is none of {words}")
    return str(data)


def _decode_union(kinds: tuple[Any, ...], data: Any, steady: float) -> Any:
    if data is None and type(None) in kinds:
        return None
    classes = {kind for kind in kinds if dataclasses.is_dataclass(kind)}
    if classes:
        return _decode_class(data, steady, classes)
    return _decode_plain(next(kind for kind in kinds if kind is not type(None)), data)


def _decode_class(data: dict[str, Any], steady: float, allowed: set[Any]) -> Any:
    cls = _CLASSES[data["type"]]
    if cls not in allowed:
        raise TypeError(f"{data['type']} does not belong there")
    values = {}
    for field in dataclasses.fields(cls):
        if field.name not in data and _has_default(field):
            continue  # saved by a version that did not know it yet
        item = _decode(_hints(cls)[field.name], data[field.name], steady)
        if field.metadata.get("steady") and item is not None:
            item = item + steady
        values[field.name] = item
    return cls(**values)


def _has_default(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def _decode_plain(kind: Any, data: Any) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is BreakKind:
        return BreakKind(data)
    if kind is float and type(data) in (int, float):
        return float(data)
    if type(data) is not kind:
        raise TypeError(f"{data!r} is not {kind.__name__}")
    return data
