"""The people of a report: who is introduced as one person, where, with what age, sex and number.

    introductions(sentences)        # (Introduction(sentence=3, start=…, end=…, age=…, sex=…, label=''), ...)

A person is introduced by an age beside a word for a person ("a 4-year-old girl"), by a number ("Case 2", "the second
patient"), by a row of a table of patients (`tabled`), or, where a report has none of these, by the words of
`rules/introductions.toml` ("we report a girl with ..."). Ages of groups (`rules/group_ages.toml`) and relatives introduce
nobody. What it will not do: decide which introductions are the same patient (see `patients`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from nocere.case import AgeGroup, Sex
from nocere.document import Part
from nocere.extracting.grammar.ages import AgeMention, ages
from nocere.extracting.grammar.doses import doses
from nocere.extracting.grammar.numbers import number
from nocere.extracting.grammar.persons import PersonMention, persons
from nocere.extracting.scope import Scope, stated_scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tabled import age_in, number_in, sex_in, table_rows
from nocere.rulebook import Row, rows

_OPENING = 24  # characters of a sentence in which "His 4-year-old sister" opens it
TABLED = "person.table-row"
HEADED = "person.heading"
_REACH = 48  # characters between an age and the word for the person it belongs to
_GROUP_REACH = 160  # characters around an age in which words can make it a group's
_POSTPOSED = re.compile(r"[\s,(]*(?:(?:who|was|is|in|his|her|their|at|of|the|age|aged)\s+)*", re.IGNORECASE)
"""What stands between a person and an age told behind: "a woman in her seventies", "a man, 40 years old"."""
_ALONE_BEFORE = re.compile(r"(?:^|\b(?:an?|this|our|another)\s)(?:(?:previously\s)?healthy\s)?$", re.IGNORECASE)
_ALONE_BEHIND = re.compile(
    r"\s(?:who|with|presented|presents|was|is|had|has|developed|experienced|suffered|died|received|underwent|came|being|"
    r"admitted|hospitali[sz]ed|treated|taking)\b",
    re.IGNORECASE,
)
"""What stands around an age that is told without a word for the person: "a 3-week-old was admitted"."""
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_COUNTED = re.compile(
    r"\b(?P<n>[2-6]|two|three|four|five|six) (?:\S+ ){0,3}?(?:cases|patients|children|women|men|infants)\b",
    re.IGNORECASE,
)
_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBERED = re.compile(
    rf"\b(?:(?:case|patient|subject)\s+(?:no\.?\s*|number\s+|report\s+)?(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)}|[A-F])\b"
    rf"|(?:the|our|in the)\s+(?P<nth>{'|'.join(_ORDINALS)}|other)\s+(?:case|patient|child|woman|man|girl|boy|infant)\b)",
    re.IGNORECASE,
)


class IntroductionPattern(Row):
    """Words that introduce one person; `{P}` in the pattern stands for any word for one person."""

    id: str
    pattern: str


class GroupAge(Row):
    """Words before or behind an age that make it a group's."""

    id: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Introduction:
    """One person brought into the report; offsets are the document's. `label` is a number such as "2", or ""."""

    sentence: int
    start: int
    end: int
    age: AgeMention | None
    sex: Sex | None
    group: AgeGroup | None
    label: str
    rule: str


@cache
def _group_ages() -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            re.compile(r.before, re.IGNORECASE) if r.before else None,
            re.compile(r.after, re.IGNORECASE) if r.after else None,
        )
        for r in rows("group_ages", GroupAge)
    )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    person = (
        r"(?:patient|woman|man|girl|boy|child|infant|neonate|newborn|baby|lady|gentleman|male|female|adolescent|teenager"
        r"|toddler|fetus|foetus|volunteer|farmer|nurse|student|worker|primigravida|octogenarian|nonagenarian|recipient)"
    )
    return tuple(
        (row.id, re.compile(row.pattern.replace("{P}", person), re.IGNORECASE))
        for row in rows("introductions", IntroductionPattern)
    )


def _of_a_group(text: str, age: AgeMention) -> bool:
    before, after = text[max(0, age.start - _GROUP_REACH) : age.start], text[age.end : age.end + _GROUP_REACH]
    return any((b and b.search(before)) or (a and a.search(after)) for b, a in _group_ages())


def _nearest(text: str, age: AgeMention, people: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """The person words that an age belongs to: itself ("an octogenarian") or the one it is told right behind, else those
    behind it, else those before it."""
    own = [p for p in people if p.start == age.start and p.end == age.end]
    last = next((p for p in reversed(people) if p.end <= age.start and p.kind not in ("pronoun", "adjective")), None)
    if last and last.kind != "plural" and _POSTPOSED.fullmatch(text, last.end, age.start):
        return (last,)
    behind = own + [
        p for p in people if 0 <= p.start - age.end <= _REACH and not re.search(r"[.;:]", text[age.end : p.start])
    ]
    bracketed = text[: age.start].rstrip().endswith("(")
    if behind and not bracketed:
        first = behind[0]
        return tuple(p for p in behind if p.start - first.end <= 12)
    before = [
        p for p in people if 0 <= age.start - p.end <= _REACH and not re.search(r"[.;:]", text[p.end : age.start])
    ]
    return tuple(before[-1:])


def _alone(text: str, age: AgeMention) -> bool:
    """Whether the age itself names the person: "a 3-week-old was admitted"."""
    return bool(
        age.quote.lower().endswith(("old", "yo", "y/o"))
        and _ALONE_BEFORE.search(text[max(0, age.start - 32) : age.start])
        and _ALONE_BEHIND.match(text, age.end)
    )


def _sex_and_group(people: Sequence[PersonMention], age: AgeMention | None) -> tuple[Sex | None, AgeGroup | None]:
    sex = next((p.sex for p in people if p.sex), None)
    group = next((p.group for p in people if p.group), None) if age is None else None
    return sex, group


def _aged(sentence: Sentence, numbered: bool) -> list[Introduction]:
    """Those introduced by an age, and not other authors' patients; a relative only where a number ("Case 2.") announces a
    patient."""
    if stated_scope(sentence.text) is Scope.OTHER:
        return []
    found = []
    people = persons(sentence.text)
    for age in ages(sentence.text):
        alone = _alone(sentence.text, age)
        near = () if alone else _nearest(sentence.text, age, people)
        mine = [p for p in near if p.kind in ("person", "relative", "plural")]
        if _of_a_group(sentence.text, age) or not (mine or alone) or any(p.kind == "plural" for p in mine[:1]):
            continue
        if mine and mine[0].kind == "relative" and not (numbered and age.start <= _OPENING):
            continue
        sex, group = _sex_and_group(mine, age)
        start, end = min([age.start, *(p.start for p in mine)]), max([age.end, *(p.end for p in mine)])
        placed = replace(age, start=age.start + sentence.start, end=age.end + sentence.start)
        found.append(
            Introduction(sentence.index, start + sentence.start, end + sentence.start, placed, sex, group, "", age.rule)
        )
    return found


def _number(match: re.Match[str]) -> str:
    if match["nth"]:
        word = match["nth"].lower()
        return "2" if word == "other" else str(_ORDINALS.index(word) + 1)
    word = match["n"].lower()
    return str(_COUNTS.index(word) + 1) if word in _COUNTS else word.upper()


def _numbered(sentence: Sentence) -> list[Introduction]:
    return [
        Introduction(
            sentence.index,
            match.start() + sentence.start,
            match.end() + sentence.start,
            None,
            None,
            None,
            _number(match),
            HEADED if sentence.heading else "person.numbered",
        )
        for match in _NUMBERED.finditer(sentence.text)
    ]


def _tabled(sentences: Sequence[Sentence]) -> list[Introduction]:
    """Everybody with a row of their own in a table of patients."""
    found = []
    by_index = {s.index: s for s in sentences}
    for index, row in table_rows(sentences).items():
        sentence = by_index[index]
        age, sex = age_in(sentence, row), sex_in(sentence, row)
        if age:
            start, end = min(age.start, sex[1] if sex else age.start), max(age.end, sex[2] if sex else age.end)
            label = number_in(sentence, row)
            found.append(Introduction(index, start, end, age, sex[0] if sex else None, None, label, TABLED))
    return found


def introductions(sentences: Sequence[Sentence]) -> tuple[Introduction, ...]:
    """Everybody introduced by an age or a number, in the order of the text."""
    found: list[Introduction] = []
    for sentence in sentences:
        named = _numbered(sentence)
        announced = bool(found) and bool(found[-1].label) and found[-1].sentence == sentence.index - 1
        found += [*_aged(sentence, bool(named) or announced), *named]
    tabled = _tabled(sentences)
    places = {i.sentence for i in tabled}
    found = [*tabled, *(i for i in found if i.sentence not in places)]
    return tuple(sorted(found, key=lambda i: (i.start, i.end)))


def respective(sentences: Sequence[Sentence]) -> tuple[Introduction, ...]:
    """Everybody whom only an own dose tells apart: a counted few, as many doses in a row, and "respectively"."""
    for sentence in sentences:
        count = _COUNTED.search(sentence.text)
        if count is None or "respectively" not in sentence.text:
            continue
        expected = number(count["n"])
        listed = doses(sentence.text)
        if len(listed) == expected and all(b.start - a.end <= 8 for a, b in pairwise(listed)):
            return tuple(
                Introduction(
                    sentence.index,
                    sentence.start + dose.start,
                    sentence.start + dose.end,
                    None,
                    None,
                    None,
                    str(place),
                    "person.own-dose",
                )
                for place, dose in enumerate(listed, 1)
            )
    return ()


def unaged(sentences: Sequence[Sentence]) -> tuple[Introduction, ...]:
    """Everybody introduced without age or number, in the order of the text; titles and general statements count least."""
    found = []
    for sentence in sentences:
        if sentence.part is not Part.TITLE and stated_scope(sentence.text) in (Scope.GENERAL, Scope.OTHER):
            continue
        for rule, pattern in _patterns():
            match = pattern.search(sentence.text)
            if match and (rule != "intro.title-in-a" or sentence.part is Part.TITLE):
                near = [
                    p for p in persons(sentence.text) if match.start() <= p.start < match.end() and p.kind != "relative"
                ]
                sex, group = _sex_and_group(near, None)
                start, end = match.span("who")
                found.append(
                    Introduction(
                        sentence.index, start + sentence.start, end + sentence.start, None, sex, group, "", rule
                    )
                )
                break
    return tuple(found)
