"""Start at login inside Flatpak: the desktop is asked through its Background portal.

A sandbox cannot write the autostart folder. The portal can, after the person or the desktop has
agreed; it keeps the entry there under the id of the application, and cannot be asked about it
afterwards. So the truth is read from that entry, which the sandbox may see. Tested against a
stand-in for the portal, not inside Flatpak.
"""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.autostart import entry
from lowback_tray.desktop.autostart.files import unchanged
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jeepney import Message

BUDGET_S = 5.0
PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
BACKGROUND = "org.freedesktop.portal.Background"
REQUEST = "org.freedesktop.portal.Request"


class PortalAutostart:
    """The entry that the portal keeps for this application.

    Args:
        command: what runs inside the sandbox.
        file: where the portal keeps the entry.
        address: of the session bus.
    """

    def __init__(self, command: Sequence[str], file: Path, address: str) -> None:
        self._command = command
        self._file = file
        self._address = address

    @property
    def place(self) -> str:
        """Where the entry is, for people."""
        return str(self._file)

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""
        try:
            found = entry.read(self._file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return False
        return bool(found.get("Exec")) and not entry.switched_off(found)

    def lost(self) -> str | None:
        """The portal's entry starts the application wherever it is: never."""
        return None

    def enable(self) -> None:
        """Ask for it."""
        self._ask(autostart=True)

    def disable(self) -> None:
        """Ask for its end."""
        self._ask(autostart=False)

    def _ask(self, *, autostart: bool) -> None:
        try:
            code, results = self._answer(autostart)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError
            raise unchanged(BACKGROUND, str(error) or tr("no answer")) from error
        if code != 0 or results.get("autostart", ("b", False))[1] != autostart:
            raise unchanged(BACKGROUND, tr("the desktop did not allow it"))

    def _answer(self, autostart: bool) -> tuple[int, dict[str, tuple[str, Any]]]:
        """What the portal says in the end: a code, 0 for yes, and the state of things."""
        from jeepney import MatchRule, MessageType, message_bus
        from jeepney.io.blocking import open_dbus_connection

        with closing(open_dbus_connection(self._address)) as bus:
            token = f"lowback_tray_{os.getpid()}"
            sender = bus.unique_name[1:].replace(".", "_")
            handle = f"{PATH}/request/{sender}/{token}"
            rule = MatchRule(type="signal", interface=REQUEST, member="Response", path=handle)
            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=BUDGET_S)
            with bus.filter(rule) as answers:
                said = bus.send_and_get_reply(self._request(token, autostart), timeout=BUDGET_S)
                if said.header.message_type is MessageType.error:
                    raise ValueError(said.body[0] if said.body else tr("no answer"))
                code, results = bus.recv_until_filtered(answers, timeout=BUDGET_S).body
        return code, results

    def _request(self, token: str, autostart: bool) -> Message:
        from jeepney import DBusAddress, new_method_call

        portal = DBusAddress(PATH, bus_name=PORTAL, interface=BACKGROUND)
        options = {
            "handle_token": ("s", token),
            "reason": ("s", tr("To remind you to stand up from the time you log in")),
            "autostart": ("b", autostart),
            "commandline": ("as", list(self._command)),
            "dbus-activatable": ("b", False),
        }
        return new_method_call(portal, "RequestBackground", "sa{sv}", ("", options))
