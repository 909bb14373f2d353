"""Ages: "4-year-old", "aged 4 years and 3 months", "a 3-week-old", "in her seventies", "early 70s", "septuagenarian".

    ages("a 4-year-old girl")       # (AgeMention(start=2, end=12, quote='4-year-old', value=Decimal('4'), unit='a', ...),)

Units are UCUM ("a", "mo", "wk", "d", "h") as E2B(R3) D.2.2b wants them, and "{decade}" for an age given as a decade, its
value the tens that are complete: 7 in her seventies. Of an age in two parts ("4 years and 3 months") `value` is the first
and `exact` the whole in the finer unit. `rules/ages.toml` has the patterns, `rules/decades.toml` the decades.
It will not read durations ("a 4-year history"), ranges ("14-16 years"), means, medians, or weeks of a pregnancy
(`gestation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.gestation import gestations
from nocere.extracting.grammar.numbers import HALF, WORD_NUMBER, number
from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

_UNITS = {"y": "a", "m": "mo", "w": "wk", "d": "d", "h": "h"}
_PARTS = {("a", "mo"): 12, ("wk", "d"): 7}
"""How many of the finer unit make one of the coarser, where they do exactly."""
_OLDEST = 120
_PLACEHOLDERS = {
    "{N}": rf"(?:(?:\d{{1,3}}(?:[.·]\d{{1,2}})?|{WORD_NUMBER})(?:{HALF})?)",
    "{U}": r"(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?)",
    "{S}": r"[\s\-–‐‑]{0,3}",
    "{P}": r"(?:boy|girl|man|woman|male|female|infant|neonate|newborn|baby|child|twin)",
}
_MORE = (
    r"(?:,?[\s\-–‐]{0,2}(?:and\s|and-|,\s)?(?P<more>\d{1,2}|"
    rf"{WORD_NUMBER})[\s\-–‐](?P<part>months?|weeks?|days?)\b(?!\s(?:ago|later|before|after|history|of (?!age))))?"
)


class AgePattern(Row):
    """A construction; see the head of the file for the names in it."""

    id: str
    near: tuple[str, ...]
    pattern: str


class Decade(Row):
    """A word for a decade and the tens complete at its beginning; `nth` for an ordinal ("eighth")."""

    word: str
    tens: int
    nth: bool = False


@dataclass(frozen=True, slots=True)
class AgeMention(Place):
    """An age; `rule` is the row that read it, `exact` the value of a two-part age and its unit."""

    value: Decimal
    unit: str
    rule: str
    exact: tuple[Decimal, str] | None = None


@cache
def _tens() -> dict[str, int]:
    return {row.word: row.tens for row in rows("decades", Decade)}


@cache
def _patterns() -> tuple[tuple[AgePattern, re.Pattern[str]], ...]:
    decades = rows("decades", Decade)
    filled = {
        **_PLACEHOLDERS,
        "{MORE}": _MORE,
        "{D}": "(?:" + "|".join(row.word.replace("0s", "0['’]?s") for row in decades if not row.nth) + ")",
        "{O}": "(?:" + "|".join(row.word for row in decades if row.nth) + ")",
    }
    found = []
    for row in rows("ages", AgePattern):
        pattern = row.pattern
        for name, value in filled.items():
            pattern = pattern.replace(name, value)
        found.append((row, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _unit(written: str) -> str:
    return _UNITS[written[0].lower()]


def _mention(rule: str, match: re.Match[str]) -> AgeMention:
    groups = match.groupdict()
    group = "age" if groups.get("age") else 0
    place = (match.start(group), match.end(group), match[group])
    decade = groups.get("decade") or groups.get("nth")
    if decade:
        tens = _tens()[decade.lower().replace("'", "").replace("’", "")]
        return AgeMention(*place, Decimal(tens), "{decade}", rule)
    if groups.get("single"):
        return AgeMention(*place, Decimal(1), _unit(groups["single"]), rule)
    value, unit = number(groups["n"]), _unit(groups.get("unit") or groups.get("short") or "year")
    exact = None
    if groups.get("more") and (unit, _unit(groups["part"])) in _PARTS:
        part = _unit(groups["part"])
        exact = value * _PARTS[unit, part] + number(groups["more"]), part
    return AgeMention(*place, value, unit, rule, exact)


def _read(text: str) -> Iterator[AgeMention]:
    lower = text.lower()
    for row, pattern in _patterns():
        if not any(word in lower for word in row.near):
            continue
        for match in pattern.finditer(text):
            found = _mention(row.id, match)
            if found.unit != "a" or found.value <= _OLDEST:
                yield found


@lru_cache(maxsize=1024)  # several stages ask for the ages of one sentence
def ages(text: str) -> tuple[AgeMention, ...]:
    """The ages in the text, in its order; where two patterns overlap the earlier row wins. No age is over 120 years."""
    both = apart(text, (*gestations(text), *_read(text)))
    return tuple(one for one in both if isinstance(one, AgeMention))
