"""The words that tell a report's own patient from those of others, as patterns (`rules/others.toml`).

    says("ours", "In our patient the drug was stopped.")    # True
    list(compared("Unlike the man of Wu [2], our patient lived."))      # [(0, 26)]

What it will not do: look at more than one sentence (see `others` and `scope`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from nocere.rulebook import Row, rows

_PERSON = (
    r"(?:patient|woman|man|girl|boy|child|infant|neonate|newborn|baby|lady|gentleman|male|female|adolescent|teenager|toddler|"
    r"volunteer|recipient)"
)


class Whose(Row):
    """Words that say whose patient a sentence tells of."""

    says: Literal["ours", "theirs", "published", "cited", "person", "told", "listed", "compared"]
    pattern: str


@cache
def _words(kind: str) -> tuple[re.Pattern[str], ...]:
    found = [row.pattern for row in rows("others", Whose) if row.says == kind]
    return tuple(re.compile(pattern.replace("{P}", _PERSON), re.IGNORECASE) for pattern in found)


def says(kind: str, text: str) -> bool:
    """Whether the text has words of this kind."""
    return any(pattern.search(text) for pattern in _words(kind))


def compared(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that set its patient beside another's: each to the words that turn back, or to the end."""
    for pattern in _words("compared"):
        for match in pattern.finditer(text):
            back = [found.start() for ours in _words("ours") if (found := ours.search(text, match.end()))]
            yield match.start(), min(back, default=len(text))
