"""A document read as one: every drug and condition that it names, whoever had them, and which did which.

    for pair in pairs_of(document): pair.drug, pair.condition, pair.score

For texts without a patient, and for measuring against corpora that annotate documents: the same mentions, ties and scores as
in a case, without asking whose they are. The title counts as title, all else as told.

What it will not do: make a case. What it finds belongs to nobody (DESIGN 4).
"""

from __future__ import annotations

from dataclasses import dataclass

from nocere.document import Document, Part
from nocere.extracting.classes import fold_classes
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, gather
from nocere.extracting.narrative import with_narrative_ties
from nocere.extracting.pairs import Pairs, candidates
from nocere.extracting.patients import Cast, Individual, Territory
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import sentences
from nocere.extracting.tagger import Tagger
from nocere.terms.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Pair:
    """A drug, a condition, and how likely the document says that the one did the other. The names, in small letters, are those
    of the mentions, and what the model marks there as a chemical or a disease."""

    drug: DrugEvidence
    condition: ConditionEvidence
    score: float
    drug_names: frozenset[str]
    condition_names: frozenset[str]


def everything(document: Document, tagger: Tagger, lexicon: Lexicon) -> PatientEvidence:
    """All that the document says, as if of one."""
    found = sentences(document)
    anyone = Individual(number=1, age=None, sex=None, sex_at=None, group=None, label="", anchors=((0, 1),))
    territories = tuple(
        Territory(s.start, s.end, frozenset({1}), Scope.TITLE if s.part is Part.TITLE else Scope.PATIENT) for s in found
    )
    cast = Cast(individuals=(anyone,), territories=territories, plural=False, non_human=False)
    (evidence,) = gather(found, cast, tagger, lexicon)
    return with_narrative_ties(fold_classes(evidence))


def _names(document: Document, evidence: PatientEvidence, item: DrugEvidence | ConditionEvidence) -> frozenset[str]:
    label = "Chemical" if isinstance(item, DrugEvidence) else "Disease"
    named = {m.text.lower() for m in item.mentions}
    for mention in item.mentions:
        for span in evidence.marks[mention.sentence].spans.get(label, ()):
            if span.start < mention.end and mention.start < span.end:
                named.add(document.text[span.start : span.end].lower())
    return frozenset(named)


def pairs_of(document: Document) -> tuple[Pair, ...]:
    """Every pair with its score, the likeliest first."""
    evidence = everything(document, Tagger.load(), Lexicon.load())
    said = Pairs(evidence)
    found = [
        Pair(drug, one, said.standing(drug, one), _names(document, evidence, drug), _names(document, evidence, one))
        for drug, one in candidates(evidence)
    ]
    return tuple(sorted(found, key=lambda pair: -pair.score))
