"""Pharmaceutical forms: "tablets", "eye drops", "a 1% cream", "extended-release capsules".

    forms("codeine tablets")        # (FormMention(start=8, end=15, quote='tablets', form='tablet', code='PDF-10219000'),)

`rules/forms.toml` has the words, and the code of EDQM's list where an official file shows it ("" else). It will not infer a
route from a form, or decide whether a patch is a medicine or a lesion: who asks looks what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nocere.extracting.grammar.place import Place, apart
from nocere.rulebook import Row, rows


class FormWord(Row):
    """A form, the pattern of the words for it, and its code."""

    form: str
    pattern: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class FormMention(Place):
    """A form of medicine."""

    form: str
    code: str


@cache
def _patterns() -> tuple[tuple[FormWord, re.Pattern[str]], ...]:
    return tuple((row, re.compile(rf"\b(?:{row.pattern})\b", re.IGNORECASE)) for row in rows("forms", FormWord))


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{row.pattern})\b" for row in rows("forms", FormWord)), re.IGNORECASE)


@lru_cache(maxsize=512)
def forms(text: str) -> tuple[FormMention, ...]:
    """The forms in the text, in its order; where two overlap the earlier row stands."""
    if not _any().search(text):
        return ()
    return apart(
        text,
        (
            FormMention(match.start(), match.end(), match[0], row.form, row.code)
            for row, pattern in _patterns()
            for match in pattern.finditer(text)
        ),
    )
