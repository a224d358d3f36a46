"""Speaks a sentence in the person's language, with the voices the system has.

Ways to speak are programs found at run time, each with the languages it speaks well: Open JTalk
for Japanese, eSpeak NG and Speech Dispatcher for English (eSpeak NG reads kanji as "Chinese
letter", which helps nobody), `say` on macOS, the speech synthesis of .NET on Windows. The first
two write a file, which is played at the volume of the chimes; the others speak by themselves.
Text goes in by standard input or as one argument after "--", never through a shell.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from lowback_tray.desktop.child import Child
from lowback_tray.errors import LowbackError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lowback_tray.desktop.sound.player import Player

BUDGET_MS = 30_000  # the longest sentence, slowly spoken
_JTALK_DICTIONARIES = ("var/lib/mecab/dic/open-jtalk/naist-jdic", "usr/share/open-jtalk/dic")
_JTALK_VOICES = ("usr/share/hts-voice", "usr/local/share/hts-voice")
_DOTNET = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::InputEncoding=[Text.Encoding]::UTF8;"
    "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$v=$s.GetInstalledVoices()|?{{$_.Enabled -and"
    " $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '{language}'}}|Select -First 1;"
    "if(-not $v){{[Console]::Error.WriteLine('no voice');exit 3}};"
    "$s.SelectVoice($v.VoiceInfo.Name);$s.Volume={volume};"
    "$s.Speak([Console]::In.ReadToEnd())"
)
_MACOS_VOICES = {"ja": "Kyoko", "en": "Samantha"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """How one sentence is spoken.

    Attributes:
        command: the program and its arguments.
        feed: what it reads from its standard input.
        file: what it writes, to be played afterwards; None: it speaks by itself.
    """

    command: tuple[str, ...]
    feed: str = ""
    file: Path | None = None


def open_jtalk(
    text: str, language: str, volume: int, folder: Path, *, root: Path = Path("/")
) -> Utterance | None:
    """Open JTalk, where it, its dictionary and a voice are installed."""
    program = shutil.which("open_jtalk")
    words = next((root / one for one in _JTALK_DICTIONARIES if (root / one).is_dir()), None)
    voices = (
        voice for one in _JTALK_VOICES for voice in sorted((root / one).glob("**/*.htsvoice"))
    )
    voice = next(voices, None)
    if language != "ja" or program is None or words is None or voice is None:
        return None
    file = folder / "spoken.wav"
    loud = _decibels(volume)
    command = (program, "-x", str(words), "-m", str(voice), "-g", loud, "-ow", str(file))
    return Utterance(command, text, file)


def espeak(text: str, language: str, volume: int, folder: Path) -> Utterance | None:
    """By eSpeak NG; not for Japanese, whose kanji it cannot read."""
    program = shutil.which("espeak-ng")
    if language == "ja" or program is None:
        return None
    file = folder / "spoken.wav"
    command = (program, "-v", language, "-s", "150", "-a", str(volume), "-w", str(file), "--stdin")
    return Utterance(command, text, file)


def speech_dispatcher(text: str, language: str, volume: int, folder: Path) -> Utterance | None:
    """Speech Dispatcher, which most desktops have for their screen reader."""
    program = shutil.which("spd-say")
    if language == "ja" or program is None:
        return None
    command = (program, "-w", "-l", language, "-i", str(volume * 2 - 100), "--", text)
    return Utterance(command)


def macos_say(text: str, language: str, volume: int, folder: Path) -> Utterance | None:
    """`say`, with the system's own voice of the language; its volume is a mark in the text."""
    program = shutil.which("say")
    if program is None:
        return None
    command = (program, "-v", _MACOS_VOICES.get(language, _MACOS_VOICES["en"]))
    return Utterance(command, f"[[volm {volume / 100:.2f}]] {text}")


def dotnet(text: str, language: str, volume: int, folder: Path) -> Utterance | None:
    """The voices of Windows, by way of PowerShell."""
    program = shutil.which("powershell")
    if program is None:
        return None
    script = _DOTNET.format(language=language, volume=volume)
    return Utterance((program, "-NoProfile", "-NonInteractive", "-Command", script), text)


def speakers(platform: str = sys.platform) -> Sequence[Callable[..., Utterance | None]]:
    """The ways to speak on a system, the best first."""
    if platform == "win32":
        return (dotnet,)
    if platform == "darwin":
        return (macos_say,)
    return (open_jtalk, espeak, speech_dispatcher)


class Voice:
    """Speaks one sentence at a time; a new one ends the one before.

    Args:
        player: plays what was written to a file.
        folder: gives a private folder for that file.
        ways: how to speak, the best first.
    """

    def __init__(
        self,
        player: Player,
        folder: Callable[[], Path],
        ways: Sequence[Callable[..., Utterance | None]] | None = None,
    ) -> None:
        self._player = player
        self._folder = folder
        self._ways = speakers() if ways is None else ways
        self._child = Child(BUDGET_MS)
        self._using: str | None = None
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """Why the last sentence may not have been heard."""
        return self._problem or self._player.problem

    def say(self, text: str, language: str, volume: int) -> None:
        """Begin to speak, and return at once.

        Args:
            text: a sentence or a few.
            language: "en" or "ja".
            volume: percent; 0 is silence.
        """
        self.stop()
        self._problem = self._player.problem = None  # of another sentence
        if volume <= 0 or not text.strip():
            return
        try:
            folder = self._folder()
        except LowbackError as error:
            self._problem = str(error)
            return
        for way in self._ways:
            utterance = way(text, language, min(volume, 100), folder)
            if utterance is not None:
                self._using = Path(utterance.command[0]).name
                self._speak(utterance)
                return
        self._using = None
        self._problem = _nobody(language)

    def stop(self) -> None:
        """Be silent."""
        self._child.stop()
        self._player.stop()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"using": self._using, "problem": self.problem}

    def _speak(self, utterance: Utterance) -> None:
        def spoken(problem: str | None) -> None:
            self._problem = None if problem is None else f"{self._using}: {problem}"
            if problem is None and utterance.file is not None:
                self._player.play(utterance.file)

        self._child.run(utterance.command, spoken, utterance.feed)


def _nobody(language: str) -> str:
    if language == "ja":
        return tr("No Japanese voice was found: install Open JTalk and a voice for it")
    return tr("No voice was found: install espeak-ng or speech-dispatcher")


def _decibels(volume: int) -> str:
    """Open JTalk's own measure: 0 dB is as recorded."""
    return f"{20 * log10(max(volume, 1) / 100):.1f}"
