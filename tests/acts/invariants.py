"""What must hold after every committed transaction, asked of the auditor's views.

Each check is a query that returns no row; the number is that of the invariant. The
queries are PostgreSQL's; where SQLite says it otherwise a twin stands beside them. What
no query can tell (hashes, commitments) is asked of the verifier and of the replay.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, text

from ce_workflow.states.steps import RELATION
from ce_workflow.trail.replay import replay
from ce_workflow.trail.verify import check_content, check_stream
from tests.core.states.life import CELLS, STATES


def _listed(values: set[str] | tuple[str, ...]) -> str:
    return "(" + ",".join(f"'{value}'" for value in sorted(values)) + ")"


_T = _listed({f"{source or '-'}>{step}>{cell.target}" for (step, source, _), cell in CELLS.items()})
_DECISIONS = _listed(("review", "verify", "send_back", "reject", "uphold", "overturn", "revoke"))
_PINNED = _listed(("submitted", "unit_reviewed", "sector_verified", "credited", "rejected", "appealed", "revoked"))


class Check(NamedTuple):
    """A query that returns what breaks the invariant; `sqlite` only where it has to be another one."""

    number: str
    sql: str
    sqlite: str | None = None


CHECKS = (
    Check("I-01", f"SELECT claim_id FROM inv_claim WHERE state NOT IN {_listed(STATES)}"),
    Check(
        "I-02 I-04",
        """
        SELECT stream FROM (
            SELECT stream, seq, from_state, lag(to_state) OVER w AS p, row_number() OVER w AS n FROM inv_event
            WHERE stream LIKE 'claim:%' WINDOW w AS (PARTITION BY stream ORDER BY seq)
        ) t WHERE seq <> n OR (seq > 1 AND from_state IS DISTINCT FROM p) OR (seq = 1 AND from_state IS NOT NULL)
        """,
    ),
    Check(
        "I-02 I-05",
        f"""
        SELECT stream, seq FROM inv_event
        WHERE stream LIKE 'claim:%' AND coalesce(from_state, '-') || '>' || action || '>' || to_state NOT IN {_T}
        """,
    ),
    Check(
        "I-03",
        """
        SELECT c.claim_id FROM inv_claim c JOIN LATERAL (
            SELECT to_state, seq FROM inv_event WHERE stream = 'claim:' || c.claim_id ORDER BY seq DESC LIMIT 1
        ) e ON true WHERE e.to_state <> c.state OR e.seq <> c.version
        """,
        """
        SELECT c.claim_id FROM inv_claim c JOIN inv_event e ON e.stream = 'claim:' || c.claim_id
        AND e.seq = (SELECT max(seq) FROM inv_event WHERE stream = 'claim:' || c.claim_id)
        WHERE e.to_state <> c.state OR e.seq <> c.version
        """,
    ),
    Check(
        "I-04",
        """
        SELECT c.claim_id, e.stream FROM inv_claim c FULL JOIN (
            SELECT stream, count(*) AS n, max(seq) AS m FROM inv_event WHERE stream LIKE 'claim:%' GROUP BY 1
        ) e ON e.stream = 'claim:' || c.claim_id
        WHERE e.n IS DISTINCT FROM c.version OR e.m IS DISTINCT FROM c.version
        """,
    ),
    Check("I-05 once", "SELECT stream FROM inv_event WHERE action = 'appeal' GROUP BY 1 HAVING count(*) > 1"),
    Check(
        "I-05 ledger",
        """
        SELECT e.stream, e.seq FROM inv_event e LEFT JOIN inv_ledger l ON l.tx_id = e.stream || ':' || e.seq
        WHERE e.action IN ('credit', 'revoke') GROUP BY 1, 2, e.action HAVING count(l.entry_id) <> 2
        OR count(l.reverses_entry_id) <> CASE e.action WHEN 'revoke' THEN 2 ELSE 0 END
        """,
    ),
    Check("I-06", "SELECT stream, seq FROM inv_event WHERE seq IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1"),
    Check("I-06 link", "SELECT stream FROM ce_event WHERE seq > 0 GROUP BY stream, prev_hash HAVING count(*) > 1"),
    Check(
        "I-09",
        f"""
        SELECT e.stream FROM inv_event e JOIN inv_claim c ON e.stream = 'claim:' || c.claim_id
        WHERE e.action IN {_DECISIONS} AND e.actor_person_id = c.person_id
        """,
    ),
    Check(
        "I-10",
        """
        SELECT a.stream FROM inv_event a JOIN inv_event b USING (stream)
        WHERE a.action = 'review' AND b.action = 'verify' AND a.actor_person_id = b.actor_person_id
        """,
    ),
    Check(
        "I-10 levels",
        f"""
        SELECT a.stream FROM inv_event a JOIN inv_event b USING (stream) WHERE stream LIKE 'claim:%'
        AND a.action IN {_DECISIONS} AND b.action IN {_DECISIONS} AND a.actor_person_id = b.actor_person_id
        AND a.actor_role = 'reviewer' AND b.actor_role <> 'reviewer'
        """,
    ),
    Check(
        "I-10 appeal",
        f"""
        SELECT a.stream FROM inv_event a JOIN inv_event b USING (stream) WHERE a.action IN ('uphold', 'overturn')
        AND b.action IN {_DECISIONS} AND b.seq < a.seq AND a.actor_person_id = b.actor_person_id
        """,
    ),
    Check(
        "I-10 overturned",
        f"""
        SELECT a.stream FROM inv_event o JOIN inv_event a USING (stream) JOIN inv_event b USING (stream)
        WHERE o.action = 'overturn' AND a.action IN {_DECISIONS} AND b.action IN {_DECISIONS}
        AND b.seq <= o.seq AND a.seq > o.seq AND a.actor_person_id = b.actor_person_id
        """,
    ),
    Check(
        "I-11",
        """
        SELECT e.event_id FROM inv_event e WHERE e.stream LIKE 'claim:%' AND e.actor_role <> 'system' AND NOT EXISTS (
            SELECT 1 FROM ce_grant g WHERE g.person_id = e.actor_person_id AND g.role = e.actor_role
            AND g.scope = coalesce(e.actor_unit_id, '') AND g.valid_from <= e.at
        )
        """,
    ),
    Check("I-13", "SELECT tx_id FROM inv_ledger GROUP BY 1 HAVING sum(units) <> 0"),
    Check(
        "I-14",
        """
        SELECT c.claim_id FROM inv_claim c
        LEFT JOIN inv_ledger l ON l.claim_id = c.claim_id AND l.account LIKE 'person:%' GROUP BY 1, c.state, c.units
        HAVING coalesce(sum(l.units), 0) <> CASE WHEN c.state = 'credited' THEN c.units ELSE 0 END
        OR (c.state = 'credited' AND c.units <= 0)
        """,
    ),
    Check(
        "I-15 once",
        """
        SELECT reverses_entry_id FROM inv_ledger WHERE reverses_entry_id IS NOT NULL
        GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    Check(
        "I-15",
        """
        SELECT 1 FROM inv_ledger r JOIN inv_ledger o ON o.entry_id = r.reverses_entry_id
        WHERE r.units <> -o.units OR r.year <> o.year OR r.account <> o.account OR r.category <> o.category
        """,
    ),
    Check(
        "I-16",
        """
        SELECT person_id, year, category FROM inv_balance b FULL JOIN (
            SELECT person_id, year, category, sum(units) AS u FROM inv_ledger
            WHERE account LIKE 'person:%' GROUP BY 1, 2, 3
        ) s USING (person_id, year, category) WHERE coalesce(b.units, 0) <> coalesce(s.u, 0) OR b.units < 0
        """,
    ),
    Check(
        "I-18",
        "SELECT claim_id FROM inv_ledger WHERE claim_id IS NOT NULL GROUP BY 1 HAVING count(DISTINCT year) > 1",
    ),
    Check(
        "I-18 completed",
        """
        SELECT l.entry_id FROM inv_ledger l JOIN inv_claim c USING (claim_id)
        WHERE l.year <> extract(year FROM c.activity_end AT TIME ZONE 'Asia/Shanghai')
        """,
        """
        SELECT l.entry_id FROM inv_ledger l JOIN inv_claim c USING (claim_id)
        WHERE l.year <> CAST(substr(c.activity_end, 1, 4) AS integer)
        """,
    ),
    Check(
        "I-19",
        f"""
        SELECT claim_id FROM inv_claim WHERE state IN {_PINNED} AND (activity_start > activity_end
        OR activity_end > CAST(submitted_at AT TIME ZONE 'Asia/Shanghai' AS date) OR submitted_at IS NULL)
        """,
        f"""
        SELECT claim_id FROM inv_claim WHERE state IN {_PINNED} AND (activity_start > activity_end
        OR activity_end > date(submitted_at, '+8 hours') OR submitted_at IS NULL)
        """,
    ),
    Check(
        "I-22",
        """
        SELECT person_id, achievement_key FROM inv_claim WHERE live AND achievement_key IS NOT NULL
        GROUP BY 1, 2 HAVING count(*) > 1
        """,
    ),
    Check(
        "I-22 rank",
        """
        SELECT v.achievement_key FROM inv_claim v JOIN ce_claim c ON c.id = v.claim_id
        WHERE v.live AND v.achievement_key IS NOT NULL AND c.rank IS NOT NULL GROUP BY 1, c.rank HAVING count(*) > 1
        """,
    ),
    Check("I-40", "SELECT evidence_id FROM inv_evidence WHERE NOT blob_present"),
    Check(
        "I-41",
        """
        SELECT stream FROM (
            SELECT stream, at, lag(at) OVER (PARTITION BY stream ORDER BY seq) AS p FROM inv_event WHERE seq > 0
        ) t WHERE at < p
        """,
    ),
)

_HEADS = """
    SELECT 'claim:' || id AS stream, version AS seq, head FROM ce_claim
    UNION ALL SELECT 'person:' || id, seq, head FROM ce_person
    UNION ALL SELECT 'org:' || code, seq, head FROM ce_organisation
    UNION ALL SELECT 'year:' || year, seq, head FROM ce_year
    UNION ALL SELECT 'batch:' || id, seq, head FROM ce_batch
"""


def broken_by_query(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """number -> the rows that break the invariant, for those that a query can tell."""
    on_sqlite = connection.dialect.name == "sqlite"
    found = {}
    for check in CHECKS:
        rows = connection.execute(text((on_sqlite and check.sqlite) or check.sql)).all()
        if rows:
            found[check.number] = [tuple(row) for row in rows]
    return found


def faults(connection: Connection, streams: str = "%") -> Iterator[str]:
    """What the verifier and the replay find in the streams of that pattern: I-02, I-03, I-08, I-14, I-30."""
    like = {"streams": streams}
    heads = {row.stream: (row.seq, row.head) for row in connection.execute(text(_HEADS))}
    asked = text("SELECT * FROM ce_event WHERE stream LIKE :streams AND seq IS NOT NULL ORDER BY stream,seq")
    events = list(connection.execute(asked, like))
    kept = {}
    for row in connection.execute(text("SELECT * FROM ce_content")):
        kept[f"claim:{row.claim_id}", row.version, row.what] = row
    claims = {f"claim:{row.id}": row for row in connection.execute(text("SELECT * FROM ce_claim"))}
    for stream, group in groupby(events, key=attrgetter("stream")):
        rows = list(group)
        yield from (f"I-30 {fault}" for fault in check_stream(rows, heads.get(stream), stream=stream))
        if stream in claims:
            replayed = replay(rows, RELATION)
            yield from (f"I-02 I-08 {fault}" for fault in replayed.faults)
            claim = claims[stream]
            told = (replayed.state, replayed.version, replayed.content, replayed.desk if claim.desk else None)
            if told != (claim.state, claim.version, claim.commitment, claim.desk):
                yield f"I-03 {stream}: the events say {told}"
            if replayed.credited != (claim.units_recognised if claim.state == "credited" else 0):
                yield f"I-14 {stream}: the events credit {replayed.credited}"
            content = max((key[1] for key in kept if key[0] == stream and key[2] == "content"), default=0)
            row = kept.get((stream, content, "content"))
            yield from (f"I-08 {fault}" for fault in check_content(row, claim.commitment, stream=stream))
    missing = set(heads) - {row.stream for row in events}
    yield from (f"I-30 {stream} has no event" for stream in missing if streams == "%" and heads[stream][0])


def assert_invariants(connection: Connection) -> None:
    """Every invariant holds over the rows as they are now."""
    found = broken_by_query(connection)
    assert not found, found
    wrong = list(faults(connection))
    assert not wrong, wrong
