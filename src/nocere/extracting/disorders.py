"""Which mentions name a disorder by themselves.

    names_disorder(mention)     # False for "locally advanced", "disease", "mass"

A name that the lexicons know does, unless it is a general term. One that only the model sees must hold more than words of
stage, course and degree (`rules/disorder_words.toml`) and none that make it a plan, a test or a finding of none.
What it will not do: tell a disease from a symptom.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from nocere.extracting.generic import is_generic
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.phrases import is_adjective
from nocere.rulebook import Row, any_of, rows

_WORD = re.compile(r"[^\W_][\w'’/+-]*")


class DisorderWord(Row):
    """Words that by themselves name no disorder (`stage`), or only before the word for a person (`adjective`), or with which
    a phrase names none (`other`)."""

    says: Literal["stage", "other", "empty", "adjective"]
    pattern: str


@cache
def _words(says: str) -> re.Pattern[str]:
    return any_of(row.pattern for row in rows("disorder_words", DisorderWord) if row.says == says)


def is_stage(text: str) -> bool:
    """Whether every word of the text tells stage, course or degree, or joins; also where there is none."""
    return all(_words("stage").fullmatch(word) or is_adjective(word) for word in _WORD.findall(text))


def tells_more(text: str) -> bool:
    """Whether a phrase has words with which it names no disorder, whatever else it names: "relapsed with ascites"."""
    return bool(_words("other").search(text))


def _is_disorder_name(text: str) -> bool:
    """Whether a phrase that no lexicon knows can name a disorder."""
    words = _WORD.findall(text)
    naming = [w for w in words if len(w) > 1 and not is_adjective(w) and not _words("stage").fullmatch(w)]
    return bool(naming) and not tells_more(text)


def is_adjective_alone(mention: ConditionMention) -> bool:
    """Whether the mention is a single adjective, which names a disorder only before the word for a person."""
    return not mention.known and bool(_words("adjective").fullmatch(mention.text))


def names_disorder(mention: ConditionMention) -> bool:
    """Whether the mention names a disorder."""
    if is_generic(mention.text, "reaction") or _words("empty").fullmatch(mention.text):
        return False
    return mention.known or _is_disorder_name(mention.text)
