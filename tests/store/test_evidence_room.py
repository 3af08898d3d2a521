"""The room where files are opened: what breaks in it breaks alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ce_workflow.store.evidence import room
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from ce_workflow.store.evidence.room import Child, Room
from tests import corpus


@pytest.fixture
def fresh() -> Iterator[Room]:
    made = Room()
    yield made
    made.close()


def child_of(used: Room) -> Child:
    assert used.child is not None
    return used.child


def test_the_process_is_kept_for_the_next_file(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    first = child_of(fresh)
    fresh.clean("pdf", corpus.pdf())
    assert child_of(fresh) is first


def test_a_refusal_comes_with_its_values_and_costs_no_process(fresh: Room) -> None:
    with pytest.raises(Unclean) as refused:
        fresh.clean("pdf", corpus.pdf("page", 201))
    assert (refused.value.reason, refused.value.params) == ("too_many_pages", {"pages": 201, "limit": 200})
    first = child_of(fresh)
    fresh.clean("pdf", corpus.pdf())
    assert child_of(fresh) is first


def test_after_a_death_in_the_middle_of_a_file_the_next_finds_a_fresh_room(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    first = child_of(fresh)
    os.kill(first.pid, signal.SIGSTOP)
    death = threading.Timer(0.2, first.kill)
    death.start()
    with pytest.raises(Unclean) as refused:
        fresh.clean("png", corpus.png())
    death.join()
    assert refused.value.reason == "too_complex"
    assert first.returncode == -signal.SIGKILL
    assert fresh.clean("png", corpus.png())


def test_a_death_between_two_files_is_no_fault_of_the_second(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    first = child_of(fresh)
    first.kill()
    os.waitid(os.P_PID, first.pid, os.WEXITED | os.WNOWAIT)
    assert fresh.clean("png", corpus.png())


def test_what_never_ends_is_ended(fresh: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh.clean("png", corpus.png())
    monkeypatch.setattr(room, "WALL_SECONDS", 0.2)
    os.kill(child_of(fresh).pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(Unclean) as refused:
        fresh.clean("png", corpus.png())
    assert refused.value.reason == "too_complex"
    assert time.monotonic() - began < 5


def test_memory_is_held_to_the_limit(fresh: Room) -> None:
    """Three hundred megabytes of live objects do not fit into the share of one file."""
    more = [b"<</A(%s)/B[%s]>>" % (b"x" * 60, b"9 " * 20)] * 48_000
    kids = b" ".join(b"%d 0 R" % (6 + n) for n in range(len(more)))
    with pytest.raises(Unclean) as refused:
        fresh.clean("pdf", corpus.one_page(*more, page=b"/Group<</Z[%s]>>" % kids))
    assert refused.value.reason == "too_complex"
    assert fresh.clean("pdf", corpus.pdf())


def test_a_large_picture_costs_no_more_than_its_time(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    assert fresh.clean("jpeg", corpus.jpeg(0, 8000, 5000))
    lines = Path(f"/proc/{child_of(fresh).pid}/status").read_text().splitlines()
    held = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    assert held < 100 * 1024


def test_after_five_hundred_files_a_process_makes_room(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    first = child_of(fresh)
    for _ in range(499):
        fresh.clean("png", corpus.png())
    assert fresh.child is None
    assert first.returncode == 0
    assert fresh.clean("png", corpus.png())


def test_a_program_that_does_not_work_is_no_fault_of_the_file(fresh: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_FOLDER", "/nowhere")
    with pytest.raises(RuntimeError, match="does not work"):
        fresh.clean("png", corpus.png())


def test_whoever_is_interrupted_leaves_no_answer_for_the_next(fresh: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh.clean("png", corpus.png())
    conversation = room._conversation

    def interrupted(*asked: object) -> None:
        conversation(*asked)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(room, "_conversation", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fresh.clean("png", corpus.png(1))
    assert fresh.child is None
    assert fresh.clean("png", corpus.png(2)) == fresh.clean("png", corpus.png(2))


def test_many_threads_get_each_their_own_answer(fresh: Room) -> None:
    alone = {n: fresh.clean("png", corpus.png(n)) for n in range(8)}
    with ThreadPoolExecutor(8) as threads:
        asked = [(n % 8, threads.submit(fresh.clean, "png", corpus.png(n % 8))) for n in range(64)]
    assert all(answer.result() == alone[n] for n, answer in asked)
    assert len(set(alone.values())) == 8


def test_a_fork_starts_with_an_empty_room(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    pipes = (child_of(fresh).stdin, child_of(fresh).stdout)
    pid = child_of(fresh).pid
    fresh.forget()
    assert fresh.child is None
    assert all(pipe is None or pipe.closed for pipe in pipes)
    fresh.clean("png", corpus.png())
    assert child_of(fresh).pid != pid
    os.waitpid(pid, 0)


def test_a_room_that_is_closed_leaves_no_process(fresh: Room) -> None:
    fresh.clean("png", corpus.png())
    first = child_of(fresh)
    fresh.close()
    fresh.close()
    assert first.returncode == 0


def test_the_process_ends_with_the_server_that_started_it() -> None:
    code = (
        "import os, signal; from ce_workflow.store.evidence import room; from tests import corpus;"
        "room.clean('png', corpus.png()); print(room.ROOM.child.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(ran.stdout)
    for _ in range(100):
        if not _is_alive(pid):
            return
        time.sleep(0.05)
    pytest.fail("the process outlives its server")


def _is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}


def test_the_process_loads_nothing_of_the_house() -> None:
    code = (
        f"import sys; sys.path.append({room._FOLDER!r}); import cleaning.inside;"
        "print([name for name in sys.modules if name.startswith(('ce_workflow', 'flask', 'sqlalchemy'))])"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
