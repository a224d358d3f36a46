"""One program a person: a lock decides who it is, a socket is the pipe to it.

The lock file is the judge, because it tells a dead owner from a living one. The socket cannot
be: after a crash its file stays behind, and a second server could take a living one's place.
So it is only touched while the lock is held. Only this person's processes can open it.

Whatever comes through the pipe may be anything; it is answered with a clear line or dropped,
and never harms the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

from lowback_tray.desktop.guard import to_excepthook
from lowback_tray.desktop.pipe import LONGEST_REQUEST, Reply, Request
from lowback_tray.errors import BadInput, DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from lowback_tray.desktop.guard import Report

    Answer = Callable[[Request], Reply]

_PATIENCE_MS = 10_000  # for somebody who connects and says nothing


class Instance:
    """This process's claim to be the program.

    Args:
        lock_path: the lock file; its folder must exist.
        socket_path: the socket; likewise.
        report: gets what an answer raises.
    """

    def __init__(self, lock_path: Path, socket_path: Path, report: Report = to_excepthook) -> None:
        self._socket_path = socket_path
        self._report = report
        self._lock = QLockFile(str(lock_path))
        self._lock.setStaleLockTime(0)  # held for months; only a dead owner makes it stale
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the program; False when another process is it.

        Raises:
            DesktopError: the lock file cannot be written.
        """
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        problem = tr("The lock file {path} cannot be written.")
        raise DesktopError(problem.format(path=self._lock.fileName()))

    def owner(self) -> int | None:
        """The process that is the program, None when nobody is."""
        process: int = self._lock.getLockInfo()[0]
        return process or None

    def listen(self, answer: Answer) -> None:
        """Answer commands from now on; needs the claim.

        Args:
            answer: called in the Qt thread; must be quick.

        Raises:
            DesktopError: the socket cannot be made. The program can go on without it.
        """
        assert self._lock.isLocked(), "only the claimed program may touch the socket"
        name = str(self._socket_path)
        # Late: whoever only claims, and shows the icon first, has no use for the network yet.
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(name)  # what a crash left behind
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._welcome(answer))
        if not self._server.listen(name):
            problem = tr("The socket {path} cannot be opened ({reason}).")
            raise DesktopError(problem.format(path=name, reason=self._server.errorString()))

    def close(self) -> None:
        """Give the claim up."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _welcome(self, answer: Answer) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            _Conversation(self._server.nextPendingConnection(), answer, self._report)


class _Conversation(QObject):
    """One connection; belongs to its socket and goes with it."""

    def __init__(self, socket: QLocalSocket, answer: Answer, report: Report) -> None:
        super().__init__(socket)
        self._socket = socket
        self._answer = answer
        self._report = report
        self._unread = b""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_silence)
        self._patience.start(_PATIENCE_MS)
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(socket.deleteLater)
        self._on_ready_read()  # it may have come before we listened

    def _on_ready_read(self) -> None:
        self._unread += bytes(self._socket.readAll().data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            self._send(self._reply(line))
        if len(self._unread) > LONGEST_REQUEST:
            problem = tr("The message is too long (more than {limit} bytes).")
            self._send(Reply(2, err=problem.format(limit=LONGEST_REQUEST) + "\n"))
            self._unread = b""
            self._socket.disconnectFromServer()

    def _on_silence(self) -> None:
        self._socket.abort()

    def _reply(self, line: bytes) -> Reply:
        try:
            return self._answer(Request.read(line))
        except BadInput as error:
            return Reply(2, err=f"{error}\n")
        except Exception as error:
            self._report(error)
            return Reply(1, err=tr("Something went wrong inside Lowback Tray.") + "\n")

    def _send(self, reply: Reply) -> None:
        # Who has gone meanwhile gets nothing; writing would only make Qt complain.
        if self._socket.state() is self._socket.LocalSocketState.ConnectedState:
            self._socket.write(reply.line())
            self._socket.flush()  # before the end of what they send looks like a farewell
            self._patience.start(_PATIENCE_MS)
