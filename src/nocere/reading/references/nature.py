"""Nature's style, which Springer Nature prints in its "Cite this article" boxes.

    Quill, A., Marlow, B. & Pot, C. Title. J Abbrev 13, 120 (2019).
    Quill, A. et al. Title. J. Abbrev. 13, 120–124 (2019). https://doi.org/10.…

Rule: Springer Nature's reference style: authors inverted, the year in brackets at the end. `parse` declines (None) what it
cannot account for to the last character.

What it will not do: books, chapters.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.names import inverted
from nocere.reading.references.parsed import Names, Parsed, cuts_of

ROUTE = "nature"
_REST = re.compile(
    rf"(?P<body>.{{8,2000}}?),?\s+{VOLUME}(?:\s?\((?P<issue>{ISSUE})\)|\s(?P<issue_2>{SUPPLEMENT}))?,\s{PAGES}\s\({YEAR}\)\.?",
    re.S,
)
_STOP = re.compile(r"\.\s+")
_MOST = 60


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Nature's style, or None."""
    rest = _REST.fullmatch(text)
    authors = _authors(text, rest.end("body")) if rest else None
    parted = after_stop(text, authors[1], rest.end("body")) if rest and authors else None
    if not rest or not authors or not parted:
        return None
    return Parsed(ROUTE, authors[0], {"title": parted[0], "journal": parted[1]} | cuts_of(rest))


def _authors(text: str, end: int) -> tuple[Names, int] | None:
    """The longest run of authors from the start, and where what follows it begins."""
    best = None
    for stop in list(_STOP.finditer(text, 0, end))[:_MOST]:
        names = inverted(text, 0, stop.start() + 1)
        if names:
            best = (names, stop.end())
    return best
