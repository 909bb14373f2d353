"""What a sentence asserts of a condition it names: present, absent, feared, the family's, or history.

    assertion("She had no fever but developed rash.", 11, 16)     # Assertion.ABSENT

Cues are the rows of `rules/assertion.toml` (after NegEx, Chapman 2001, and ConText, Harkema 2009). A cue reaches over the
words of its clause and ends at a word that turns the sentence ("but", "however", "developed"). The nearest cue wins, but a
history that is itself denied, feared or the family's ("no history of") is what is said of it.
What it will not do: look beyond the sentence, or weigh probabilities.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from nocere.rulebook import Row, rows

_ENDS = re.compile(
    r"[;:]|\b(?:but|however|although|though|except|apart from|which|who|that|because|since|therefore|thus|until|whereas|"
    r"while|developed|developing|experiencing|presenting with|"
    r"complicated|presented|experienced|showed|revealed|had|was found|were found|resulted|led to|caused|despite|after|"
    r"following|before|when|then|so|"
    r"was (?:started|treated|given|admitted|referred)|received|underwent)\b|, (?:and|with|he|she|the|it)\b",
    re.IGNORECASE,
)
# What may stand between "no" and "history of".
_OF_A_HISTORY = re.compile(r"\s*(?:(?!(?:and|with|but)\b)[\w-]+\s+){0,3}(?:history,\s+)?")
_DENIAL = re.compile(r"(?:no|not|without|absence of|lack of)\b", re.IGNORECASE)


class Assertion(StrEnum):
    """What is said of a condition."""

    PRESENT = "present"
    ABSENT = "absent"
    FEARED = "feared"
    FAMILY = "family"
    HISTORY = "history"


class AssertionCue(Row):
    """A cue: words before the mention, or right behind it, and what they say of it."""

    id: str
    says: Assertion
    before: str = ""
    after: str = ""


@cache
def _cues() -> tuple[tuple[Assertion, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (
            row.says,
            re.compile(row.before, re.IGNORECASE) if row.before else None,
            re.compile(row.after, re.IGNORECASE) if row.after else None,
        )
        for row in rows("assertion", AssertionCue)
    )


def assertion(text: str, start: int, end: int) -> Assertion:
    """What the sentence says of the condition at `text[start:end]`."""
    if _DENIAL.match(text, start, end):
        return Assertion.ABSENT
    behind = next((says for says, _, after in _cues() if after and after.search(text[end:])), None)
    if behind is not None:
        return behind
    reaching = [
        (match, says)
        for says, before, _ in _cues()
        for match in (before.finditer(text, 0, start) if before else ())
        if match.end() <= start and not _ENDS.search(text, match.end(), start)
    ]
    told = max(reaching, key=lambda cue: cue[0].start(), default=None)
    if told is None or told[1] is not Assertion.HISTORY:
        return told[1] if told else Assertion.PRESENT
    others = (
        says for match, says in reaching if says is not Assertion.HISTORY and _reaches_history(text, match, told[0])
    )
    return next(others, Assertion.HISTORY)


def _reaches_history(text: str, cue: re.Match[str], history: re.Match[str]) -> bool:
    """Whether a cue speaks of the words "history of" themselves."""
    overlaps = cue.start() < history.end() and history.start() < cue.end()
    return overlaps or bool(_OF_A_HISTORY.fullmatch(text, cue.end(), history.start()))
