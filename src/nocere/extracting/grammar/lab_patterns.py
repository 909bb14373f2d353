"""What `labs` looks for, made of the rows of three rule files: tests, units, and the words between them.

    tests()["serum"]                # the patterns of the names that begin with that word, the longest first
    patterns().value.match(text, at)        # a number with or without its unit
    patterns().ucum("mg/dl")        # "mg/dL"

The rule: a name in small letters is found in any letter case, an abbreviation in its own. Each pattern is matched at one
place and never searched for, so that a text costs one pass.
What it will not do: read anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import FIGURE
from nocere.rulebook import Row, rows

_LOWER = re.compile(r"[a-z]{4,}")
_FIRST = re.compile(r"[^\W_]+")
_MU = "(?:µ|μ|u)"
_TIMES = r"(?:[xX×·*•]\s?10|10(?=\s?[\^(⁰-⁹³eE]))\s?"
_POWERS = {"3": "³", "4": "⁴", "6": "⁶", "9": "⁹", "12": "¹²"}


class LabTest(Row):
    """A test and its names; see the head of the file for the other fields."""

    test: str
    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    bare: str = ""
    pair: tuple[str, ...] = ()


class LabUnit(Row):
    """A unit as written, and in UCUM; `limited` to the tests that list it."""

    unit: str
    ucum: str
    limited: bool = False


class LabWord(Row):
    """Words between a name and its number, and what they do."""

    does: str
    pattern: str


@dataclass(frozen=True, slots=True)
class LabPatterns:
    """The patterns of a result, and the units in the order in which they are tried."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    link: re.Pattern[str]
    value: re.Pattern[str]
    normal: re.Pattern[str]
    units: tuple[tuple[re.Pattern[str], LabUnit], ...]

    def ucum(self, written: str) -> str:
        """The code of a unit as written."""
        return _ucum(" ".join(written.split()))

    def limited(self, code: str) -> bool:
        """Whether only tests that list it have this unit."""
        return code in _limited()


@lru_cache(maxsize=1024)
def _ucum(written: str) -> str:
    return next(row.ucum for pattern, row in patterns().units if pattern.fullmatch(written))


@cache
def _limited() -> frozenset[str]:
    return frozenset(row.ucum for row in rows("lab_units", LabUnit) if row.limited)


def _unit(written: str) -> str:
    """The pattern of a unit, its names for mu and powers of ten put in."""
    plain = written.replace("{M}", _MU)
    for digit, raised in _POWERS.items():
        plain = plain.replace(
            f"{{T}}{{{digit}}}", rf"{_TIMES}(?:\^\s?{digit}|\({digit}\)|{raised}|[eE]\+?{digit}|{digit})"
        )
    return plain


def _name(name: str) -> re.Pattern[str]:
    written = re.sub(r"\\?[ -]", r"[\\s-]{1,2}", re.escape(name))
    plural = "s?" if name[-1:].isalpha() and name.islower() else ""
    return re.compile(rf"{written}{plural}(?!\w)", re.IGNORECASE if _LOWER.search(name) else 0)


@cache
def tests() -> dict[str, tuple[tuple[re.Pattern[str], LabTest], ...]]:
    """The names of tests by their first word in small letters."""
    found: dict[str, list[tuple[str, LabTest]]] = {}
    for row in rows("labs", LabTest):
        for name in row.names:
            first = _FIRST.match(name)
            for key in {first.group().lower(), f"{first.group().lower()}s"} if first else ():
                found.setdefault(key, []).append((name, row))
    return {
        key: tuple((_name(name), row) for name, row in sorted(named, key=lambda one: -len(one[0])))
        for key, named in found.items()
    }


def _normal(unit: str, words: dict[str, str]) -> re.Pattern[str]:
    limits = (
        rf"(?P<low>{FIGURE})\s?(?:(?P<unit1>{unit})\s?)?(?:-|–|—|to|and)\s?(?P<high>{FIGURE})"
        rf"|(?:{words['upper']})[\s:,=]{{0,3}}(?:of\s)?(?P<top>{FIGURE})|(?:{words['lower']})[\s:,=]{{0,3}}(?:of\s)?(?P<floor>{FIGURE})"
    )
    begun = rf"(?:{words['normal']})[\s:,=]{{0,3}}(?:is\s|of\s|was\s)?"
    return re.compile(
        rf"\s?,?\s?[(\[]\s?(?P<range>(?:{begun})?(?:{limits})(?:\s?(?P<unit2>{unit}))?)\s?[)\];,]"
        rf"|\s?[,;]?\s?(?P<open>{begun}(?P<low2>{FIGURE})\s?(?:-|–|—|to)\s?(?P<high2>{FIGURE})(?:\s?(?P<unit3>{unit}))?)(?!\w)",
        re.IGNORECASE,
    )


@cache
def patterns() -> LabPatterns:
    """All patterns, made once."""
    words = {row.does: row.pattern for row in rows("lab_words", LabWord)}
    listed = rows("lab_units", LabUnit)
    unit = "(?:" + "|".join(f"(?:{_unit(row.unit)})" for row in listed) + r")(?![^\W\d_])"
    return LabPatterns(
        before=re.compile(rf"(?<!\w)(?:(?:{words['before']})\s){{1,3}}$", re.IGNORECASE),
        after=re.compile(rf"\s(?:{words['after']})(?!\w)", re.IGNORECASE),
        link=re.compile(
            rf"(?:\s|[,:=()\[]|-(?=\d)|(?:{words['link']})\b(?!\sthan\b)|\([A-Za-z][\w+-]{{0,9}}\))*", re.IGNORECASE
        ),
        value=re.compile(
            rf"(?P<sign>(?i:{words['sign']})\s?)?(?<![\d.,])(?P<n>{FIGURE})(?!\d|[.,]\d)"
            rf"(?:\s?(?:-|–|\bto\b)\s?(?P<upto>{FIGURE})(?!\d|[.,/]\d))?(?:[\s-]{{0,2}}(?P<unit>{unit}))?"
        ),
        normal=_normal(unit, words),
        units=tuple((re.compile(_unit(row.unit)), row) for row in listed),
    )
