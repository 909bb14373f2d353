"""Times of pregnancy: "born at 32 weeks' gestation", "28+3 weeks of pregnancy", "a gestational age of 30 weeks".

    gestations("born at 32 weeks' gestation")   # (GestationMention(start=8, ..., value=Decimal('32'), unit='wk', ...),)

Units are UCUM, and "{Trimester}", as E2B(R3) D.2.2.1b and G.k.6b take them; weeks with days are days. `rules/gestation.toml`
has the constructions. It will not say whose pregnancy it is, or whether it is of a birth or of an exposure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import WORD_NUMBER, number
from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

_TOLD = re.compile(
    r"gestat|pregnan|trimester|pre-?term|prematur|menstrual|concept|amenorrh|born|deliver|birth|sarean", re.I
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_NUMBER = rf"(?:\d{{1,2}}(?:[.·]\d)?|{WORD_NUMBER})"
_WEEKS = (
    rf"(?<![\d.\-–])\b(?P<n>{_NUMBER})(?:\s?\+\s?(?P<plus>[0-6])|\s(?P<sevenths>[0-6])/7)?[\s\-–‐]?(?P<unit>weeks?|wks?|wk)\b[’']?"
    r"(?:\s?(?:,|and|\+)?\s?(?P<days>[0-6])[\s\-](?:days?)\b)?"
)


class GestationPattern(Row):
    """A construction; `{W}` is a number of weeks, `{N}` a number; the groups `n` and `unit`, or `nth`, say how long."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class GestationMention(Place):
    """How far a pregnancy was; `rule` is the row that read it."""

    value: Decimal
    unit: str
    rule: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.id, re.compile(row.pattern.replace("{W}", _WEEKS).replace("{N}", _NUMBER), re.IGNORECASE))
        for row in rows("gestation", GestationPattern)
    )


def _mention(rule: str, match: re.Match[str]) -> GestationMention:
    groups = match.groupdict()
    place = (match.start(), match.end(), match[0])
    if groups.get("nth"):
        return GestationMention(*place, Decimal(_ORDINALS[groups["nth"].lower()]), "{Trimester}", rule)
    value = number(groups["n"])
    if groups["unit"].lower().startswith("month"):
        return GestationMention(*place, value, "mo", rule)
    days = groups.get("plus") or groups.get("sevenths") or groups.get("days")
    if days:
        return GestationMention(*place, value * 7 + int(days), "d", rule)
    return GestationMention(*place, value, "wk", rule)


@lru_cache(maxsize=1024)  # whoever asks for the ages of a sentence asks for these
def gestations(text: str) -> tuple[GestationMention, ...]:
    """The times of pregnancy in the text, in its order; where two overlap the earlier row stands."""
    if not _TOLD.search(text):
        return ()
    return apart(text, (_mention(rule, match) for rule, pattern in _patterns() for match in pattern.finditer(text)))
