"""Ages: "4-year-old", "aged 23", "45 years-old", "54 years of age", "a 3-week-old", "in her seventies".

    ages("a 4-year-old girl")       # (AgeMention(start=2, end=12, value=Decimal('4'), unit='a'),)

Units are UCUM ("a", "mo", "wk", "d", "h") as E2B(R3) D.2.2b wants them, and "{decade}" for an age given as a decade.
`rules/ages.toml` has the patterns. It will not read durations ("a 4-year history"), ranges ("14-16 years"), means or medians.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import NUMBER, number
from nocere.rulebook import Row, rows

UNITS = {
    "year": "a",
    "yr": "a",
    "y": "a",
    "month": "mo",
    "week": "wk",
    "wk": "wk",
    "day": "d",
    "hour": "h",
}
DECADES = {
    name: Decimal(value)
    for value, name in enumerate(
        ["teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 1
    )
}


class AgePattern(Row):
    """`pattern` has a group `n` (number) and `unit`, or a group `decade`; `{N}` stands for any number."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class AgeMention:
    """`text[start:end]` says an age; `rule` is the row that read it."""

    start: int
    end: int
    value: Decimal
    unit: str
    rule: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r.id, re.compile(r.pattern.replace("{N}", NUMBER), re.IGNORECASE)) for r in rows("ages", AgePattern))


def _mention(rule: str, match: re.Match[str]) -> AgeMention:
    groups = match.groupdict()
    start, end = match.span("age") if "age" in groups else match.span()
    if groups.get("decade"):
        return AgeMention(start, end, DECADES[groups["decade"].lower()], "{decade}", rule)
    unit = (groups.get("unit") or "year").lower().rstrip("s")
    return AgeMention(start, end, number(groups["n"]), UNITS[unit], rule)


@lru_cache(maxsize=1024)  # several stages ask for the ages of one sentence
def ages(text: str) -> tuple[AgeMention, ...]:
    """The ages in the text, in its order; where two patterns overlap the earlier row wins. No age is over 120 years."""
    found: list[AgeMention] = []
    for rule, pattern in _patterns():
        for match in pattern.finditer(text):
            mention = _mention(rule, match)
            clear = all(mention.end <= other.start or other.end <= mention.start for other in found)
            if clear and not (mention.unit == "a" and mention.value > 120):
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))
