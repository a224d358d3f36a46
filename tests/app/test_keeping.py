"""The history while the disk refuses: nothing overwritten, nothing lost, tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lowback_tray.app.keeping import Keeping
from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.history.store import read_records

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
STAMP = Stamp("boot", 10.0, START.timestamp())


class Clock:
    def __init__(self) -> None:
        self.steady = 100.0

    def __call__(self) -> tuple[datetime, float]:
        return START + timedelta(seconds=self.steady), self.steady


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A place where no history can be: a file stands where its folder should."""
    folder = tmp_path / "data"
    folder.write_text("in the way", encoding="utf-8")
    return folder / "history.sqlite"


def test_what_happened_meanwhile_is_written_when_the_disk_is_back(blocked: Path) -> None:
    clock = Clock()
    keeping = Keeping(blocked, blocked.parent / "backups", clock)
    assert keeping.problem is not None
    keeping.commit({"a": 1}, STAMP, [Record(Fact.STOOD, START, {"seconds": 0})])
    keeping.alive(STAMP)
    blocked.parent.unlink()
    clock.steady += 60
    keeping.retry()
    assert keeping.problem is not None, "too soon to try again"
    clock.steady += 300
    keeping.retry()
    assert keeping.problem is None
    saved = keeping.load()
    assert saved is not None
    assert saved.state == {"a": 1}
    keeping.close()
    assert [record.fact for record in read_records(blocked)] == ["stood"]


def test_a_disk_that_still_refuses_changes_nothing(blocked: Path) -> None:
    clock = Clock()
    keeping = Keeping(blocked, blocked.parent / "backups", clock)
    clock.steady += 400
    keeping.retry()
    assert keeping.problem is not None
    assert blocked.parent.read_text(encoding="utf-8") == "in the way"


def test_a_good_disk_is_used_at_once(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "history.sqlite", tmp_path / "backups", Clock())
    assert keeping.problem is None
    assert keeping.notices == []
    keeping.commit({"a": 1}, STAMP, [Record(Fact.STOOD, START, {"seconds": 0})])
    assert len(keeping.records()) == 1
    assert keeping.last_of(Fact.STOOD) is not None
    assert keeping.backup_if_due(START) is not None
    keeping.retry()
    keeping.close()
