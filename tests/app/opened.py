"""Every window of the program and a guide, opened after all that is foreseen was loaded.

    python -m tests.app.opened

Prints the modules that had to be loaded all the same, each with the window that wanted it. A
process of its own, because only the first opening counts.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from importlib import import_module

from PySide6.QtWidgets import QApplication

from benchmarks import opening
from lowback_tray import cli
from lowback_tray.app.expecting import MODULES

GUIDE = "start"


def main() -> None:
    """See the module."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with opening.home(), opening.whole_program() as (program, _tray):
        for name in MODULES:
            import_module(name)
        for command in (*opening.COMMANDS.values(), GUIDE):
            before = set(sys.modules)
            done = cli.answer(program.running, [command])
            assert done.code == 0, done.err
            opening.wait(0.3)  # what follows the first frame counts too
            for name in sorted(set(sys.modules) - before):
                print(command, name)  # noqa: T201 - what it is for
            opening.close_all()


if __name__ == "__main__":
    main()
