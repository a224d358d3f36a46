"""Every window and state on the smallest and the oddest screens: all of it in reach, none clipped.

The gallery has every one of them; `gallery_walk` says what of it nobody could read or press.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# What is told apart: least width, least height, turned on its side, and a scale of 2 that leaves
# few of many pixels. At 100 % what fits 640x480 fits the others.
SCREENS: dict[str, tuple[int, int, float, tuple[str, ...]]] = {
    "640x480": (640, 480, 1.0, ("en-100", "ja-100")),
    "640x480, text at 200 %": (640, 480, 1.0, ("en-200", "ja-200")),
    "1366x768, text at 200 %": (1366, 768, 1.0, ("en-200",)),
    "800x1280, rotated": (800, 1280, 1.0, ("ja-200",)),
    "1366x768 scaled by 1.5": (911, 512, 1.5, ("en-200",)),
    "1920x1080 scaled by 2": (960, 540, 2.0, ("ja-200",)),
}


@pytest.mark.parametrize("name", list(SCREENS))
def test_nothing_is_clipped_or_out_of_reach(name: str, tmp_path: Path) -> None:
    wide, high, scale, looks = SCREENS[name]
    screen = {"name": "only", "x": 0, "y": 0, "width": wide, "height": high, "dpr": scale,
              "logicalDpi": 96, "logicalBaseDpi": 96}  # fmt: skip
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"}
    walk = [sys.executable, "-m", "tests.ui.gallery_walk", *looks]
    told = json.loads(subprocess.run(walk, check=True, stdout=subprocess.PIPE, env=env).stdout)
    assert told["faults"] == {}
    assert told["pictures"] > 80 * len(looks)
