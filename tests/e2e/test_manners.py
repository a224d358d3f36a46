"""The desktop's reasons to wait: the prompt is kept, says why, and comes when they end."""

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING

from tests.e2e.conftest import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.processes import Child
    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life


def names(life: Life) -> list[str]:
    """The holds in force."""
    return [hold["name"] for hold in life.status()["holds"]]


def test_do_not_disturb_keeps_the_prompt_and_gives_it_back(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=60, settings=QUICK, like=stand_up_due)
    life.desktop.dunst.pause()
    try:
        life.start()
        with life.at_the_desk():
            seen = life.until(lambda s: s["owed"] and "do_not_disturb" in names(life), 10)
            assert seen["phase"] == "sitting"
            time.sleep(2)  # two minutes of the program
            assert not life.windows()
            assert life.of("held")[-1]["reason"] == "do_not_disturb"
            why = json.loads(life.command("why", "--json").out)
            assert any(one["setting"] == "holds.do_not_disturb" for one in why)
            life.desktop.dunst.pause(False)
            life.reach("prompting")
            assert life.window()
    finally:
        life.desktop.dunst.pause(False)


def test_a_program_that_fills_the_screen_is_not_covered(
    new_life: NewLife, stand_up_due: Path
) -> None:
    assert shutil.which("xterm"), "packaging/linux/debian-packages.txt lists xterm"
    life = new_life(rate=60, settings=QUICK, like=stand_up_due)
    film = life.desktop.spawn(["xterm", "-fullscreen"])
    try:
        life.start()
        with life.at_the_desk():
            life.until(lambda s: s["owed"] and "full_screen" in names(life), 10)
            time.sleep(2)
            assert not life.windows()
            film.stop()
            life.reach("prompting")
    finally:
        film.stop()


def test_a_hold_that_is_switched_off_holds_nothing(new_life: NewLife, stand_up_due: Path) -> None:
    settings = {**QUICK, "holds.do_not_disturb": False}
    life = new_life(rate=60, settings=settings, like=stand_up_due)
    life.desktop.dunst.pause()
    try:
        life.start()
        with life.at_the_desk():
            life.reach("prompting")
    finally:
        life.desktop.dunst.pause(False)


def test_pain_today_leaves_a_change_of_position_and_signs_stop_everything(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=60, settings=QUICK, like=stand_up_due).start()
    with life.at_the_desk():
        life.reach("prompting")
        life.command("feel", "pain")
        assert life.status()["prompt"]["routine"] == "position_change"
        refused = life.command("start", "hip_care_desk")
        assert refused.exit == 1
        assert "hurts today" in refused.err
        life.command("feel", "ok")
        assert life.status()["prompt"]["routine"] != "position_change"


def test_a_call_keeps_the_prompt_and_its_end_gives_it_back_within_a_minute(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=20, settings=QUICK, like=stand_up_due)
    life.env["PULSE_SERVER"] = life.desktop.env["PULSE_SERVER"] = str(life.home / "pulse.sock")
    server, call = _sound_server(life), None
    try:
        call = life.desktop.spawn(["parec", "-d", "mic"])
        life.start()
        with life.at_the_desk():
            life.until(lambda s: s["owed"] and "call" in names(life), 20)
            assert not life.windows()
            call.stop()
            ended = time.monotonic()
            life.reach("prompting")
            assert (time.monotonic() - ended) * 20 <= 60 + 20  # a second for the machine itself
            call = life.desktop.spawn(["parec", "-d", "mic"])  # the phone rings again
            life.until(lambda s: s["phase"] == "sitting" and "call" in names(life), 10)
            assert not life.windows()
    finally:
        del life.desktop.env["PULSE_SERVER"]
        if call is not None:
            call.stop()
        server.stop()


def _sound_server(life: Life) -> Child:
    """A real one, with a microphone that hears nothing."""
    loads = (
        f"module-native-protocol-unix auth-anonymous=1 socket={life.home / 'pulse.sock'}",
        "module-null-source source_name=mic",
    )
    quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    server = life.desktop.spawn(
        ["pulseaudio", *quiet, *(word for load in loads for word in ("-L", load))]
    )
    listed = ["pactl", "list", "short", "sources"]
    life.desktop.wait_for(
        lambda: "mic" in life.desktop.run(listed, check=False).stdout, what="the sound server"
    )
    return server
