"""Harvard style, as SCIRP and Elsevier print it.

    Angel, F.-F. and Leung, A. (2011) Title. Journal, 19, 43-50.
    Angel, F.F., Leung, A., 2011. Title. J Abbrev 19 (2), 43–50.

Rule: authors inverted, the year after them, volume and pages set off by commas. `parse` declines (None) what it cannot
account for to the last character.

What it will not do: books, chapters, theses.
"""

from __future__ import annotations

import re

from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.opening import closed_by_year
from nocere.reading.references.parsed import Parsed

ROUTE = "harvard"
_YEAR = re.compile(rf"\s*\(\s?{YEAR}[a-z]?\s?\)[,:]?\s+|(?:,|(?<=\.))\s{YEAR.replace('year', 'year_2')}[a-z]?\.\s+")
_REST = re.compile(
    rf"(?P<body>.{{3,1500}}?)(?:,\s*|\s+)(?:[Vv]ol\.?\s?)?{VOLUME}"
    rf"(?:,?\s?\((?P<issue>{ISSUE})\)|,\s?(?:[Nn]o\.?\s?)?(?P<issue_2>\d{{1,4}}(?=,))|,?\s(?P<issue_3>{SUPPLEMENT}))?"
    rf"\s*[,:]\s*{PAGES}\s?\.?",
    re.S,
)


def parse(text: str) -> Parsed | None:
    """The fields of a reference in Harvard style, or None."""
    return closed_by_year(ROUTE, text, _YEAR, _REST)
