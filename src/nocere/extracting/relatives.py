"""Which words of a sentence speak of a relative of the patient, and so of nobody in the report.

    relatives("He has gout; his sister takes allopurinol.", baby=False)     # [(13, 42)]

A relative who has, takes or does something is spoken of until the sentence turns back to the patient. What a mother took
while she bore or fed the child is the child's exposure, and so is, where the patient is a baby, all that she took. Words
are `rules/relatives.toml`. What it will not do: read what a relative tells or does for the patient as the relative's own.
"""

from __future__ import annotations

import re
from functools import cache

from nocere.rulebook import Row, any_of, rows


class RelativeCue(Row):
    """Words that turn to a relative or back, or that make what a mother took her child's."""

    says: str
    pattern: str


@cache
def _cue(says: str) -> re.Pattern[str]:
    return any_of(row.pattern for row in rows("relatives", RelativeCue) if row.says == says)


def _exposes(words: str, sentence: str, baby: bool) -> bool:
    """Whether a mother's words tell what her child was exposed to."""
    with_child = baby or bool(_cue("unborn").search(sentence))
    return with_child and bool(_cue("mother").search(words)) and bool(_cue("exposure").search(words))


def relatives(text: str, baby: bool) -> list[tuple[int, int]]:
    """The stretches of a sentence that speak of relatives; `baby` where the patient is one of less than a year."""
    found = []
    at = 0
    while match := _cue("relative").search(text, at):
        back = _cue("back").search(text, match.end())
        at = back.start() if back else len(text)
        if not _exposes(text[match.start() : at], text, baby):
            found.append((match.start(), at))
    return found
