"""Tray hosts that come late, crash, are of the other kind, or are not there at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.life import TODAY
from tests.e2e.test_first_day import WELCOME

if TYPE_CHECKING:
    from tests.e2e.conftest import NewDesktop, NewLife


def test_a_host_that_comes_late_crashes_and_comes_again_shows_the_icon(
    new_desktop: NewDesktop, new_life: NewLife
) -> None:
    desktop = new_desktop(panel="none", dunst=False, system_bus=False)
    life = new_life(desktop).start()
    # Nobody shows the icon: Today opens by itself, and it is said.
    assert life.window(TODAY)
    status = life.status()
    assert status["tray"] == {"shown": False, "host": None}
    assert any("tray" in problem for problem in status["problems"])
    desktop.panel.start("lxqt")
    assert life.tray().labels()[0].startswith("Posture reset in")
    settled = life.until(lambda s: s["tray"]["shown"], 5)
    assert settled["tray"]["host"] == "StatusNotifier"
    assert not any("tray" in problem for problem in settled["problems"])
    desktop.panel.stop(kill=True)
    life.until(lambda s: s["tray"]["host"] is None, 5)
    desktop.panel.start("lxqt")
    life.tray().click("Pause", "30 min")
    life.reach("paused")
    life.until(lambda s: s["tray"]["shown"], 5)


def test_without_a_host_today_waits_until_the_first_page_is_done(
    new_desktop: NewDesktop, new_life: NewLife
) -> None:
    desktop = new_desktop(panel="none", dunst=False, system_bus=False)
    life = new_life(desktop, settings={"first_run.done": False}).start()
    page = life.window(WELCOME)
    copies = life.history_file.parent / "backups"
    life.wait_for(lambda: any(copies.glob("*")), what="the first backup: all has settled")
    assert life.windows(TODAY) == [], "the page is still being read"
    life.desktop.xdotool("windowactivate", "--sync", page)
    life.desktop.xdotool("key", "Return")
    life.wait_for(lambda: not life.windows(WELCOME), 3, what="the page to close")
    assert life.window(TODAY)


def test_an_old_style_host_shows_the_icon(new_desktop: NewDesktop, new_life: NewLife) -> None:
    desktop = new_desktop(panel="tint2", dunst=False, system_bus=False)
    life = new_life(desktop).start()
    status = life.until(lambda s: s["tray"]["shown"], 5)
    assert status["tray"]["host"] == "XEmbed"
    assert status["problems"] == []
    assert not life.windows(TODAY)


def test_two_icons_never_stand_in_the_tray(new_life: NewLife) -> None:
    life = new_life().start()
    life.tray()
    assert life.child is not None
    life.desktop.panel.stop(kill=True)
    life.desktop.panel.start("lxqt")
    life.tray()
    life.until(lambda s: s["tray"]["shown"], 5)
    assert len([item for item in life.desktop.tray_items() if item.pid() == life.child.pid]) == 1
