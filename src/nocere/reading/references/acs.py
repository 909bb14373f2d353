"""ACS style, as MDPI's journals print it.

    Quill, A.; Marlow, B.B.; Pot, C. Title. J. Abbrev. 2019, 13, 120–124. https://doi.org/10.…

Rule: ACS Guide to Scholarly Communication, with titles: inverted authors parted by semicolons; year, volume and pages by
commas. `parse` declines (None) what it cannot account for to the last character.

What it will not do: books, chapters, the form without titles.
"""

from __future__ import annotations

import re

from nocere.reading.references.locator import ISSUE, PAGES, SUPPLEMENT, VOLUME, YEAR
from nocere.reading.references.opening import closed_by_stop
from nocere.reading.references.parsed import Parsed

ROUTE = "acs"
_REST = re.compile(
    rf"(?P<body>.{{8,2000}}?)\s{YEAR},\s{VOLUME}(?:,?\s?\((?P<issue>{ISSUE})\)|,?\s(?P<issue_2>{SUPPLEMENT}))?,\s{PAGES}\.?",
    re.S,
)


def parse(text: str) -> Parsed | None:
    """The fields of a reference in ACS style, or None."""
    return closed_by_stop(ROUTE, text, _REST, initials=True)
