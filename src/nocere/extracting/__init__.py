"""Document → Reading: who the patients are, and for each what they took, what it did to them, and how it ended.

    reading = extract(document)         # Reading(document, verdict, cases)

The way through: `sentences` → `people` and `patients` (who, and whose words) → `mentions` (drugs and conditions; the
learned `tagger` and the lexicons) → `links` (what ties them) → `evidence`, `classes` and `narrative` (all of
one patient) → `reactions`
and `roles` → `course`, `measures`, `dosing`, `details`, `care`, `history` → `assembly` (the case).
Every phrase it knows is a row of `rules/*.toml`. No stage uses the network, the clock or chance.
"""

from __future__ import annotations

from nocere.case import Reading
from nocere.document import Document
from nocere.extracting.assembly import assemble
from nocere.extracting.classes import fold_classes
from nocere.extracting.evidence import gather
from nocere.extracting.narrative import with_narrative_ties
from nocere.extracting.patients import split
from nocere.extracting.roles import judge
from nocere.extracting.sentences import sentences
from nocere.extracting.tagger import Tagger
from nocere.extracting.verdict import verdict_of
from nocere.terms.lexicon import Lexicon

__all__ = ["extract"]


def extract(document: Document) -> Reading:
    """What the document says of each of its patients; a patient without suspect drug and reaction makes no case."""
    found = sentences(document)
    cast = split(found)
    evidence = gather(found, cast, Tagger.load(), Lexicon.load())
    judged = [(one, judge(one)) for one in map(with_narrative_ties, map(fold_classes, evidence))]
    told = [(one, judgement) for one, judgement in judged if judgement.is_case]
    cases = tuple(assemble(document, one, judgement, n) for n, (one, judgement) in enumerate(told, 1))
    return Reading(document=document, verdict=verdict_of(document, cast, [j for _, j in judged]), cases=cases)
