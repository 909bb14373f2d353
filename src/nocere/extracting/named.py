"""Conditions that only the words around them name, and what drugs are given for that is no disease.

    named(sentence, conditions, drugs)      # (ConditionMention, ...): "GIST" behind "diagnosed with", "ovulation induction"
    is_purpose("analgesia")                 # True

`rules/named.toml` has the words. A diagnosis runs to the first word that ends a name; behind weaker words only a name in
capitals is taken. What is a condition or a drug already is left alone, but a purpose may be a drug's name too ("local
anaesthesia"). What it will not do: say that the patient has it, or whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from nocere.extracting.assertion import assertion
from nocere.extracting.disorders import names_disorder
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.phrases import trim_condition
from nocere.extracting.sentences import Sentence
from nocere.rulebook import Row, any_of, rows

_LONGEST = 70  # characters of a name
_CAPITALS = re.compile(r"(?:[a-z][\w-]* ){0,3}[A-Z][A-Z0-9-]{2,}")


class NamedCue(Row):
    """Words that name a condition by standing before it, that end its name, or that are a purpose."""

    says: Literal["diagnosis", "abbreviation", "end", "purpose"]
    pattern: str


@cache
def _words(says: str) -> re.Pattern[str]:
    return any_of(row.pattern for row in rows("named", NamedCue) if row.says == says)


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_words('purpose').pattern})(?![\w-])", re.IGNORECASE)


def is_purpose(text: str) -> bool:
    """Whether the whole text names what a drug may be for and nobody has."""
    return bool(_words("purpose").fullmatch(text))


def _made(sentence: Sentence, low: int, high: int, known: bool) -> ConditionMention:
    text = sentence.text[low:high]
    start, end = sentence.start + low, sentence.start + high
    said = assertion(sentence.text, low, high)
    return ConditionMention(
        start, end, text, text.lower(), sentence.index, known, 0.0, 0.0, subject=0.0, indication=0.0, said=said
    )


def _diagnoses(sentence: Sentence) -> Iterator[ConditionMention]:
    text = sentence.text
    for says in ("diagnosis", "abbreviation"):
        for match in _words(says).finditer(text):
            end = _words("end").search(text, match.end())
            if end is None or not 0 < end.start() - match.end() <= _LONGEST:
                continue
            place = trim_condition(text, match.end(), end.start(), ())
            if place and (says == "diagnosis" or _CAPITALS.fullmatch(text, *place)):
                yield _made(sentence, *place, known=False)


def _over(one: ConditionMention, places: Sequence[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in places)


def named(
    sentence: Sentence, conditions: Sequence[ConditionMention], drugs: Sequence[DrugMention]
) -> tuple[ConditionMention, ...]:
    """Those of the sentence, in its order, none over another."""
    found: list[ConditionMention] = []
    taken = [(c.start, c.end) for c in conditions] + [(d.start, d.end) for d in drugs]
    for one in _diagnoses(sentence):
        if names_disorder(one) and not _over(one, [*taken, *((f.start, f.end) for f in found)]):
            found.append(one)
    for match in _purpose().finditer(sentence.text):
        one = _made(sentence, *match.span(), known=True)
        if not _over(one, [(m.start, m.end) for m in (*conditions, *found)]):
            found.append(one)
    return tuple(sorted(found, key=lambda c: c.start))
