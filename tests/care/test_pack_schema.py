"""The published JSON schema says what our readers accept: no more words, no fewer."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from functools import cache
from typing import Any

import pytest

from lowback_tray.care import terms
from lowback_tray.care.library import load
from tests.care import content, pack_files

KINDS: dict[str, type] = {"object": dict, "array": list, "string": str, "null": type(None)}
WORDS = {
    "$schema", "title", "description", "$defs", "$ref", "anyOf", "oneOf", "enum", "const", "type",
    "properties", "required", "additionalProperties", "minProperties", "items", "minItems",
    "maxItems", "uniqueItems", "minimum", "maximum", "exclusiveMinimum", "minLength", "pattern",
}  # fmt: skip


@cache
def schema() -> dict[str, Any]:
    text = (pack_files.ROOT / "docs/pack.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def is_a(value: object, kind: str) -> bool:
    if kind in ("number", "integer"):
        return type(value) is int or (kind == "number" and type(value) is float)
    return isinstance(value, KINDS[kind])


def faults(value: Any, rule: dict[str, Any], path: str = "") -> list[str]:
    """What of a value breaks a rule; as much of JSON Schema as ours uses."""
    assert not rule.keys() - WORDS, rule.keys() - WORDS
    if "$ref" in rule:
        return faults(value, schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]], path)
    if "type" in rule and not is_a(value, rule["type"]):
        return [f"{path}: not {rule['type']}"]
    found = faults_of_choice(value, rule, path)
    if isinstance(value, dict):
        return found + faults_of_object(value, rule, path)
    if isinstance(value, list):
        return found + faults_of_list(value, rule, path)
    return found + faults_of_scalar(value, rule, path)


def faults_of_choice(value: Any, rule: dict[str, Any], path: str) -> list[str]:
    fits = {key: sum(not faults(value, one, path) for one in rule.get(key, ()))
            for key in ("anyOf", "oneOf")}  # fmt: skip
    wrong = {
        "enum": "enum" in rule and value not in rule["enum"],
        "const": "const" in rule and value != rule["const"],
        "anyOf": "anyOf" in rule and fits["anyOf"] == 0,
        "oneOf": "oneOf" in rule and fits["oneOf"] != 1,
    }
    return [f"{path}: {key}" for key, is_wrong in wrong.items() if is_wrong]


def faults_of_scalar(value: Any, rule: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, str):
        fits = len(value) >= rule.get("minLength", 0) and re.search(rule.get("pattern", ""), value)
        return [] if fits else [f"{path}: {value!r}"]
    if not is_a(value, "number"):
        return []
    low, high = rule.get("minimum", value), rule.get("maximum", value)
    fits = low <= value <= high and value > rule.get("exclusiveMinimum", value - 1)
    return [] if fits else [f"{path}: {value} out of bounds"]


def faults_of_object(value: dict[str, Any], rule: dict[str, Any], path: str) -> list[str]:
    known, other = rule.get("properties", {}), rule.get("additionalProperties", True)
    found = [f"{path}: no {key}" for key in rule.get("required", ()) if key not in value]
    for key, item in value.items():
        here = f"{path}.{key}"
        if key in known:
            found += faults(item, known[key], here)
        elif other is False:
            found.append(f"{here}: unknown")
        elif isinstance(other, dict):
            found += faults(item, other, here)
    if len(value) < rule.get("minProperties", 0):
        found.append(f"{path}: empty")
    return found


def faults_of_list(value: list[Any], rule: dict[str, Any], path: str) -> list[str]:
    found = [f for n, item in enumerate(value) for f in faults(item, rule["items"], f"{path}[{n}]")]
    if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
        found.append(f"{path}: {len(value)} items")
    if rule.get("uniqueItems") and any(value.count(item) > 1 for item in value):
        found.append(f"{path}: twice")
    return found


def of_kind(value: Any, kind: str) -> list[str]:
    return faults(value, schema()["$defs"][kind])


def exercises() -> dict[str, Any]:
    texts = content.files().items()
    return {name: json.loads(text) for name, text in texts if name.startswith("exercises/")}


def test_our_exercises_fit_the_schema_as_json_and_as_toml() -> None:
    for name, value in exercises().items():
        assert of_kind(value, "exercise") == [], name
        assert of_kind(pack_files.without_null(value), "exercise") == [], name


def test_our_routines_fit_the_schema() -> None:
    for value in json.loads(content.files()["routines/routines.json"]):
        assert of_kind(value, "routine") == []


def test_the_pack_of_the_manual_fits_the_schema() -> None:
    for name, text in pack_files.of_the_manual().items():
        if name.endswith(".toml"):
            kind = "pack" if name == "pack.toml" else name.split("/")[0].removesuffix("s")
            assert of_kind(tomllib.loads(text), kind) == [], name
            assert faults(tomllib.loads(text), schema()) == [], name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("region", "neck"), ("points", []), ("points", ["hip_mobility", "hip_mobility"]),
        ("intensity", 3), ("avoid_if", ["sleepy"]), ("unsuitable_in", ["rain"]), ("alt", 3),
        ("name", {"en": "a"}), ("id", "Chair Twist"), ("colour", "red"), ("dose.sides", 3),
        ("dose.cycle_s", 0), ("motion.poses", {}), ("motion.view", "back"),
        ("motion.cycle", [{"to": "A", "hold": 3, "cue": {"en": "", "ja": ""}}]),
        ("motion.pictures", ["a.png"]), ("motion.props", [{"kind": "sofa"}]),
    ],
)  # fmt: skip
def test_what_our_readers_refuse_the_schema_refuses(path: str, value: object) -> None:
    twist = copy.deepcopy(exercises()["exercises/chair_twist.json"])
    *way, last = path.split(".")
    here = twist
    for key in way:
        here = here[key]
    here[last] = value
    assert of_kind(twist, "exercise")


def test_the_words_of_the_schema_are_ours() -> None:
    defs = schema()["$defs"]
    known = defs["exercise"]["properties"]
    assert set(defs["flag"]["enum"]) == set(load().flags)
    assert set(known) == {key for one in exercises().values() for key in one}
    for key, words in (
        ("region", terms.REGIONS), ("position", terms.POSITIONS), ("where", terms.PLACES),
        ("load", terms.LOADS),
    ):  # fmt: skip
        assert set(known[key]["enum"]) == set(words), key
    assert set(known["points"]["items"]["enum"]) == set(terms.POINTS)
    assert set(known["unsuitable_in"]["items"]["enum"]) == set(terms.SITUATIONS)
    assert set(defs["routine"]["properties"]["kind"]["enum"]) == set(terms.KINDS)
    assert set(defs["motion"]["properties"]) == set(
        exercises()["exercises/chair_twist.json"]["motion"]
    )
