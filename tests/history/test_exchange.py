"""Records as lines and back, and lines that are none."""

from __future__ import annotations

import csv
import json
from datetime import timedelta

import pytest

from lowback_tray.engine.records import Fact
from lowback_tray.errors import BadInput
from lowback_tray.history.exchange import from_lines, to_csv, to_lines
from tests.history.makers import NOON, stored

RECORDS = [
    stored(Fact.STOOD, NOON, kind="stand-up", sitting_s=3480.5, quiet=False, none=None),
    stored("of a newer version", NOON + timedelta(hours=1), word='腰, "quoted"\nand more'),
]


def test_records_come_back_as_they_went() -> None:
    lines = list(to_lines(RECORDS))
    assert from_lines(lines, "x") == RECORDS
    assert from_lines([*lines, "", "  "], "x") == RECORDS


def test_a_spreadsheet_gets_the_same() -> None:
    rows = list(csv.DictReader(to_csv(RECORDS).splitlines(keepends=True)))
    assert [row["id"] for row in rows] == [one.id for one in RECORDS]
    assert rows[0]["at"] == "2026-03-04T12:00:00+09:00"
    assert [json.loads(row["details"]) for row in rows] == [one.details for one in RECORDS]


GOOD = json.loads(next(iter(to_lines(RECORDS))))


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        "null",
        "{}",
        json.dumps({**GOOD, "id": "not a UUID"}),
        json.dumps({**GOOD, "at": "yesterday"}),
        json.dumps({**GOOD, "at": "2026-03-04T12:00:00"}),
        json.dumps({**GOOD, "at": 7}),
        json.dumps({**GOOD, "at": "0001-01-01T00:00:00+00:00"}),
        json.dumps({**GOOD, "details": "no table"}),
        json.dumps({**GOOD, "details": [1]}),
        '{"details": ' + "[" * 100_000,
    ],
)
def test_a_line_that_is_no_record_is_named(line: str) -> None:
    good = next(iter(to_lines(RECORDS)))
    with pytest.raises(BadInput, match=r"^file\.jsonl:2: is not a record") as caught:
        from_lines([good, line], "file.jsonl")
    assert "nothing was taken in" in caught.value.remedy
