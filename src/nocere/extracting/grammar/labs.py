"""Results of tests: "serum calcium 1.6 mmol/L (normal 2.1-2.6)", "creatinine rose from 0.9 to 4.2 mg/dl", "BP 90/60 mmHg".

    labs("platelets 12 x 10^9/L")   # (LabMention(start=10, …, name=Place(…), value=Decimal('12'), unit='10*9/L', …),)

A result is a test of `rules/labs.toml`, words of `rules/lab_words.toml`, a number, and a unit of `rules/lab_units.toml`, in
UCUM as E2B(R3) F.r.3.3 wants it. The finding's place is that of number and unit; `name` is the place of the test's name and
`normal` that of its normal range. Tests told in a row share out the numbers told in a row ("ALT and AST were 120 and 240
U/L"), and a number without a unit has that of the next. It will not read a result without a unit, but for what has none
(INR, pH), or in words ("elevated"), nor convert.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from nocere.extracting.grammar.lab_patterns import LabTest, patterns, tests
from nocere.extracting.grammar.numbers import number
from nocere.extracting.grammar.place import Place, apart, moved, place

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_NEXT_NAME = re.compile(r"\s?(?:,\s?(?:and\s)?|/|\band\s|&\s?)")
_NEXT_VALUE = re.compile(r"\s?(?:,\s?(?:and\s)?|/|\band\s|&\s?)\s?")
_CHANGED = re.compile(
    r"\s?(?:→|->|(?:and\s)?(?:then\s)?\bto\s)(?:an?\s)?(?:(?:peak|maximum|nadir|high|low)\s)?(?:of\s)?"
)
_CHANGE = re.compile(
    r"\bfrom\b|\b(?:rose|ris|increas|decreas|f[ae]ll|drop|declin|improv|climb|elevat|reduc|normali)\w*", re.I
)
_PRESSURES = re.compile(r"(?P<n>\d{2,3})\s?/\s?(?P<second>\d{2,3})(?![\d/])(?P<unit>\s?mm\s?Hg)?")
_FRACTION = re.compile(r"/\s?\d")
_NO_BARE = re.compile(r"[\s-]?(?:days?|weeks?|months?|years?|hours?|h\b|min|mg|times|%|g\b|/|[-–]\s?\d)")
_SHARE = re.compile(r"\d\s?%\s$")
_SHARE_REACH = 4
"""A percentage right before a name is of that name ("79% lymphocytes, 4% monocytes"), and what follows of another."""
_MOST_NAMES = 6
_WINDOW = 48  # characters before a name in which its adjectives are looked for


@dataclass(frozen=True, slots=True)
class LabMention(Place):
    """A result: number and unit. `test` is the plain name; `sign` is "<" or ">" where the number is a bound; of a range of
    results `value` is the lower end and `upto` the upper; `low` and `high` are the normal limits told with it. `paired` where
    the name is that of two tests (a blood pressure)."""

    test: str
    name: Place
    value: Decimal
    unit: str
    sign: str = ""
    upto: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    normal: Place | None = None
    paired: bool = False

    def moved(self, by: int) -> LabMention:
        """The result in a text in which this one begins so many characters later."""
        normal = moved(self.normal, by) if self.normal else None
        return replace(moved(self, by), name=moved(self.name, by), normal=normal)


@dataclass(frozen=True, slots=True)
class _Name:
    test: LabTest
    place: Place


def _names(text: str) -> Iterator[_Name]:
    """The tests named in the text, the longer name first, with the adjectives before it."""
    free = 0
    for word in _WORD.finditer(text):
        if word.start() < free or _SHARE.search(text, max(0, word.start() - _SHARE_REACH), word.start()):
            continue
        for pattern, test in tests().get(word.group().lower(), ()):
            match = pattern.match(text, word.start())
            if match:
                before = patterns().before.search(text[max(free, word.start() - _WINDOW) : word.start()])
                start = word.start() - (len(before.group()) if before else 0)
                after = patterns().after.match(text, match.end())
                free = after.end() if after else match.end()
                yield _Name(test, Place(start, free, text[start:free]))
                break


def _runs(text: str) -> Iterator[list[_Name]]:
    """The tests that are named in a row."""
    run: list[_Name] = []
    for name in _names(text):
        if run and len(run) < _MOST_NAMES and _NEXT_NAME.fullmatch(text, run[-1].place.end, name.place.start):
            run.append(name)
        else:
            if run:
                yield run
            run = [name]
    if run:
        yield run


def _sign(written: str | None) -> str:
    if not written:
        return ""
    plain = written.strip().lower()
    return (
        "<"
        if plain[0] in "<≤" or plain.startswith(("less", "lower", "below", "under"))
        else ">"
        if plain[0] != "~"
        else ""
    )


def _read(text: str, match: re.Match[str], name: _Name) -> LabMention:
    """One number with its unit, as yet of this test."""
    written = match["unit"]
    found = LabMention(
        match.start("n") if not match["sign"] else match.start(),
        match.end(),
        "",
        name.test.test,
        name.place,
        number(match["n"]),
        patterns().ucum(written) if written else "",
        _sign(match["sign"]),
        number(match["upto"]) if match["upto"] else None,
    )
    end = found.start + len(text[found.start : found.end].rstrip())
    return replace(found, end=end, quote=text[found.start : end])


def _with_normal(text: str, found: LabMention) -> tuple[LabMention, int]:
    """The result with the normal range told right behind it, and where the text goes on."""
    match = patterns().normal.match(text, found.end)
    if match is None:
        return found, found.end
    said = {key: number(value) for key, value in match.groupdict().items() if value and key in _LIMITS}
    unit = found.unit or next((patterns().ucum(match[g]) for g in ("unit1", "unit2", "unit3") if match[g]), "")
    whole = place(match, "range" if match["range"] else "open")
    low, high = (
        said.get("low", said.get("floor", said.get("low2"))),
        said.get("high", said.get("top", said.get("high2"))),
    )
    return replace(found, unit=unit, low=low, high=high, normal=whole), match.end()


_LIMITS = ("low", "high", "top", "floor", "low2", "high2")


def _values(text: str, run: Sequence[_Name]) -> list[LabMention]:
    """The numbers told behind a run of names: one for each, or what one changed from and to."""
    last = run[-1]
    linked = patterns().link.match(text, last.place.end)
    at = linked.end() if linked else last.place.end
    changes = bool(_CHANGE.search(text, last.place.end, at))
    found: list[LabMention] = []
    while len(found) <= _MOST_NAMES and (match := patterns().value.match(text, at)):
        if len(run) == 1 and _FRACTION.match(text, match.end()):
            break
        one = _read(text, match, last)
        if one.upto is not None and changes and " to " in match.group():
            split = match.end("n")
            found.append(replace(one, end=split, quote=text[one.start : split], upto=None))
            second = match.start("upto")
            one = replace(one, start=second, quote=text[second : one.end], value=one.upto, upto=None)
        one, at = _with_normal(text, one)
        found.append(one)
        onward = (_NEXT_VALUE if len(run) > len(found) else _CHANGED).match(text, at)
        if onward is None:
            break
        at = onward.end()
    return found


def _shared(run: Sequence[_Name], values: list[LabMention]) -> Iterator[LabMention]:
    """Each number with its test and its unit, the next number's where it has none, and only where they go together."""
    unit = ""
    for place_, found in reversed(list(enumerate(values))):
        name = run[place_] if len(run) == len(values) else run[-1]
        unit = found.unit or unit
        if unit and (not patterns().limited(unit) or unit in name.test.units):
            yield replace(found, unit=unit, test=name.test.test, name=name.place)


def _bare(text: str, name: _Name) -> Iterator[LabMention]:
    """The number of a test that has no unit."""
    linked = patterns().link.match(text, name.place.end)
    match = patterns().value.match(text, linked.end() if linked else name.place.end)
    if match and not match["unit"] and not _NO_BARE.match(text, match.end()):
        yield replace(_with_normal(text, _read(text, match, name))[0], unit=name.test.bare)


def _pressures(text: str, name: _Name) -> Iterator[LabMention]:
    """The two numbers of a blood pressure."""
    linked = patterns().link.match(text, name.place.end)
    match = _PRESSURES.match(text, linked.end() if linked else name.place.end)
    if match:
        for test, group, end in zip(name.test.pair, ("n", "second"), (match.end("n"), match.end()), strict=True):
            start = match.start(group)
            yield LabMention(
                start, end, text[start:end], test, name.place, Decimal(match[group]), name.test.units[0], paired=True
            )


def _of(text: str, run: list[_Name]) -> Iterator[LabMention]:
    last = run[-1]
    if last.test.pair:
        yield from _pressures(text, last)
    elif last.test.bare:
        yield from _bare(text, last)
    else:
        yield from _shared(run, _values(text, run))


@lru_cache(maxsize=256)
def labs(text: str) -> tuple[LabMention, ...]:
    """The results of tests in the text, in its order."""
    if not _DIGIT.search(text):
        return ()
    return apart(text, (found for run in _runs(text) for found in _of(text, run)))
