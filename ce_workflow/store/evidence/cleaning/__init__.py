"""The cleaners: they open what strangers send, in a process that may die of it.

`inside.py` is that process; it is started by `evidence/room.py` as the top-level
package `cleaning`, so that it loads nothing of the house. Hence the relative imports
here, and only here: nothing in this folder may import `ce_workflow`.
"""
