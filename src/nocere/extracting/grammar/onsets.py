"""Times that count from a drug: "3 days after starting D", "on day 4 of treatment", "after two courses of D", "the day after D".

    onsets(text, drugs)             # (TimeMention(start=…, end=…, quote="3 days after starting D", …, rule="onset.after-start"),)

`drugs` are the places of the drugs named in the text. `rules/onsets.toml` has the constructions. A count of courses, an
ordinal ("the fourth week") and "shortly after" have no number, and neither has a day of one of several courses. It will not
read a time that counts from the end of a drug, from a diagnosis or from admission, or decide what began then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import WORD_NUMBER
from nocere.extracting.grammar.place import apart
from nocere.extracting.grammar.times import SPAN, TimeMention, span
from nocere.rulebook import Row, rows

_DRUG = "\ue000"
"""Stands for every character of a drug's name, so that places stay."""


class OnsetPattern(Row):
    """A construction, or a `part` of later ones; `near` is what a text must hold one of."""

    pattern: str
    id: str = ""
    part: str = ""
    near: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[tuple[OnsetPattern, re.Pattern[str]], ...]:
    parts = {"{T}": SPAN, "{D}": f"{_DRUG}+", "{WORD_NUMBER}": WORD_NUMBER}
    found = []
    for row in rows("onsets", OnsetPattern):
        pattern = row.pattern
        for name, value in reversed(parts.items()):
            pattern = pattern.replace(name, value)
        if row.part:
            parts[row.part] = pattern
        else:
            found.append((row, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _masked(text: str, drugs: Sequence[tuple[int, int]]) -> str:
    for start, end in drugs:
        text = text[:start] + _DRUG * (end - start) + text[end:]
    return text


def _mention(text: str, row: OnsetPattern, match: re.Match[str]) -> TimeMention:
    start, end = match.span("time" if match.groupdict().get("time") else 0)
    return TimeMention(start, end, text[start:end], *span(match), row.id)


@lru_cache(maxsize=1024)  # every reaction of a sentence asks
def onsets(text: str, drugs: tuple[tuple[int, int], ...]) -> tuple[TimeMention, ...]:
    """The times that count from a drug, in the order of the text; where two overlap the earlier row stands."""
    masked = _masked(text, drugs)
    lower = masked.lower()
    return apart(
        text,
        (
            _mention(text, row, match)
            for row, pattern in _patterns()
            if any(word in lower for word in row.near)
            for match in pattern.finditer(masked)
        ),
    )
