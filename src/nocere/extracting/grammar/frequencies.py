"""How often: "twice daily", "every 8 hours", "q8h", "t.i.d.", "3-weekly", "every other day", "as needed".

    frequencies("twice daily")      # (FrequencyMention(start=0, end=11, …, every=Decimal('12'), interval='h', …),)
    frequency(" a day")             # the interval that words behind an amount say: (Decimal('1'), 'd')

E2B(R3) G.k.4.r.2 and G.k.4.r.3 hold the interval between two doses, so n times a day is every 24/n hours, and n times a
week every 7/n days where one decimal says it. `every` is None and `interval` "" where the words say no interval ("twice"),
or only a kind of one ("{asnecessary}"). `rules/frequencies.toml` has the words. It will not read a frequency that is told in
single doses ("one in the morning and two at night").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nocere.extracting.grammar.numbers import number
from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|twelve|fourteen)"
_TIME = r"(?:hours?|hrs?|h|days?|weeks?|wks?|wk|months?|minutes?|mins?|min|years?)"
_UNITS = {
    "h": "h",
    "d": "d",
    "w": "wk",
    "y": "a",
    "a": "a",
    "mon": "mo",
    "min": "min",
    "morning": "d",
    "evening": "d",
    "n": "d",
}
"""The unit of a word, by how it begins; the longest beginning counts."""
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SPLIT = {"d": (24, "h"), "wk": (7, "d")}
"""What a day and a week are divided into."""
_NAMED = re.compile(r"\(\?P<\w+>")


class FrequencyPattern(Row):
    """Words for how often; the interval is the row's, or that of the groups in its pattern. `behind` where they say it only
    behind an amount."""

    id: str
    pattern: str
    every: int | None = None
    unit: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class FrequencyMention(Place):
    """How often something is given; `interval` is the UCUM unit of `every`."""

    every: Decimal | None
    interval: str
    rule: str


@cache
def _rows() -> tuple[tuple[FrequencyPattern, str], ...]:
    return tuple(
        (row, row.pattern.replace("{C}", _COUNT).replace("{T}", _TIME)) for row in rows("frequencies", FrequencyPattern)
    )


@cache
def _patterns() -> tuple[tuple[FrequencyPattern, re.Pattern[str]], ...]:
    return tuple((row, re.compile(rf"(?<![\w.]){pattern}", re.IGNORECASE)) for row, pattern in _rows())


@cache
def pattern() -> str:
    """One pattern of all, without groups, for use inside other grammars (letter case aside)."""
    return "(?:" + "|".join(_NAMED.sub("(?:", written) for _, written in _rows()) + ")"


def _unit(word: str) -> str:
    plain = word.lower()
    return _UNITS[max((key for key in _UNITS if plain.startswith(key)), key=len)]


def _divided(times: Decimal, unit: str) -> tuple[Decimal | None, str]:
    """The interval of so many times in one such unit."""
    if times <= 1 or unit not in _SPLIT:
        return (Decimal(1), unit) if times == 1 else (None, "")
    whole, finer = _SPLIT[unit]
    every = Decimal(whole) / times
    return (every.normalize() + 0, finer) if every == round(every, 1) else (None, "")


def _interval(row: FrequencyPattern, match: re.Match[str]) -> tuple[Decimal | None, str]:
    said = {name: text for name, text in match.groupdict().items() if text}
    unit = _unit(said.get("unit") or said["ly"]) if "unit" in said or "ly" in said else row.unit
    if row.every is not None:
        return Decimal(row.every), unit
    if "n" in said:
        return number(said["n"]), unit
    if "nth" in said:
        return Decimal(_TIMES[said["nth"].lower()]), unit
    times = said.get("times", "").lower()
    count = said.get("count") or said.get("after")
    if times or count:
        often = Decimal(_TIMES[times]) if times else number(count or "")
        return _divided(often, unit) if unit else (None, "")
    return (None, unit) if unit.startswith("{") else (Decimal(1), unit)


@lru_cache(maxsize=1024)  # most doses are given daily or twice daily
def frequency(text: str) -> tuple[Decimal | None, str]:
    """The interval that words behind an amount say; (None, "") where they say none."""
    return next(((one.every, one.interval) for one in _read(text, True) if one.interval), (None, ""))


def frequencies(text: str) -> tuple[FrequencyMention, ...]:
    """The expressions for how often in the text, in its order; where two overlap the earlier row stands."""
    return _read(text, False)


def _read(text: str, behind: bool) -> tuple[FrequencyMention, ...]:
    return apart(
        text,
        (
            FrequencyMention(match.start(), match.end(), match[0], *_interval(row, match), row.id)
            for row, pattern in _patterns()
            for match in pattern.finditer(text)
            if behind or not row.behind
        ),
    )
