"""A reading in the form of the annotations: the document's words, the form's codes, nothing improved."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import gold
from benchmarks.gold import record
from nocere.case import (
    Action,
    AgeGroup,
    Case,
    Condition,
    Dechallenge,
    DocumentType,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    Outcome,
    Patient,
    Quantity,
    Reaction,
    Reading,
    Recurrence,
    Role,
    Seriousness,
    Sex,
    Treatment,
    Verdict,
)
from nocere.document import Document
from nocere.span import Fact, Made, Span, rule

TEXT = (
    "A 4-year-old girl with hypocalcaemia got 10% calcium gluconate 5 ml intravenously. Two hours later calcinosis cutis "
    "appeared; calcium was stopped, sodium thiosulfate 25 g given, and she recovered."
)


def fact(quote: str, value: Any = None) -> Fact[Any]:
    """A value read where the text says this."""
    start = TEXT.index(quote)
    return Fact(
        value=quote if value is None else value, spans=(Span.of(TEXT, start, start + len(quote)),), made=rule("r")
    )


def reading(*cases: Case, kind: DocumentType = DocumentType.CASE_REPORT) -> Reading:
    """A reading of the text with these cases."""
    document = Document(id="d", name="a.txt", media_type="text/plain", encoding="utf-8", text=TEXT)
    return Reading(
        document=document, verdict=Verdict(has_case=bool(cases), document_type=kind, reason="r"), cases=cases
    )


def girl() -> Case:
    """The patient of the text."""
    pairs = (
        DrugReaction(reaction="r1", dechallenge=fact("stopped", Dechallenge.NEGATIVE)),
        DrugReaction(reaction="r1", dechallenge=fact("recovered", Dechallenge.POSITIVE)),
        DrugReaction(reaction="r1", rechallenge=fact("stopped", Recurrence.NOT_DONE)),
    )
    drug = Drug(
        id="d1",
        name=fact("calcium gluconate", "Calcium gluconate"),
        role=fact("appeared", Role.SUSPECT),
        dosages=(Dosage(text=fact("5 ml"), route=fact("intravenously")), Dosage(text=fact("25 g"))),
        indications=(Indication(name=fact("hypocalcaemia")),),
        action=fact("stopped", Action.WITHDRAWN),
        reactions=pairs,
    )
    return Case(
        id="c",
        document="d",
        position=1,
        patient=Patient(
            age=fact("4-year-old", Quantity(value=4, unit="a")),
            sex=fact("girl", Sex.FEMALE),
            history=(Condition(name=fact("hypocalcaemia")), Condition()),
        ),
        reactions=(
            Reaction(
                id="r1",
                name=fact("calcinosis cutis"),
                outcome=fact("recovered", Outcome.RECOVERED),
                onset=fact("Two hours later"),
                seriousness=Seriousness(hospitalisation=fact("given", True), death=fact("recovered", False)),
            ),
        ),
        drugs=(drug, Drug(id="d2", name=fact("calcium"), role=fact("girl", Role.NOT_ADMINISTERED))),
        treatments=(
            Treatment(id="t1", name=fact("sodium thiosulfate"), drug=True, dosages=(Dosage(text=fact("25 g")),)),
            Treatment(id="t2", name=fact("recovered"), drug=False),
        ),
    )


def test_a_reading_in_the_form_of_the_annotations() -> None:
    """Every field, in the document's words and the form's codes."""
    assert record("x", reading(girl())) == {
        "id": "x",
        "doc_type": "case_report",
        "has_icsr": True,
        "n_patients": 1,
        "cases": [
            {
                "age": {"value": 4.0, "unit": "year", "verbatim": "4-year-old"},
                "age_group": None,
                "sex": "female",
                "drugs": [
                    {
                        "name": "calcium gluconate",
                        "role": "suspect",
                        "dose": "5 ml",
                        "route": "intravenously",
                        "indication": "hypocalcaemia",
                        "action": "withdrawn",
                    },
                    {
                        "name": "sodium thiosulfate",
                        "role": "treatment",
                        "dose": "25 g",
                        "route": None,
                        "indication": None,
                        "action": "not_applicable",
                    },
                ],
                "reactions": [{"term": "calcinosis cutis", "outcome": "recovered", "onset": "Two hours later"}],
                "dechallenge": "positive",
                "rechallenge": None,
                "serious": ["hospitalisation"],
                "history": ["hypocalcaemia"],
            }
        ],
    }


@pytest.mark.parametrize("kind", DocumentType)
def test_document_types(kind: DocumentType) -> None:
    """One word each, as the form spells it."""
    assert record("x", reading(kind=kind))["doc_type"] in {
        "case_report",
        "case_series",
        "aggregate",
        "non_human",
        "other",
    }


def test_a_foetus_is_a_fetus() -> None:
    """The one age group that the form spells otherwise."""
    patient = Patient(age_group=Fact(value=AgeGroup.FOETUS, made=Made(by="person", name="p")))
    assert (
        record("x", reading(Case(id="c", document="d", position=1, patient=patient)))["cases"][0]["age_group"]
        == "fetus"
    )


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (gold.OUTCOMES, Outcome),
        (gold.ACTIONS, Action),
        (gold.DECHALLENGES, Dechallenge),
        (gold.CRITERIA, Seriousness.model_fields),
    ],
)
def test_every_value_has_its_word(table: dict[Any, str], values: Any) -> None:
    """A value added to the case is not forgotten here."""
    assert set(table) == set(values)
