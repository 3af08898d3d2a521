"""What people do: perform a step, appoint, enrol, load. Acts never commit; doorways do."""
