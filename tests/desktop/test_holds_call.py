"""Who records, who has a camera open, and what happens when nobody can say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.holds import errand
from lowback_tray.desktop.holds.call import Call
from lowback_tray.desktop.holds.camera import camera_users
from lowback_tray.desktop.holds.errand import Errand
from lowback_tray.desktop.holds.recording import Recording, alsa_recording, recordings, sources
from tests.desktop.hold_cases import Camera, Microphone
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def entry(source: str = "2", corked: str = "no", **properties: str) -> str:
    """One stream, as `pactl list source-outputs` prints it."""
    words = {"application_name": "Firefox", "application_process_binary": "firefox", **properties}
    lines = "".join(f'\t\t{key.replace("_", ".")} = "{text}"\n' for key, text in words.items())
    head = f"Source Output #91\n\tDriver: PipeWire\n\tSource: {source}\n\tCorked: {corked}\n"
    return f"{head}\tMute: no\n\tProperties:\n{lines}\n"


def test_a_stream_that_runs_is_a_recording() -> None:
    assert recordings(entry()) == [Recording("2", "Firefox")]
    assert recordings(entry() + entry("3", application_name="Zoom")) == [
        Recording("2", "Firefox"),
        Recording("3", "Zoom"),
    ]


@pytest.mark.parametrize(
    "silent",
    [
        "",
        entry(corked="yes"),
        entry(source="4294967295"),  # connected to nothing
        entry(media_name="Peak detect"),  # a level meter
        entry(application_process_binary="pavucontrol"),
        entry(application_id="com.github.wwmm.easyeffects", application_process_binary=""),
        "Connection failure: Connection refused\n",
        "Source Output #\n",
    ],
)
def test_what_shows_levels_or_waits_is_no_call(silent: str) -> None:
    assert recordings(silent) == []


def test_sources_are_read_from_the_short_list() -> None:
    said = "0\tout.monitor\tmodule-null-sink.c\ts16le 2ch 44100Hz\tIDLE\n7\tmic\tx\n\nnonsense\n"
    assert list(sources(said)) == [("0", "out.monitor"), ("7", "mic")]


def test_the_kernel_knows_of_recording_cards(tmp_path: Path) -> None:
    assert alsa_recording(tmp_path) is None
    status = tmp_path / "proc/asound/card1/pcm0c/sub0/status"
    status.parent.mkdir(parents=True)
    status.write_text("closed\n")
    assert alsa_recording(tmp_path) is False
    status.write_text("state: RUNNING\nowner_pid   : 1234\n")
    assert alsa_recording(tmp_path) is True


# ---- cameras


@pytest.fixture
def camera(tmp_path: Path, qapp: object) -> Iterator[Camera]:
    made = Camera(tmp_path)
    yield made
    made.close()


def test_daemons_that_look_after_cameras_are_not_counted(camera: Camera) -> None:
    camera.on()
    assert camera_users(camera.root) == ["cheese"]
    (camera.root / "proc/4711/comm").write_text("wireplumber\n")
    assert camera_users(camera.root) == []


def test_no_process_is_looked_at_while_the_driver_says_that_nobody_has_it_open(
    camera: Camera,
) -> None:
    module, device = camera.root / "sys/module/uvcvideo", "sys/class/video4linux/video0"
    driver = camera.root / device / "device/driver"
    module.mkdir(parents=True)
    driver.mkdir(parents=True)
    (driver / "module").symlink_to(module)
    (module / "refcnt").write_text("0\n")
    camera.on()  # which cannot be, and shows whether anybody looks
    assert camera_users(camera.root) == []
    (module / "refcnt").write_text("1\n")
    assert camera_users(camera.root) == ["cheese"]
    (camera.root / "sys/class/video4linux/video1").mkdir()  # of another driver: look
    (module / "refcnt").write_text("0\n")
    assert camera_users(camera.root) == ["cheese"]


def test_looking_for_cameras_on_this_machine_raises_nothing_and_is_quick() -> None:
    start = time.perf_counter()
    camera_users(Path("/"))
    assert time.perf_counter() - start < 1.0


def test_an_open_camera_is_an_answer_even_if_nobody_tells_of_microphones(
    camera: Camera, qtbot: QtBot
) -> None:
    (camera.root / "proc/asound/card0/pcm0c/sub0/status").unlink()
    camera.source.refresh()
    assert camera.source.active is None
    assert "microphone" in str(camera.source.problem)
    camera.on()
    camera.source.refresh()
    assert camera.source.active is True


# ---- the sound server


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as started:
        yield started


@pytest.fixture
def microphone(screen: VirtualDesktop, qapp: object) -> Iterator[Microphone]:
    made = Microphone(screen)
    yield made
    made.close()


def test_listening_to_what_is_played_is_no_call(microphone: Microphone, qtbot: QtBot) -> None:
    visualiser = microphone.record("out.monitor")
    microphone.source.refresh()
    qtbot.waitUntil(lambda: microphone.source.active is False)
    microphone.on()
    microphone.source.refresh()
    qtbot.waitUntil(lambda: microphone.source.active is True)
    visualiser.stop()


def test_a_sound_server_that_is_gone_is_not_started(microphone: Microphone, qtbot: QtBot) -> None:
    microphone.source.refresh()
    qtbot.waitUntil(lambda: microphone.source.active is False)
    microphone.server.stop()
    microphone.source.refresh()
    qtbot.waitUntil(lambda: microphone.source.active is None)
    qtbot.wait(200)
    assert microphone._pactl("sources") == ""


def test_a_sound_server_that_hangs_once_ends_no_call_and_one_that_stays_so_is_unknown(
    microphone: Microphone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    microphone.on()
    microphone.source.refresh()
    qtbot.waitUntil(lambda: microphone.source.active is True)
    monkeypatch.setattr(errand, "BUDGET_MS", 300)
    microphone.source.close()
    source = Call(microphone.desktop.env, microphone.desktop.folder)
    source.refresh()
    qtbot.waitUntil(lambda: source.active is True)
    microphone.server.signal(19)  # SIGSTOP
    source.refresh()
    qtbot.wait(600)
    assert source.active is True
    source.refresh()
    qtbot.waitUntil(lambda: source.active is None)
    microphone.server.signal(18)  # SIGCONT
    source.refresh()
    qtbot.waitUntil(lambda: source.active is True)
    source.close()


# ---- errands


def runs(command: list[str], qtbot: QtBot) -> str | None:
    said: list[str | None] = []
    one = Errand(command, {"PATH": "/usr/bin:/bin", "GREETING": "hello"}, said.append)
    one.run()
    qtbot.waitUntil(lambda: len(said) == 1)
    one.close()
    return said[0]


def test_an_errand_brings_what_was_printed(qtbot: QtBot) -> None:
    assert runs(["/bin/sh", "-c", "echo $GREETING $LC_ALL"], qtbot) == "hello C\n"


@pytest.mark.parametrize(
    "command",
    [["/bin/sh", "-c", "echo half; exit 3"], ["/nowhere/at/all"], ["/bin/sh", "-c", "kill -9 $$"]],
)
def test_an_errand_that_fails_brings_nothing(command: list[str], qtbot: QtBot) -> None:
    assert runs(command, qtbot) is None


def test_an_errand_that_hangs_is_ended(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errand, "BUDGET_MS", 200)
    start = time.monotonic()
    assert runs(["/bin/sh", "-c", "echo x; exec sleep 60"], qtbot) is None
    assert time.monotonic() - start < 3


def test_an_errand_asked_for_again_meanwhile_runs_once_more(qtbot: QtBot) -> None:
    said: list[str | None] = []
    one = Errand(["/bin/sh", "-c", "sleep 0.2; echo x"], {"PATH": "/usr/bin:/bin"}, said.append)
    for _ in range(5):
        one.run()
    qtbot.waitUntil(lambda: len(said) == 2)
    qtbot.wait(400)
    assert len(said) == 2
    one.close()


def test_a_closed_errand_says_nothing(qtbot: QtBot) -> None:
    said: list[str | None] = []
    one = Errand(["/bin/sh", "-c", "sleep 0.2; echo x"], {"PATH": "/usr/bin:/bin"}, said.append)
    one.run()
    one.close()
    qtbot.wait(400)
    assert said == []
