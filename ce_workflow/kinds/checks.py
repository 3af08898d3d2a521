"""Lines that stand on more than one kind's checklist."""

from ce_workflow.kinds.kind import Check
from ce_workflow.words import N_

ORIGINAL_SEEN = Check("original_seen", N_("I have seen the originals; the files show the same."))
GENUINE = Check("genuine", N_("The documents are genuine and belong to this person."))
RELATED = Check("related", N_("It is related to the person's own profession."))
IN_THE_YEAR = Check("in_the_year", N_("It was completed in the year it is claimed for."))
HOURS_FOLLOW = Check("hours_follow", N_("The hours follow from the documents."))
