"""Start at login, as the running program finds and mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife


def test_a_program_that_was_moved_mends_its_entry_and_says_so(
    new_life: NewLife, tmp_path: Path
) -> None:
    life = new_life()
    entry = life.home / ".config/autostart/lowback-tray.desktop"
    entry.parent.mkdir(parents=True)
    gone = tmp_path / "old" / "lowback-tray"
    entry.write_text(f"[Desktop Entry]\nType=Application\nExec={gone}\n", encoding="utf-8")
    assert life.run("doctor", "--json").json()["start_at_login"]["on"] is False
    life.start()
    (said,) = [one for one in life.status()["problems"] if "Start at login" in one]
    assert str(gone) in said
    assert str(gone) not in entry.read_text(encoding="utf-8")
    found = life.run("doctor", "--json").json()["start_at_login"]
    assert found == {"on": True, "place": str(entry)}


def test_nobody_is_started_at_login_who_did_not_ask_for_it(new_life: NewLife) -> None:
    life = new_life().start()
    assert life.run("doctor", "--json").json()["start_at_login"]["on"] is False
    assert not (life.home / ".config/autostart").exists()
