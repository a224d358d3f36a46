"""Screen sharing, as far as it can be known.

Under Wayland no program sees the screen but through the portal, which gives the picture away as
a PipeWire stream; so a running stream of a screen is somebody sharing (or recording) it, and
`pw-dump` lists it together with who takes it. On X11 every program may read the screen and no
service tells which one does: there it is unknown, and says so. (A call is known by its
microphone all the same.) Read at every refresh, that is once a minute while it matters.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.holds.base import HoldSource, Patience
from lowback_tray.desktop.holds.errand import Errand
from lowback_tray.desktop.presence import is_wayland
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "screen_share"
_NODE, _LINK = "PipeWire:Interface:Node", "PipeWire:Interface:Link"
_PICTURES = frozenset({"Video/Source", "Stream/Output/Video"})
# Whose streams are screens and not cameras, where they do not say so themselves: GNOME, KDE,
# wlroots, COSMIC.
_SCREENS = ("meta-screen-cast", "gnome-shell", "kwin", "xdg-desktop-portal", "xdpw", "cosmic")


class ScreenShare(HoldSource):
    """Somebody gets a picture of the screen.

    Args:
        env: the environment that says what kind of session this is.
    """

    def __init__(self, env: Mapping[str, str] = os.environ) -> None:
        super().__init__(NAME, mark("Your screen seems to be shared"))
        self._env = env
        self._patience = Patience()
        self._dump: Errand | None = None
        program = shutil.which("pw-dump", path=env.get("PATH"))
        if not is_wayland(env):
            self.problem = tr("On X11 nobody tells which program reads the screen")
        elif program is None:
            self.problem = tr("pw-dump, which lists who gets a picture of the screen, is missing")
        else:
            self.problem = tr("PipeWire does not run")
            self._dump = Errand([program], env, self._said)

    def refresh(self) -> None:
        """Look again; the answer follows a moment later."""
        if self._dump is None:
            return
        if _socket(self._env).exists():
            self._dump.run()
        else:
            self.conclude(None, problem=tr("PipeWire does not run"))

    def close(self) -> None:
        """End what still runs."""
        if self._dump is not None:
            self._dump.close()

    def _said(self, said: str | None) -> None:
        found = None if said is None else takers(said)
        if found is not None:
            self._patience.heard()
            self.conclude(bool(found), ", ".join(dict.fromkeys(one for one in found if one)))
        elif self._patience.ends():
            self.conclude(None, problem=tr("PipeWire does not answer"))


def _socket(env: Mapping[str, str]) -> Path:
    """Where PipeWire listens."""
    runtime = env.get("PIPEWIRE_RUNTIME_DIR") or env.get("XDG_RUNTIME_DIR") or "/nowhere"
    return Path(runtime, env.get("PIPEWIRE_REMOTE") or "pipewire-0")


def takers(said: str) -> list[str] | None:
    """Who gets a picture of the screen, from what `pw-dump` prints; "" for whoever has no name.

    Returns:
        None where it cannot be understood.
    """
    try:
        objects = [one for one in json.loads(said) if isinstance(one, dict)]
    except (ValueError, TypeError, RecursionError):
        return None
    nodes = {one.get("id"): _info(one) for one in objects if one.get("type") == _NODE}
    links = [_info(one) for one in objects if one.get("type") == _LINK]
    return [
        name
        for number, node in nodes.items()
        if _is_screen(node)
        for name in (list(_reached(number, links, nodes)) or [""])
    ]


def _info(one: dict[str, Any]) -> dict[str, Any]:
    info = one.get("info")
    return info if isinstance(info, dict) else {}


def _properties(node: dict[str, Any]) -> dict[str, str]:
    found = node.get("props")
    found = found if isinstance(found, dict) else {}
    return {key: str(value) for key, value in found.items()}


def _is_screen(node: dict[str, Any]) -> bool:
    """Whether a node gives a picture of a screen away now."""
    properties = _properties(node)
    if properties.get("media.class") not in _PICTURES or node.get("state") != "running":
        return False
    names = (properties.get(key, "").casefold() for key in ("media.name", "node.name"))
    said = properties.get("media.role") == "Screen"
    return said or any(name.startswith(_SCREENS) for name in names)


def _reached(
    number: object, links: list[dict[str, Any]], nodes: Mapping[object, dict[str, Any]]
) -> Iterator[str]:
    """The programs that a node's picture goes to."""
    for link in links:
        if link.get("output-node-id") == number:
            properties = _properties(nodes.get(link.get("input-node-id"), {}))
            yield properties.get("application.name") or properties.get("node.name", "")
