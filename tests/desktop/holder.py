"""A child process for test_instance: tries to be the program, and answers while it is.

Says "in" or "out"; commands: `echo WORD...`, `fail`, `quit`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from lowback_tray.desktop.instance import Instance
from lowback_tray.desktop.pipe import Reply, Request


def answer(request: Request) -> Reply:
    if request.command == ["quit"]:
        QTimer.singleShot(0, QCoreApplication.quit)
    return Reply(0, " ".join(request.command) + "\n")


def main(folder: Path) -> int:
    app = QCoreApplication([])
    instance = Instance(folder / "lock", folder / "socket")
    claimed = instance.claim()
    sys.stdout.write("in\n" if claimed else "out\n")
    sys.stdout.flush()
    if not claimed:
        return 3
    instance.listen(answer)
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    app.exec()
    instance.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
