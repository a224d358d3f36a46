"""Chimes and voice: what plays, what happens when nothing does, and that it is really heard."""

from __future__ import annotations

import os
import stat
import wave
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray import resources
from lowback_tray.desktop.child import Child
from lowback_tray.desktop.sound.chimes import Chimes
from lowback_tray.desktop.sound.player import ProgramPlayer, Way, WindowsPlayer
from lowback_tray.desktop.sound.voice import Utterance, Voice, espeak, open_jtalk, speakers
from lowback_tray.errors import BadInput
from tests.desktop.fakes import FakePlayer
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

START = resources.folder("sounds") / "start.wav"


class Bin:
    """A folder of small programs that note how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self.calls = folder / "calls"
        self.env = {"PATH": f"{self.folder}{os.pathsep}/usr/bin{os.pathsep}/bin"}

    def add(self, name: str, ends: str = "exit 0") -> Way:
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $@" >> {self.calls}\n{ends}\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return Way(name, (), lambda env: True)

    def called(self) -> list[str]:
        if not self.calls.exists():
            return []
        return [line.split()[0] for line in self.calls.read_text().splitlines()]


@pytest.fixture
def programs(tmp_path: Path) -> Bin:
    return Bin(tmp_path)


def player(programs: Bin, *ways: Way, budget_ms: int = 5000) -> ProgramPlayer:
    return ProgramPlayer(ways, programs.env, budget_ms=budget_ms)


# ---- the player


def test_the_first_player_that_is_there_plays(qtbot: QtBot, programs: Bin) -> None:
    missing = Way("no-such-player", (), lambda env: True)
    one = player(programs, missing, programs.add("first"), programs.add("second"))
    one.play(START)
    qtbot.waitUntil(lambda: one.describe()["using"] == "first")
    assert programs.called() == ["first"]
    assert one.problem is None


def test_one_that_fails_makes_room_for_the_next_and_is_asked_last_from_then_on(
    qtbot: QtBot, programs: Bin
) -> None:
    broken = programs.add("broken", 'echo "no server" >&2; exit 1')
    one = player(programs, broken, programs.add("works"))
    one.play(START)
    qtbot.waitUntil(lambda: one.describe()["using"] == "works")
    one.play(START)
    qtbot.waitUntil(lambda: len(programs.called()) == 3)
    assert programs.called() == ["broken", "works", "works"]


def test_where_all_fail_it_says_what_the_last_one_said_and_tries_again_the_next_time(
    qtbot: QtBot, programs: Bin
) -> None:
    one = player(programs, programs.add("broken", 'echo "Connection refused" >&2; exit 1'))
    one.play(START)
    qtbot.waitUntil(lambda: one.problem == "broken: Connection refused")
    programs.add("broken")
    one.play(START)
    qtbot.waitUntil(lambda: one.problem is None)


def test_what_a_player_failed_of_the_last_time_is_not_said_while_it_plays_again(
    qtbot: QtBot, programs: Bin
) -> None:
    one = player(programs, programs.add("fickle", "exit 3"))
    one.play(START)
    qtbot.waitUntil(lambda: one.problem == "fickle: exit status 3")
    programs.add("fickle", "exec sleep 600")
    one.play(START)
    assert one.problem is None
    one.stop()


def test_one_that_fails_is_no_problem_while_the_next_plays(qtbot: QtBot, programs: Bin) -> None:
    broken = programs.add("broken", 'echo "no server" >&2; exit 1')
    one = player(programs, broken, programs.add("long", "exec sleep 600"))
    one.play(START)
    qtbot.waitUntil(lambda: programs.called() == ["broken", "long"])
    assert one.problem is None
    one.stop()


def test_a_server_that_does_not_run_is_not_started_by_asking_its_player(
    qtbot: QtBot, programs: Bin
) -> None:
    programs.add("paplay")
    one = ProgramPlayer(env={**programs.env, "XDG_RUNTIME_DIR": str(programs.folder)})
    one.play(START)
    assert programs.called() == [] or Path("/dev/snd").exists()
    assert "paplay" not in one.describe()["found"]  # type: ignore[operator]


def test_without_any_player_it_says_so(qtbot: QtBot, programs: Bin) -> None:
    one = player(programs)
    one.play(START)
    assert one.problem == "No program that plays sounds was found, or no sound server runs"


def test_a_player_that_never_ends_is_killed_in_its_time_and_leaves_nothing_behind(
    qtbot: QtBot, programs: Bin, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    one = player(programs, programs.add("stuck", f"echo $$ > {pid}; exec sleep 600"), budget_ms=400)
    one.play(START)
    qtbot.waitUntil(lambda: one.problem == "stuck: does not end")
    assert not Path(f"/proc/{pid.read_text().strip()}").exists()  # nor a zombie


def test_a_new_sound_ends_the_one_before(qtbot: QtBot, programs: Bin, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    one = player(programs, programs.add("long", f"echo $$ > {pid}; exec sleep 600"))
    one.play(START)
    qtbot.waitUntil(lambda: pid.exists() and bool(pid.read_text().strip()))
    first = pid.read_text().strip()
    one.stop()
    assert not Path(f"/proc/{first}").exists()
    assert one.problem is None  # it was asked to stop


def test_windows_plays_by_itself_and_never_with_a_system_sound_of_its_own() -> None:
    asked: list[tuple[str | None, int]] = []
    one = WindowsPlayer(lambda name, flags: asked.append((name, flags)))
    one.play(START)
    one.stop()
    assert asked == [(str(START), 0x20000 | 0x1 | 0x2), (None, 0)]
    assert one.problem is None


def test_windows_that_cannot_play_says_so() -> None:
    def refuse(name: str | None, flags: int) -> object:
        raise RuntimeError("Failed to play sound")

    one = WindowsPlayer(refuse)
    one.play(START)
    assert one.problem == "PlaySound: Failed to play sound"


# ---- chimes


def peak(path: Path) -> int:
    with wave.open(str(path), "rb") as file:
        return max(abs(one) for one in array("h", file.readframes(file.getnframes())))


def test_the_volume_is_in_the_samples(tmp_path: Path) -> None:
    fake = FakePlayer()
    chimes = Chimes(fake, lambda: tmp_path)
    chimes.play("start", 100)
    chimes.play("start", 25)
    chimes.play("start", 0)
    loud, soft = fake.played
    assert loud == START
    assert peak(soft) == pytest.approx(peak(loud) / 4, abs=1)


def test_a_folder_that_cannot_be_used_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    def refused() -> Path:
        raise BadInput("/run/x", "this folder cannot be used", "Make it writable")

    fake = FakePlayer()
    chimes = Chimes(fake, refused)
    chimes.play("start", 25)
    assert fake.played == []
    assert "this folder cannot be used" in str(chimes.problem)
    chimes.play("start", 100)
    assert chimes.problem is None


# ---- voice


def way(command: tuple[str, ...], file: Path | None = None) -> Callable[..., Utterance | None]:
    def utter(text: str, language: str, volume: int, folder: Path) -> Utterance | None:
        return Utterance(command, text, file)

    return utter


def test_what_is_to_be_said_goes_in_by_the_standard_input(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    voice = Voice(FakePlayer(), lambda: tmp_path, [way(("/bin/sh", "-c", f"cat > {heard}"))])
    voice.say("次は右側です。", "ja", 40)
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text() == "次は右側です。")
    assert voice.problem is None


def test_a_voice_that_writes_a_file_is_played_when_it_is_done(qtbot: QtBot, tmp_path: Path) -> None:
    spoken, fake = tmp_path / "spoken.wav", FakePlayer()
    voice = Voice(fake, lambda: tmp_path, [way(("/bin/sh", "-c", f"cat > {spoken}"), spoken)])
    voice.say("Now the right side.", "en", 40)
    qtbot.waitUntil(lambda: fake.played == [spoken])


def test_a_new_sentence_ends_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    slow = ("/bin/sh", "-c", f"cat >> {tmp_path / 'said'}; sleep 600")
    voice = Voice(FakePlayer(), lambda: tmp_path, [way(slow)])
    voice.say("one", "en", 40)
    qtbot.waitUntil(lambda: (tmp_path / "said").exists())
    voice.say("two", "en", 40)
    qtbot.waitUntil(lambda: (tmp_path / "said").read_text().endswith("two"))
    voice.stop()
    assert voice.problem is None


def test_a_voice_that_fails_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    fails = ("/bin/sh", "-c", 'echo "no such voice" >&2; exit 2')
    voice = Voice(FakePlayer(), lambda: tmp_path, [way(fails)])
    voice.say("one", "en", 40)
    qtbot.waitUntil(lambda: voice.problem == "sh: no such voice")


def test_what_a_voice_failed_of_the_last_time_is_not_said_of_the_next_sentence(
    tmp_path: Path,
) -> None:
    fake = FakePlayer()
    found: list[Callable[..., Utterance | None]] = []
    voice = Voice(fake, lambda: tmp_path, found)
    voice.say("one", "en", 40)
    fake.problem = "paplay: connection refused"
    assert "espeak-ng" in str(voice.problem)
    found.append(way(("/bin/sh", "-c", "sleep 600")))
    voice.say("two", "en", 40)
    assert voice.problem is None
    voice.stop()


@pytest.mark.parametrize(("language", "name"), [("ja", "Open JTalk"), ("en", "espeak-ng")])
def test_without_a_voice_for_the_language_it_says_what_to_install(
    qtbot: QtBot, tmp_path: Path, language: str, name: str
) -> None:
    voice = Voice(FakePlayer(), lambda: tmp_path, [lambda *_: None])
    voice.say("one", language, 40)
    assert name in str(voice.problem)


def test_japanese_is_not_left_to_a_voice_that_cannot_read_it(tmp_path: Path) -> None:
    """ESpeak NG says "Chinese letter" for each kanji."""
    for speaker in speakers("linux"):
        said = speaker("次は右側です。", "ja", 40, tmp_path)
        assert said is None or Path(said.command[0]).name == "open_jtalk"


def test_open_jtalk_needs_its_dictionary_and_a_voice(
    tmp_path: Path, programs: Bin, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.add("open_jtalk")
    monkeypatch.setenv("PATH", programs.env["PATH"])
    assert open_jtalk("はい", "ja", 50, tmp_path, root=tmp_path) is None
    (tmp_path / "var/lib/mecab/dic/open-jtalk/naist-jdic").mkdir(parents=True)
    assert open_jtalk("はい", "ja", 50, tmp_path, root=tmp_path) is None
    voice = tmp_path / "usr/share/hts-voice/mei/mei_normal.htsvoice"
    voice.parent.mkdir(parents=True)
    voice.touch()
    said = open_jtalk("はい", "ja", 50, tmp_path, root=tmp_path)
    assert said is not None
    assert str(voice) in said.command
    assert said.feed == "はい"
    assert open_jtalk("yes", "en", 50, tmp_path, root=tmp_path) is None


def test_each_system_has_its_own_ways(
    tmp_path: Path, programs: Bin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their commands; they have not been run by us."""
    for name in ("say", "powershell"):
        programs.add(name)
    monkeypatch.setenv("PATH", programs.env["PATH"])
    (mac,), (windows,) = speakers("darwin"), speakers("win32")
    spoken = mac("はい", "ja", 40, tmp_path)
    assert spoken is not None
    assert spoken.command[1:] == ("-v", "Kyoko")
    assert spoken.feed == "[[volm 0.40]] はい"
    spoken = windows("はい", "ja", 40, tmp_path)
    assert spoken is not None
    assert spoken.feed == "はい"
    assert "TwoLetterISOLanguageName -eq 'ja'" in spoken.command[-1]
    assert "Volume=40" in spoken.command[-1]
    assert "{" * 2 not in spoken.command[-1]


# ---- a child


def test_a_program_that_is_not_there_cannot_be_started(qtbot: QtBot) -> None:
    told: list[str | None] = []
    child = Child(1000)
    child.run(["/no/such/program"], told.append)
    qtbot.waitUntil(lambda: told == ["cannot be started"])
    assert not child.running


def test_a_program_that_is_killed_by_somebody_else_has_crashed(qtbot: QtBot) -> None:
    told: list[str | None] = []
    child = Child(5000)
    child.run(["/bin/sh", "-c", "kill -9 $$"], told.append)
    qtbot.waitUntil(lambda: told == ["crashed"])


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("/no/such/program", "<cannot be started>"),
        ("kill -9 $$", "<crashed>"),
        ("exit 3", "<exit status 3>"),
        ("exec sleep 60", "<does not end>"),
    ],
)
def test_what_went_wrong_is_said_in_the_language_of_the_person(
    command: str, problem: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lowback_tray.desktop.child.tr", lambda text: f"<{text}>")
    told: list[str | None] = []
    child = Child(300)
    child.run([command] if command.startswith("/") else ["/bin/sh", "-c", command], told.append)
    qtbot.waitUntil(lambda: told == [problem])


# ---- the real thing


@pytest.fixture(scope="module")
def sink(desktop: VirtualDesktop) -> VirtualDesktop:
    """A real sound server whose loudspeaker is a file's end."""
    loads = ("module-native-protocol-unix auth-anonymous=1", "module-null-sink sink_name=out")
    quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    desktop.spawn(["pulseaudio", *quiet, *(word for load in loads for word in ("-L", load))])
    ask = ["pactl", "list", "short", "sinks"]
    desktop.wait_for(lambda: "out" in desktop.run(ask, check=False).stdout, what="the sound server")
    return desktop


def loudest_of(recording: Path) -> int:
    raw = recording.read_bytes()
    return max((abs(one) for one in array("h", raw[: len(raw) // 2 * 2])), default=0)


def test_a_chime_is_really_heard_at_the_loudspeaker(
    qtbot: QtBot, sink: VirtualDesktop, tmp_path: Path
) -> None:
    heard = tmp_path / "heard.raw"
    recorder = sink.spawn(
        ["sh", "-c", f"exec parec -d out.monitor --format=s16ne --latency-msec=50 --raw > {heard}"]
    )
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size > 0, timeout=10_000)
    assert loudest_of(heard) == 0
    one = ProgramPlayer(env=sink.env)
    Chimes(one, lambda: tmp_path).play("start", 50)
    expected = peak(START) / 2
    qtbot.waitUntil(lambda: loudest_of(heard) > expected * 0.8, timeout=10_000)
    assert loudest_of(heard) < expected * 1.2
    qtbot.waitUntil(lambda: one.describe()["using"] == "paplay", timeout=10_000)
    recorder.stop()


def test_a_spoken_step_is_really_heard_at_the_loudspeaker(
    qtbot: QtBot, sink: VirtualDesktop, tmp_path: Path
) -> None:
    heard = tmp_path / "heard.raw"
    recorder = sink.spawn(
        ["sh", "-c", f"exec parec -d out.monitor --format=s16ne --latency-msec=50 --raw > {heard}"]
    )
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size > 0, timeout=10_000)
    voice = Voice(ProgramPlayer(env=sink.env), lambda: tmp_path, [espeak])
    voice.say("Now the right side.", "en", 60)
    qtbot.waitUntil(lambda: loudest_of(heard) > 2000, timeout=15_000)
    assert voice.problem is None
    voice.stop()
    recorder.stop()
