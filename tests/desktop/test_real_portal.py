"""What we say to portals, said to the real one: it refuses wrong types, handles and orders."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.appearance import Appearance
from lowback_tray.desktop.autostart.portal import PortalAutostart
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.shortcuts.watch import Shortcuts
from lowback_tray.errors import DesktopError
from tests.desktop.bus_kit import PrivateBus, counted
from tests.desktop.real_portal import Desk, RealPortal
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

IMPL = "org.freedesktop.impl.portal"


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def desk(bus: PrivateBus) -> Iterator[Desk]:
    made = Desk(bus)
    yield made
    made.close()


@pytest.fixture
def portal(bus: PrivateBus, desk: Desk, tmp_path: Path) -> Iterator[RealPortal]:
    with RealPortal(bus, tmp_path) as started:
        yield started


@pytest.fixture
def shortcuts(bus: PrivateBus, portal: RealPortal, qapp: object) -> Iterator[Shortcuts]:
    session = Bus("session", bus.address)
    made = Shortcuts(session, {"start": "A break now"}, {"WAYLAND_DISPLAY": "wayland-0"})
    yield made
    made.close()
    session.close()


def test_keys_are_asked_for_and_heard(desk: Desk, shortcuts: Shortcuts, qtbot: QtBot) -> None:
    heard = counted(shortcuts.pressed)
    shortcuts.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(desk.called("BindShortcuts")))
    ((_, session, wanted, _, _),) = desk.called("BindShortcuts")
    assert session == desk.session
    assert wanted[0][0] == "start"
    assert wanted[0][1]["preferred_trigger"] == ("s", "CTRL+ALT+s")
    desk.press("start")
    qtbot.waitUntil(lambda: heard == [("start",)])
    assert shortcuts.problems() == []
    shortcuts.want({"start": ""})
    qtbot.waitUntil(lambda: desk.session == "")


def test_a_person_who_says_no_is_heard(desk: Desk, shortcuts: Shortcuts, qtbot: QtBot) -> None:
    desk.code = 1
    shortcuts.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: shortcuts.problems() == ["The desktop did not allow it"])


def test_keys_come_back_with_a_portal_that_starts_anew(
    desk: Desk, portal: RealPortal, shortcuts: Shortcuts, qtbot: QtBot
) -> None:
    heard = counted(shortcuts.pressed)
    shortcuts.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: len(desk.called("BindShortcuts")) == 1)
    portal.frontend.kill()
    portal.start()
    qtbot.waitUntil(lambda: len(desk.called("BindShortcuts")) == 2)
    qtbot.waitUntil(lambda: shortcuts.problems() == [])
    desk.press("start")
    qtbot.waitUntil(lambda: heard == [("start",)])


@pytest.mark.usefixtures("portal")
def test_start_at_login_is_asked_for_and_may_be_refused(
    bus: PrivateBus, desk: Desk, tmp_path: Path
) -> None:
    switch = PortalAutostart(["lowback-tray"], tmp_path / "entry.desktop", bus.address)
    switch.enable()
    switch.disable()
    asked = [(on, words) for _, on, words, _ in desk.called("EnableAutostart")]
    assert asked == [(True, ["lowback-tray"]), (False, ["lowback-tray"])]
    desk.code = 1
    with pytest.raises(DesktopError, match="did not allow it"):
        switch.enable()


def test_a_desktop_turned_dark_is_followed(bus: PrivateBus, tmp_path: Path, qtbot: QtBot) -> None:
    """The backend of GTK, which tells what GNOME's settings say; here they are a file."""
    scheme = ["gsettings", "set", "org.gnome.desktop.interface", "color-scheme"]
    with ExitStack() as stack:
        screen = VirtualDesktop(panel="none", dunst=False, system_bus=False)
        display = stack.enter_context(screen).env["DISPLAY"]
        gtk = (f"{IMPL}.desktop.gtk", ("Settings",))
        env = {"DISPLAY": display, "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "keyfile"}
        portal = RealPortal(bus, tmp_path, gtk, "xdg-desktop-portal-gtk", **env)
        stack.enter_context(portal)
        session = Bus("session", bus.address)
        stack.callback(session.close)
        appearance = Appearance(session)
        screen.run([*scheme, "prefer-dark"], env=portal.env)
        qtbot.waitUntil(lambda: appearance.dark is True)
        screen.run([*scheme, "default"], env=portal.env)
        qtbot.waitUntil(lambda: appearance.dark is None)
