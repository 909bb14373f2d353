"""Body weight and height: "weighing 70 kg", "a 62-kg woman", "height 1.65 m", "5 ft 6 in tall".

    body("a man weighing 70 kg")    # (BodyMention(start=6, end=20, …, measure='weight', value=Decimal('70'), unit='kg', …),)

Values are kg and cm, as E2B(R3) D.3 and D.4 want them; pounds are rounded to a tenth of a kilogram, feet and inches to a
centimetre. `rules/body.toml` has the constructions, `rules/body_units.toml` the units. It will not read a weight gained,
lost or at birth, or a surface; a body mass index is a test (`labs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from nocere.extracting.grammar.numbers import number
from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

Measured = Literal["weight", "height"]
_UNITS: dict[Measured, str] = {"weight": "kg", "height": "cm"}
_MOST: dict[Measured, int] = {"weight": 500, "height": 260}
_WINDOW = 80  # characters before a measure in which words make it another one
_FOOT, _INCH = Decimal("30.48"), Decimal("2.54")
_NUMBER = r"\d{1,4}(?:[.,·]\d{1,3})?"


class BodyPattern(Row):
    """A construction; see the head of the file for the names in it."""

    id: str
    measure: Measured
    near: tuple[str, ...]
    pattern: str
    unless: str = ""


class BodyUnit(Row):
    """A unit as written, and what makes it kg or cm."""

    unit: str
    measure: Measured
    factor: Decimal
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class BodyMention(Place):
    """A weight in kg or a height in cm; `rule` is the row that read it."""

    measure: Measured
    value: Decimal
    unit: str
    rule: str


def _any(measure: Measured) -> str:
    return "(?:" + "|".join(row.unit for row in rows("body_units", BodyUnit) if row.measure == measure) + ")"


@cache
def _patterns() -> tuple[tuple[BodyPattern, re.Pattern[str], re.Pattern[str]], ...]:
    filled = {"{N}": _NUMBER, "{KG}": _any("weight"), "{CM}": _any("height")}
    found = []
    for row in rows("body", BodyPattern):
        pattern = row.pattern
        for name, value in filled.items():
            pattern = pattern.replace(name, value)
        found.append((row, re.compile(pattern, re.IGNORECASE), re.compile(row.unless or "(?!)", re.IGNORECASE)))
    return tuple(found)


def _converted(value: Decimal, written: str) -> Decimal:
    row = next(row for row in rows("body_units", BodyUnit) if re.fullmatch(row.unit, written, re.IGNORECASE))
    exact = value * row.factor
    return exact if row.digits is None else round(exact, row.digits)


def _value(match: re.Match[str]) -> Decimal:
    said = {key: text for key, text in match.groupdict().items() if text}
    figure = said.get("n") or said.get("n2")
    if figure:
        return _converted(number(figure.replace(",", ".")), said.get("unit") or said["unit2"])
    feet, inches = said.get("feet") or said["feet2"], said.get("inches") or said.get("inches2") or "0"
    return round(Decimal(feet) * _FOOT + Decimal(inches) * _INCH, 0)


def _read(text: str) -> Iterator[BodyMention]:
    lower = text.lower()
    for row, pattern, unless in _patterns():
        if not any(word in lower for word in row.near):
            continue
        for match in pattern.finditer(text):
            value = _value(match).normalize() + 0
            other = unless.search(text, max(0, match.start() - _WINDOW), match.start())
            if 0 < value <= _MOST[row.measure] and not other:
                yield BodyMention(match.start(), match.end(), match[0], row.measure, value, _UNITS[row.measure], row.id)


@lru_cache(maxsize=256)
def body(text: str) -> tuple[BodyMention, ...]:
    """The weights and heights in the text, in its order; where two overlap the earlier row stands."""
    return apart(text, _read(text))
