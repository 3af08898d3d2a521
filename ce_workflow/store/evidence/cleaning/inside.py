"""The process in which files are opened: one order in, one answer out, until the input ends.

An order is a line of JSON (`kind`, `size`) and the content; an answer is a line of JSON
(`pages`: how many it has) and the cleaned content. The kinds `pages` and `page` ask how many
pages a cleaned PDF has, and for one of them (`number`, `width`) as a picture. Memory and time
are held to limits by the kernel: what breaks them, or the parser, kills this process and not
the house.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from . import drawing, pdf, picture
from .limits import CPU_SECONDS, MEMORY, TIRED_BYTES, TIRED_FILES
from .reasons import Unclean

_STATM = Path("/proc/self/statm")
_AT_START = {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}


def main() -> None:
    """Work until the input ends, or until it is time for a fresh process."""
    orders, answers = sys.stdin.buffer, _answers()
    pdf.tighten()
    for worked in range(1, TIRED_FILES + 1):
        line = orders.readline()
        if not line:
            return
        order = json.loads(line)
        answer, cleaned = _answer(order, orders.read(order["size"]))
        tired = worked == TIRED_FILES or _held() > TIRED_BYTES
        answer |= {"size": len(cleaned), "leaves": tired}
        answers.write(json.dumps(answer).encode() + b"\n" + cleaned)
        answers.flush()
        if tired:
            return


def _answers() -> BinaryIO:
    """The true output; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _answer(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    _bound(MEMORY[order["kind"]])
    try:
        return _done(order, content)
    except Unclean as unclean:
        return {"reason": unclean.reason, "params": unclean.params}, b""
    except (MemoryError, RecursionError):
        return {"reason": "too_complex", "params": {}}, b""
    except Exception:  # noqa: BLE001 - whatever the libraries stumble over is no readable file
        return {"reason": "unreadable", "params": {}}, b""
    finally:
        _unbound()


def _done(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the order asks for."""
    match order["kind"]:
        case "pdf":
            cleaned = pdf.clean(content)
            return {"pages": pdf.count(cleaned)}, cleaned
        case "pages":
            return {"pages": drawing.count(content)}, b""
        case "page":
            return {}, drawing.draw(content, order["number"], order["width"])
    return {"pages": 1}, picture.clean(order["kind"], content)


def _bound(memory: int) -> None:
    """Let the next file take `memory` bytes more than now, and some seconds."""
    if not _STATM.exists():
        return  # not Linux: the limits inside the cleaners remain, and the clock outside
    mapped = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    used = resource.getrusage(resource.RUSAGE_SELF)
    _hold(resource.RLIMIT_AS, mapped + memory)
    _hold(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS)


def _hold(limit: int, most: int) -> None:
    """Set the soft limit alone, so that it can be lifted again."""
    hard = _AT_START[limit][1]
    resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _unbound() -> None:
    """What stands between two files is this module's own work."""
    for limit, at_start in _AT_START.items():
        resource.setrlimit(limit, at_start)


def _held() -> int:
    """Bytes that this process holds in memory; 0 where nobody can tell."""
    return int(_STATM.read_text().split()[1]) * resource.getpagesize() if _STATM.exists() else 0
