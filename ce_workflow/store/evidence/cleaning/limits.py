"""What one file may be inside. What a claim may hold is in `evidence/limits.py`."""

from __future__ import annotations

PIXELS = 40_000_000
SIDE = 20_000
"""Of a picture; looked at before anything is decoded."""

PAGES = 200
OBJECTS = 50_000
PARTS = 300_000
"""Of a PDF: objects as it is sent, and entries of all dictionaries and arrays that its pages need."""

IMAGE_PIXELS = 150_000_000
"""Of one picture inside a PDF: a poster of A0 at 300 dpi has 140 million."""

INFLATED_BYTES = 300 * 1024 * 1024
"""Of all compressed streams of a PDF together, once inflated: what its readers have to bear."""

CLEANED_BYTES = 15 * 1024 * 1024
"""Of a file after cleaning; drawn anew it may be a little larger than it was sent."""

CPU_SECONDS = 6
WALL_SECONDS = 30
MEMORY = {
    "pdf": 128 * 1024 * 1024,
    "jpeg": 420 * 1024 * 1024,
    "png": 420 * 1024 * 1024,
    "pages": 128 * 1024 * 1024,
    "page": 420 * 1024 * 1024,
}
"""For one file, beyond what the process has at rest. A picture of 40 million pixels takes
160 MB, and once more to be turned; so may one on a page that is drawn (`page`)."""

DRAWN_PIXELS = 8_000_000
"""Of a page that is drawn: A4 at 1800 pixels has 4.6 million."""

TIRED_BYTES = 128 * 1024 * 1024
TIRED_FILES = 500
"""A process that still holds so much after a file, or has cleaned so many, makes room for a new one."""
