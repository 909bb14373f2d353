"""The stages in order, with all that each found: what `extract` gives a reading of and `explain` tells the reasons from.

    done = run(document)
    done.reading                        # what `extract` returns
    done.told                           # what is told of each individual, and the case it makes

An individual of whom abstract and report tell apart (`tellings`) is read in each, and the two are made one (`agreeing`,
`merging`). What it will not do: decide anything that a stage does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nocere.case import Case, Quantity, Reading
from nocere.document import Document
from nocere.extracting.agreeing import agreed
from nocere.extracting.assembly import assemble
from nocere.extracting.classes import fold_classes
from nocere.extracting.conflicts import Dose
from nocere.extracting.dosing import dosing_of
from nocere.extracting.evidence import DrugEvidence, PatientEvidence, gather
from nocere.extracting.merging import Side, merged
from nocere.extracting.narrative import with_narrative_ties
from nocere.extracting.patients import Cast, Individual, split
from nocere.extracting.roles import Judgement, judge
from nocere.extracting.sentences import Sentence, sentences
from nocere.extracting.tagger import Tagger
from nocere.extracting.tellings import Telling, abstract_end, tellings
from nocere.extracting.verdict import verdict_of
from nocere.span import Fact, rule
from nocere.terms.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an individual: each telling's evidence with its judgement, first that which decides; all of it as one
    judgement; and the case it makes, if it makes one."""

    individual: Individual
    tellings: tuple[tuple[PatientEvidence, Judgement], ...]
    judgement: Judgement
    case: Case | None


@dataclass(frozen=True, slots=True)
class Stages:
    """A document's way to a reading: its sentences, whose they are, what is told of each individual, and the reading."""

    sentences: tuple[Sentence, ...]
    cast: Cast
    told: tuple[Told, ...]
    reading: Reading


def run(document: Document) -> Stages:
    """All stages, once."""
    end = abstract_end(document)
    found = sentences(document)
    cast = split(found, end)
    told: list[Told] = []
    for evidence in gather(found, cast, Tagger.load(), Lexicon.load()):
        position = 1 + sum(one.case is not None for one in told)
        told.append(_told(document, fold_classes(evidence), end, position))
    cases = tuple(one.case for one in told if one.case is not None)
    verdict = verdict_of(document, cast, [one.judgement for one in told])
    return Stages(found, cast, tuple(told), Reading(document=document, verdict=verdict, cases=cases))


def _told(document: Document, evidence: PatientEvidence, end: int, position: int) -> Told:
    """What is told of one individual, and their case; `position` is the case's in the document."""
    judged = [(part, judge(with_narrative_ties(part.evidence))) for part in tellings(evidence, end)]
    if len(judged) > 1 and not any(judgement.is_case for _, judgement in judged):
        (whole,) = tellings(evidence, 0)
        judged = [(whole, judge(with_narrative_ties(evidence)))]
    judged.sort(key=lambda one: not one[1].is_case)
    parts = [(telling, judgement) for (telling, _), judgement in zip(judged, agreed(judged), strict=True)]
    together = Judgement(
        tuple(r for _, judgement in parts for r in judgement.reactions),
        tuple(d for _, judgement in parts for d in judgement.drugs),
    )
    case = _case(document, parts, position) if together.is_case else None
    told = tuple((telling.evidence, judgement) for telling, judgement in parts)
    return Told(evidence.individual, told, together, case)


def _case(document: Document, parts: Sequence[tuple[Telling, Judgement]], position: int) -> Case:
    cases = [assemble(document, telling.evidence, judgement, position) for telling, judgement in parts]
    if len(cases) == 1:
        return cases[0]
    one, other = (_side(document, part, case) for part, case in zip(parts, cases, strict=True))
    return merged(one, other)


def _side(document: Document, part: tuple[Telling, Judgement], case: Case) -> Side:
    """A telling's case, with what is the same in the other's."""
    telling, judgement = part
    drugs = [d.drug for d in judgement.drugs]
    numbers = {r.id: telling.number_of(j.condition) for r, j in zip(case.reactions, judgement.reactions, strict=True)}
    named = [(d.id, d.name) for d in case.drugs] + [(t.id, t.name) for t in case.treatments if t.drug]
    for key, name in named:
        places = {(span.start, span.end) for span in name.spans}
        drug = next(d for d in drugs if all((m.start, m.end) in places for m in d.mentions))
        numbers[key] = telling.number_of(drug)
    return Side(
        case,
        numbers,
        frozenset(telling.number_of(d) for d in drugs if all(m.is_class for m in d.mentions)),
        {telling.number_of(d): tuple(_doses(document, telling.evidence, d)) for d in drugs},
    )


def _doses(document: Document, evidence: PatientEvidence, drug: DrugEvidence) -> Iterator[Fact[Dose]]:
    """The dose that each sentence tells of the drug."""
    for sentence in evidence.sentences:
        here = DrugEvidence(drug.key, [m for m in drug.mentions if m.sentence == sentence.index])
        alone = replace(evidence, sentences=[sentence], background=[])
        found = dosing_of(alone, here) if here.mentions else None
        if found and found.dose and found.dose_at:
            amount = Quantity(value=found.dose.value, unit=found.dose.unit)
            every = found.dose.every and Quantity(value=found.dose.every, unit=found.dose.interval)
            yield Fact[Dose](value=(amount, every or None), spans=(document.span(*found.dose_at),), made=rule("dose"))
