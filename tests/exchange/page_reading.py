"""A reading made by hand of an invented report, for tests that must not depend on how well nocere reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from nocere.case import (
    Action,
    Case,
    Condition,
    Criterion,
    Dechallenge,
    DocumentType,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    MedicalEvent,
    MinimumCriterion,
    Outcome,
    Patient,
    Quantity,
    Reaction,
    Reading,
    Recurrence,
    Report,
    Reporter,
    Role,
    Seriousness,
    Severity,
    Sex,
    Test,
    Treatment,
    TreatmentResult,
    Verdict,
)
from nocere.document import Citation, Document, Part, Section
from nocere.span import Fact, Missing, NullFlavor, Span, rule

TEXT = """Invented Letters in Toxicology 2020;4:7.
Two patients with <b>harm</b> & "quotes"
A 33-year-old woman took ibuprofen 400 mg by mouth for knee pain. Three hours later she developed severe aseptic meningitis
of the lumbar spine. Ibuprofen was stopped; ceftriaxone did not help, and she recovered within 48 hours. The meningitis
returned when she took ibuprofen again. She has lupus. Lumbar puncture showed 280 leucocytes.
A 6-month-old boy had a rash after amoxicillin.
References
1. Nobody N. Nothing. J Inv. 2001;1:1-2.
"""


def span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """The nth place where the text says these words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span.of(text, start, start + len(words))


def fact(value: Any, words: str = "", nth: int = 0) -> Fact[Any]:
    """A value read from these words."""
    return Fact(value=value, spans=(span(words or str(value), nth),), made=rule("test.rule"), confidence=0.9)


def reading() -> Reading:
    """The whole: two patients."""
    part = TEXT.index("A 33")
    document = Document(
        id="f" * 64,
        name="letters.txt",
        media_type="text/plain",
        encoding="utf-8",
        text=TEXT,
        sections=(
            Section(part=Part.TITLE, start=TEXT.index("Two"), end=part - 1),
            Section(part=Part.CASE, start=part, end=TEXT.index("References")),
            Section(part=Part.REFERENCES, start=TEXT.index("1. Nobody"), end=len(TEXT), heading=span("References")),
        ),
        citation=Citation(
            title=fact('Two patients with <b>harm</b> & "quotes"'), journal=fact("Invented Letters in Toxicology")
        ),
        notes=("an <i>invented</i> note",),
    )
    verdict = Verdict(
        has_case=True,
        document_type=DocumentType.CASE_SERIES,
        reason="two patients are described with a drug and a reaction",
        spans=(span("A 33-year-old woman took ibuprofen 400 mg by mouth for knee pain."),),
    )
    return Reading(document=document, verdict=verdict, cases=(woman(document.id), boy(document.id)))


def woman(document: str) -> Case:
    """A patient of whom much is told."""
    return Case(
        id="case-1",
        document=document,
        position=1,
        report=Report(
            reporters=(Reporter(country=Missing(missing=NullFlavor.ASKU, why="the authors' address is not given")),)
        ),
        patient=Patient(
            description=fact("A 33-year-old woman"),
            age=fact(Quantity(value=Decimal(33), unit="a"), "33-year-old"),
            sex=fact(Sex.FEMALE, "woman"),
            history=(Condition(name=fact("lupus")),),
        ),
        reactions=(_meningitis(),),
        drugs=(_ibuprofen(),),
        treatments=(
            Treatment(
                id="t1",
                name=fact("ceftriaxone"),
                drug=True,
                result=fact(TreatmentResult.FAILED, "ceftriaxone did not help"),
            ),
        ),
        tests=(Test(name=fact("Lumbar puncture"), text=fact("280 leucocytes")),),
        events=(MedicalEvent(what=fact("returned when she took ibuprofen again")),),
        criteria=(
            MinimumCriterion(criterion=Criterion.PATIENT, met_by=fact("A 33-year-old woman")),
            MinimumCriterion(criterion=Criterion.REPORTER),
            MinimumCriterion(criterion=Criterion.REACTION, met_by=fact("aseptic meningitis")),
            MinimumCriterion(criterion=Criterion.DRUG, met_by=fact("ibuprofen")),
        ),
    )


def _meningitis() -> Reaction:
    return Reaction(
        id="r1",
        name=fact("aseptic meningitis"),
        severity=fact(Severity.SEVERE, "severe"),
        site=fact("lumbar spine"),
        onset=fact("Three hours later"),
        outcome=fact(Outcome.RECOVERED, "she recovered"),
        seriousness=Seriousness(other=fact(True, "severe aseptic meningitis")),
        start=Missing(missing=NullFlavor.CONFLICTING, spans=(span("Three hours later"), span("within 48 hours"))),
    )


def _ibuprofen() -> Drug:
    return Drug(
        id="d1",
        name=fact("ibuprofen"),
        role=fact(Role.SUSPECT, "took ibuprofen"),
        dosages=(
            Dosage(
                dose=fact(Quantity(value=Decimal(400), unit="mg"), "400 mg"),
                text=fact("400 mg"),
                route=fact("by mouth"),
            ),
        ),
        indications=(Indication(name=fact("knee pain")),),
        action=fact(Action.WITHDRAWN, "Ibuprofen was stopped"),
        reactions=(
            DrugReaction(
                reaction="r1",
                why=fact("Three hours later she developed"),
                interval=fact(Quantity(value=Decimal(3), unit="h"), "Three hours later"),
                dechallenge=fact(Dechallenge.POSITIVE, "she recovered within 48 hours"),
                rechallenge=fact(Recurrence.RECURRED, "returned when she took ibuprofen again"),
            ),
        ),
    )


def boy(document: str) -> Case:
    """A patient of whom little is told."""
    return Case(
        id="case-2",
        document=document,
        position=2,
        patient=Patient(description=fact("A 6-month-old boy"), sex=fact(Sex.MALE, "boy")),
        reactions=(Reaction(id="r1", name=fact("rash")),),
        drugs=(Drug(id="d1", name=fact("amoxicillin"), role=fact(Role.SUSPECT, "after amoxicillin")),),
    )
