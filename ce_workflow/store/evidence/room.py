"""The room where files from outside are opened: a process of its own, kept for the next file.

A parser that crashes, swells or never ends takes this process with it; the file is
refused, and the next one finds a fresh room. One file at a time a server process, so
that many large pictures at once do not add up.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from ce_workflow.store.evidence.cleaning.limits import WALL_SECONDS
from ce_workflow.store.evidence.cleaning.reasons import Unclean

Child = subprocess.Popen[bytes]

# The interpreter is isolated: no environment, no user's packages, nothing of the house.
_START = "import sys; sys.path.append(sys.argv[1]); from cleaning.inside import main; main()"
_FOLDER = str(Path(__file__).parent)


class Room:
    """One cleaning process, started when it is needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.child: Child | None = None

    def clean(self, kind: str, content: bytes) -> tuple[bytes, int]:
        """The cleaned content of a file of `kind`, and how many pages it has: a picture is one. Raises Unclean."""
        answer, cleaned = self._ask({"kind": kind}, content)
        return cleaned, int(answer["pages"])

    def pages(self, content: bytes) -> int:
        """How many pages a cleaned PDF has. Raises Unclean."""
        return int(self._ask({"kind": "pages"}, content)[0]["pages"])

    def draw(self, content: bytes, number: int, width: int) -> bytes:
        """A page of a cleaned PDF as a PNG of about that width. Raises Unclean, for `no_such_page` too."""
        return self._ask({"kind": "page", "number": number, "width": width}, content)[1]

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._close()

    def forget(self) -> None:
        """After a fork: the process belongs to the parent, this copy of the room is empty."""
        child, self.child, self._lock = self.child, None, threading.Lock()
        if child is not None:
            child.returncode = 0  # not ours to wait for
            _shut(child)

    def _ask(self, order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            answer, made = self._asked(order, content)
        if "reason" in answer:
            raise Unclean(answer["reason"], **answer["params"])
        return answer, made

    def _asked(self, order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        if self.child and self.child.poll() is not None:
            self._close()  # it died while nobody needed it, which is no fault of this file
        child = self.child = self.child or _opened()
        timer = threading.Timer(WALL_SECONDS, child.kill)
        timer.start()
        try:
            answer, cleaned = _conversation(child, order, content)
        except (OSError, EOFError):
            if self._close() > 0:  # it ended by an error of its own, not by a signal
                raise RuntimeError("the process that cleans evidence does not work") from None
            raise Unclean("too_complex") from None
        except BaseException:
            self._close()  # an answer that nobody waits for must not be taken for the next one
            raise
        finally:
            timer.cancel()
        if answer["leaves"]:
            self._close()
        return answer, cleaned

    def _close(self) -> int:
        """End the process; its exit status, negative where a signal ended it."""
        child, self.child = self.child, None
        if child is None:
            return 0
        _shut(child)
        try:
            return child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()


def _opened() -> Child:
    return subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
        [sys.executable, "-I", "-c", _START, _FOLDER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,  # Ctrl-C in a terminal reaches the server alone, which ends this one
    )


def _shut(child: Child) -> None:
    """Close both pipes; the process ends when there are no more orders."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what could not be sent to a process that is gone
                pipe.close()


def _conversation(child: Child, order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    assert child.stdin is not None  # noqa: S101
    assert child.stdout is not None  # noqa: S101
    child.stdin.write(json.dumps(order | {"size": len(content)}).encode() + b"\n" + content)
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise EOFError
    answer = json.loads(line)
    cleaned = child.stdout.read(answer["size"])
    if len(cleaned) < answer["size"]:
        raise EOFError
    return answer, cleaned


ROOM = Room()
clean = ROOM.clean

DRAWING = Room()
"""A second one, so that whoever reads a page never waits for somebody's upload."""

for _room in (ROOM, DRAWING):
    atexit.register(_room.close)
    os.register_at_fork(after_in_child=_room.forget)
