"""What the settings portal tells of the desktop's look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, ClassVar

import pytest
from pytestqt.qtbot import QtBot

from lowback_tray.desktop.appearance import GROUP, PORTAL, Appearance
from lowback_tray.desktop.bus import CALL_BUDGET_S, Bus
from tests.desktop.bus_kit import PrivateBus, Silence
from tests.desktop.services import Service


class Portal(Service):
    """org.freedesktop.portal.Settings with one group."""

    NAME = PORTAL.name
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {"ReadAll": ("as", "a{sa{sv}}")}

    def __init__(self, bus: PrivateBus, **values: tuple[str, Any]) -> None:
        self.values = {key.replace("_", "-"): value for key, value in values.items()}
        super().__init__(bus)

    def set(self, key: str, signature: str, value: Any) -> None:
        self.values[key] = (signature, value)
        change = (GROUP, key, (signature, value))
        self.emit(PORTAL.path, PORTAL.interface, "SettingChanged", "ssv", *change)

    def on_ReadAll(self, groups: list[str]) -> tuple[Any]:  # noqa: N802 - a D-Bus name
        return ({GROUP: self.values} if GROUP in groups else {},)


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with PrivateBus() as made:
        yield made


@contextmanager
def portal_on(bus: PrivateBus, **values: tuple[str, Any]) -> Iterator[Portal]:
    """A portal that runs within the block."""
    with closing(Portal(bus, **values)) as made:
        yield made


@pytest.fixture
def appearance(bus: PrivateBus) -> Iterator[Appearance]:
    session = Bus("session", bus.address)
    yield Appearance(session)
    session.close()


def test_what_is_set_is_read(bus: PrivateBus, appearance: Appearance, qtbot: QtBot) -> None:
    orange = (1.0, 0.5, 0.0)
    with portal_on(bus, color_scheme=("u", 1), contrast=("u", 1), accent_color=("(ddd)", orange)):
        qtbot.waitUntil(lambda: appearance.dark is True)
    assert appearance.contrast is True
    assert appearance.accent == "#FF8000"


def test_changes_are_followed_live(bus: PrivateBus, appearance: Appearance, qtbot: QtBot) -> None:
    with portal_on(bus, color_scheme=("u", 2)) as portal:
        qtbot.waitUntil(lambda: appearance.dark is False)
        portal.set("color-scheme", "u", 1)
        qtbot.waitUntil(lambda: appearance.dark is True)
        portal.set("color-scheme", "u", 0)
        qtbot.waitUntil(lambda: appearance.dark is None)
        portal.set("accent-color", "(ddd)", (0.0, 0.0, 1.0))
        qtbot.waitUntil(lambda: appearance.accent == "#0000FF")
        portal.set("accent-color", "(ddd)", (-1.0, -1.0, -1.0))
        qtbot.waitUntil(lambda: appearance.accent is None)


def test_nonsense_changes_nothing(bus: PrivateBus, appearance: Appearance, qtbot: QtBot) -> None:
    with portal_on(bus, color_scheme=("s", "dark"), contrast=("u", 1)):
        qtbot.waitUntil(lambda: appearance.contrast is True)
    assert appearance.dark is None


def test_a_portal_that_answers_late_is_believed_all_the_same(
    bus: PrivateBus, appearance: Appearance, qtbot: QtBot
) -> None:
    with closing(bus.peer(PORTAL.name, ReadAll=Silence)) as portal:
        qtbot.waitUntil(lambda: portal.called("ReadAll") != [])
        qtbot.wait(round(CALL_BUDGET_S * 1000) + 200)
        portal.answers["ReadAll"] = ("a{sa{sv}}", ({GROUP: {"color-scheme": ("u", 1)}},))
        portal.speak()
        qtbot.waitUntil(lambda: appearance.dark is True)


def test_without_a_portal_nothing_is_known(appearance: Appearance, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(appearance.changed, wait=100):
        pass
    assert (appearance.dark, appearance.contrast, appearance.accent) == (None, None, None)
