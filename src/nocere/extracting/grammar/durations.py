"""How long: "for 3 weeks", "a 5-day course", "over the next 10 days", "x 7 days", "lasting two hours".

    durations("20 mg for 3 weeks")  # (DurationMention(start=6, end=17, quote='for 3 weeks', value=Decimal('3'), unit='wk', …),)

Units are UCUM, as E2B(R3) G.k.4.r.6b and E.i.6b want them; "several days" have no number. `rules/durations.toml` has the
constructions, and `times` reads the spans that count from something. It will not say what lasted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.place import Place, apart
from nocere.extracting.grammar.times import SPAN, TIME, span
from nocere.rulebook import Row, rows


class DurationPattern(Row):
    """A construction; `{T}` in the pattern is a number with a unit of time."""

    id: str
    pattern: str


@dataclass(frozen=True, slots=True)
class DurationMention(Place):
    """How long; `value` is None where the words give no number."""

    value: Decimal | None
    unit: str
    rule: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row.id, re.compile(row.pattern.replace("{T}", SPAN), re.IGNORECASE))
        for row in rows("durations", DurationPattern)
    )


@lru_cache(maxsize=256)
def durations(text: str) -> tuple[DurationMention, ...]:
    """The durations in the text, in its order; where two overlap the earlier row stands."""
    if not TIME.search(text):
        return ()
    return apart(
        text,
        (
            DurationMention(match.start(), match.end(), match[0], *span(match), rule)
            for rule, pattern in _patterns()
            for match in pattern.finditer(text)
        ),
    )
