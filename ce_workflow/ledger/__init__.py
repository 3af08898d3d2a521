"""Hours: entries in pairs, the balance that is their fold, and the standing of a year."""
