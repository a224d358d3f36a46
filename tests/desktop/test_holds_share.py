"""Who gets a picture of the screen, from what `pw-dump` prints; unknown where nobody can tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop.holds.share import ScreenShare, takers
from tests.desktop.portal import FIREFOX, GNOME, SCREEN, Portal, link, node

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    "screen",
    [
        SCREEN,  # GNOME
        node(40, media_class="Stream/Output/Video", node_name="kwin-screencast-DP-1"),
        node(40, media_class="Video/Source", node_name="xdg-desktop-portal-wlr"),
        node(40, media_class="Video/Source", node_name="anything", media_role="Screen"),
    ],
)
def test_a_running_picture_of_the_screen_is_shared_with_who_takes_it(
    screen: dict[str, Any],
) -> None:
    assert takers(json.dumps([screen, FIREFOX, link(40, 50)])) == ["Firefox"]
    assert takers(json.dumps([screen])) == [""]


@pytest.mark.parametrize(
    "other",
    [
        node(40, "suspended", **GNOME),  # offered, and nobody takes it
        node(40, media_class="Video/Source", node_name="v4l2_input.pci-0000", media_role="Camera"),
        node(40, media_class="Audio/Source", node_name="kwin"),
        node(40),
        {"id": 40, "type": "PipeWire:Interface:Node"},
        {"id": 40, "type": "PipeWire:Interface:Node", "info": {"state": "running", "props": []}},
    ],
)
def test_cameras_sounds_and_what_nobody_takes_are_no_shared_screen(other: dict[str, Any]) -> None:
    assert takers(json.dumps([other, FIREFOX, link(40, 50), "noise", {}])) == []


@pytest.mark.parametrize("said", ["", "{", "null", "[" * 100_000])
def test_what_cannot_be_understood_is_unknown(said: str) -> None:
    assert takers(said) is None


# ---- the source


def test_one_failure_ends_no_sharing_and_a_second_makes_it_unknown(
    tmp_path: Path, qtbot: QtBot
) -> None:
    portal = Portal(tmp_path)
    source = ScreenShare(portal.env)
    portal.says(SCREEN, FIREFOX, link(40, 50))
    source.refresh()
    qtbot.waitUntil(lambda: source.active is True)
    assert source.detail == "Firefox"
    portal.said.unlink()
    source.refresh()
    qtbot.wait(300)
    assert source.active is True
    source.refresh()
    qtbot.waitUntil(lambda: source.active is None)
    assert source.problem == "PipeWire does not answer"
    source.close()


def test_a_pipewire_that_is_gone_is_unknown_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    portal = Portal(tmp_path)
    source = ScreenShare(portal.env)
    portal.says(SCREEN)
    source.refresh()
    qtbot.waitUntil(lambda: source.active is True)
    (tmp_path / "pipewire-0").unlink()
    source.refresh()
    assert (source.active, source.problem) == (None, "PipeWire does not run")
    source.close()


@pytest.mark.parametrize(
    ("env", "problem"),
    [
        ({"DISPLAY": ":0", "PATH": "/usr/bin"}, "On X11 nobody tells"),
        ({"WAYLAND_DISPLAY": "wayland-0", "PATH": ""}, "pw-dump"),
    ],
)
def test_where_nobody_can_tell_it_says_so(env: dict[str, str], problem: str, qapp: object) -> None:
    source = ScreenShare(env)
    source.refresh()
    assert source.active is None
    assert problem in str(source.describe()["problem"])
    source.close()
