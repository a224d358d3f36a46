"""What the windows show, and what they can change: handed to each part that needs some of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lowback_tray.app.setting_up import Desk
    from lowback_tray.care.exercise import Library
    from lowback_tray.desktop.appearance import Appearance
    from lowback_tray.desktop.autostart import Autostart
    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import Status
    from lowback_tray.history.stored import History
    from lowback_tray.settings.file import SettingsFile
    from lowback_tray.ui.settings_window.own import Own


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the windows show and change.

    Attributes:
        settings: the file, for its values.
        desk: the setups.
        change: sets one setting everywhere it matters.
        reset: takes one back to its default.
        command: carries out a command of the table.
        post: hands an event to the engine.
        status: the present.
        steady: the program's steady clock, for what moves.
        forget: deletes what the self-check was told. Raises LowbackError.
        history: what happened.
        library: all content.
        own: what can be done with the data.
        autostart: start at login.
        notices: what the person should know about.
        doctor: what was detected, as plain data.
        ask_desktop: asks everybody afresh what they offer.
        show_trial: shows a prompt of which nothing is kept, and says why not where it cannot be;
            None ends what is shown.
        hear: lets one chime, or the voice, be heard.
        unheard: why the last of it may not have been heard; "" where nothing is known.
        appearance: makes what tells how the desktop wants things to look; None: nobody does.
    """

    settings: SettingsFile
    desk: Desk
    change: Callable[[str, Any], None]
    reset: Callable[[str], None]
    command: Callable[[str, tuple[str, ...]], None]
    post: Callable[[Event], None]
    status: Callable[[], Status]
    steady: Callable[[], float]
    forget: Callable[[], None]
    history: History
    library: Callable[[], Library]
    own: Own
    autostart: Autostart
    notices: Callable[[], Sequence[str]]
    doctor: Callable[[], dict[str, Any]]
    ask_desktop: Callable[[], None]
    show_trial: Callable[[str | None], str]
    hear: Callable[[str], None]
    unheard: Callable[[str], str]
    appearance: Callable[[], Appearance | None]
