"""Hostile files, made by code: what is sent to break the house or those who read in it.

`REFUSED` must not get in, each for the named reason; `CLEANED` may get in, but nothing of
`CANARY` may be found in what is kept. A row is the name of the file, the function that
makes it and, of a refused one, the reason.
"""

from tests.hostile import outside, pdfs, pictures
from tests.hostile.marks import CANARY

REFUSED = outside.REFUSED + pdfs.REFUSED + pictures.REFUSED
CLEANED = pdfs.CLEANED + pictures.CLEANED

__all__ = ["CANARY", "CLEANED", "REFUSED", "outside", "pdfs", "pictures"]
