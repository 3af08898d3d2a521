"""Work that a page begins and does not wait for: a command of the house, in a process of its own.

There is no queue. Whoever begins the work writes a row first, which the command moves on and
the page shows. The process is not the server's child in the eyes of a terminal, and lives on
when the server alone is ended; where whatever runs the server ends all that it began (systemd
unless `KillMode=process`, a container), the process dies too. Then the row stands still, which
the page says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from flask import current_app

import config


def start(*words: str) -> None:
    """Run `flask ...` on the same settings. What it has to complain about goes where the server's own complaints go.

    Raises OSError where the machine has no process to give.
    """
    child = subprocess.Popen(  # noqa: S603 - words of ours and numbers
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=config.ROOT,
        env=os.environ | config.environment(current_app.config),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # a signal to the server and its children does not reach it
    )
    Thread(target=child.wait, daemon=True).start()  # somebody has to take note of its end
