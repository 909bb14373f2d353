"""Dates as far as they are told: "12 March 2019", "March 2019", "in 2019", "2019-03-12", "03/04/2019".

    dates("on 12 March 2019")       # (DateMention(start=3, end=16, quote='12 March 2019', value='20190312', …),)

`value` is an E2B(R3) date cut to the precision told: day, month or year (appendix II of the guide). Where day and month can
be exchanged only the year counts. `rules/dates.toml` has the forms. It will not read a date without a year ("on 12 March"),
a relative one ("two days later": see `times`), or one that no calendar has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)


class DatePattern(Row):
    """A form; see the head of the file for the names in it."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class DateMention(Place):
    """A date of the calendar, CCYY, CCYYMM or CCYYMMDD; `rule` is the row that read it."""

    value: str
    rule: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.id, re.compile(row.pattern.replace("{MON}", _MONTH).replace("{Y}", r"(?:19|20)\d\d"), re.IGNORECASE))
        for row in rows("dates", DatePattern)
    )


def _real(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _value(said: dict[str, str]) -> str:
    """The date in figures, or "" where no calendar has it."""
    year = int(said["y"])
    if "a" in said:
        first, second = int(said["a"]), int(said["b"])
        ways = {(m, d) for m, d in ((first, second), (second, first)) if _real(year, m, d)}
        if len(ways) == 1:
            ((month, day),) = ways
            return f"{year}{month:02}{day:02}"
        return str(year) if ways else ""
    month = _MONTHS.index(said["mon"][:3].lower()) + 1 if "mon" in said else int(said.get("m", 0))
    if "d" in said:
        return f"{year}{month:02}{int(said['d']):02}" if _real(year, month, int(said["d"])) else ""
    return f"{year}{month:02}" if month else str(year)


def _read(text: str) -> Iterator[DateMention]:
    for rule, pattern in _patterns():
        for match in pattern.finditer(text):
            value = _value({key: part for key, part in match.groupdict().items() if part})
            if value:
                yield DateMention(match.start(), match.end(), match[0], value, rule)


@lru_cache(maxsize=256)
def dates(text: str) -> tuple[DateMention, ...]:
    """The dates in the text, in its order; where two overlap the earlier row stands."""
    return apart(text, _read(text)) if _YEAR.search(text) else ()
