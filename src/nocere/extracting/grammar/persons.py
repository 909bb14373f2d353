"""Persons: the nouns, pronouns and adjectives that say who somebody is, of what sex and age group.

    persons("an elderly woman")     # (PersonMention(start=11, end=16, kind='person', sex='female', group='adult'), ...)

`rules/persons.toml` has the words: what each says of sex and age group, whether it is a pronoun, a plural, a relative
(somebody who is not the patient) or an adjective that only sets the age group. It will not decide who is the patient.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from nocere.case import AgeGroup, Sex
from nocere.rulebook import Row, rows

Kind = Literal["person", "pronoun", "plural", "relative", "adjective"]


class PersonWord(Row):
    """A word (a pattern of one) and what it says of the one it names."""

    word: str
    kind: Kind
    sex: Sex | None = None
    group: AgeGroup | None = None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """`text[start:end]` names a person."""

    start: int
    end: int
    kind: Kind
    sex: Sex | None
    group: AgeGroup | None


@cache
def _words() -> tuple[tuple[re.Pattern[str], PersonWord], ...]:
    return tuple((re.compile(rf"\b(?:{row.word})\b", re.IGNORECASE), row) for row in rows("persons", PersonWord))


@lru_cache(maxsize=1024)  # several stages ask for the people of one sentence
def persons(text: str) -> tuple[PersonMention, ...]:
    """Every person word in the text, in its order."""
    found = [
        PersonMention(match.start(), match.end(), row.kind, row.sex, row.group)
        for pattern, row in _words()
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
