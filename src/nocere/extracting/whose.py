"""The words that tell a report's own patient from those of others, as patterns (`rules/others.toml`).

    says("ours", "In our patient the drug was stopped.")    # True

What it will not do: look at more than one sentence (see `others` and `scope`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from nocere.rulebook import Row, rows

_PERSON = (
    r"(?:patient|woman|man|girl|boy|child|infant|neonate|newborn|baby|lady|gentleman|male|female|adolescent|teenager|toddler|"
    r"volunteer|recipient)"
)


class Whose(Row):
    """Words that say whose patient a sentence tells of."""

    says: Literal["ours", "theirs", "published", "cited", "person", "told"]
    pattern: str


@cache
def _words(kind: str) -> tuple[re.Pattern[str], ...]:
    found = [row.pattern for row in rows("others", Whose) if row.says == kind]
    return tuple(re.compile(pattern.replace("{P}", _PERSON), re.IGNORECASE) for pattern in found)


def says(kind: str, text: str) -> bool:
    """Whether the text has words of this kind."""
    return any(pattern.search(text) for pattern in _words(kind))
