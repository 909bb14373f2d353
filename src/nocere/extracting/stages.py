"""The stages in order, with all that each found: what `extract` gives a reading of and `explain` tells the reasons from.

    done = run(document)
    done.reading                        # what `extract` returns
    done.judged                         # [(evidence, judgement), ...], a pair for each individual

What it will not do: decide anything that a stage does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from nocere.case import Reading
from nocere.document import Document
from nocere.extracting.assembly import assemble
from nocere.extracting.classes import fold_classes
from nocere.extracting.evidence import PatientEvidence, gather
from nocere.extracting.narrative import with_narrative_ties
from nocere.extracting.patients import Cast, split
from nocere.extracting.roles import Judgement, judge
from nocere.extracting.sentences import Sentence, sentences
from nocere.extracting.tagger import Tagger
from nocere.extracting.verdict import verdict_of
from nocere.terms.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Stages:
    """A document's way to a reading: its sentences, whose they are, what is judged of each individual, and the reading."""

    sentences: tuple[Sentence, ...]
    cast: Cast
    judged: tuple[tuple[PatientEvidence, Judgement], ...]
    reading: Reading


def run(document: Document) -> Stages:
    """All stages, once."""
    found = sentences(document)
    cast = split(found)
    evidence = gather(found, cast, Tagger.load(), Lexicon.load())
    judged = tuple((one, judge(one)) for one in map(with_narrative_ties, map(fold_classes, evidence)))
    told = [(one, judgement) for one, judgement in judged if judgement.is_case]
    cases = tuple(assemble(document, one, judgement, n) for n, (one, judgement) in enumerate(told, 1))
    verdict = verdict_of(document, cast, [judgement for _, judgement in judged])
    return Stages(found, cast, judged, Reading(document=document, verdict=verdict, cases=cases))
