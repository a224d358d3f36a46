"""Windows and macOS, as far as they can be tried here: stand-ins with the real signatures.

What is tested is our own side: the shapes that go over the border and what we make of the
answers. Whether Windows and macOS answer so is not run by us.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from ctypes import CFUNCTYPE, POINTER, c_int, c_int32, c_uint32, c_void_p
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop import lock_asked, macos, windows
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.holds import asked
from lowback_tray.desktop.holds.asked import AskedHold
from lowback_tray.desktop.holds.sources import NAMES, of_system
from lowback_tray.desktop.lock_asked import AskedLock
from lowback_tray.desktop.presence import Presence, ladder
from lowback_tray.desktop.presence_counted import CountedRung
from lowback_tray.errors import DesktopError
from tests.desktop.bus_kit import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


# ---- Windows


class LastInputInfo(ctypes.Structure):
    """As winuser.h has it."""

    _fields_ = (("cbSize", c_uint32), ("dwTime", c_uint32))


def user32(tick: int, *, works: bool = True) -> Any:
    def get(info: Any) -> int:
        if not works or info.contents.cbSize != 8:
            return 0
        info.contents.dwTime = tick
        return 1

    declared = CFUNCTYPE(c_int, POINTER(LastInputInfo))(get)
    return SimpleNamespace(
        GetLastInputInfo=lambda info: declared(ctypes.cast(info, POINTER(LastInputInfo)))
    )


def kernel32(tick: int) -> Any:
    return SimpleNamespace(GetTickCount=CFUNCTYPE(c_uint32)(lambda: tick))


@pytest.mark.parametrize(
    ("last", "now", "idle"),
    [(1000, 4500, 3.5), (4500, 4500, 0.0), (0xFFFFFF00, 0x100, 0.512)],  # over the edge
)
def test_windows_counts_ticks_since_the_last_input(last: int, now: int, idle: float) -> None:
    assert windows.idle_counter(user32(last), kernel32(now))() == idle


def test_windows_that_refuses_to_count_is_an_error() -> None:
    with pytest.raises(DesktopError):
        windows.idle_counter(user32(0, works=False), kernel32(0))()


class InfoEx(ctypes.Structure):
    """WTSINFOEXW: a level, and a union whose times are of 64 bits."""

    class Level1(ctypes.Structure):
        _fields_ = (
            ("SessionId", c_uint32), ("SessionState", c_int), ("SessionFlags", c_int32),
            ("WinStationName", ctypes.c_uint16 * 33), ("UserName", ctypes.c_uint16 * 21),
            ("DomainName", ctypes.c_uint16 * 18), ("LogonTime", ctypes.c_int64),
        )  # fmt: skip

    _fields_ = (("Level", c_uint32), ("Data", Level1))


class Wts:
    """WTSQuerySessionInformationW and WTSFreeMemory."""

    def __init__(self, flags: int, *, works: bool = True, size: int | None = None) -> None:
        self.info = InfoEx(1)
        self.info.Data.SessionFlags = flags
        self._works, self._size = works, ctypes.sizeof(InfoEx) if size is None else size
        self.freed = 0
        kind = CFUNCTYPE(c_int, c_void_p, c_uint32, c_int, POINTER(c_void_p), POINTER(c_uint32))
        self._declared = kind(self._query)

    def WTSQuerySessionInformationW(self, server: Any, session: Any, what: int, *out: Any) -> int:  # noqa: N802
        buffer, size = out
        return int(
            self._declared(
                server,
                session,
                what,
                ctypes.cast(buffer, POINTER(c_void_p)),
                ctypes.cast(size, POINTER(c_uint32)),
            )
        )

    def WTSFreeMemory(self, _: Any) -> None:  # noqa: N802
        self.freed += 1

    def _query(self, server: Any, session: int, what: int, buffer: Any, size: Any) -> int:
        if not self._works or server is not None or (session, what) != (0xFFFFFFFF, 25):
            return 0
        buffer[0], size[0] = ctypes.addressof(self.info), self._size
        return 1


@pytest.mark.parametrize(("flags", "locked"), [(0, True), (1, False), (-1, None)])
def test_windows_says_whether_the_session_is_locked(flags: int, locked: bool | None) -> None:
    wts = Wts(flags)
    assert windows.session_locked(wts) is locked
    assert wts.freed == 1


def test_windows_that_does_not_say_is_unknown() -> None:
    assert windows.session_locked(Wts(0, works=False)) is None
    short = Wts(0, size=4)
    assert windows.session_locked(short) is None
    assert short.freed == 1


def shell32(state: int, failed: int = 0) -> Any:
    def query(out: Any) -> int:
        out[0] = state
        return failed

    declared = CFUNCTYPE(c_int, POINTER(c_int32))(query)
    return SimpleNamespace(
        SHQueryUserNotificationState=lambda out: declared(ctypes.cast(out, POINTER(c_int32)))
    )


def test_windows_says_what_notifications_may_do() -> None:
    assert windows.notification_state(shell32(windows.PRESENTING)) == 4
    assert windows.notification_state(shell32(5, failed=-1)) is None


class Registry:
    """The parts of winreg that are used; a tree of keys to values and keys."""

    HKEY_CURRENT_USER = "HKCU"

    def __init__(self, **devices: dict[str, Any]) -> None:
        self._store = devices

    class Key(dict[str, Any]):
        def __enter__(self) -> Registry.Key:
            return self

        def __exit__(self, *_: object) -> None:
            """Closed."""

    def OpenKey(self, key: Any, path: str) -> Key:  # noqa: N802
        tree = self._store if key == self.HKEY_CURRENT_USER else key
        name = path.rpartition("\\")[2]
        if name not in tree:
            raise FileNotFoundError(2, path)
        return self.Key(tree[name])

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:  # noqa: N802
        return len(key), 0, 0

    def EnumKey(self, key: Key, index: int) -> str:  # noqa: N802
        return list(key)[index]

    def QueryValueEx(self, key: Key, name: str) -> tuple[int, int]:  # noqa: N802
        if name not in key:
            raise FileNotFoundError(2, name)
        return key[name], 11


def test_windows_names_the_programs_that_record() -> None:
    registry = Registry(
        microphone={
            "Microsoft.Teams_8wekyb3d8bbwe": {"LastUsedTimeStop": 0},
            "Microsoft.Recorder_8wekyb3d8bbwe": {"LastUsedTimeStop": 133},
            "Never.Used_1": {},
            "NonPackaged": {"C:#Program Files#Zoom#bin#Zoom.exe": {"LastUsedTimeStop": 0}},
        },
        webcam={"NonPackaged": {"C:#Program Files#Zoom#bin#Zoom.exe": {"LastUsedTimeStop": 0}}},
    )
    assert windows.recorders(registry) == ["Microsoft.Teams", "Zoom"]
    assert windows.recorders(Registry(microphone={})) == []
    assert windows.recorders(Registry()) is None


# ---- macOS


def services(idle: float = 0.0, session: object | None = None) -> Any:
    count = CFUNCTYPE(ctypes.c_double, c_int32, c_uint32)(
        lambda state, kind: idle if (state, kind) == (0, 0xFFFFFFFF) else -1.0
    )
    copy = CFUNCTYPE(c_void_p)(lambda: session)
    return SimpleNamespace(
        CGEventSourceSecondsSinceLastEventType=count, CGSessionCopyCurrentDictionary=copy
    )


class Foundation:
    """The functions of CoreFoundation, over a dictionary; counts what is not released."""

    def __init__(self, entries: dict[bytes, bool]) -> None:
        self._entries, self._keys = entries, [b""]
        self.alive = 1  # the session itself
        self.CFStringCreateWithCString = CFUNCTYPE(c_void_p, c_void_p, ctypes.c_char_p, c_uint32)(
            self._make
        )
        self.CFDictionaryGetValue = CFUNCTYPE(c_void_p, c_void_p, c_void_p)(self._look)
        self.CFBooleanGetValue = CFUNCTYPE(ctypes.c_bool, c_void_p)(lambda found: found == 2)
        self.CFRelease = CFUNCTYPE(None, c_void_p)(self._release)

    def _make(self, _: object, text: bytes, encoding: int) -> int:
        assert encoding == 0x08000100
        self.alive += 1
        self._keys.append(text)
        return len(self._keys) - 1

    def _look(self, _: object, key: int) -> int | None:
        found = self._entries.get(self._keys[key])
        return None if found is None else 2 if found else 1

    def _release(self, _: object) -> None:
        self.alive -= 1


def test_macos_counts_seconds_since_the_last_input() -> None:
    assert macos.idle_counter(services(12.5))() == 12.5


@pytest.mark.parametrize(
    ("entries", "locked"),
    [
        ({b"CGSSessionScreenIsLocked": True}, True),
        ({b"CGSSessionScreenIsLocked": False}, False),
        ({}, False),
    ],
)
def test_macos_says_whether_the_screen_is_locked(entries: dict[bytes, bool], locked: bool) -> None:
    foundation = Foundation(entries)
    assert macos.session_locked(services(session=4711), foundation) is locked
    assert foundation.alive == 0


def test_macos_without_a_screen_does_not_say() -> None:
    assert macos.session_locked(services(session=None), Foundation({})) is None


# ---- what is made of them


class Count:
    """Idle seconds as a test wants them."""

    def __init__(self) -> None:
        self.idle: float | None = 3.0
        self.made = 0

    def make(self) -> Callable[[], float]:
        self.made += 1
        return self

    def __call__(self) -> float:
        if self.idle is None:
            raise DesktopError("it refuses")
        return self.idle


def test_a_count_of_the_system_is_a_rung_that_answers_at_once(qapp: object) -> None:
    count = Count()
    presence = Presence({}, rungs=[CountedRung("windows", count.make)])
    assert (presence.source, presence.idle_s()) == ("windows", 3.0)
    count.idle = None
    assert presence.idle_s() is None
    assert presence.problem == "it refuses"
    presence.close()


def test_a_count_that_never_changes_is_not_believed(qapp: object) -> None:
    now = [1000.0]
    rung = CountedRung("windows", Count().make, lambda: now[0])
    presence = Presence({}, rungs=[rung])
    for _ in range(10):
        now[0] += 60
        presence.idle_s()
    assert presence.source == "none"
    assert "for minutes" in str(presence.problem)
    presence.close()


def test_a_system_that_refused_is_asked_again_later(qapp: object) -> None:
    now, count = [1000.0], Count()
    count.idle = None
    presence = Presence({}, rungs=[CountedRung("macos", count.make, lambda: now[0])])
    assert presence.source == "none"
    presence.idle_s()
    assert count.made == 1
    count.idle = 1.0
    now[0] += 700
    assert presence.idle_s() == 1.0
    presence.close()


def test_somebody_who_comes_back_is_noticed_and_told_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lowback_tray.desktop.presence_counted.LOOK_MS", 20)
    count = Count()
    presence = Presence({}, rungs=[CountedRung("windows", count.make)])
    back = counted(presence.came_back)
    count.idle = 400.0
    presence.watch_return(True)
    count.idle = 401.0
    qtbot.wait(80)
    assert back == []
    count.idle = 0.2
    qtbot.waitUntil(lambda: len(back) == 1)
    qtbot.wait(80)
    assert len(back) == 1
    presence.close()


def test_an_asked_lock_tells_of_changes_while_it_matters(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lowback_tray.desktop.lock_asked.LOOK_MS", 20)
    said: list[bool | None] = [False]
    lock = AskedLock(lambda: said[0])
    locked, unlocked = counted(lock.locked), counted(lock.unlocked)
    said[0] = True
    qtbot.wait(60)
    assert locked == []
    lock.attend(True)
    qtbot.waitUntil(lambda: len(locked) == 1)
    said[0] = None
    qtbot.waitUntil(lambda: len(unlocked) == 1)
    assert lock.describe() == {"locked": None, "problem": "The system does not say"}
    lock.attend(False)
    lock.close()


def test_a_lock_that_cannot_be_asked_says_why(qapp: object) -> None:
    def refuse() -> bool:
        raise DesktopError("no such library")

    lock = AskedLock(refuse)
    assert lock.describe() == {"locked": None, "problem": "no such library"}
    lock.close()


def test_an_asked_hold_follows_its_answer_while_it_matters(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "LOOK_MS", 20)
    said: list[tuple[bool | None, str]] = [(None, "")]
    hold = AskedHold("call", "a call", lambda: said[0], "nobody says")
    hold.refresh()
    assert (hold.active, hold.problem) == (None, "nobody says")
    hold.attend(True)
    hold.attend(True)
    said[0] = (True, "Zoom")
    qtbot.waitUntil(lambda: hold.active is True)
    assert (hold.detail, hold.problem) == ("Zoom", None)
    hold.attend(False)
    said[0] = (False, "")
    qtbot.wait(60)
    assert hold.active is True
    hold.close()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_on_another_system_everything_is_unknown_here_and_says_why(
    platform: str, qapp: object
) -> None:
    bus = Bus("session", "unix:path=/nowhere")
    (rung,) = ladder({}, bus, bus, platform=platform)
    presence = Presence({}, rungs=[rung])
    assert presence.idle_s() is None
    assert presence.problem
    lock = lock_asked.of_system(platform)
    assert lock is not None
    assert lock.describe()["problem"]
    sources = list(of_system(bus, bus, {}, platform))
    assert {source.name for source in sources} < set(NAMES)
    for source in sources:
        if (platform, source.name) != ("win32", "call"):  # Python has no registry here at all
            source.refresh()
            assert (source.active, bool(source.problem)) == (None, True)
        source.close()
    lock.close()
    presence.close()
    bus.close()


_IMPORT_ALL = """
import importlib, pkgutil, socket, os, sys, types
import PySide6.QtWidgets, PySide6.QtNetwork, apscheduler.schedulers.base, platformdirs, plyer
import jeepney, ctypes, sqlite3, subprocess, logging, zoneinfo, tempfile, asyncio, multiprocessing
import importlib.metadata, argparse, gettext, shutil, select, concurrent.futures, tomlkit
sys.platform = {platform!r}
for name in ("fcntl", "termios", "pwd", "grp", "resource", "syslog"):
    sys.modules[name] = None
if sys.platform == "win32":
    sys.modules["winreg"] = types.ModuleType("winreg")
    del socket.AF_UNIX, os.getuid, os.geteuid
import lowback_tray
skipped = ("lowback_tray.__main__",)
for module in pkgutil.walk_packages(lowback_tray.__path__, "lowback_tray."):
    if module.name not in skipped:
        importlib.import_module(module.name)
print("all of it")
"""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_module_needs_linux_to_be_imported(platform: str) -> None:
    program = _IMPORT_ALL.format(platform=platform)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "all of it\n", ran.stderr


def test_a_system_without_unix_sockets_has_no_bus(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("socket.AF_UNIX")
    bus = Bus("system", "unix:path=/run/dbus/system_bus_socket")
    bus.watch_name("org.freedesktop.login1", lambda owner: None)
    assert bus.problem == "This system has no message bus"
    bus.close()
