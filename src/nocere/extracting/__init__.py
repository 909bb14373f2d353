"""Document → Reading: who the patients are, and for each what they took, what it did to them, and how it ended.

    reading = extract(document)         # Reading(document, verdict, cases)

The way through: `sentences` → `people` and `patients` (who, and whose words) → `mentions` (drugs and conditions; the
learned `tagger` and the lexicons) → `links` (what ties them) → `evidence`, `classes` and `narrative` (all of one patient)
→ `pairs`, `reactions` and `roles` → `course`, `measures`, `events`, `dosing`, `routes`, `details`, `care`, `diseases`,
`indications`, `history` → `assembly` (the case). `stages` walks it, and `explain` tells why a reading is as it is.
Every phrase it knows is a row of `rules/*.toml`. No stage uses the network, the clock or chance.
"""

from __future__ import annotations

from nocere.case import Reading
from nocere.document import Document
from nocere.extracting.stages import run

__all__ = ["extract"]


def extract(document: Document) -> Reading:
    """What the document says of each of its patients; a patient without suspect drug and reaction makes no case."""
    return run(document).reading
