"""Procedures and care for the reaction, and whether they helped.

    care_of(evidence, onset)        # (Care(start, end, TreatmentResult.FAILED, result_at), ...)

What counts are the rows of `rules/procedures.toml`, told in or after the sentence in which the reaction begins. The
result is read in the same sentence: "were not successful" failed, "with complete resolution" helped, else not stated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nocere.case import TreatmentResult
from nocere.extracting.course import undone
from nocere.extracting.evidence import PatientEvidence
from nocere.extracting.scope import Scope
from nocere.rulebook import Row, rows

_FAILED = re.compile(
    r"\b(?:(?:was|were|proved|is|are) (?:not (?:successful|effective|helpful)|unsuccessful"
    r"|ineffective|of no (?:benefit|avail|help)|useless)"
    r"|failed|without (?:success|improvement|benefit|effect|response)|to no avail|did not (?:help|improve|respond|succeed))\b",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\b(?:(?:was|were|proved) (?:successful|effective|helpful)|successfully"
    r"|with (?:\w+ )?(?:success|improvement|resolution|recovery)"
    r"|resulted in (?:\S+ ){0,3}?(?:improvement|resolution|recovery|healing)|responded to)\b",
    re.IGNORECASE,
)


_NONE = re.compile(r"\b(?:no|not|without|refus\w+|declin\w+|avoid\w*)(?: \w+){0,3} $", re.IGNORECASE)


class ProcedurePattern(Row):
    """Words for a procedure or care."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Care:
    """A procedure or care at `[start, end)` of the document, its result, and the words that tell the result."""

    start: int
    end: int
    result: TreatmentResult
    result_at: tuple[int, int] | None


@cache
def _procedures() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(row.pattern for row in rows('procedures', ProcedurePattern))})\b", re.IGNORECASE
    )


def care_of(evidence: PatientEvidence, onset: int) -> tuple[Care, ...]:
    """What was done for the reaction, in text order, each name once; `onset` is the index of the reaction's sentence."""
    found: list[Care] = []
    names: set[str] = set()
    for sentence in evidence.sentences:
        if sentence.index < onset or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        failed, helped = _FAILED.search(sentence.text), _HELPED.search(sentence.text)
        told = failed or helped
        result = TreatmentResult.FAILED if failed else TreatmentResult.HELPED if helped else TreatmentResult.NOT_STATED
        at = (sentence.start + told.start(), sentence.start + told.end()) if told else None
        for match in _procedures().finditer(sentence.text):
            if undone(sentence.text, match.end()) or _NONE.search(sentence.text, 0, match.start()):
                continue
            if match.group().lower() not in names:
                names.add(match.group().lower())
                found.append(Care(sentence.start + match.start(), sentence.start + match.end(), result, at))
    return tuple(found)
