"""How many hours, and why: rule sets that an authority writes, as documents.

A rule set is one TOML file of one authority and year. `language` lists what it can say,
`read` reads it and says at which line it lies, `proof` looks for holes and contradictions,
`inherit` lays a narrower set over a wider one, `evaluate` works out hours with a trace,
and `explain` puts the trace into words. Nothing here knows about claims, rows or requests.
"""
