"""A process that dies, a disk that is full, a folder that is closed: nothing is ever lost."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomlkit  # noqa: F401 - so that not every child has to import it

from lowback_tray.errors import SettingsError
from lowback_tray.settings import atomic
from lowback_tray.settings.file import SettingsFile
from lowback_tray.settings.values import Values
from tests.settings.samples import GOOD, GOOD_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lowback_tray.settings.kinds import Value

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")

CALLS = ("open", "write", "fsync", "close", "replace", "unlink")
FINISHED, DIED, REFUSED, FAILED = 0, 7, 8, 9


def in_child(act: Callable[[], int]) -> int:
    """What `act` returns in a process of its own, which then ends without any clean-up."""
    child = os.fork()
    if child == 0:
        code = FAILED
        try:
            code = act()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(step: int, act: Callable[[], object], *, half: bool = False) -> Callable[[], int]:
    """`act`, but the process dies at the `step`-th call to the system that changes a file."""
    counted = 0

    def wrap(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal counted
            counted += 1
            if counted == step:
                if half and name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os._exit(DIED)
            return real(*args, **kwargs)

        return call

    def run() -> int:
        for name in CALLS:
            setattr(os, name, wrap(name))
        act()
        return FINISHED

    return run


@pytest.mark.parametrize("half", [False, True], ids=["whole writes", "half writes"])
@pytest.mark.parametrize("first", [False, True], ids=["second change", "first change"])
def test_a_crash_at_any_call_leaves_the_old_or_the_new_settings(
    tmp_path: Path, first: bool, half: bool
) -> None:
    old: dict[str, Value] = {} if first else GOOD_VALUES
    outcomes = []
    for step in range(1, 100):
        path = tmp_path / str(step) / "settings.toml"
        path.parent.mkdir()
        if not first:
            path.write_text(GOOD)
        file = SettingsFile(path)
        file.load()
        code = in_child(dying_at(step, partial(file.set, "snooze.limit", 3), half=half))
        outcomes.append(SettingsFile(path).load())
        assert code in (FINISHED, DIED)
        if code == FINISHED:
            break
    assert set(map(repr, outcomes)) == {
        repr(Values(old)),
        repr(Values(old | {"snooze.limit": 3})),
    }
    assert outcomes[0] == Values(old)
    assert outcomes[-1] == Values(old | {"snooze.limit": 3})
    assert len(outcomes) > 6, "the calls were counted"


def test_a_crash_while_a_damaged_file_is_set_aside_loses_neither_it_nor_the_one_before(
    tmp_path: Path,
) -> None:
    for step in range(1, 100):
        path = tmp_path / str(step) / "settings.toml"
        path.parent.mkdir()
        path.write_text("broken")
        path.with_name("settings.toml.bak").write_text(GOOD)
        code = in_child(dying_at(step, SettingsFile(path).load))
        assert "broken" in [one.read_text() for one in path.parent.iterdir()]
        assert SettingsFile(path).load() == Values(GOOD_VALUES)
        if code == FINISHED:
            break
    assert step > 6, "the calls were counted"


def test_content_is_on_the_disk_before_it_takes_the_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in CALLS:
        real = getattr(os, name)

        def call(*args: Any, _name: str = name, _real: Any = real, **kwargs: Any) -> Any:
            calls.append(_name)
            return _real(*args, **kwargs)

        monkeypatch.setattr(os, name, call)
    atomic.replace(tmp_path / "file", b"content")
    monkeypatch.undo()
    assert calls[calls.index("write") :] == [
        *("write", "fsync", "close"),
        "replace",
        *("open", "fsync", "close"),
    ]


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file can grow beyond so many bytes; the system says so as it does for a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_refuses_the_change_and_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(GOOD)
    file = SettingsFile(path)
    file.load()
    with full_disk(20), pytest.raises(SettingsError, match="cannot be written") as caught:
        file.set("snooze.limit", 3)
    assert caught.value.place == str(path)
    assert "nothing was changed" in caught.value.remedy
    assert file.values == Values(GOOD_VALUES)
    assert path.read_text() == GOOD
    assert list(tmp_path.iterdir()) == [path]
    assert file.set("snooze.limit", 3)["snooze.limit"] == 3


def test_a_damaged_file_that_a_full_disk_cannot_set_aside_is_left_and_never_overwritten(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("broken, and longer than the disk has room for")
    path.with_name("settings.toml.bak").write_text(GOOD)
    file = SettingsFile(path)
    with full_disk(20):
        assert file.load() == Values(GOOD_VALUES)
        assert "set aside" in file.problems[0].problem
        with pytest.raises(SettingsError, match="nothing is saved"):
            file.set("snooze.limit", 3)
    assert path.read_text().startswith("broken")
    assert {one.name for one in tmp_path.iterdir()} == {"settings.toml", "settings.toml.bak"}
    assert file.set("snooze.limit", 3) == Values(GOOD_VALUES | {"snooze.limit": 3})


@contextmanager
def _readable_by_all() -> Iterator[Path]:
    """A folder that another user can enter; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_without_the_right_to_write_refuses_the_change_and_keeps_everything() -> None:
    with _readable_by_all() as folder:
        path = folder / "settings.toml"
        path.write_text(GOOD)
        path.chmod(0o644)
        folder.chmod(0o555)

        def act() -> int:
            if os.geteuid() == 0:  # the rights of a folder do not bind the superuser
                os.setuid(65534)
            file = SettingsFile(path)
            if file.load() != Values(GOOD_VALUES):
                return FAILED
            try:
                file.set("snooze.limit", 3)
            except SettingsError as error:
                told = error.place == str(folder) and "cannot be used" in error.problem
                return REFUSED if told and file.values == Values(GOOD_VALUES) else FAILED
            return FINISHED

        assert in_child(act) == REFUSED
        assert path.read_text() == GOOD


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.symlink_to(tmp_path / "nowhere")
    file = SettingsFile(folder / "settings.toml")
    assert file.load() == Values()
    with pytest.raises(SettingsError, match="this folder cannot be used") as caught:
        file.set("snooze.limit", 3)
    assert caught.value.place == str(folder)


def test_a_rename_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("old")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        atomic.replace(path, b"new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_system_that_cannot_force_folders_to_the_disk_still_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def files_only(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", files_only)
    atomic.replace(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_what_a_crash_left_under_our_own_name_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".file.{os.getpid()}.tmp").write_text("half")
    atomic.replace(tmp_path / "file", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_an_existing_file_is_never_created_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileExistsError):
        atomic.create(tmp_path / "file", b"theirs")
    assert (tmp_path / "file").read_text() == "mine"
