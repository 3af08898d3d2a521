"""The auditor's views: read-only, with columns that stay, so that invariants can be checked from outside."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIVE = "'submitted','unit_reviewed','sector_verified','credited','returned','appealed'"

VIEWS = {
    "inv_claim": f"""
        SELECT id AS claim_id, person_id, unit AS unit_id, district AS district_id, state, version,
               units_recognised AS units, category, year, started_on AS activity_start, ended_on AS activity_end,
               submitted_at, achievement_key, rule_version, state IN ({LIVE}) AS live
        FROM ce_claim""",
    "inv_event": """
        SELECT stream, seq, id AS event_id, action, from_state, to_state, actor_person_id, actor_role,
               actor_org AS actor_unit_id, at, request_id
        FROM ce_event""",
    "inv_ledger": """
        SELECT id AS entry_id, tx_id, account, person_id, year, category, units, claim_id,
               reverses_id AS reverses_entry_id, rule_version, at
        FROM ce_ledger""",
    "inv_balance": "SELECT person_id, year, category, units FROM ce_balance",
    "inv_evidence": "SELECT id AS evidence_id, claim_id, sha256, size, blob_present FROM ce_evidence",
}


def upgrade() -> None:
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")
