"""What the patient had besides the reactions: underlying disease, indications, past and concurrent conditions.

    history_of(evidence, judgement, indications)        # (ConditionEvidence, ...)

A condition is history when the words make it so: it is what a drug was for, the sentence or the model reads it as the
patient's disorder, or it is told of the patient before the first reaction. Symptoms and findings told after the reaction
began are none. What it will not do: diagnose.
"""

from __future__ import annotations

from collections.abc import Sequence

from nocere.extracting.assertion import Assertion
from nocere.extracting.course import first_told
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.generic import is_generic
from nocere.extracting.roles import Judgement
from nocere.extracting.scope import Scope


def _said_to_be_had(condition: ConditionEvidence) -> bool:
    return any(m.said in (Assertion.PRESENT, Assertion.HISTORY) for m in condition.mentions)


def _reads_as_disorder(condition: ConditionEvidence) -> bool:
    return any(
        (m.subject >= 0.5 or m.indication >= 0.5 or m.said is Assertion.HISTORY) and m.said is not Assertion.ABSENT
        for m in condition.mentions
    )


def history_of(
    evidence: PatientEvidence, judgement: Judgement, indications: Sequence[ConditionEvidence]
) -> tuple[ConditionEvidence, ...]:
    """The patient's history, in the order of the text."""
    reactions = [r.condition for r in judgement.reactions]
    begun = min((m.start for r in reactions for m in r.mentions if m.sentence == first_told(evidence, r)), default=0)
    found = []
    for condition in evidence.conditions:
        if any(condition is r for r in reactions) or not _said_to_be_had(condition):
            continue
        if all(is_generic(m.text, "reaction") or not m.known for m in condition.mentions):
            continue
        told = [m for m in condition.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
        early = any(m.start < begun and m.known and m.adverse < 0.5 for m in told)
        if any(condition is i for i in indications) or _reads_as_disorder(condition) or early:
            found.append(condition)
    return tuple(found)
