"""AMA style, 11th edition: Vancouver's kin with full page ranges and a closed-up DOI.

    Angel FF, Leung A. Title. J Abbrev. 2011;19(2):43-50. doi:10.…
    Angel FF, Leung A. Title. J Abbrev. Published online May 3, 2011. doi:10.…

Rule: AMA Manual of Style (11th ed.), chapter 3. What tells it from Vancouver is the closed-up `doi:` after it (`parse` is
given the whole string for that) or the words "Published online". It declines (None) what it cannot account for.

What it will not do: books, chapters, web pages.
"""

from __future__ import annotations

import re

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.locator import YEAR
from nocere.reading.references.names import trailing
from nocere.reading.references.parsed import Parsed, cuts_of
from nocere.reading.references.vancouver import by_semicolon

ROUTE = "ama"
_CLOSED = re.compile(r"\bdoi:10\.\d{4}")
_ONLINE = re.compile(
    rf"(?P<body>.{{8,2000}}?)\.\s+Published\sonline\s(?:ahead\sof\sprint\s)?(?:[A-Z][a-z]{{2,8}}\.?\s(?:\d{{1,2}},\s)?)?{YEAR}\.?",
    re.S,
)
_AUTHORS = re.compile(r"\.\s+")


def parse(core: str, whole: str) -> Parsed | None:
    """The fields of a reference in AMA style, or None; `whole` is the string with its DOI and links."""
    online = _ONLINE.fullmatch(core)
    if online:
        return _ahead_of_print(core, online)
    return by_semicolon(core, ROUTE) if _CLOSED.search(whole, len(core)) else None


def _ahead_of_print(text: str, online: re.Match[str]) -> Parsed | None:
    stop = _AUTHORS.search(text)
    names = trailing(text, 0, stop.start()) if stop else None
    parted = after_stop(text, stop.end(), online.end("body")) if stop and names else None
    if not names or not parted:
        return None
    return Parsed(ROUTE, names, {"title": parted[0], "journal": parted[1]} | cuts_of(online))
