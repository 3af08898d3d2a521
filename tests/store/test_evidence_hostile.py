"""The hostile corpus against `inspect`: refused with the right reason or cleaned, in bounded time and memory.

T-41 to T-44 of the list of bad input, and more than 60 files in all.
"""

from __future__ import annotations

import io
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ce_workflow.store.evidence import Accepted, EvidenceRefused, inspect, room
from tests import corpus, hostile
from tests.hostile.marks import Make

MEGABYTE = 1024 * 1024

# Of these the harm is in the form, or packed, so that the word cannot be seen in what is sent.
WITHOUT_CANARY = {
    "deep-chain.pdf", "deep-nest.pdf", "object-stream.pdf", "wrong-table.pdf",
    "frames.png", "grey.png", "profile.png", "after-pixels.png",
}  # fmt: skip


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """A file costs this process at most 64 MB, the room 128 MB and two seconds of the processor."""
    while _pid() is None:  # the file before may have ended it
        room.clean("png", corpus.png())
    before, rest, used = _own_peak(), _held("VmRSS"), _seconds()
    yield
    assert _own_peak() - before <= 64 * MEGABYTE
    if _pid():
        assert _held("VmHWM") - rest <= 128 * MEGABYTE
        assert _seconds() - used <= 2


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _pid() -> int | None:
    child = room.ROOM.child
    return child.pid if child else None


def _held(what: str) -> int:
    lines = Path(f"/proc/{_pid()}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) * 1024


def _seconds() -> float:
    fields = Path(f"/proc/{_pid()}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(("name", "make", "reason"), hostile.REFUSED, ids=[row[0] for row in hostile.REFUSED])
def test_t41_t42_t43_t44_is_refused(name: str, make: Make, reason: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        inspect(name, make(), field="evidence-certificate")
    assert refused.value.status == 422
    for finding in refused.value.findings:
        assert finding.refuses
        assert finding.field == "evidence-certificate"
        assert name in str(finding.text)
        assert "%" not in str(finding.text)
    assert f"evidence_{reason}" in [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize(("name", "make"), hostile.CLEANED, ids=[row[0] for row in hostile.CLEANED])
def test_t43_t44_loses_what_it_carried(name: str, make: Make) -> None:
    sent = make()
    assert hostile.CANARY in sent or name in WITHOUT_CANARY
    kept = inspect(name, sent)
    assert hostile.CANARY not in _laid_open(kept)
    assert kept.content != sent


def test_t42_a_web_page_under_a_pdf_name_is_called_one() -> None:
    with pytest.raises(EvidenceRefused) as refused:
        inspect("C35-certificate.pdf", b"<html><script>alert(document.cookie)</script>%PDF-1.4</html>")
    assert [str(finding.text) for finding in refused.value.findings] == [
        "The file “C35-certificate.pdf” is a web page under a PDF name. Please upload a PDF, JPEG or PNG."
    ]


def test_the_corpus_has_at_least_sixty_files() -> None:
    assert len({row[0] for row in hostile.REFUSED} | {row[0] for row in hostile.CLEANED}) >= 60


def _laid_open(kept: Accepted) -> bytes:
    """Everything that lies in the file, unpacked."""
    if kept.media_type != "application/pdf":
        with Image.open(io.BytesIO(kept.content)) as picture:
            picture.load()
            return kept.content + repr(picture.info).encode() + repr(dict(picture.getexif())).encode()
    parts = [kept.content]
    with pikepdf.open(io.BytesIO(kept.content)) as opened:
        for found in opened.objects:
            parts.append(found.unparse(resolved=True))
            if isinstance(found, pikepdf.Stream):
                parts.append(found.read_raw_bytes())
                try:
                    parts.append(found.read_bytes())
                except pikepdf.PdfError:
                    continue
    return b"\n".join(parts)
