"""The states of a claim, what people call them, and the groups that have a meaning."""

from ce_workflow.words import N_, Text

DRAFT = "draft"
SUBMITTED = "submitted"
UNIT_REVIEWED = "unit_reviewed"
SECTOR_VERIFIED = "sector_verified"
CREDITED = "credited"
RETURNED = "returned"
REJECTED = "rejected"
WITHDRAWN = "withdrawn"
APPEALED = "appealed"
REVOKED = "revoked"

LABELS = {
    DRAFT: N_("Draft"),
    SUBMITTED: N_("Waiting for unit review"),
    UNIT_REVIEWED: N_("Passed by the unit"),
    SECTOR_VERIFIED: N_("Verified by the competent department"),
    CREDITED: N_("Credited"),
    RETURNED: N_("Sent back for correction"),
    REJECTED: N_("Not recognised"),
    WITHDRAWN: N_("Withdrawn"),
    APPEALED: N_("Under appeal"),
    REVOKED: N_("Recognition revoked"),
}
STATES = tuple(LABELS)

LIVE = (SUBMITTED, UNIT_REVIEWED, SECTOR_VERIFIED, CREDITED, RETURNED, APPEALED)
"""States in which a claim holds its achievement against another claim of it."""

WAITING = (SUBMITTED, UNIT_REVIEWED, APPEALED)
"""States in which somebody at a desk has to act."""

UNDER_WAY = (SUBMITTED, UNIT_REVIEWED, SECTOR_VERIFIED)
"""States in which the hours are on their way: handed in, and not decided against."""

TAKING = (*UNDER_WAY, CREDITED)
"""States in which hours stand, on their way or credited: a claim has its part of what an achievement may reach."""

WITH_CLAIMANT = (DRAFT, RETURNED)
"""States in which the claim waits for its claimant."""

CORRECTABLE = (REVOKED,)
"""States in which a claim is corrected by a new one of the same kind."""

UNIT_THEN_SECTOR = "unit_then_sector"
UNIT_ONLY = "unit_only"
SECTOR_ONLY = "sector_only"
ROUTES = (UNIT_THEN_SECTOR, UNIT_ONLY, SECTOR_ONLY)
"""Who reviews: "由其所在行业主管部门或所在单位负责审核验证" (五(二))."""

ROUTE_LABELS = {
    UNIT_THEN_SECTOR: N_("the unit, then the competent department"),
    UNIT_ONLY: N_("the unit alone"),
    SECTOR_ONLY: N_("the competent department alone"),
}


def label(state: str, route: str | None = None) -> Text:
    """What people call the state; under `sector_only` nobody waits for the unit."""
    if state == SUBMITTED and route == SECTOR_ONLY:
        return Text(N_("Waiting for the competent department"))
    return Text(LABELS[state])
