"""Damaged files, refusing disks, garbage: a clear message, nothing overwritten, life goes on."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import QUICK
from tests.e2e.life import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life


def _problems(life: Life) -> str:
    return "\n".join(life.status()["problems"])


def test_a_damaged_settings_file_is_said_kept_and_not_lost(new_life: NewLife) -> None:
    life = new_life()
    garbage = 'language = "ja"\nstand_up = [[[ not toml\n'
    life.settings_file.write_text(garbage)
    life.start()
    assert "settings.toml" in _problems(life)
    assert life.run("settings", "set", "stand_up.interval_min", "45").code == 0
    files = [path.read_text() for path in life.settings_file.parent.iterdir()]
    assert garbage in files, "the person's file was overwritten"
    assert "interval_min = 45" in life.settings_file.read_text()


def test_one_bad_value_costs_only_itself(new_life: NewLife) -> None:
    life = new_life(settings={"stand_up.interval_min": 5, "snooze.limit": 4, "mystery": 1}).start()
    assert "stand_up.interval_min" in _problems(life)
    assert life.command("settings", "get", "stand_up.interval_min").out == "60"
    assert life.command("settings", "get", "snooze.limit").out == "4"
    assert life.command("settings", "set", "snooze.limit", "3").exit == 0
    assert "mystery" in life.settings_file.read_text()


@pytest.mark.parametrize("where", ["head", "middle"])
def test_a_damaged_history_is_set_aside_with_its_log_and_it_is_said(
    new_life: NewLife, stand_up_due: Path, where: str
) -> None:
    life = new_life(like=stand_up_due)
    data = bytearray(life.history_file.read_bytes())
    start = 0 if where == "head" else 4096 + 8
    data[start : start + 600] = os.urandom(600)
    life.history_file.write_bytes(data)
    life.start()
    assert "damaged" in _problems(life)
    aside = [path for path in life.history_file.parent.iterdir() if "damaged" in path.name]
    assert any(bytes(data[:4096]) == path.read_bytes()[:4096] for path in aside), aside
    assert life.kinds()[-1] == "launched"


def test_a_broken_state_row_costs_the_clock_and_not_the_history(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(settings=QUICK, like=stand_up_due)
    with closing(sqlite3.connect(life.history_file)) as history, history:
        changed = history.execute('UPDATE state SET json = \'{"type": "Nonsense"}\'').rowcount
    assert changed == 1
    life.start()
    assert life.status()["phase"] == "sitting"
    assert '"prompted"' in life.command("history", "--json").out
    assert life.status()["sitting_s"] < 60


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv")
def test_a_data_folder_that_cannot_be_written_is_said_and_reminders_go_on(
    new_life: NewLife,
) -> None:
    life = new_life()
    data = life.home / ".local/share"
    data.mkdir(parents=True)
    if os.getuid() == 0:
        data.rmdir()
        data.write_text("a file where a folder should be")  # root could write into any folder
    else:
        data.chmod(0o500)
    life.start()
    assert str(data) in _problems(life)
    assert life.command("start", "stand-up").exit == 0
    assert life.status()["phase"] == "guiding"
    if os.getuid() != 0:
        data.chmod(0o700)


def test_a_runtime_folder_that_cannot_be_used_ends_the_start_with_one_line(
    new_life: NewLife,
) -> None:
    life = new_life()
    (life.runtime / "lowback-tray").write_text("in the way")
    answer = life.run()
    assert answer.code == 1
    assert "lowback-tray" in answer.complaint
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "garbage",
    [
        b"\n",
        b"\0\xff\xfe\n",
        b"{}\n",
        b"[" * 5000 + b"\n",
        b'{"command": 7}\n',
        b'{"command": ["settings", "set", 1]}\n',
        b"x" * 200_000,
    ],
    ids=["empty", "bytes", "object", "deep", "number", "mixed", "endless"],
)
def test_garbage_through_the_socket_harms_nothing(new_life: NewLife, garbage: bytes) -> None:
    life = new_life().start()
    with socket.socket(socket.AF_UNIX) as pipe:
        pipe.settimeout(5)
        pipe.connect(str(life.socket))
        try:
            pipe.sendall(garbage)
            answer = pipe.recv(65536)
        except (BrokenPipeError, ConnectionResetError):
            answer = b""
    assert b'"exit": 2' in answer or garbage.startswith(b"xxx")
    assert life.status()["phase"] == "sitting"


@pytest.mark.parametrize("rate", ["fast", "0", "-3", "nan", "1e9", "60@noon"])
def test_a_rate_of_time_that_is_none_is_refused_with_one_line(new_life: NewLife, rate: str) -> None:
    answer = new_life().run(env={"LOWBACK_TRAY_TIME_RATE": rate})
    assert (answer.code, answer.out) == (2, "")
    assert "LOWBACK_TRAY_TIME_RATE" in answer.complaint


def test_without_a_display_it_says_so_in_one_line(new_life: NewLife) -> None:
    life = new_life()
    env = {**life.desktop.env, **life.env}
    env.pop("DISPLAY")
    done = life.desktop.run(["env", "-u", "DISPLAY", *PROGRAM], check=False, env=life.env)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "DISPLAY" in line
    launched = life.desktop.run(
        ["env", "-u", "DISPLAY", *PROGRAM, "start"], check=False, env=life.env
    )
    assert launched.returncode == 1
    assert "DISPLAY" in launched.stderr


def test_a_display_that_does_not_answer_is_said_in_one_line(new_life: NewLife) -> None:
    answer = new_life().run(env={"DISPLAY": ":9999"})
    assert answer.code == 1
    assert ":9999" in answer.complaint


def test_without_a_home_it_says_so(new_life: NewLife) -> None:
    assert pwd.getpwuid(os.getuid()).pw_dir
    unset = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), "")
    answer = new_life().run("settings", "list", env={**unset, "HOME": ""})
    assert answer.code == 1
    assert "HOME" in answer.complaint
