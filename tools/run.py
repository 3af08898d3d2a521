"""`make run` and `make demo`: from an installed environment to a site that answers.

Everything is done by commands that an operator could type; this adds the order, a
PostgreSQL for those who ask for one, and a clean end.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import config
from tools.postgresql import PostgreSQL, PostgreSQLMissing

SECONDS_TO_ANSWER = 60
SECONDS_TO_END = 15


class NoGo(Exception):
    """It cannot go on, for a reason that one sentence says."""


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


@contextmanager
def database(wish: str, settings: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The environment of all that follows, its database running."""
    environ = dict(os.environ)
    if wish == "postgresql":
        say("Starting a PostgreSQL of its own")
        with PostgreSQL(settings["CE_INSTANCE"] / "postgresql") as server:
            yield environ | {"CE_DATABASE_URL": server.create("ce")}
            say("Stopping PostgreSQL")
    elif wish in {"", "sqlite"}:
        yield environ | ({"CE_DATABASE_URL": ""} if wish else {})
    else:
        raise NoGo(f"DB={wish} is not known: say DB=sqlite or DB=postgresql.")


def flask(environ: dict[str, str], *words: str) -> None:
    """Run one of the operator's commands."""
    done = subprocess.run([sys.executable, "-m", "flask", *words], cwd=config.ROOT, env=environ, check=False)
    if done.returncode:
        raise NoGo(f"`flask {' '.join(words)}` failed.")


def fill(environ: dict[str, str], *, demo: bool) -> None:
    """Tables, reference data and, into an empty database, the demo."""
    say("Bringing the database up to date")
    flask(environ, "db", "upgrade")
    say("Loading the reference data")
    flask(environ, "reference", "load")
    if demo:
        say("Loading the demo, if the database is empty")
        flask(environ, "demo")


def serve(environ: dict[str, str], port: int, *, demo: bool) -> None:
    """Run the site until somebody ends it."""
    say("Starting the site")
    with site(environ, port) as server:
        if demo:
            flask(environ, "demo", "--accounts")
        say(f"The site is at http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        if server.wait():
            raise NoGo("The site ended by itself.")


@contextmanager
def site(environ: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The site on that port, answering; it ends with the block."""
    words = ["--worker-class=gthread", "--workers=2", "--threads=4", f"--bind=127.0.0.1:{port}", "--log-level=warning"]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", *words, "wsgi:app"], cwd=config.ROOT, env=environ)
    try:
        wait_until_it_answers(server, f"http://127.0.0.1:{port}/healthz")
        yield server
    finally:
        server.terminate()
        try:
            server.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_it_answers(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NoGo("The site did not start.")
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError as answer:
            raise NoGo(f"The site started, but {address} answers {answer.code}.") from answer
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NoGo("The site does not answer.")


def see_that_the_port_is_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise NoGo(f"Port {port} is taken: stop what runs there, or say PORT=... .") from error


def main(what: str) -> None:
    settings = config.read()
    demo = settings["CE_ENV"] != "production"
    if what == "run":
        see_that_the_port_is_free(settings["PORT"])
    with database(os.environ.get("DB", ""), settings) as environ:
        fill(environ, demo=demo)
        if what == "run":
            serve(environ, settings["PORT"], demo=demo)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        print(flush=True)
        say("Stopped")
    except (NoGo, PostgreSQLMissing, config.ConfigError) as fault:
        sys.exit(str(fault))
