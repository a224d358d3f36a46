"""Every signal in plain words, and what is not read is said not to be."""

from __future__ import annotations

import json
from typing import Any

from lowback_tray import cli, i18n
from lowback_tray.app.offline import Offline
from lowback_tray.app.signals import signals
from lowback_tray.desktop.holds.sources import NAMES
from lowback_tray.settings.table import find
from lowback_tray.settings.values import Values
from tests.ui.samples_own import SEEN


def now(seen: dict[str, Any] = SEEN, **given: Any) -> dict[str, str]:
    values = Values({key.replace("__", "."): value for key, value in given.items()})
    return {one.id: one.now for one in signals(seen, values)}


def test_each_says_what_it_says_now() -> None:
    assert now() == {
        "idle": "4 s ago, told by x11", "lock": "no", "call": "no",
        "screen_share": "cannot be told here", "full_screen": "no", "do_not_disturb": "yes",
        "presenting": "yes (mpv)", "program": "not read", "players": "not read",
        "desktop": "notifications: dunst, tray: StatusNotifier",
        "files": "~/.config/lowback-tray/settings.toml", "network": "not read",
    }  # fmt: skip


def test_what_is_switched_off_is_not_read() -> None:
    said = now(holds__call=False, holds__presenting=False)
    assert said["call"] == "not read"
    assert said["presenting"] == "yes (mpv)", "it is still read, so that a film is no empty chair"
    assert now(holds__programs=frozenset({"blender"}))["program"] == "no"
    assert now(stand_up__pause_media=True)["players"] == "switched on"


def test_every_hold_there_is_has_its_line_and_every_switch_is_a_setting() -> None:
    seen = {**SEEN, "holds": {name: {"active": None} for name in NAMES}}
    found = {one.id: one for one in signals(seen, Values())}
    assert set(NAMES) <= found.keys()
    for one in found.values():
        if one.switch is not None:
            assert find(one.switch).type == "bool"


def test_nothing_that_cannot_be_told_is_guessed() -> None:
    seen = {**SEEN, "presence": {"source": "none", "known": False, "idle_s": None}}
    assert now(seen)["idle"] == "cannot be told here"


def test_it_is_a_command_also_while_nothing_runs() -> None:
    text = cli.answer(Offline(), ["privacy"])
    assert text.code == cli.DONE
    assert "never which keys" in text.out
    assert "Setting: holds.call" in text.out
    i18n.use("ja")
    assert "設定：holds.call" in cli.answer(Offline(), ["privacy"]).out
    i18n.use("en")
    data = json.loads(cli.answer(Offline(), ["privacy", "--json"]).out)
    assert {one["id"] for one in data} >= {"idle", "call", "network"}
    assert all(one["reads"] for one in data)
