"""Class words and the substances they stand for: "the corticosteroid" is the prednisone named before.

    fold_classes(evidence)      # the same evidence, class words that stand for named substances folded into them

The rule: `rules/drug_classes.toml` (INN stems). A class word stays a drug of its own where no substance of it is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.rulebook import Row, rows


class DrugClass(Row):
    """A class word and its members, as patterns of whole names."""

    name: str
    members: str


@cache
def _classes() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(row.name, re.IGNORECASE), re.compile(rf"(?:\S+[ -])*(?:{row.members})(?: \S+)?", re.IGNORECASE))
        for row in rows("drug_classes", DrugClass)
    )


def _members(drug: DrugEvidence, evidence: PatientEvidence) -> list[DrugEvidence]:
    """The drugs of the patient that this class word can stand for; none where it is no class word."""
    if not all(m.is_class for m in drug.mentions):
        return []
    for name, members in _classes():
        if any(name.fullmatch(m.text) for m in drug.mentions):
            others = [d for d in evidence.drugs if any(not m.is_class for m in d.mentions)]
            return [d for d in others if any(members.fullmatch(m.text) for m in d.mentions)]
    return []


def fold_classes(evidence: PatientEvidence) -> PatientEvidence:
    """The evidence with each class word's mentions and ties given to the substances it stands for."""
    folded = {id(drug): _members(drug, evidence) for drug in evidence.drugs}
    for drug in evidence.drugs:
        for member in folded[id(drug)]:
            member.mentions = [*member.mentions, *drug.mentions]
            own = [t for t in evidence.ties if t.drug is drug]
            evidence.ties += [replace(tie, drug=member) for tie in own]
    gone = {key for key, members in folded.items() if members}
    evidence.drugs = [d for d in evidence.drugs if id(d) not in gone]
    evidence.ties = [t for t in evidence.ties if t.drug is None or id(t.drug) not in gone]
    return evidence
