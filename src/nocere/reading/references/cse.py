"""CSE name-year style, as the ASM journals and many others print it.

    Angel FF, Leung A. 2011. Title. J Abbrev 19:43–50.
    Angel, F.-F., A. Leung, and C. Li. 2011. Title. J. Abbrev. 19(2):43–50.

Rule: Scientific Style and Format (CSE), name-year: the year between full stops after the authors. Also ASCO's and APS'
older form with the year last: `Angel FF, Leung A: Title. J Abbrev 19:43-50, 2011`. `parse` declines (None) what it cannot
account for to the last character.

What it will not do: books, chapters.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.names import inverted, mixed, trailing
from nocere.reading.references.parsed import Names, Parsed, cuts_of

ROUTE = "cse"
LATE = "cse-late-year"
_ISSUE = rf"(?:\s?\((?P<issue>{ISSUE})\)|,?\s(?P<issue_2>{SUPPLEMENT}))?"
_YEAR = re.compile(rf"\.\s{YEAR}[a-z]?\.\s+")
_REST = re.compile(rf"(?P<body>.{{3,1500}}?),?\s+{VOLUME}{_ISSUE}\s?[:,]\s?{PAGES}\s?\.?", re.S)
_LAST = re.compile(rf"(?P<body>.{{8,1800}}?),?\s+{VOLUME}{_ISSUE}\s?:\s?{PAGES},\s{YEAR}\s?\.?", re.S)
_AUTHORS = re.compile(r"(?:\.|:)\s+")


def parse(text: str) -> Parsed | None:
    """The fields of a reference in CSE style, or None."""
    year = _YEAR.search(text)
    rest = _REST.fullmatch(text, year.end()) if year else None
    if year and rest:
        return _fields(ROUTE, _authors(text, year.start()), rest, rest.span("body"), year)
    last = _LAST.fullmatch(text)
    for stop in list(_AUTHORS.finditer(text, 0, last.end("body")))[:12] if last else []:
        names = trailing(text, 0, stop.start())
        if last and names:
            return _fields(LATE, names, last, (stop.end(), last.end("body")), last)
    return None


def _authors(text: str, end: int) -> Names | None:
    return trailing(text, 0, end) or inverted(text, 0, end + 1) or mixed(text, 0, end + 1)


def _fields(
    route: str, names: Names | None, rest: re.Match[str], body: tuple[int, int], year: re.Match[str]
) -> Parsed | None:
    parted = after_stop(rest.string, *body)
    if not names or not parted:
        return None
    return Parsed(route, names, {"title": parted[0], "journal": parted[1]} | cuts_of(year) | cuts_of(rest))
