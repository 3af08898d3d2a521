"""The tables, one file a noun. All carry the prefix `ce_`."""

from ce_workflow.store.tables.calendar import CalendarDay
from ce_workflow.store.tables.claims import Claim, Content, Evidence
from ce_workflow.store.tables.ledger import Balance, Entry
from ce_workflow.store.tables.organisations import Batch, Organisation, Theme, Year
from ce_workflow.store.tables.people import Attempt, Grant, Person, PersonKey, Session, User
from ce_workflow.store.tables.reductions import Reduction
from ce_workflow.store.tables.rule_sets import RuleSet
from ce_workflow.store.tables.simulations import Simulation
from ce_workflow.store.tables.trail import Event, EventQueue
from ce_workflow.store.tables.unsent import Unsent
from ce_workflow.store.tables.years import YearRequest

__all__ = [
    "Attempt",
    "Balance",
    "Batch",
    "CalendarDay",
    "Claim",
    "Content",
    "Entry",
    "Event",
    "EventQueue",
    "Evidence",
    "Grant",
    "Organisation",
    "Person",
    "PersonKey",
    "Reduction",
    "RuleSet",
    "Session",
    "Simulation",
    "Theme",
    "Unsent",
    "User",
    "Year",
    "YearRequest",
]
