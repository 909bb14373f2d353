"""What was measured of a patient: results of tests, weight, height.

    results_of(evidence)                # (LabMention(…), …), each result once, in the order of the text
    body_of(evidence, "weight")         # the first weight told of the patient, or None

The grammars `labs` and `body` read them in the patient's own sentences; titles, general statements and the words of others
count for nothing. Offsets are the document's. What it will not do: judge a result, or say which reaction it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from nocere.extracting.evidence import PatientEvidence
from nocere.extracting.grammar.body import BodyMention, Measured, body
from nocere.extracting.grammar.labs import LabMention, labs
from nocere.extracting.grammar.place import moved
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence


def _own(evidence: PatientEvidence) -> Iterator[Sentence]:
    return (s for s in evidence.sentences if evidence.scopes[s.index] is Scope.PATIENT)


def results_of(evidence: PatientEvidence) -> tuple[LabMention, ...]:
    """The results of tests that the report gives of the patient; one told again in other words is told once."""
    found: dict[tuple[object, ...], LabMention] = {}
    for sentence in _own(evidence):
        for one in labs(sentence.text):
            found.setdefault((one.test, one.sign, one.value, one.upto, one.unit), one.moved(sentence.start))
    return tuple(found.values())


def body_of(evidence: PatientEvidence, measure: Measured) -> BodyMention | None:
    """The patient's weight or height, the first told."""
    for sentence in _own(evidence):
        for one in body(sentence.text):
            if one.measure == measure:
                return moved(one, sentence.start)
    return None
