"""Names of streams, and of what their events post."""

from __future__ import annotations

import pytest

from ce_workflow.trail import streams


@pytest.mark.parametrize(
    ("stream", "kind", "key"),
    [
        (streams.claim_stream(7), streams.CLAIM, "7"),
        (streams.stream_of(streams.PERSON, "a" * 32), streams.PERSON, "a" * 32),
        ("org:U00001", "org", "U00001"),
        (streams.SECURITY, "security", ""),
    ],
)
def test_a_stream_says_what_it_belongs_to(stream: str, kind: str, key: str) -> None:
    assert streams.parted(stream) == (kind, key)


def test_a_transaction_is_named_after_its_event() -> None:
    assert streams.tx_of(streams.claim_stream(7), 5) == "claim:7:5"
    assert streams.cause_of("claim:7:5") == ("claim:7", 5)


@pytest.mark.parametrize(("tx_id", "stream"), [("claim:7:x", "claim:7"), ("rubbish", ""), ("claim:7:", "claim:7")])
def test_a_transaction_that_names_no_event_has_no_number(tx_id: str, stream: str) -> None:
    assert streams.cause_of(tx_id) == (stream, None)
