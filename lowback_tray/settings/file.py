"""The settings file: read without ever failing, written without ever losing.

Reading: every value that fits holds; one that does not is left in the file as it is, its
default stands in, and `problems` says so. A file that cannot be read as TOML at all is set
aside under a new name, and the generation before it (`settings.toml.bak`) takes its place;
where there is none, the defaults. Set aside means copied first: at no instant is the person's
text in neither file.

Writing: only on change, only the key concerned (`edit`), old file or new file (`atomic`), the
old one kept as `.bak`. A change made in an editor meanwhile is read first, so it is not lost.

While the program runs, `changed_on_disk` and `refresh` follow such edits. A half-finished one
is left alone until it makes sense; it is set aside only when the program itself must write.

Reading needs nothing but the standard library; a missing file needs not even that.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from lowback_tray import paths
from lowback_tray.errors import BadInput, SettingsError
from lowback_tray.i18n import tr
from lowback_tray.settings import atomic
from lowback_tray.settings.reading import NOTHING, Setup, found_name, judged, names, within
from lowback_tray.settings.setup_rules import BASE, may_differ
from lowback_tray.settings.table import SETTINGS, find
from lowback_tray.settings.values import Values

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lowback_tray.settings.edit import Key
    from lowback_tray.settings.kinds import Plain

_Stamp = tuple[int, int, int] | None


class SettingsFile:
    """The settings of one person.

    Args:
        path: where the file is or will be; it need not exist.
        clock: the local time, for the names of files set aside.

    Attributes:
        path: as given.
        values: what holds now: the settings, and over them what differs in the setup in use.
        base: the settings without any setup.
        setup: the name of the setup that holds now; `BASE` for none.
        unknown: keys in the file that no setting has (a newer version's, or misspelt).
    """

    def __init__(
        self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    ) -> None:
        self.path = path
        self.values = self.base = Values()
        self.setup = BASE
        self.unknown: tuple[str, ...] = ()
        self._clock = clock
        self._backup = path.with_name(path.name + ".bak")
        self._text: str | None = None  # the last good text; None until something was read
        self._stamp: _Stamp = None
        self._said = NOTHING
        self._note: SettingsError | None = None  # what is wrong with the file as a whole
        self._misfits: tuple[SettingsError, ...] = ()  # what is wrong with single values
        self._left_alone = False  # the file on the disk is damaged and not yet set aside
        self._blocked = False  # the file on the disk must not be written over

    @property
    def problems(self) -> tuple[SettingsError, ...]:
        """What is wrong with the file, for people; empty when nothing is."""
        return (self._note, *self._misfits) if self._note else self._misfits

    def load(self) -> Values:
        """Read the file, at the start of the program; never raises over its content."""
        return self._read(set_aside=True)

    def refresh(self) -> Values:
        """Read the file again after somebody else changed it.

        What cannot be understood just now is left alone; the settings in force stay.
        """
        return self._read(set_aside=False)

    def changed_on_disk(self) -> bool:
        """Whether the file is another one than this program last read or wrote."""
        return _stamp(self.path) != self._stamp

    def of(self, setup: str) -> Values:
        """The values that hold while a setup is in use; `BASE` for none."""
        own = self._said.setups.get(setup, Setup())
        return Values({**self._said.values, **own.given})

    @property
    def setups(self) -> Mapping[str, Setup]:
        """Name to setup, in the order of the file."""
        return self._said.setups

    def follow_clock(self) -> bool:
        """See whether another setup's time has come; True where the values are others now."""
        before = self.values
        self._settle()
        return self.values != before

    def set(self, key: str, value: object, setup: str | None = None) -> Values:
        """Change one setting and write it.

        Args:
            key: its name.
            value: raw or typed; it is checked.
            setup: in which setup; None for the one that holds now. What cannot differ in a
                setup is changed for all of them. A value like the usual one is no difference.

        Raises:
            SettingsError: no such key or setup, a value that does not fit, or a file that cannot
                be written; then nothing was changed.
        """
        setting = find(key)
        checked = setting.check(value)
        self.prepare()
        name = self._scope(key, setup)
        if name != BASE:
            plain = setting.plain(checked) if checked != self.base[key] else None
            self.change({within(name, key): plain})
        elif checked != setting.default or self._mentions(key):
            self.change({key: setting.plain(checked)})
        return self.values

    def _scope(self, key: str, setup: str | None) -> str:
        """Where a change belongs."""
        name = self.setup if setup is None else setup
        if name == BASE or not may_differ(find(key)):
            return BASE
        return found_name(self._said.setups, name)

    def set_all(self, given: Mapping[str, object]) -> Values:
        """Change several settings at once: all of them, or none.

        Raises:
            SettingsError: a key or value that does not fit, or a file that cannot be written.
        """
        checked = {key: find(key).check(value) for key, value in given.items()}
        self.prepare()
        self.change({key: find(key).plain(value) for key, value in checked.items()})
        return self.values

    def erase(self) -> Values:
        """Delete the file and everything we ever kept beside it; the defaults hold.

        Where it is a link, what it leads to holds what the person said, and goes first.

        Raises:
            SettingsError: a file could not be deleted.
        """
        self._delete([atomic.target(self.path), self.path])
        self._delete(self._beside())
        self._text = ""
        return self.load()

    def reset(self, key: str | None = None, setup: str | None = None) -> Values:
        """Go back to the default of one setting, or of all that people see.

        Args:
            key: which; None for all, which leaves the setups as they are.
            setup: as in `set`; in a setup the way back is the usual value.

        Raises:
            SettingsError: no such key or setup, or a file that cannot be written.
        """
        some = (find(key),) if key else tuple(one for one in SETTINGS if one.page != "hidden")
        self.prepare()
        name = self._scope(key, setup) if key else BASE
        self.change({one.key if name == BASE else within(name, one.key): None for one in some})
        return self.values

    def forget(self, keys: Iterable[str]) -> Values:
        """Take some settings back so that no file of ours holds them any more.

        The previous generation and the damaged files that were set aside go too.

        Raises:
            SettingsError: a file could not be written or deleted.
        """
        self.prepare()
        some = list(keys)
        gone: list[Key] = [*some]
        for name, setup in self._said.setups.items():
            gone += [within(name, key) for key in some if key in setup.given]
        self.change(dict.fromkeys(gone))
        self._delete(self._beside())
        return self.values

    def _beside(self) -> list[Path]:
        """The generation before and what was set aside."""
        return [self._backup, *self.path.parent.glob(self.path.name + ".damaged-*")]

    def _delete(self, old: list[Path]) -> None:
        for path in old:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise SettingsError(
                    str(path), str(error.strerror), tr("Delete this file by hand")
                ) from error

    # ---- reading

    def _read(self, *, set_aside: bool) -> Values:
        self._note, self._left_alone, self._blocked = None, False, False
        self._stamp = _stamp(self.path)  # before the content: a change in between is seen later
        try:
            data = self.path.read_bytes() if self._stamp else b""
        except OSError as error:
            self._fall_back()
            self._block(tr("cannot be read ({reason})").format(reason=error.strerror))
            return self.values
        try:
            self._hold(self._understood(data))
        except (ValueError, RecursionError) as error:
            self._fall_back()
            self._mind_damage(data, str(error), set_aside=set_aside)
        return self.values

    def _understood(self, data: bytes) -> str:
        """The text of a good file; a ValueError otherwise."""
        if not data and self._stamp and self._previous():
            # What a power cut leaves of a file that an editor did not force to the disk.
            raise ValueError(tr("it is empty"))
        return _good_text(data)

    def _hold(self, text: str) -> None:
        """Take a good text as what holds now."""
        self._text = text
        data = _parsed(text)
        self._said = judged(data, self.path.name)
        self._misfits, self.unknown = self._said.problems, self._said.unknown
        self.base = Values(self._said.values)
        self._settle()

    def _settle(self) -> None:
        """Work out which setup holds now, and with it the values."""
        self.setup = self._said.in_use(self._clock())
        self.values = self.of(self.setup)

    def _previous(self) -> str:
        """The text of the generation before; empty if there is no good one."""
        try:
            return _good_text(self._backup.read_bytes())
        except (OSError, ValueError, RecursionError):
            return ""

    def _fall_back(self) -> None:
        """Hold on to what held so far; at the start to the generation before, or the defaults."""
        self._hold(self._previous() if self._text is None else self._text)

    def _block(self, problem: str) -> None:
        self._blocked = True
        remedy = tr("Mend or remove this file; until then nothing is saved")
        self._note = SettingsError(str(self.path), problem, remedy)

    # ---- a damaged file

    def _mind_damage(self, data: bytes, reason: str, *, set_aside: bool) -> None:
        problem = tr("cannot be understood ({reason})").format(reason=reason)
        if not set_aside:
            self._left_alone = True
            remedy = tr("Mend it in your editor; until then the settings before hold")
        else:
            try:
                kept = self._set_aside(data)
            except OSError as error:
                why = tr("it cannot be set aside ({reason})").format(reason=error.strerror)
                self._block(f"{problem}; {why}")
                return
            remedy = tr("It was kept as {name}; the settings before it hold").format(name=kept)
        self._note = SettingsError(str(self.path), problem, remedy)

    def _set_aside(self, data: bytes) -> str:
        """Copy the damaged file to a free name, then put what holds in its place."""
        name = f"{self.path.name}.damaged-{self._clock():%Y%m%d-%H%M%S}"
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        kept = next(free for one in names if not (free := self.path.with_name(one)).exists())
        atomic.create(kept, data)
        if self._text:
            self._stamp = _fingerprint(atomic.replace(self.path, self._text.encode()))
        else:
            atomic.target(self.path).unlink()
            self._stamp = None
        return kept.name

    # ---- writing

    def prepare(self) -> None:
        """See what is on the disk now; afterwards `change` may write over it.

        Raises:
            SettingsError: it may not; what it holds would be lost.
        """
        stale = self._text is None or self._left_alone or self._blocked
        if stale or self.changed_on_disk():
            self.load()
        if self._blocked and self._note:
            raise self._note

    def _mentions(self, key: str) -> bool:
        """Whether the file says something about this key, if only a bad value in its place."""
        said = names(_parsed(self._text or ""))
        return key in said or key.rpartition(".")[0] in said

    def change(self, changes: Mapping[Key, Plain | None]) -> None:
        """Write checked values, all or none; None takes one out. `prepare` goes before it.

        Raises:
            SettingsError: the file cannot be changed or written; then nothing was.
        """
        from lowback_tray.settings import edit

        text = before = self._text or ""
        for key, plain in changes.items():
            try:
                text = edit.changed(text, key, plain)
            except (ValueError, RecursionError) as error:
                named = key if isinstance(key, str) else ".".join(key)
                raise SettingsError(
                    f"{self.path}: {named}",
                    tr("is written in a way that a program cannot change"),
                    tr("Change it in the file itself"),
                ) from error
        if text != before:
            self._write(text, before)
            self._hold(text)

    def _write(self, text: str, before: str) -> None:
        try:
            paths.ensure(self.path.parent)
            if before:
                atomic.replace(self._backup, before.encode())
            self._stamp = _fingerprint(atomic.replace(self.path, text.encode()))
        except BadInput as error:
            raise SettingsError(error.place, error.problem, error.remedy) from error
        except OSError as error:
            raise SettingsError(
                str(self.path),
                tr("cannot be written ({reason})").format(reason=error.strerror),
                tr("Make room on the disk or make the folder writable; nothing was changed"),
            ) from error


def _stamp(path: Path) -> _Stamp:
    try:
        return _fingerprint(path.stat())
    except FileNotFoundError:
        return None
    except OSError:
        return (0, 0, 0)  # there, but out of reach: reading it will say why


def _fingerprint(found: os.stat_result) -> _Stamp:
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _good_text(data: bytes) -> str:
    """The text of a file that is TOML; a ValueError otherwise."""
    text = data.decode("utf-8-sig")  # some editors put a mark in front
    _parsed(text)
    return text


def _parsed(text: str) -> dict[str, Any]:
    if not text:
        return {}
    import tomllib

    return tomllib.loads(text)
