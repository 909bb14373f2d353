"""Vancouver style, as NLM, PubMed and most medical journals print it.

    Angel FF, Leung A. Title. J Abbrev. 2011 May 3;19(2):43-50.
    Angel FF, et al. Title. J Abbrev 2011; 58 Suppl 1: S43–50.

Rule: NLM Citing Medicine (2nd ed.), chapter 1; ICMJE sample references. `parse` declines (None) what it cannot account
for to the last character.

What it will not do: books, chapters, web pages.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.locator import DATE, ISSUE, PAGES, SUPPLEMENT, VOLUME
from nocere.reading.references.names import inverted, trailing
from nocere.reading.references.parsed import Names, Parsed, cuts_of

ROUTE = "vancouver"
_REST = re.compile(
    rf"(?P<body>.{{8,2000}}?)(?:[.,]\s*|\s+)\(?{DATE}\)?\s?"
    rf"(?:;\s*{VOLUME}?\s?(?:\((?P<issue>{ISSUE})\)|,?\s?(?P<issue_2>{SUPPLEMENT}))?\s?(?:[:,]\s*{PAGES})?)\s?\.?",
    re.S,
)
_MOST = 60
_AUTHORS = re.compile(r"(?:\.|:|(?<=al)[.,]?)\s+")


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Vancouver style, or None."""
    return by_semicolon(text, ROUTE)


def by_semicolon(text: str, route: str) -> Parsed | None:
    """The fields of a reference whose volume follows its date after a semicolon, or None."""
    rest = _REST.fullmatch(text)
    if not rest or not (rest["volume"] or rest["pages"] or rest["issue"] or rest["issue_2"]):
        return None
    authors = _authors(text, rest.end("body"))
    parted = after_stop(text, authors[1], rest.end("body")) if authors else None
    if not authors or not parted:
        return None
    return Parsed(route, authors[0], {"title": parted[0], "journal": parted[1]} | cuts_of(rest))


def _authors(text: str, end: int) -> tuple[Names, int] | None:
    """The shortest run of authors with bare initials, else the longest of inverted ones, and where the title begins."""
    best = None
    for stop in list(_AUTHORS.finditer(text, 0, end))[:_MOST]:
        names = trailing(text, 0, stop.start())
        if names:
            return names, stop.end()
        names = inverted(text, 0, stop.start() + 1)
        best = (names, stop.end()) if names else best
    return best
