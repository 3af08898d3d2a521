"""Sectors, as the codes of departments and units name them; one that is not here is shown by its code."""

from __future__ import annotations

from ce_workflow.words import N_

LABELS = {
    "accounting": N_("Accounting"),
    "agriculture": N_("Agriculture"),
    "civil_affairs": N_("Civil affairs"),
    "commerce": N_("Commerce"),
    "construction": N_("Construction"),
    "culture": N_("Culture and tourism"),
    "education": N_("Education"),
    "emergency": N_("Emergency management"),
    "environment": N_("Environment"),
    "exhibition": N_("Exhibitions"),
    "finance": N_("Finance"),
    "health": N_("Health"),
    "human_resources": N_("Human resources"),
    "industry_it": N_("Industry and information technology"),
    "logistics": N_("Ports and logistics"),
    "new_economy": N_("New economy"),
    "planning": N_("Planning and natural resources"),
    "quality": N_("Quality and market supervision"),
    "science": N_("Science and technology"),
    "transport": N_("Transport"),
    "water": N_("Water"),
}
