from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.clock import Lens
from tests.desktop.peers import LOGIN1, SESSION_PATH
from tests.desktop.processes import MARK, VirtualDesktopError, marked, sweep
from tests.desktop.talk import NOTIFICATIONS, CallError, Talk
from tests.desktop.virtual import VirtualDesktop, main

if TYPE_CHECKING:
    from tests.desktop.conftest import NewDesktop

ICON = """
import sys
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
app = QApplication(sys.argv)
picture = QPixmap(32, 32)
picture.fill("red")
icon = QSystemTrayIcon(QIcon(picture))
icon.setToolTip("A tip")
menu = QMenu()
menu.addAction("Start", lambda: print("start", flush=True))
more = menu.addMenu("Pause")
more.addAction("30 min", lambda: print("pause 30", flush=True))
more.addAction("Never").setEnabled(False)
icon.setContextMenu(menu)
icon.activated.connect(lambda reason: print("activated", flush=True))
icon.show()
app.exec()
"""


def test_a_tray_icon_is_seen_clicked_and_its_menu_chosen_from(desktop: VirtualDesktop) -> None:
    program = desktop.spawn([sys.executable, "-c", ICON])
    (item,) = desktop.wait_for(desktop.tray_items)
    assert item.pid() == program.pid
    assert item.tooltip() == "A tip"
    assert (32, 32) in item.icon_sizes()
    assert item.labels() == ["Start", "Pause"]
    item.click("Pause", "30")
    item.activate()
    desktop.wait_for(lambda: program.output() == "pause 30\nactivated\n")
    with pytest.raises(CallError, match="greyed out"):
        item.click("Pause", "Never")
    with pytest.raises(CallError, match="no 'Absent' in"):
        item.click("Absent")
    desktop.panel.stop(kill=True)
    assert desktop.tray_items() == []
    desktop.panel.start()
    assert desktop.wait_for(desktop.tray_items)
    program.stop()


def test_a_notification_is_overheard_and_its_button_pressed(desktop: VirtualDesktop) -> None:
    buttons = ["-A", "start=Start now", "-A", "later=Later"]
    asker = desktop.spawn(["notify-send", *buttons, "--", "Stand up", "<b>58 min</b>"])
    (notice,) = desktop.wait_for(desktop.dunst.open)
    assert (notice.title, notice.body) == ("Stand up", "<b>58 min</b>")
    assert notice.actions == {"start": "Start now", "later": "Later"}
    desktop.dunst.answer(notice, "later")
    assert asker.wait(5) == 0
    assert asker.output() == "later\n"
    desktop.wait_for(lambda: not desktop.dunst.open())


def test_a_dismissed_and_a_hung_notification_are_told_apart(desktop: VirtualDesktop) -> None:
    desktop.run(["notify-send", "One"])
    desktop.dunst.dismiss()
    desktop.wait_for(lambda: desktop.dunst.notices()[-1].closed == 2)
    desktop.dunst.hang()
    waiting = desktop.spawn(["notify-send", "Two"])
    time.sleep(0.3)
    assert waiting.running
    assert [notice.title for notice in desktop.dunst.notices()][-1] == "One"
    desktop.dunst.hang(False)
    assert waiting.wait(5) == 0


def test_absent_services_are_truly_absent(new_desktop: NewDesktop) -> None:
    bare = new_desktop(panel="none", dunst=False, system_bus=False)
    assert bare.tray_items() == []
    assert not bare.session.has_owner(NOTIFICATIONS)
    assert bare.dunst.notices() == []
    assert bare.run(["notify-send", "Nobody hears"], check=False).returncode != 0
    with pytest.raises(OSError, match="No such file"):
        Talk(bare.env["DBUS_SYSTEM_BUS_ADDRESS"])
    bare.dunst.start()
    bare.run(["notify-send", "Somebody hears"])
    assert [notice.title for notice in bare.dunst.notices()] == ["Somebody hears"]


def test_lock_and_sleep_go_over_the_private_system_bus(desktop: VirtualDesktop) -> None:
    system = Talk(desktop.env["DBUS_SYSTEM_BUS_ADDRESS"])
    session = (LOGIN1, SESSION_PATH, f"{LOGIN1}.Session", "LockedHint")
    desktop.login1.lock()
    assert system.get(*session) is True
    desktop.login1.unlock()
    assert system.get(*session) is False
    system.close()
    rule = "type='signal',member='PrepareForSleep'"
    watcher = desktop.spawn(["dbus-monitor", "--system", rule])
    desktop.wait_for(lambda: "NameAcquired" in watcher.output())
    desktop.login1.suspend(90)
    desktop.login1.suspend(10)
    desktop.wait_for(lambda: watcher.output().count("boolean false") == 2)
    assert desktop.login1.suspended_file.read_text() == "100.0"
    watcher.stop()


def test_the_mouse_moves_and_the_screen_is_pictured(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    desktop.click(0, 300)
    before = desktop.pointer()
    desktop.nudge()
    assert before == (0, 300) != desktop.pointer()
    picture = desktop.screenshot(tmp_path / "deep" / "screen.png")
    said = desktop.run(["identify", picture]).stdout
    assert "1280x720" in said


def test_a_tint2_panel_hosts_xembed_icons(new_desktop: NewDesktop) -> None:
    desktop = new_desktop(panel="tint2", dunst=False, system_bus=False)
    assert desktop.panel.running
    program = desktop.spawn([sys.executable, "-c", ICON])
    desktop.wait_for(lambda: desktop.xdotool("search", "--pid", program.pid, check=False))
    assert desktop.tray_items() == []


def test_nothing_outlives_a_desktop_not_even_what_leaves_its_group() -> None:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as desktop:
        mark = desktop.env[MARK]
        desktop.spawn(["setsid", "--fork", "sleep", "600"]).wait(5)
        stubborn = desktop.spawn(["sh", "-c", "trap '' TERM; while :; do sleep 600; done"])
        assert len(marked(mark)) >= 4
    assert not stubborn.running
    assert marked(mark) == []
    assert not desktop.folder.exists()
    desktop.close()


def test_a_killed_test_run_takes_its_desktop_along(tmp_path: Path) -> None:
    script = (
        "import time\n"
        "from tests.desktop.virtual import VirtualDesktop\n"
        "with VirtualDesktop(panel='none', dunst=False, system_bus=False) as desktop:\n"
        "    print(desktop.folder, flush=True)\n"
        "    time.sleep(600)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    assert marked(folder.name)
    run.kill()
    run.communicate()
    try:
        ends = time.monotonic() + 5
        while marked(folder.name) and time.monotonic() < ends:
            time.sleep(0.05)
        assert marked(folder.name) == []
    finally:
        sweep(folder.name)
        VirtualDesktop.remove(folder)


def test_the_surrounding_desktop_does_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for foreign in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP", "LC_ALL"):
        monkeypatch.setenv(foreign, "foreign")
    desktop = VirtualDesktop(language="ja")
    assert "foreign" not in desktop.env.values()
    assert desktop.env["LANGUAGE"] == "ja"
    assert desktop.env["HOME"] != os.environ["HOME"]
    desktop.close()


def test_a_vain_wait_says_for_what_and_shows_the_logs(desktop: VirtualDesktop) -> None:
    desktop.spawn(["echo", "a last word"]).wait(5)
    with pytest.raises(VirtualDesktopError, match=r"(?s)vain for godot.*a last word"):
        desktop.wait_for(lambda: False, 0.05, what="godot")
    with pytest.raises(VirtualDesktopError, match="ended with 3: bad"):
        desktop.run(["sh", "-c", "echo bad >&2; exit 3"])


def test_programs_started_one_after_the_other_share_one_fast_time() -> None:
    desktop = VirtualDesktop()
    desktop.run_time_at(600)
    first = Lens.parse(desktop.env["LOWBACK_TRAY_TIME_RATE"])
    assert first.rate == 600
    assert first == Lens.parse(desktop.env["LOWBACK_TRAY_TIME_RATE"])
    desktop.close()


def test_a_command_can_be_run_inside_from_a_shell() -> None:
    check = 'test -n "$DISPLAY" && test "$LANGUAGE" = ja && exit 7'
    options = ["--panel", "none", "--no-dunst", "--language", "ja"]
    assert main([*options, "--", "sh", "-c", check]) == 7
