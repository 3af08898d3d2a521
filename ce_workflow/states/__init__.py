"""The life of a claim: its states, the steps between them, and the machine that knows no other."""
