"""The main job on a virtual desktop, to be looked at: `python -m tests.demo`, or `make demo`.

Starts the real program in fast time, once in English and once in Japanese, and leads it through
the first page, a posture reset, the prompt, a snooze, a guide, "done" and Today. Pictures and a
short account come to `build/demo/`. Ends with 0 only if every stage was really reached.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import datetime
from typing import Literal

from tests.desktop.virtual import ROOT, VirtualDesktop
from tests.e2e.life import Life

FOLDER = ROOT / "build" / "demo"
RATE = 60
_TODAY = {"en": "Lowback Tray — Today", "ja": ".*きょう.*"}
_SETTLED_S = 0.6  # until what was asked for has been drawn


class Demo:
    """One run through the main job in one language."""

    def __init__(self, desktop: VirtualDesktop, language: Literal["en", "ja"]) -> None:
        self._desktop = desktop
        self._language = language
        self._folder = FOLDER / language
        self._lines: list[str] = []
        self._shots = 0
        self._life = Life(desktop, rate=RATE, settings=None)

    def run(self) -> None:
        """All stages in order. Raises AssertionError when one is not reached."""
        life = self._life
        began = time.monotonic()
        # A short hour: the first prompts after 10 and 16 minutes instead of 30 and 60.
        life.write_settings(
            {
                "stand_up.interval_min": 16,
                "stand_up.length_s": 300,
                "posture_reset.after_min": 10,
                "snooze.default_min": 5,
                "away.after_min": 60,
            }
        )
        life.start()
        try:
            self._first_page()
            self._posture_reset()
            self._prompt_and_snooze()
            self._guide()
            self._today()
            self._tell("the program ends", f"{life.end():.2f} s after SIGTERM")
            life.crash_free()
        except AssertionError:
            self._shot("failed", "this stage was not reached")
            raise
        finally:
            life.stop()
        took = time.monotonic() - began
        self._write(f"The whole took {took:.0f} s; time ran {RATE} times as fast.")

    # ---- the stages

    def _first_page(self) -> None:
        page = self._window(".*Lowback Tray.*")
        time.sleep(_SETTLED_S)
        self._shot("first-page", "the first page is open")
        self._life.press_primary(page)
        self._life.wait_for(lambda: not self._life.windows(".*Lowback Tray.*"), 5)

    def _posture_reset(self) -> None:
        seen = self._life.reach("prompting", 20)
        assert seen["prompt"]["kind"] == "posture-reset", seen
        notice = self._life.wait_for(self._desktop.dunst.open, 3)[0]
        time.sleep(_SETTLED_S / 2)
        self._shot("posture-reset", f"a notification asks: {notice.title}; {notice.body}")
        self._desktop.dunst.answer(notice, "start")
        self._life.reach("guiding", 3)
        self._life.reach("sitting", 5)
        self._tell("the posture reset is done", self._last("completed"))

    def _prompt_and_snooze(self) -> None:
        seen = self._life.until(
            lambda s: s["phase"] == "prompting" and s["prompt"]["kind"] == "stand-up", 30
        )
        self._window("Lowback Tray")
        time.sleep(_SETTLED_S)
        self._shot("prompt", f"the window asks after {seen['sitting_s'] / 60:.0f} min of sitting")
        assert self._life.command("snooze").exit == 0
        until = self._life.reach("snoozed", 3)["snoozed_until"]
        self._tell("snoozed", f"until {_clock(until)}")
        self._life.reach("prompting", 10)
        self._tell("it asks again", self._last("prompted"))

    def _guide(self) -> None:
        self._life.press_primary(self._window("Lowback Tray"))
        guide = self._life.reach("guiding", 3)["guide"]
        time.sleep(_SETTLED_S / 2)
        self._shot("guide-first-step", f"the guide leads through {guide['routine']}")
        self._life.until(lambda s: s["guide"] and s["guide"]["step"] == 2, 10)
        time.sleep(_SETTLED_S / 2)
        self._shot("guide-second-step", "the second step")
        self._life.reach("sitting", 10)
        time.sleep(_SETTLED_S)
        self._shot("done", "the guide has ended")
        done = self._life.of("completed")[-1]
        assert done["stood"] is True, done

    def _today(self) -> None:
        # A pointer that rests on the window would keep it open.
        self._desktop.xdotool("mousemove", 40, 40)
        self._life.wait_for(lambda: not self._life.windows("Lowback Tray"), 15)
        self._life.tray().activate()
        self._window(_TODAY[self._language])
        time.sleep(_SETTLED_S)
        self._shot("today", "a click on the icon opens Today")

    # ---- telling

    def _window(self, title: str) -> int:
        return self._life.window(title)

    def _last(self, kind: str) -> str:
        return json.dumps(self._life.of(kind)[-1], ensure_ascii=False)

    def _shot(self, name: str, what: str) -> None:
        self._shots += 1
        path = self._folder / f"{self._shots}-{name}.png"
        self._desktop.screenshot(path)
        self._tell(what, path.name)

    def _tell(self, what: str, detail: str) -> None:
        now = _clock(self._life.history()[-1]["at"]) if self._life.answers() else "--:--:--"
        self._lines.append(f"{now}  {what}  [{detail}]")

    def _write(self, ending: str) -> None:
        history = self._life.run("history").out
        text = "\n".join([*self._lines, "", ending, "", "lowback-tray history", history])
        (self._folder / "account.txt").write_text(text, encoding="utf-8")


def _clock(moment: str) -> str:
    """The time of day of the program's clock."""
    return f"{datetime.fromisoformat(moment):%H:%M:%S}"


def main() -> int:
    """Run it in both languages; returns the exit status."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for language in ("en", "ja"):
        (FOLDER / language).mkdir(parents=True)
        with VirtualDesktop(language=language) as desktop:
            try:
                Demo(desktop, language).run()
            except AssertionError as error:
                sys.stderr.write(f"demo: {language}: a stage was not reached: {error}\n")
                return 1
    sys.stdout.writelines(f"{path.relative_to(ROOT)}\n" for path in sorted(FOLDER.rglob("*.*")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
