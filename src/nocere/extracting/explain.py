"""Document → Explanation: the reading, what was considered for it, and why each thing became what it is.

    explanation = explain(document)
    explanation.reading                 # what `extract(document)` returns
    explanation.patients[0].conditions  # every condition considered, with what spoke for and against it
    explanation.aside                   # the stretches of the text that enter no case, and whose they are

The stages run once (`stages`), and what they found is written down. The rule: nothing goes without a word. Each drug and
condition that a sentence of a patient names is considered, each name that model or lexicon marked and no mention was made of
is passed over, and each other stretch is set aside. What it will not do: decide, or explain what the model saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from nocere.case.explanation import (
    ConsideredCondition,
    ConsideredDrug,
    Explanation,
    PassedOver,
    PatientExplained,
    SetAside,
)
from nocere.document import Document
from nocere.extracting.considered import Considered, Place
from nocere.extracting.diseases import with_diseases
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.patients import Territory
from nocere.extracting.roles import Judgement
from nocere.extracting.scope import Scope, ScopeCue
from nocere.extracting.sentences import CELL, READABLE, Sentence
from nocere.extracting.stages import Stages, Told, run
from nocere.extracting.weighing import SURE
from nocere.rulebook import rows
from nocere.span import Span
from nocere.terms.lexicon import Lexicon

_NAMES = {
    "Treatment.Drug": "a drug",
    "Effect": "an effect",
    "Subject.Disorder": "a disorder",
    "Treatment.Disorder": "a disorder",
    "Disease": "a disease",
}
_WHOSE = {
    Scope.TITLE: "the title, and no patient is told apart",
    Scope.PATIENT: "a patient who is not told apart from others",
    Scope.GROUP: "several patients, as a group",
    Scope.GENERAL: "nobody: general knowledge, advice, the literature",
    Scope.OTHER: "somebody else: another patient, a relative, other authors' patient",
}


@cache
def _cues() -> tuple[tuple[ScopeCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("scope", ScopeCue))


def explain(document: Document) -> Explanation:
    """Why the reading of this document is as it is."""
    done = run(document)
    patients = tuple(_patient(done, told) for told in done.told)
    aside = (*_not_owned(done), *_not_read(document))
    return Explanation(done.reading, patients, tuple(sorted(aside, key=lambda a: (a.span.start, a.span.end))))


def _patient(done: Stages, told: Told) -> PatientExplained:
    """What each telling says of the patient; what is one in both is told as the first that decided it has it."""
    document, case = done.reading.document, told.case
    conditions: dict[tuple[Span, ...], ConsideredCondition] = {}
    drugs: dict[tuple[Span, ...], ConsideredDrug] = {}
    passed: list[PassedOver] = []
    for evidence, judgement in told.tellings:
        considered = Considered(document, evidence, judgement, case)
        wider = with_diseases(evidence, [r.condition for r in judgement.reactions]).conditions
        for condition in (*considered.conditions(), *considered.named_only(wider)):
            conditions.setdefault(condition.spans, condition)
        for drug in considered.drugs():
            drugs.setdefault(drug.spans, drug)
        passed += _passed(done, evidence, wider)
    return PatientExplained(
        position=case.position if case else None,
        why="" if case else _why_no_case(told.judgement),
        spans=tuple(document.span(*anchor) for anchor in told.individual.anchors),
        conditions=tuple(conditions.values()),
        drugs=tuple(drugs.values()),
        passed=tuple(passed),
    )


def _why_no_case(judgement: Judgement) -> str:
    """What the patient lacks to make a case."""
    if not judgement.reactions:
        return "no condition of this patient is read as a drug's harm"
    return "no drug is suspect for what this patient had"


def _passed(done: Stages, evidence: PatientEvidence, wider: Sequence[ConditionEvidence]) -> Iterator[PassedOver]:
    """What model and lexicon marked in the patient's own words and no mention was made of."""
    number = evidence.individual.number
    for sentence in evidence.sentences:
        found = evidence.marks[sentence.index]
        taken = [(d.start, d.end) for d in found.drugs] + [(c.start, c.end) for c in found.conditions]
        taken += [(m.start, m.end) for c in wider for m in c.mentions if m.sentence == sentence.index]
        for (start, end), why in _marked(sentence, evidence):
            free = not any(a < end and start < b for a, b in taken)
            if free and number in done.cast.owners(start):
                taken.append((start, end))
                yield PassedOver(done.reading.document.span(start, end), why)


def _marked(sentence: Sentence, evidence: PatientEvidence) -> list[tuple[Place, str]]:
    """What the model and the lexicons mark in a sentence, in the order of the text, the longest first, and why it may be
    passed over."""
    marked: list[tuple[Place, str]] = []
    for label, spans in evidence.marks[sentence.index].spans.items():
        for span in spans if label in _NAMES else ():
            unsure = f"the model reads {_NAMES[label]}, but is only {span.probability:.0%} sure"
            nameless = f"the model reads {_NAMES[label]}, but the words are no name by themselves"
            marked.append(((span.start, span.end), unsure if span.probability < SURE else nameless))
    for hit in Lexicon.load().find(sentence.text):
        why = "a name that is as often something else, and the model reads none here"
        if not hit.ambiguous:
            why = "a lexicon has the name, but its words here tell nothing that was given or that happened"
        if CELL.search(sentence.text):
            why = "a lexicon has the name, but its cell of the table tells something else"
        marked.append(((sentence.start + hit.start, sentence.start + hit.end), why))
    return sorted(marked, key=lambda m: (m[0][0], -m[0][1], m[1]))


def _not_owned(done: Stages) -> Iterator[SetAside]:
    """What the sentences tell of others and of nobody."""
    for territory in done.cast.territories:
        if not territory.owners:
            span = done.reading.document.span(territory.start, territory.end)
            yield SetAside(span, _WHOSE[territory.scope], _cue(done.sentences, territory))


def _cue(sentences: Sequence[Sentence], territory: Territory) -> str:
    """The id of the row of `rules/scope.toml` that gave the stretch its scope; "" where it goes on from the one before."""
    held = next(s for s in sentences if s.start <= territory.start < s.end)
    first = next((row for row, pattern in _cues() if pattern.search(held.text)), None)
    return first.id if first and first.scope is territory.scope else ""


def _not_read(document: Document) -> Iterator[SetAside]:
    """The parts of the document that tell of no patient."""
    for section in document.sections:
        if section.part not in READABLE and section.start < section.end:
            yield SetAside(document.span(section.start, section.end), f"not read for cases: {section.part}")
