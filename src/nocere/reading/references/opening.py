"""The two ways in which references with inverted authors open, each shared by two house styles.

    closed_by_stop("nature", text, REST)     # Quill, A. & Pot, C. Title. Journal …        (Nature, ACS)
    closed_by_year("apa", text, YEAR, REST)  # Quill, A., & Pot, C. (2011). Title. Journal …   (APA, Harvard)

Rule: the authors end at a full stop, or at the year; title and journal follow, parted by a full stop; `rest` takes what is
left, with the stretch of title and journal as its group "body". Either declines (None) where no authors or title are found.

What it will not do: know a style. Which numbers follow the journal, and in which order, is each style's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nocere.reading.references.boundary import after_stop
from nocere.reading.references.names import inverted, is_initials
from nocere.reading.references.parsed import Names, Parsed, cuts_of

_STOP = re.compile(r"\.\s+")
_MOST = 60


def closed_by_stop(route: str, text: str, rest: re.Pattern[str], *, initials: bool = False) -> Parsed | None:
    """The fields of a reference whose authors end at a full stop: the longest run of them, with `initials` only where said."""
    found = rest.fullmatch(text)
    runs = [r for r in _runs(text, found.end("body")) if not initials or _initialled(r[0])] if found else []
    if not found or not runs:
        return None
    names, start = runs[-1]
    parted = after_stop(text, start, found.end("body"))
    return Parsed(route, names, {"title": parted[0], "journal": parted[1]} | cuts_of(found)) if parted else None


def closed_by_year(route: str, text: str, year: re.Pattern[str], *rests: re.Pattern[str]) -> Parsed | None:
    """The fields of a reference whose authors end at the year; the first of `rests` that takes what follows it counts."""
    dated = year.search(text)
    found = next((m for rest in rests if (m := rest.fullmatch(text, dated.end()))), None) if dated else None
    if not dated or not found:
        return None
    names = inverted(text, 0, dated.start())
    parted = after_stop(text, *found.span("body"))
    if not names or not parted:
        return None
    return Parsed(route, names, {"title": parted[0], "journal": parted[1]} | cuts_of(dated) | cuts_of(found))


def _runs(text: str, end: int) -> Iterator[tuple[Names, int]]:
    """Each run of authors from the start, shortest first, and where what follows it begins."""
    for stop in list(_STOP.finditer(text, 0, end))[:_MOST]:
        names = inverted(text, 0, stop.start() + 1)
        if names:
            yield names, stop.end()


def _initialled(names: Names) -> bool:
    return all(is_initials(one.author.given) for one in names.named if one.author.given)
