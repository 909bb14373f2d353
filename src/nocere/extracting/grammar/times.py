"""Spans of time: "two weeks later", "within one month of the surgery", "after 5 months of treatment", "immediately".

    times("Two weeks later she had rash")   # (TimeMention(start=0, end=15, value=Decimal('2'), unit='wk', rule='time.later'),)

Units are UCUM. "immediately" and its like have no number. `rules/times.toml` has the constructions. It will not read
ages, dates, doses per time, or decide what the time is counted from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import FIGURE, WORD_NUMBER, number
from nocere.rulebook import Row, rows

UNITS = {"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
_WRITTEN = {"sec": "second", "min": "minute", "hr": "hour", "h": "hour", "wk": "week", "yr": "year", "mo": "month"}
_SPAN = (
    rf"(?P<n>{FIGURE}|{WORD_NUMBER}|an?|a few|several|few)(?:\s?(?:-|–|to|or)\s?(?:{FIGURE}|{WORD_NUMBER}))?[\s-]"
    r"(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?)(?![\w-]old)"
)


class TimePattern(Row):
    """A construction; `{T}` in the pattern is a number with a unit of time."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """`text[start:end]` says a span of time; `value` is None where the words give no number."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    rule: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.id, re.compile(row.pattern.replace("{T}", _SPAN), re.IGNORECASE)) for row in rows("times", TimePattern)
    )


def _unit(written: str) -> str:
    plain = written.lower().rstrip("s") or written.lower()
    return UNITS[_WRITTEN.get(plain, plain)]


def _value(written: str) -> Decimal | None:
    plain = written.lower()
    if plain in ("a", "an"):
        return Decimal(1)
    return None if plain in ("a few", "few", "several") else number(plain)


@lru_cache(maxsize=1024)  # several stages ask for the times of one sentence
def times(text: str) -> tuple[TimeMention, ...]:
    """The spans of time in the text, in its order; where two overlap the earlier row stands."""
    found: list[TimeMention] = []
    for rule, pattern in _patterns():
        for match in pattern.finditer(text):
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            groups = match.groupdict()
            value = _value(groups["n"]) if groups.get("n") else None
            unit = _unit(groups["unit"]) if groups.get("unit") else ""
            found.append(TimeMention(match.start(), match.end(), value, unit, rule))
    return tuple(sorted(found, key=lambda t: t.start))
