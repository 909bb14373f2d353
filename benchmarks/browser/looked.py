"""One text as the reader looks at it: its reading, what was considered for it, and where each value of a record was read.

    looked = look("a:1", text)
    looked.record                       # the reading in the form of the annotations
    looked.facts[0].drugs[1]["dose"]    # the fact behind record["cases"][0]["drugs"][1]["dose"]

What it will not do: compare, or read otherwise than `nocere.read` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.gold import CRITERIA, ROLES, record
from benchmarks.score import Record
from nocere.case import Case
from nocere.case.explanation import Explanation, PatientExplained
from nocere.extracting.explain import explain
from nocere.extracting.sentences import sentences
from nocere.extracting.tagger import Mention, Tagger
from nocere.reading import read_document
from nocere.span import NOT_STATED, Fact, Missing

Place = tuple[int, int]
Known = Fact[Any] | Missing
Facts = Mapping[str, Known]


@dataclass(frozen=True)
class CaseFacts:
    """What stands behind each value of one case of a record; drugs and reactions in the order of the record."""

    patient: Facts
    history: tuple[Known, ...]
    drugs: tuple[Facts, ...]
    reactions: tuple[Facts, ...]


@dataclass(frozen=True)
class Looked:
    """A text and all that was made of it; `marks` are the model's in all sentences, by their place in the text."""

    text: str
    marks: tuple[Mention, ...]
    explanation: Explanation
    record: Record
    facts: tuple[CaseFacts, ...]

    def places(self, words: str) -> tuple[Place, ...]:
        """Where the text says these words, white space aside; whole words where it says them so, else parts of words."""
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        if not pattern:
            return ()
        for bounded in (rf"(?<!\w){pattern}(?!\w)", pattern):
            if found := tuple(m.span() for m in re.finditer(bounded, self.text)):
                return found
        return ()

    def patient(self, position: int) -> PatientExplained:
        """What was considered for the patient of the case at this place."""
        return self.explanation.of(self.explanation.reading.cases[position])


def look(identifier: str, text: str) -> Looked:
    """Read the text."""
    document = read_document(text.encode(), f"{identifier}.txt")
    explanation = explain(document)
    marks = tuple(
        replace(mark, start=sentence.start + mark.start, end=sentence.start + mark.end)
        for sentence in sentences(document)
        for mark in Tagger.load().tag(sentence.text)
    )
    facts = tuple(_facts(case) for case in explanation.reading.cases)
    return Looked(document.text, marks, explanation, record(identifier, explanation.reading), facts)


def _facts(case: Case) -> CaseFacts:
    pairs = [pair for drug in case.drugs for pair in drug.reactions]
    return CaseFacts(
        {
            "age": case.patient.age,
            "sex": case.patient.sex,
            "dechallenge": _first([pair.dechallenge for pair in pairs]),
            "rechallenge": _first([pair.rechallenge for pair in pairs]),
            **{word: _first([getattr(r.seriousness, key) for r in case.reactions]) for key, word in CRITERIA.items()},
        },
        tuple(one.name for one in case.patient.history if isinstance(one.name, Fact) and one.name.quote),
        (
            *(
                {
                    "name": d.name,
                    "role": d.role,
                    "action": d.action,
                    "indication": _first([i.name for i in d.indications]),
                    "dose": _first([one.text for one in d.dosages]),
                    "route": _first([one.route for one in d.dosages]),
                }
                for d in case.drugs
                if d.role.value in ROLES
            ),
            *(
                {
                    "name": t.name,
                    "role": t.name,
                    "indication": t.indication,
                    "dose": _first([one.text for one in t.dosages]),
                    "route": _first([one.route for one in t.dosages]),
                }
                for t in case.treatments
                if t.drug
            ),
        ),
        tuple({"term": r.name, "outcome": r.outcome, "onset": r.onset} for r in case.reactions),
    )


def _first(known: list[Known]) -> Known:
    """The first that is known."""
    return next((one for one in known if isinstance(one, Fact)), NOT_STATED)
