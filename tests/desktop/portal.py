"""A stand-in for PipeWire with screens in it: a `pw-dump` that prints what a test wants."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def node(number: int, state: str = "running", **properties: str) -> dict[str, Any]:
    """A node as `pw-dump` prints it, as far as it matters."""
    named = {key.replace("_", "."): value for key, value in properties.items()}
    info = {"state": state, "props": named}
    return {"id": number, "type": "PipeWire:Interface:Node", "info": info}


def link(start: int, end: int) -> dict[str, Any]:
    info = {"output-node-id": start, "input-node-id": end, "state": "active"}
    return {"id": start * 100 + end, "type": "PipeWire:Interface:Link", "info": info}


GNOME = {"media_class": "Stream/Output/Video", "media_name": "meta-screen-cast-src"}
SCREEN = node(40, **GNOME)
FIREFOX = node(50, media_class="Stream/Input/Video", application_name="Firefox")


class Portal:
    """A PipeWire that prints what a test wants, as a program in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.said = folder / "said.json"
        program = folder / "pw-dump"
        program.write_text(f"#!/bin/sh\n[ -e {self.said} ] && exec /bin/cat {self.said}\nexit 1\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        (folder / "pipewire-0").touch()
        self.env = {
            "PATH": str(folder), "XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-0",
        }  # fmt: skip
        self.says()

    def says(self, *objects: dict[str, Any]) -> None:
        self.said.write_text(json.dumps(objects))
