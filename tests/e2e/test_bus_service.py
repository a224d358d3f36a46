"""Scripts drive the program over the session bus, with the clients that people have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lowback_tray.app.bus_service import AT, NAME

if TYPE_CHECKING:
    from tests.desktop.virtual import VirtualDesktop
    from tests.e2e.conftest import NewDesktop, NewLife

ROOT = Path(__file__).resolve().parents[2]
CALL = ("gdbus", "call", "--session", "--dest", NAME, "--object-path", AT.path, "--method")


def call(desktop: VirtualDesktop, method: str, *values: str) -> str:
    done = desktop.run([*CALL, f"{AT.interface}.{method}", *values], check=False)
    return done.stdout + done.stderr


def test_a_script_leads_a_break_from_start_to_end(
    shared: VirtualDesktop, new_life: NewLife
) -> None:
    desktop, life = shared, new_life()
    life.start()
    monitor = desktop.spawn(["gdbus", "monitor", "--session", "--dest", NAME], name="monitor")
    desktop.wait_for(lambda: "is owned by" in monitor.output(), what="the monitor")
    assert "Started" in call(desktop, "Start", "stand-up")
    life.reach("guiding")
    assert "A guide is already running" in call(desktop, "Start", "stand-up")
    assert "you stood up" in call(desktop, "Done")
    desktop.wait_for(lambda: "BreakFinished" in monitor.output(), what="the end of the break")
    said = monitor.output()
    assert "BreakStarted (int64 1, 'stand-up'," in said
    assert "BreakFinished (int64 1, 'stand-up', 'stood', true," in said
    assert "'Phase': <'guiding'>" in said
    monitor.stop()


def test_a_call_starts_the_program_where_it_does_not_run(new_desktop: NewDesktop) -> None:
    desktop = new_desktop(dunst=False, system_bus=False, activation=True)
    services = desktop.home / ".local/share/dbus-1/services"
    services.mkdir(parents=True)
    shipped = (ROOT / "packaging/linux/io.github.lowback_tray.service").read_text()
    ours = shipped.replace("/usr/bin/lowback-tray", f"{sys.executable} -m lowback_tray")
    assert ours != shipped
    (services / f"{NAME}.service").write_text(ours)
    desktop.session.call(
        ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"), "ReloadConfig"
    )
    assert "At the desk" in call(desktop, "Status", "false")
    desktop.wait_for(desktop.tray_items, what="the icon")
    assert "has ended" in call(desktop, "Quit")
