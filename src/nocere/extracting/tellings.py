"""An article tells its case twice: in its abstract, and in the report itself. Each telling is read by itself.

    end = abstract_end(document)                # where the abstract has ended; 0 where the document tells its case once
    for telling in tellings(evidence, end): ... # the patient's evidence, once or parted: the abstract's first

Each begins the story anew, so the order of sentences, from which much is read (what came after which drug, how it ended), holds
within one alone. The title is of both. `number_of` tells which drug or condition of the whole one of a telling is. What it will
not do: say what the two make together (see `agreeing`, `merging`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from nocere.document import Document, Part, Section
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.patients import Individual
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import READABLE

_FRONT = READABLE - {Part.TITLE}
_BEGINS = frozenset({Part.INTRODUCTION, Part.CASE})
_ENDS = frozenset({Part.CONCLUSION, Part.DISCUSSION})
Item = TypeVar("Item", DrugEvidence, ConditionEvidence)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one telling says of a patient; `numbers` holds the number of each of its drugs and conditions in the whole."""

    evidence: PatientEvidence
    numbers: dict[int, int]

    def number_of(self, item: DrugEvidence | ConditionEvidence) -> int:
        """The number of this drug or condition in all that is told of the patient."""
        return self.numbers[id(item)]


def abstract_end(document: Document) -> int:
    """Where the abstract of an article ends that tells its case again; 0 where there is no abstract, or nothing but one."""
    told = [s for s in document.sections if s.part in _FRONT or s.part is Part.KEYWORDS]
    end = _end(told)
    before = sum(s.end - s.start for s in told if s.end <= end)
    after = sum(s.end - s.start for s in told if s.start >= end and s.part in _FRONT)
    return end if 0 < before < after else 0


def _end(told: Sequence[Section]) -> int:
    """The end of the first sections up to the keywords, to the end of an abstract in one piece, or to where an introduction or a
    case begins once more."""
    seen: set[Part] = set()
    for place, section in enumerate(told):
        if section.part is Part.KEYWORDS:
            if seen:
                return told[place - 1].end
            continue
        if section.part in seen and section.part in _BEGINS and seen & _ENDS:
            return told[place - 1].end
        if section.part is not Part.ABSTRACT and seen == {Part.ABSTRACT}:
            return told[place - 1].end
        seen.add(section.part)
    return 0


def tellings(evidence: PatientEvidence, end: int) -> tuple[Telling, ...]:
    """The evidence parted where the abstract ends; whole where only one of both tells of this patient."""
    own = [s for s in evidence.sentences if evidence.scopes[s.index] is not Scope.TITLE]
    if not own or not own[0].start < end <= own[-1].start:
        numbers = {id(item): n for items in (evidence.drugs, evidence.conditions) for n, item in enumerate(items)}
        return (Telling(evidence, numbers),)
    return (_part(evidence, 0, end), _part(evidence, end, own[-1].end + 1))


def _part(evidence: PatientEvidence, low: int, high: int) -> Telling:
    """What is told from `low` to `high`, and in the title."""
    kept = [s for s in evidence.sentences if low <= s.start < high or evidence.scopes[s.index] is Scope.TITLE]
    indexes = {s.index for s in kept}
    drugs = {id(d): DrugEvidence(d.key, [m for m in d.mentions if m.sentence in indexes]) for d in evidence.drugs}
    conditions = {
        id(c): ConditionEvidence(c.key, [m for m in c.mentions if m.sentence in indexes]) for c in evidence.conditions
    }
    titled = [(s.start, s.end) for s in kept if evidence.scopes[s.index] is Scope.TITLE]
    within = [(low, high), *titled]

    def parted(ties: Iterable[Tie]) -> list[Tie]:
        return [
            replace(
                t,
                drug=drugs[id(t.drug)] if t.drug else None,
                condition=conditions[id(t.condition)] if t.condition else None,
            )
            for t in ties
            if any(a <= t.link.start < b for a, b in within)
        ]

    told = PatientEvidence(
        _individual(evidence.individual, low, high),
        kept,
        {s.index: evidence.marks[s.index] for s in kept},
        {s.index: evidence.scopes[s.index] for s in kept},
        _named(evidence.drugs, drugs),
        _named(evidence.conditions, conditions),
        parted(evidence.ties),
        [t for t in parted(evidence.general) if t.drug is None or t.drug.mentions],
        [(s, found) for s, found in evidence.background if low <= s.start < high],
    )
    numbers = {id(drugs[id(d)]): n for n, d in enumerate(evidence.drugs)}
    return Telling(told, numbers | {id(conditions[id(c)]): n for n, c in enumerate(evidence.conditions)})


def _named(items: Sequence[Item], parts: dict[int, Item]) -> list[Item]:
    return [parts[id(item)] for item in items if parts[id(item)].mentions]


def _individual(person: Individual, low: int, high: int) -> Individual:
    """The individual as introduced here; what is said of them elsewhere stands where nothing is said here."""
    here = [i for i in person.introduced if low <= i.start < high]
    aged = next((i for i in here if i.age), None)
    sexed = next((i for i in here if i.sex), None)
    anchors = tuple(a for a in person.anchors if low <= a[0] < high) or person.anchors
    return replace(
        person,
        age=aged.age if aged else person.age,
        sex=sexed.sex if sexed else person.sex,
        sex_at=(sexed.start, sexed.end) if sexed else person.sex_at,
        anchors=anchors,
    )
