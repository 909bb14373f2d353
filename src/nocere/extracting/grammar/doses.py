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

_SURFACE = r"m ?2|m\(2\)|m²|m\^2"
_PER = (
    rf"(?:\s?(?:/|per|a)\s?(?:kg|{_SURFACE}|day|d|24 ?h|h|hr|hour|min|week|wk|month|dose|12 ?h|8 ?h|6 ?h)\b"
    r"(?:\s*body ?weight)?)"
)
_BY = r"(?:i\.?v\.?|p\.?o\.?|s\.?c\.?|i\.?m\.?|orally|intravenously|subcutaneously|intramuscularly)"
_COUNT = r"(?:\d+|two|three|four|six|eight|twelve)"
_OFTEN = (
    rf"(?:,?\s?\(?(?:{_BY}\s)?"
    r"(?:(?:once|twice|thrice|(?:two|three|four|2|3|4|6) times)(?: a| per| every)? ?(?:daily|weekly|monthly|day|week|month)?"
    r"|(?:per|a|each|every) (?:day|week|month|hour|morning|night|evening|other day)|daily|weekly|monthly|nightly"
    rf"|every {_COUNT} (?:hours?|days?|weeks?|months?)|x ?[2346] (?:daily|per day|a day)"
    r"|b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?|q\.?d\.?|o\.?d\.?|q ?\d+ ?h|/day|/d)\)?)"
)
_SALT = r"(?! [a-z]+(?:ate|ide)\b)"
_LEVEL = re.compile(
    rf"\b(?:levels?|concentrations?|creatinine|glucose|h[ae]moglobin|(?:calcium|potassium|sodium){_SALT}|bilirubin|platelets?|count|serum|"
    r"plasma|urea|urine|protein|CRP|ESR|albumin|lactate|ferritin|cholesterol|weigh\w*|weight)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_PART_OF_A_NUMBER = re.compile(r"\d $|\b10\s?[\^(]$")
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
    "morning": "d",
    "evening": "d",
    "night": "d",
    "nightly": "d",
}
_TIMES = {
    "twice": 2,
    "thrice": 3,
    "two": 2,
    "three": 3,
    "four": 4,
    "2": 2,
    "3": 3,
    "4": 4,
    "6": 6,
    "bid": 2,
    "tid": 3,
    "qid": 4,
}


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
    every = re.search(rf"every ({_COUNT}) (hour|day|week|month)|q ?(\d+) ?h", plain)
    if every:
        return number(every[1] or every[3]), _INTERVALS[every[2] or "hour"]
    if "every other day" in plain:
        return Decimal(2), "d"
    plain = re.sub(r"x ?([2346])", lambda m: f"{m[1]} times", plain)
    for word, times in _TIMES.items():
        if re.search(rf"\b{word}\b", plain):
            day = word in ("bid", "tid", "qid") or "day" in plain or "daily" in plain
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
        before = text[: match.start()]
        if _LEVEL.search(before) or _PART_OF_A_NUMBER.search(before) or _PER_LEVEL.match(text, match.end("unit")):
            continue
        ucum = next(code for unit, code in units if unit.fullmatch(match["unit"]))
        per, often = match["per"] or "", match["often"] or ""
        if re.search(r"kg", per):
            ucum += "/kg"
        elif re.search(_SURFACE, per):
            ucum += "/m2"
        every, interval = _frequency(often) if often else _frequency(re.sub(rf"kg|{_SURFACE}", "", per))
        end = match.start() + len(match.group().rstrip(" ,"))
        found.append(DoseMention(match.start(), end, number(match["n"]), ucum, every, interval))
    return tuple(found)
