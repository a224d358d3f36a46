"""A child process for test_quitting: idles in Qt's loop until a signal ends it.

With "fail" its `on_quit` raises; with "hang" it only notes the signal.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

from lowback_tray.desktop.quitting import Quitting


def main(manner: str) -> int:
    app = QCoreApplication([])

    def say(what: str) -> None:
        sys.stdout.write(f"{what}\n")
        sys.stdout.flush()

    def on_quit(name: str) -> None:
        say(name)
        if manner == "fail":
            app.quit()
            raise OSError("could not save")
        if manner != "hang":
            app.quit()

    quitting = Quitting(on_quit, report=lambda error: say(f"reported {error}"))
    say("ready")
    app.exec()
    quitting.close()
    say("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
