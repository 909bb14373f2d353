"""Doses: "50 mg", "0.15 mg bid", "1 mg/kg/day", "400 mg/m2, followed by weekly doses of 250 mg/m2".

    doses("losartan 50 mg daily")   # (DoseMention(start=9, end=20, value=Decimal('50'), unit='mg', …),)

A dose is a number, a unit of `rules/doses.toml`, what it is per (weight or surface), and how often. Units and intervals are
UCUM, as E2B(R3) G.k.4.r.1b and G.k.4.r.3 want them. It will not read a concentration in blood, a bare number, or "high-dose".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nocere.extracting.grammar.numbers import FIGURE, WORD_NUMBER, number
from nocere.rulebook import Row, rows

_PER = (
    r"(?:\s?(?:/|per|a)\s?(?:kg|m2|m\(2\)|m²|m\^2|day|d|24 ?h|h|hr|hour|min|week|wk|month|dose|12 ?h|8 ?h|6 ?h)\b"
    r"(?:\s*body ?weight)?)"
)
_OFTEN = (
    r"(?:,?\s?\(?(?:(?:once|twice|thrice|(?:two|three|four|2|3|4|6) times)(?: a| per| every)? ?(?:day|daily|week|weekly|month)?"
    r"|(?:per|a|each|every) (?:day|week|month|hour|morning|night|evening|other day)|daily|weekly|monthly|nightly"
    r"|every (?:\d+|two|three|four|six|eight|twelve) (?:hours?|days?|weeks?|months?)"
    r"|b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?|q\.?d\.?|o\.?d\.?|q\d+h|/day|/d)\)?)"
)
_LEVEL = re.compile(
    r"\b(?:levels?|concentrations?|creatinine|glucose|h[ae]moglobin|calcium|potassium|sodium|bilirubin|platelets?|count|serum|"
    r"plasma|urea|urine|protein|CRP|ESR|albumin|lactate|ferritin|cholesterol|weigh\w*|weight)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_PER_LEVEL = re.compile(r"/\s?(?:d?[lL]|m[lL]|L|mm)\b")
_INTERVALS = {
    "day": "d",
    "d": "d",
    "daily": "d",
    "week": "wk",
    "weekly": "wk",
    "wk": "wk",
    "month": "mo",
    "monthly": "mo",
    "hour": "h",
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "bid": 2, "tid": 3, "qid": 4}


class DoseUnit(Row):
    """A unit as written, and in UCUM."""

    unit: str
    ucum: str


@dataclass(frozen=True, slots=True)
class DoseMention:
    """`text[start:end]` says a dose. `unit` is UCUM; `interval` is the UCUM unit of `every`, or "" where none is said."""

    start: int
    end: int
    value: Decimal
    unit: str
    every: Decimal | None
    interval: str


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    units = rows("doses", DoseUnit)
    written = "|".join(row.unit for row in units)
    count = rf"(?P<n>{FIGURE}|{WORD_NUMBER})(?:\s?(?:-|–|to)\s?{FIGURE})?[\s-]?"
    one = rf"{count}(?P<unit>{written})(?![\w%])(?P<per>{_PER}{{0,2}})(?P<often>{_OFTEN}{{0,2}})"
    return re.compile(rf"(?<![\w.,/-]){one}"), tuple((re.compile(row.unit), row.ucum) for row in units)


def _frequency(text: str) -> tuple[Decimal | None, str]:
    """How many times in what interval, where the words say both."""
    plain = text.lower().replace(".", "").strip(" ,()/")
    if not plain:
        return None, ""
    every = re.search(r"every (\d+|two|three|four|six|eight|twelve) (hour|day|week|month)", plain)
    if every:
        return number(every[1]), _INTERVALS[every[2]]
    for word, times in _TIMES.items():
        if re.search(rf"\b{word}\b", plain):
            day = word in ("bid", "tid", "qid") or "day" in plain or "daily" in plain
            if times == 1 and day:
                return Decimal(1), "d"
            return (Decimal(24 // times), "h") if day else (None, "")
    for word, unit in _INTERVALS.items():
        if re.search(rf"\b{word}\b", plain):
            return Decimal(1), unit
    return None, ""


def doses(text: str) -> tuple[DoseMention, ...]:
    """The doses in the text, in its order."""
    pattern, units = _pattern()
    found = []
    for match in pattern.finditer(text):
        if _LEVEL.search(text[: match.start()]) or _PER_LEVEL.match(text, match.end("unit")):
            continue
        ucum = next(code for unit, code in units if unit.fullmatch(match["unit"]))
        per, often = match["per"] or "", match["often"] or ""
        if re.search(r"kg", per):
            ucum += "/kg"
        elif re.search(r"m2|m\(2\)|m²|m\^2", per):
            ucum += "/m2"
        every, interval = _frequency(often) if often else _frequency(re.sub(r"kg|m2|m\(2\)|m²|m\^2", "", per))
        end = match.start() + len(match.group().rstrip(" ,"))
        found.append(DoseMention(match.start(), end, number(match["n"]), ucum, every, interval))
    return tuple(found)
