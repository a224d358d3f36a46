"""The running program and the person's data: out by a relative name, gone, and taken in again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.conftest import NewLife


def test_everything_goes_out_is_deleted_and_comes_back_while_it_runs(new_life: NewLife) -> None:
    life = new_life(settings={"stand_up.interval_min": 45}).start()
    life.command("done")
    life.command("feel", "heavy")
    before = {record["id"] for record in life.history()}
    assert len(before) >= 3
    target = life.home / "mine.zip"
    assert life.run("export", str(target)).code == 0
    refused = life.run("delete", "all")
    assert (refused.code, refused.out) == (2, "")
    assert life.run("delete", "all", "--yes").code == 0
    assert not before & {record["id"] for record in life.history()}
    status = life.status()
    assert status["phase"] == "sitting"
    assert status["sitting_s"] < 30
    assert json.loads(life.run("backups", "--json").out) == []
    assert not life.settings_file.exists()
    left = [path for path in life.history_file.parent.rglob("*") if path.is_file()]
    assert not any(b"heavy" in path.read_bytes() for path in left), left
    assert life.run("import", str(target)).code == 0
    assert before <= {record["id"] for record in life.history()}
    assert life.run("settings", "get", "stand_up.interval_min").out.strip() == "45"
    life.restart()
    assert before <= {record["id"] for record in life.history()}
    life.crash_free()
