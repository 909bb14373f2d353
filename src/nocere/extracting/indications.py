"""What each drug was given for.

indications_of(evidence, drug, excluded)      # (ConditionEvidence, ...)
"""

from __future__ import annotations

from collections.abc import Sequence

from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.links import Relation


def indications_of(
    evidence: PatientEvidence, drug: DrugEvidence, excluded: Sequence[ConditionEvidence]
) -> tuple[ConditionEvidence, ...]:
    """What the drug was for, by what ties them; `excluded` are conditions that cannot be it (its own reactions)."""
    found: list[ConditionEvidence] = []
    for tie in evidence.ties:
        if tie.drug is drug and tie.condition is not None and tie.link.relation is Relation.INDICATION:
            known = any(tie.condition is f for f in found) or any(tie.condition is e for e in excluded)
            if not known:
                found.append(tie.condition)
    return tuple(found)
