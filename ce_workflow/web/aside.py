"""Work that a page begins and does not wait for: a command of the house, in a process of its own.

There is no queue. Whoever begins the work writes a row first, which the command moves on and
the page shows; the process lives on when the server is started anew. Where it dies, the row
stands still, which the page says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from flask import current_app

import config


def start(*words: str) -> None:
    """Run `flask ...` on the same settings. What it has to complain about goes where the server's own complaints go."""
    child = subprocess.Popen(  # noqa: S603 - words of ours and numbers
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=config.ROOT,
        env=os.environ | config.environment(current_app.config),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # what ends the server does not end it
    )
    Thread(target=child.wait, daemon=True).start()  # somebody has to take note of its end
