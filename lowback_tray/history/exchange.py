"""Records on their way to another machine, or to a spreadsheet. Pure.

    history.jsonl   one JSON object a line: id, at (ISO 8601 with offset), kind, details. This is
                    what an import reads
    history.csv     the same for spreadsheets: id, at, kind, details (JSON). Nothing reads it back

A record keeps its id wherever it goes, so taking the same file in twice changes nothing. Kinds
that this version does not know are handed on as they are. The format: docs/data.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from lowback_tray.errors import BadInput
from lowback_tray.history.stored import StoredRecord, dump, from_row, to_row
from lowback_tray.i18n import tr

_COLUMNS = ("id", "at", "kind", "details")


def to_lines(records: Iterable[StoredRecord]) -> Iterator[str]:
    """Each record as a line of JSON, without its line end."""
    for one in records:
        yield dump(
            {
                "id": one.id,
                "at": one.at.isoformat(),
                "kind": str(one.fact),
                "details": one.details,
            }
        )


def to_csv(records: Iterable[StoredRecord]) -> str:
    """The records as a table with a heading."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_COLUMNS)
    for one in records:
        table.writerow((one.id, one.at.isoformat(), str(one.fact), dump(one.details)))
    return text.getvalue()


def from_lines(lines: Iterable[str], place: str) -> list[StoredRecord]:
    """The records of a file.

    Args:
        lines: as `to_lines` made them; empty ones are passed over.
        place: the file, for errors.

    Raises:
        BadInput: names the line that is none; nothing of the file counts then.
    """
    return [
        _record(line, f"{place}:{number}") for number, line in enumerate(lines, 1) if line.strip()
    ]


def _record(line: str, place: str) -> StoredRecord:
    try:
        data = json.loads(line)
        at = datetime.fromisoformat(data["at"])
        raw = StoredRecord(str(data["id"]), str(data["kind"]), at, data["details"])
        return from_row(to_row(raw))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadInput(
            place,
            tr("is not a record of Lowback Tray"),
            tr("Export again on the other machine; nothing was taken in"),
        ) from error
