"""Nature's style, which Springer Nature prints in its "Cite this article" boxes.

    Quill, A., Marlow, B. & Pot, C. Title. J Abbrev 13, 120 (2019).
    Quill, A. et al. Title. J. Abbrev. 13, 120–124 (2019). https://doi.org/10.…

Rule: Springer Nature's reference style: authors inverted, the year in brackets at the end. `parse` declines (None) what it
cannot account for to the last character.

What it will not do: books, chapters.
"""

from __future__ import annotations

import re

from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.opening import closed_by_stop
from nocere.reading.references.parsed import Parsed

ROUTE = "nature"
_REST = re.compile(
    rf"(?P<body>.{{8,2000}}?),?\s+{VOLUME}(?:\s?\((?P<issue>{ISSUE})\)|\s(?P<issue_2>{SUPPLEMENT}))?,\s{PAGES}\s\({YEAR}\)\.?",
    re.S,
)


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Nature's style, or None."""
    return closed_by_stop(ROUTE, text, _REST)
