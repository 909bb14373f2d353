"""Spans of time: "two weeks later", "within one month of the surgery", "after 5 months of treatment", "immediately".

    times("Two weeks later she had rash")   # (TimeMention(start=0, end=15, …, value=Decimal('2'), unit='wk', rule='time.later'),)

Units are UCUM. "immediately" and its like, and "several days", have no number. `rules/times.toml` has the constructions. It
will not read ages, dates, doses per time, or decide what the time is counted from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import FIGURE, HALF, WORD_NUMBER, number
from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

UNITS = {"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
_WRITTEN = {"sec": "second", "min": "minute", "hr": "hour", "h": "hour", "wk": "week", "yr": "year", "mo": "month"}
_VAGUE = frozenset({"a few", "few", "several", "some", "many"})
_WHOLE = {"a": "1", "an": "1", "half an": "0.5", "half a": "0.5", "a couple of": "2", "a single": "1"}
_NUMBER = rf"(?:{FIGURE}|{WORD_NUMBER})(?:{HALF})?"
SPAN = (
    rf"(?P<n>{_NUMBER}|half an?|a couple of|a single|an?|a few|several|few)"
    rf"(?:\s?(?:-|–|to|or|and)\s?(?:{FIGURE}|{WORD_NUMBER}))?[\s-]"
    r"(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?)(?![\w-]old)"
)
"""A number with a unit of time, for use inside other grammars."""
TIME = re.compile(
    r"(?:second|minute|hour|day|week|month|year)|[\d\s-](?:secs?|mins?|hrs?|h|wks?|yrs?)\b|immediately|shortly|soon",
    re.IGNORECASE,
)
"""What a text must hold to tell a span of time."""


class TimePattern(Row):
    """A construction; `{T}` in the pattern is a number with a unit of time, `near` what a text must hold one of."""

    id: str
    near: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class TimeMention(Place):
    """A span of time; `value` is None where the words give no number."""

    value: Decimal | None
    unit: str
    rule: str


@cache
def _patterns() -> tuple[tuple[TimePattern, re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(row.pattern.replace("{T}", SPAN), re.IGNORECASE)) for row in rows("times", TimePattern)
    )


def _unit(written: str) -> str:
    plain = written.lower().rstrip("s") or written.lower()
    return UNITS[_WRITTEN.get(plain, plain)]


def _value(written: str) -> Decimal | None:
    plain = " ".join(written.lower().split())
    if plain in _VAGUE:
        return None
    return Decimal(_WHOLE[plain]) if plain in _WHOLE else number(plain)


def span(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The number and the unit of a match whose pattern holds `SPAN`."""
    groups = match.groupdict()
    return (
        _value(groups["n"]) if groups.get("n") else None,
        _unit(groups["unit"]) if groups.get("unit") else "",
    )


@lru_cache(maxsize=1024)  # several stages ask for the times of one sentence
def times(text: str) -> tuple[TimeMention, ...]:
    """The spans of time in the text, in its order; where two overlap the earlier row stands."""
    if not TIME.search(text):
        return ()
    lower = text.lower()
    return apart(
        text,
        (
            TimeMention(match.start(), match.end(), match[0], *span(match), row.id)
            for row, pattern in _patterns()
            if any(word in lower for word in row.near)
            for match in pattern.finditer(text)
        ),
    )
