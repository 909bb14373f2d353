"""Springer basic style, and Frontiers' kin of it.

    Angel FF, Leung A (2011) Title. J Abbrev 19(2):43–50. https://doi.org/10.…
    Angel FF, Leung A. Title. J Abbrev (2011) 19:43–50.

Rule: Springer's key style points: bare initials, the year in brackets, volume and pages closed up by a colon; a full
date in the brackets is Cureus'. `parse` declines (None) what it cannot account for to the last character.

What it will not do: books, chapters.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.locator import ISSUE, MONTH, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.names import trailing
from nocere.reading.references.parsed import Names, Parsed, cuts_of

ROUTE = "springer"
_YEAR = re.compile(rf"\s*\((?:[A-Z][a-z]{{2,8}}\s\d{{1,2}},\s)?{YEAR}[a-z]?(?:{MONTH}(?:\s\d{{1,2}})?)?\)[.:]?\s+")
_ISSUE = rf"(?:\s?\((?P<issue>{ISSUE})\)|,?\s(?P<issue_2>{SUPPLEMENT}))?"
_REST = re.compile(rf"(?P<body>.{{3,1500}}?),?\s+{VOLUME}{_ISSUE}\s?[:,]\s?{PAGES}\s?\.?", re.S)
_LATE = re.compile(rf"(?P<body>.{{8,1800}}?)\s\({YEAR}\)\s{VOLUME}{_ISSUE}\s?:\s?{PAGES}\s?\.?", re.S)
_AUTHORS = re.compile(r"(?:\.|:)\s+")


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Springer style, or None."""
    year = _YEAR.search(text)
    rest = _REST.fullmatch(text, year.end()) if year else None
    if year and rest:
        return _fields(trailing(text, 0, year.start()), rest, rest.span("body"), year)
    late = _LATE.fullmatch(text)
    stop = _AUTHORS.search(text) if late else None
    if not late or not stop or stop.end() >= late.end("body"):
        return None
    return _fields(trailing(text, 0, stop.start()), late, (stop.end(), late.end("body")), late)


def _fields(names: Names | None, rest: re.Match[str], body: tuple[int, int], year: re.Match[str]) -> Parsed | None:
    parted = after_stop(rest.string, *body)
    if not names or not parted:
        return None
    cuts = {"title": parted[0], "journal": parted[1]}
    return Parsed(ROUTE, names, cuts | cuts_of(year) | cuts_of(rest))
