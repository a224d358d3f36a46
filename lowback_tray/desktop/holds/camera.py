"""Which programs of this user have a camera open, by their open files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# They look after the devices for others, and some keep them open all the time.
DAEMONS = frozenset({"pipewire", "wireplumber", "pipewire-media-session"})
_DEVICE = "/dev/video"
_DRIVER = "uvcvideo"
_USERS = f"sys/module/{_DRIVER}/refcnt"


def camera_users(root: Path) -> list[str]:
    """Names of the programs; none where no process of ours can be seen with one."""
    if not any(root.glob("dev/video*")) or _driver_rests(root):
        return []
    return sorted(set(_openers(root)) - DAEMONS)


def _driver_rests(root: Path) -> bool:
    """The usual driver counts who has its devices open, which saves looking at every process."""
    devices = (root / "sys/class/video4linux").glob("video*")
    drivers = {(device / "device/driver/module").resolve().name for device in devices}
    try:
        return drivers == {_DRIVER} and int((root / _USERS).read_text()) == 0
    except (OSError, ValueError):
        return False


def _openers(root: Path) -> Iterator[str]:
    with os.scandir(root / "proc") as processes:
        for process in processes:
            if process.name.isdecimal() and _has_camera(process.path):
                yield _name(process.path)


def _has_camera(process: str) -> bool:
    try:
        files = os.listdir(f"{process}/fd")  # noqa: PTH208 - thousands of them, once a minute
    except OSError:  # somebody else's, or gone
        return False
    return any(_target(f"{process}/fd/{file}").startswith(_DEVICE) for file in files)


def _target(link: str) -> str:
    try:
        return os.readlink(link)  # noqa: PTH115 - as above
    except OSError:
        return ""


def _name(process: str) -> str:
    try:
        with open(f"{process}/comm", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read().strip()
    except OSError:
        return ""
