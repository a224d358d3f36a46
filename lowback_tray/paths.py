"""Where the files of this person live.

platformdirs knows each system's places and honours the XDG variables; this module adds what
it leaves to its callers: a relative XDG value is ignored (the specification calls it invalid),
an unusable HOME is named instead of writing below "/", and the runtime folder is one that
nobody else can own. Asking for a path creates nothing; `ensure` does, privately (0700).

platformdirs costs 5 ms and 1.4 MB; it is imported when a path is asked for that is not simply
the XDG default below the home folder.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Literal

from lowback_tray.errors import BadInput
from lowback_tray.i18n import tr

APP = "lowback-tray"
_Kind = Literal["config", "data", "state", "cache"]
_XDG: dict[_Kind, tuple[str, str]] = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}
_SOCKET_NAME_MAX = 107  # sun_path holds 108 bytes, the closing zero among them


def settings_file() -> Path:
    """The settings, TOML."""
    return _user_dir("config") / "settings.toml"


def history_file() -> Path:
    """The history, SQLite."""
    return _user_dir("data") / "history.sqlite"


def backups() -> Path:
    """The folder of the history's backups."""
    return _user_dir("data") / "backups"


def packs() -> Path:
    """The folder of content packs."""
    return _user_dir("data") / "packs"


def log_file() -> Path:
    """The program's log."""
    return _user_dir("state") / "lowback-tray.log"


def window_places() -> Path:
    """Where the windows were left."""
    return _user_dir("state") / "windows.json"


def runtime_dir() -> Path:
    """The folder of the lock and the socket: one that only this person can own.

    XDG_RUNTIME_DIR where it is as its specification wants it (absolute, ours, closed to
    others), else a folder of our own below the person's cache; never a name in /tmp that
    somebody else could have made first.
    """
    if sys.platform in ("win32", "darwin"):
        return _user_dir("cache") / "run"
    given = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return given / APP if _is_private(given) else _user_dir("cache") / "run"


def socket_path() -> Path:
    """The pipe to the running program.

    Raises:
        BadInput: when its name is longer than a socket's name can be.
    """
    path = runtime_dir() / "socket"
    if len(os.fsencode(path)) > _SOCKET_NAME_MAX:
        raise BadInput(
            str(path),
            tr("is too long for the name of a socket"),
            tr("Set XDG_RUNTIME_DIR to a folder with a shorter name"),
        )
    return path


def lock_path() -> Path:
    """The lock that decides which process is the program."""
    return runtime_dir() / "lock"


def ensure(folder: Path) -> Path:
    """Create a folder (0700, with its parents) unless it is there, and return it.

    Raises:
        BadInput: when it cannot be created or used; says why and what to do.
    """
    if not folder.parent.exists():
        ensure(folder.parent)  # mkdir(parents=True) would leave those open to others
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable(folder, os.strerror(errno.EACCES))
    return folder


def _unusable(folder: Path, reason: str) -> BadInput:
    return BadInput(
        str(folder),
        tr("this folder cannot be used ({reason})").format(reason=reason),
        tr("Make it writable, or point HOME or the XDG variables elsewhere"),
    )


def _user_dir(kind: _Kind) -> Path:
    if sys.platform not in ("win32", "darwin"):
        variable, usual = _XDG[kind]
        given = os.environ.get(variable, "").strip()
        if not given or not Path(given).is_absolute():
            return _home() / usual / APP
    import platformdirs

    ask = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
        "cache": platformdirs.user_cache_path,
    }[kind]
    return ask(APP, appauthor=False)


def _home() -> Path:
    """The home folder; an empty or relative HOME would send files to "/" or to anywhere."""
    try:
        home = Path(os.environ["HOME"]) if "HOME" in os.environ else Path.home()
    except RuntimeError:  # no HOME, and the system's user list does not know us
        home = Path()
    if not home.is_absolute():
        raise BadInput(
            "HOME", tr("does not name your home folder"), tr("Set HOME to your home folder")
        )
    return home


def _is_private(folder: Path) -> bool:
    if not folder.is_absolute():
        return False
    try:
        found = folder.stat()
    except OSError:
        return False
    ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return folder.is_dir() and ours and found.st_mode & 0o077 == 0
