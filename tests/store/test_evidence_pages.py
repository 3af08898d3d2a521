"""Pages of a PDF drawn as pictures, in a room of their own."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from ce_workflow.store.evidence import room
from ce_workflow.store.evidence.cleaning.limits import DRAWN_PIXELS
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from ce_workflow.store.evidence.room import Room
from tests import corpus


@pytest.fixture(scope="module")
def drawing() -> Iterator[Room]:
    made = Room()
    yield made
    made.close()


def test_pages_are_counted(drawing: Room) -> None:
    for n in (1, 3, 200):
        content, pages = drawing.clean("pdf", corpus.pdf("n", n))
        assert (pages, drawing.pages(content)) == (n, n)


def test_a_picture_is_one_page(drawing: Room) -> None:
    assert drawing.clean("png", corpus.png())[1] == 1


def test_a_page_is_drawn_as_wide_as_asked_and_shows_something(drawing: Room) -> None:
    picture = Image.open(io.BytesIO(drawing.draw(corpus.pdf(), 1, 600)))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (600, 300))
    darkest, lightest = picture.convert("L").getextrema()
    assert darkest < 100
    assert lightest > 250


@pytest.mark.parametrize("number", [0, -1, 3, 10**9])
def test_a_page_that_is_not_there_is_said_to_be_none(drawing: Room, number: int) -> None:
    with pytest.raises(Unclean) as refused:
        drawing.draw(corpus.pdf("two", 2), number, 600)
    assert refused.value.reason == "no_such_page"


@pytest.mark.parametrize("size", ["9 14000", "14000 14000", "1 14400"])
def test_a_page_of_any_shape_stays_within_the_pixels(drawing: Room, size: str) -> None:
    page = corpus.PAGE.replace(b"0 0 200 100", f"0 0 {size}".encode())
    content = corpus.document([corpus.CATALOGUE, corpus.PAGES, page, corpus.stream(b"f"), corpus.FONT])
    picture = Image.open(io.BytesIO(drawing.draw(content, 1, 1800)))
    assert picture.width * picture.height <= DRAWN_PIXELS * 1.02


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF", corpus.pdf()[:200]])
def test_what_cannot_be_read_is_refused_and_costs_no_process(drawing: Room, content: bytes) -> None:
    with pytest.raises(Unclean):
        drawing.draw(content, 1, 900)
    assert drawing.draw(corpus.pdf(), 1, 900)


def test_whoever_reads_never_waits_for_an_upload() -> None:
    assert room.DRAWING is not room.ROOM
