"""Terms that name no event or no drug by themselves: "side effects", "toxicity", "the drug".

    is_generic("adverse events", "reaction")        # True

The rows are `rules/generic_terms.toml`. Such a word is never a reaction or a drug of a case; links read it as plain text.
"""

from __future__ import annotations

import re
from functools import cache

from nocere.rulebook import Row, rows


class GenericTerm(Row):
    """A whole term that names nothing by itself; `kind` is "reaction" or "drug"."""

    kind: str
    pattern: str


@cache
def _generic(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(row.pattern, re.IGNORECASE) for row in rows("generic_terms", GenericTerm) if row.kind == kind
    )


def is_generic(text: str, kind: str) -> bool:
    """Whether the term names no event ("reaction") or no drug ("drug") by itself."""
    return any(pattern.fullmatch(text.strip()) for pattern in _generic(kind))
