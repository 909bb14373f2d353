"""Case, and Reading: what one document says of each of its patients.

    reading = Reading.load(json_text)            # every quote checked against the document it carries
    reading.check()                              # and again, before anything is exported
    case.id == case.digest                       # what was read into the case is what is in it

One patient, one case (DESIGN 4). A Case is built by stages that each make the next one; nothing edits one in place.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import ValidationError

from nocere.case.drug import Drug
from nocere.case.element import Coded, Text
from nocere.case.patient import Patient
from nocere.case.reaction import MedicalEvent, Reaction, Test, Treatment
from nocere.case.report import Narrative, Report
from nocere.document import Document
from nocere.errors import EvidenceError
from nocere.span import NOT_STATED, Fact, Frozen, Missing, Span, check_spans, grounds


class Criterion(StrEnum):
    """The four minimum criteria for a valid report (ICH E2D, E2B(R3) IG 3.3.1)."""

    PATIENT = "identifiable patient"
    REPORTER = "identifiable reporter"
    REACTION = "adverse reaction"
    DRUG = "suspect drug"


class MinimumCriterion(Frozen):
    """One of the four and the words that meet it, or why it is not met."""

    criterion: Criterion
    met_by: Text = NOT_STATED


class Case(Frozen):
    """One patient of one document. `position` counts from 1; `id` is the `digest` of the case as it was read."""

    id: str
    document: str
    position: int
    report: Report = Report()
    patient: Patient = Patient()
    reactions: tuple[Reaction, ...] = ()
    tests: tuple[Test, ...] = ()
    drugs: tuple[Drug, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    events: tuple[MedicalEvent, ...] = ()
    narrative: Narrative = Narrative()
    criteria: tuple[MinimumCriterion, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether all four minimum criteria were assessed and are met."""
        met = {c.criterion for c in self.criteria if not hasattr(c.met_by, "missing")}
        return met == set(Criterion)

    @property
    def digest(self) -> str:
        """16 hex digits of a SHA-256 over document, position and what was read.

        That is each value that a rule or the model made, where it stands in the case, with its quotes; conflicts with
        theirs; and the ids that tie the parts. What comes later is left out: codes, criteria, the narrative, whatever a
        person, a setting or a computation gave. So assessing and coding keep `id == digest`. Where what was read was
        changed or taken away, or a part was added, by a person too, they differ, and the id still names the case that was
        read. How sure a value is and which rule made it are left out as well: the same words read alike are the same case.
        """
        read = {name: _as_read(part) for name, part in self if name not in ("id", "criteria", "narrative")}
        return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:16]

    def check(self, document: Document) -> None:
        """Raise `EvidenceError` unless this case is of that document, every quote in it is found there, and its ids are whole."""
        if self.document != document.id:
            raise EvidenceError(f"case {self.id!r} is of document {self.document[:12]}, not of {document.id[:12]}")
        check_spans(self, document.text)
        self._check_ids()

    def _check_ids(self) -> None:
        known = {reaction.id for reaction in self.reactions}
        named = [(f"drug {drug.id!r}", pair.reaction) for drug in self.drugs for pair in drug.reactions]
        named += [(f"treatment {one.id!r}", reaction) for one in self.treatments for reaction in one.reactions]
        for who, reaction in named:
            if reaction not in known:
                raise EvidenceError(
                    f"case {self.id!r}: {who} names reaction {reaction!r}, which the case does not have"
                )
        for kind, items in (("reactions", self.reactions), ("drugs", self.drugs), ("treatments", self.treatments)):
            _each_once(f"case {self.id!r}: {kind}", (item.id for item in items))


def _as_read(part: object) -> object:
    """What rules and the model read into this part, as JSON; None where they read nothing."""
    if isinstance(part, Fact):
        return part.model_dump(mode="json", include={"value", "spans"}) if part.made.reads else None
    if isinstance(part, Missing):
        return part.model_dump(mode="json", include={"missing", "spans"}) if part.spans else None
    if isinstance(part, Frozen):
        names = [name for name, field in type(part).model_fields.items() if field.annotation != Coded]
        return {name: read for name in names if (read := _as_read(getattr(part, name))) is not None} or None
    if isinstance(part, tuple | list):
        return [read for inner in part if (read := _as_read(inner)) is not None] or None
    return part


def _each_once(whose: str, ids: Iterable[str]) -> None:
    twice = [one for one, times in Counter(ids).items() if times > 1]
    if twice:
        raise EvidenceError(f"{whose} have the id {twice[0]!r} more than once")


class DocumentType(StrEnum):
    """What kind of report a document is, by whom it describes."""

    CASE_REPORT = "case report"
    CASE_SERIES = "case series"
    AGGREGATE = "aggregate"
    NON_HUMAN = "non-human"
    OTHER = "other"


class Verdict(Frozen):
    """Whether the document holds a case of drug harm, what it is, and why in one sentence, with the words that decided it."""

    has_case: bool
    document_type: DocumentType
    reason: str
    spans: tuple[Span, ...] = ()


class Reading(Frozen):
    """What came out of one document: the document itself, the verdict, and a case for each patient."""

    document: Document
    verdict: Verdict
    cases: tuple[Case, ...] = ()

    def check(self) -> None:
        """Raise `EvidenceError` unless every quote in it is found in its document, and its cases are whole and numbered from 1."""
        self.document.check()
        check_spans(self.verdict, self.document.text)
        positions = [case.position for case in self.cases]
        if positions != list(range(1, len(positions) + 1)):
            raise EvidenceError(
                f"the cases of document {self.document.id[:12]} are numbered {positions}, not from 1 on"
            )
        _each_once(f"document {self.document.id[:12]}: cases", (case.id for case in self.cases))
        for case in self.cases:
            case.check(self.document)

    @classmethod
    def load(cls, data: str | bytes) -> Self:
        """The reading in that JSON. Raises `EvidenceError` where a quote is not in the document it carries."""
        try:
            text = json.loads(data)["document"]["text"]
            reading = cls.model_validate_json(data, context=grounds(text))
        except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
            raise EvidenceError(f"not a reading of nocere: {str(error).splitlines()[0]}") from error
        reading.check()
        return reading
