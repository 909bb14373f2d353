"""Class words and the substances they stand for: "the corticosteroid" is the prednisone named before.

    fold_classes(evidence)      # the same evidence, class words that stand for named substances folded into them

The rule: `rules/drug_classes.toml` (INN stems). A class word stays a drug of its own where no substance of it is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.extracting.mentions import DrugMention
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


def _names_class(drug: DrugEvidence, name: re.Pattern[str]) -> bool:
    """Whether a drug is named by class words alone, this one among them."""
    named = [m for m in drug.mentions if name.fullmatch(m.text)]
    return bool(named) and all(m.is_class or m in named for m in drug.mentions)


def _members(drug: DrugEvidence, evidence: PatientEvidence) -> list[DrugEvidence]:
    """The drugs of the patient that this class word can stand for; none where it is no class word."""
    for name, members in _classes():
        if _names_class(drug, name):
            others = [d for d in evidence.drugs if any(not m.is_class for m in d.mentions)]
            others = [d for d in others if not any(_names_class(d, each) for each, _ in _classes())]
            return [d for d in others if any(members.fullmatch(m.text) for m in d.mentions)]
    return []


def _as_class(evidence: PatientEvidence, mention: DrugMention) -> DrugMention:
    """The mention as that of a class, also in what its sentence names: it never gives a substance its name."""
    found = evidence.marks[mention.sentence]
    marked = replace(mention, is_class=True)
    drugs = tuple(marked if d == mention else d for d in found.drugs)
    evidence.marks[mention.sentence] = replace(found, drugs=drugs)
    return marked


def fold_classes(evidence: PatientEvidence) -> PatientEvidence:
    """The evidence with each class word's mentions and ties given to the substances it stands for."""
    folded = {id(drug): _members(drug, evidence) for drug in evidence.drugs}
    for drug in evidence.drugs:
        if folded[id(drug)]:
            drug.mentions = [_as_class(evidence, m) for m in drug.mentions]
        for member in folded[id(drug)]:
            member.mentions = [*member.mentions, *drug.mentions]
            own = [t for t in evidence.ties if t.drug is drug]
            evidence.ties += [replace(tie, drug=member) for tie in own]
    gone = {key for key, members in folded.items() if members}
    evidence.drugs = [d for d in evidence.drugs if id(d) not in gone]
    evidence.ties = [t for t in evidence.ties if t.drug is None or id(t.drug) not in gone]
    return evidence
