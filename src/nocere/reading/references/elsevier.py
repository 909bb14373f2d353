"""Elsevier's numbered style: commas throughout, the year in brackets after the volume.

    F.-F. Angel, A. Leung, Title, J. Abbrev. 19 (2) (2011) 43–50.

Rule: Elsevier's reference style 1 (with titles): initials before the family name. The title ends where the last author's
successor is no author. `parse` declines (None) what it cannot account for to the last character.

What it will not do: books, chapters, the form without titles.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_comma
from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.names import leading
from nocere.reading.references.parsed import Named, Names, Parsed, cuts_of

ROUTE = "elsevier"
_REST = re.compile(
    rf"(?P<body>.{{8,2000}}?),?\s+{VOLUME}(?:,?\s?\((?P<issue>(?!(?:1[6-9]|20)\d\d\)){ISSUE})\)|,?\s(?P<issue_2>{SUPPLEMENT}))?"
    rf"\s?\({YEAR}\)\s?,?\s?{PAGES}\s?\.?",
    re.S,
)
_COMMA = re.compile(r",\s+(?:et\sal\.?,\s+)?")
_MOST = 100


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Elsevier's numbered style, or None."""
    rest = _REST.fullmatch(text)
    authors = _authors(text, rest.end("body")) if rest else None
    parted = after_comma(text, authors[1], rest.end("body")) if rest and authors else None
    if not rest or not authors or not parted:
        return None
    return Parsed(ROUTE, authors[0], {"title": parted[0], "journal": parted[1]} | cuts_of(rest))


def _authors(text: str, end: int) -> tuple[Names, int] | None:
    """The longest run of authors from the start, and where what follows it begins."""
    named: list[Named] = []
    at, more = 0, False
    for found in list(_COMMA.finditer(text, 0, end))[:_MOST]:
        names = leading(text, at, found.start())
        if not names:
            break
        named.extend(names.named)
        at, more = found.end(), more or names.more or "al" in found.group()
    return (Names(tuple(named), more), at) if named else None
