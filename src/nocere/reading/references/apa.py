"""APA style, 6th and 7th edition.

    Angel, F.-F., & Leung, A. (2011). Title. Journal, 19(2), 43–50. https://doi.org/10.…
    Angel, F.-F., and Leung, A. (2011). Title. Journal 19, 43–50.                          (Cell's kin of it)

Rule: Publication Manual of the APA: authors inverted, the year in brackets with a full stop after it, the issue closed
up to the volume. `parse` declines (None) what it cannot account for to the last character.

What it will not do: books, chapters, web pages.
"""

from __future__ import annotations

import re

from nocere.reading.references.locator import ISSUE, MONTH, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.opening import closed_by_year
from nocere.reading.references.parsed import Parsed

ROUTE = "apa"
_YEAR = re.compile(rf"\s*\({YEAR}[a-z]?(?:{MONTH}(?:\s\d{{1,2}})?)?\)\.\s+")
_NUMBERS = rf"{VOLUME}(?:\s?\((?P<issue>{ISSUE})\)|\s(?P<issue_2>{SUPPLEMENT}))?"
_REST = re.compile(rf"(?P<body>.{{3,1500}}?)(?:,\s*|\s+){_NUMBERS},\s*{PAGES}\s?\.?", re.S)
_PAGELESS = re.compile(rf"(?P<body>.{{3,1500}}?[^\W\d]),\s*{_NUMBERS}\s?\.?", re.S)


def parse(text: str) -> Parsed | None:
    """The fields of a reference in APA style, or None."""
    return closed_by_year(ROUTE, text, _YEAR, _REST, _PAGELESS)
