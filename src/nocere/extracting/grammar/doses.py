"""Doses: "50 mg", "0.15 mg bid", "1 mg/kg/day", "5-10 mg", "2 x 500 mg", "1.5 x 10^6 IU", "10 drops twice daily".

    doses("losartan 50 mg daily")   # (DoseMention(start=9, end=20, quote='50 mg daily', value=Decimal('50'), unit='mg', …),)

A dose is a number, a unit of `rules/doses.toml`, what it is per (`rules/dose_per.toml`: weight, surface, time), and how often
(`frequencies`). Units and intervals are UCUM, as E2B(R3) G.k.4.r.1b and G.k.4.r.3 want them; what is counted has a unit in
braces ("{tablet}"). Of a range ("5-10 mg") `value` is the lower end and `upto` the upper. `rules/no_doses.toml` says which
amounts are none. It will not read a concentration, a percentage, a bare number, or "high-dose".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.frequencies import frequency
from nocere.extracting.grammar.frequencies import pattern as often_pattern
from nocere.extracting.grammar.numbers import FIGURE, WORD_NUMBER, number
from nocere.extracting.grammar.place import Place
from nocere.rulebook import Row, rows

_WINDOW = 60  # characters before an amount in which words can make it none
_BY = (
    r"(?:i\.?\s?v\.?|p\.?o\.?|s\.?c\.?|i\.?m\.?|by mouth|oral(?:ly)?|intravenous(?:ly)?|subcutaneous(?:ly)?"
    r"|intramuscular(?:ly)?)"
)
_TIMES_TEN = r"(?:\s?[x×·*]\s?10\s?(?:\^\s?(?P<e1>\d{1,2})|\((?P<e2>\d{1,2})\)|(?P<e3>[⁰¹²³⁴-⁹]{1,2})|[eE](?P<e4>\d)))"
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MILLION, _THOUSAND = 6, 3
_LARGER = {("[iU]", _MILLION): "M[iU]", ("[iU]", _THOUSAND): "k[iU]"}
"""The unit of an amount told as so many times a power of ten, where UCUM has one."""
_MOST_TIMES = 8


class DoseUnit(Row):
    """A unit as written, and in UCUM."""

    unit: str
    ucum: str


class DosePer(Row):
    """What a dose is measured by: what it adds to the unit, or the interval it makes."""

    pattern: str
    ucum: str = ""
    every: int | None = None
    interval: str = ""


class NoDose(Row):
    """Words before an amount or behind it that make it none; `unit` limits it to amounts with such a unit."""

    id: str
    before: str = ""
    after: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DoseMention(Place):
    """A dose. `unit` is UCUM; `interval` is the UCUM unit of `every`, or "" where none is said."""

    value: Decimal
    unit: str
    every: Decimal | None
    interval: str
    upto: Decimal | None = None


@cache
def _pattern() -> re.Pattern[str]:
    written = "|".join(row.unit for row in rows("doses", DoseUnit))
    per = "|".join(row.pattern for row in rows("dose_per", DosePer))
    often = rf"(?:{_BY}[\s,]\s?)?(?i:{often_pattern()})"
    return re.compile(
        rf"(?<![\w.,/·\-–])(?:(?P<count>\d{{1,2}})\s?[x×]\s?(?!10\s?[\^(]))?"
        rf"(?P<n>{FIGURE}|(?i:\b{WORD_NUMBER}\b)){_TIMES_TEN}?(?:\s?(?:-|–|to)\s?(?P<upto>{FIGURE}))?[\s-]?(?P<unit>{written})(?![\w%])"
        rf"(?P<per>(?:\s?(?:/|\bper\b|\ba\b)\s?(?i:{per})\b)*)(?P<often>(?:,?\s?{often}(?!\w)|,?\s?\({often}\)){{0,2}})"
    )


@cache
def _units() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row.unit), row.ucum) for row in rows("doses", DoseUnit))


@cache
def _pers() -> tuple[tuple[re.Pattern[str], DosePer], ...]:
    return tuple(
        (re.compile(rf"\s?(?:/|per|a)\s?(?:{row.pattern})\b", re.IGNORECASE), row) for row in rows("dose_per", DosePer)
    )


@cache
def _none() -> tuple[tuple[NoDose, re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            row,
            re.compile(row.unit or ".*"),
            re.compile(row.before, re.IGNORECASE),
            re.compile(row.after),
        )
        for row in rows("no_doses", NoDose)
    )


@lru_cache(maxsize=1024)
def _ucum(written: str) -> str:
    return next(code for unit, code in _units() if unit.fullmatch(written))


def _is_none(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    return any(
        unit.fullmatch(match["unit"]) and early.search(before) and late.match(text, match.end("unit"))
        for _, unit, early, late in _none()
    )


def _measured(per: str) -> tuple[str, Decimal | None, str]:
    """What "/kg/day" adds to the unit, and the interval it makes."""
    ucum, every, interval, at = "", None, "", 0
    while at < len(per):
        found = max(
            ((m, row) for pattern, row in _pers() if (m := pattern.match(per, at))),
            key=lambda f: f[0].end(),
            default=None,
        )
        if found is None:
            break
        ucum, at = ucum or found[1].ucum, found[0].end()
        if found[1].every is not None:
            every, interval = Decimal(found[1].every), found[1].interval
    return ucum, every, interval


def _amount(match: re.Match[str]) -> tuple[Decimal, str]:
    """The number and its unit, a power of ten in the unit where UCUM has a name for it."""
    value, unit = number(match["n"]), _ucum(match["unit"])
    power = next((match[e] for e in ("e1", "e2", "e3", "e4") if match[e]), "")
    if not power:
        return value, unit
    exponent = int(power.translate(_SUPERSCRIPT))
    larger = _LARGER.get((unit, exponent))
    return (value, larger) if larger else (value * 10**exponent, unit)


def _mention(text: str, match: re.Match[str]) -> DoseMention:
    value, unit = _amount(match)
    added, every, interval = _measured(match["per"])
    told, kind = frequency(match["often"]) if match["often"] else (None, "")
    if kind:
        every, interval = told, kind
    count = int(match["count"] or 1)
    if count > 1 and every == 1 and interval == "d" and 24 % count == 0 and count <= _MOST_TIMES:
        every, interval = Decimal(24 // count), "h"
    end = match.start() + len(match.group().rstrip(" ,"))
    upto = number(match["upto"]) if match["upto"] else None
    return DoseMention(match.start(), end, text[match.start() : end], value, unit + added, every, interval, upto)


@lru_cache(maxsize=1024)  # every drug of a sentence asks
def doses(text: str) -> tuple[DoseMention, ...]:
    """The doses in the text, in its order."""
    return tuple(_mention(text, match) for match in _pattern().finditer(text) if not _is_none(text, match))
