"""Operations that a patient had and habits, as conditions: "liver transplant", "heavy smoker".

    operations_and_habits(sentence, before_the_reaction)    # (ConditionMention, ...)

`rules/history.toml` has the words. An operation counts where words say it was done, and, once the reaction has begun, only
where they say it was done before ("after kidney transplantation"). What it will not do: read one that is planned, refused
or needed, or a relative's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from nocere.extracting.assertion import Assertion, assertion
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.sentences import Sentence
from nocere.rulebook import Row, any_of, rows

_HAD = (Assertion.PRESENT, Assertion.HISTORY)


class HistoryCue(Row):
    """Words that make a condition, an operation or a habit history, or that keep it out."""

    id: str
    says: Literal[
        "had",
        "had_behind",
        "underlying",
        "listed",
        "complaint",
        "owned",
        "found",
        "operation",
        "habit",
        "done",
        "done_before",
        "not_done",
    ]
    pattern: str


@cache
def history_cue(says: str) -> re.Pattern[str]:
    """All words of one kind."""
    return any_of(row.pattern for row in rows("history", HistoryCue) if row.says == says)


def is_operation_or_habit(text: str) -> bool:
    """Whether the whole text names an operation or a habit."""
    return any(history_cue(says).fullmatch(text) for says in ("operation", "habit"))


def _made(sentence: Sentence, match: re.Match[str]) -> ConditionMention:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    said = assertion(sentence.text, match.start(), match.end())
    text = match.group()
    return ConditionMention(
        start, end, text, text.lower(), sentence.index, True, 0.0, 0.0, subject=0.0, indication=0.0, said=said
    )


def operations_and_habits(sentence: Sentence, begun: int) -> tuple[ConditionMention, ...]:
    """Those that the sentence tells of; `begun` is the document offset at which the first reaction is told."""
    found = []
    for says in ("operation", "habit"):
        for match in history_cue(says).finditer(sentence.text):
            before = sentence.text[: match.start()]
            early = sentence.start + match.start() < begun and (says == "habit" or history_cue("done").search(before))
            made = _made(sentence, match)
            done = early or history_cue("done_before").search(before)
            if done and made.said in _HAD and not history_cue("not_done").search(before):
                found.append(made)
    return tuple(found)
