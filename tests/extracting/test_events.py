"""What else happened to a patient: read where it is told of this patient, with its time, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.case import Case
from nocere.exchange.narrative import narrate
from nocere.exchange.page.timeline import happenings
from nocere.extracting import extract
from nocere.reading import read_document
from nocere.span import Fact, Missing
from tests.extracting.documents import document

HARM = "A 61-year-old woman developed a rash caused by phenytoin. "
Told = tuple[tuple[str, ...], str, str]


def case_of(text: str) -> Case:
    (case,) = extract(document(text)).cases
    return case


def events(case: Case) -> list[Told]:
    """Kinds, quote and time of each event."""
    return [(e.kinds, e.what.quote, e.when.quote if isinstance(e.when, Fact) else "") for e in case.events]


@pytest.mark.parametrize(
    ("told", "event"),
    [
        (
            "Chemotherapy was temporarily suspended for two weeks.",
            ("treatment suspended", "Chemotherapy was temporarily suspended", "for two weeks"),
        ),
        (
            "A brief interruption of chemotherapy was needed.",
            ("treatment suspended", "brief interruption of chemotherapy", ""),
        ),
        ("Three days later, warfarin was stopped.", ("treatment stopped", "warfarin was stopped", "Three days later")),
        (
            "She had discontinued warfarin 4 months earlier.",
            ("treatment stopped", "discontinued warfarin", "4 months earlier"),
        ),
        ("Warfarin was resumed on day 12.", ("treatment resumed", "Warfarin was resumed", "on day 12")),
        (
            "In May 2011, warfarin was replaced by heparin.",
            ("treatment changed", "warfarin was replaced by heparin", "In May 2011"),
        ),
        (
            "Metformin and warfarin were stopped.",
            ("treatment stopped", "Metformin and warfarin were stopped", ""),
        ),
        (
            "The dose of metformin was halved two days after admission.",
            ("dose reduced", "dose of metformin was halved", "two days after admission"),
        ),
        (
            "On the third day, metformin was started.",
            ("treatment started", "metformin was started", "On the third day"),
        ),
        ("She was discharged home after 9 days.", ("discharge", "discharged home", "after 9 days")),
        (
            "She was transferred to the burns unit the next day.",
            ("transfer", "transferred to the burns unit", "the next day"),
        ),
        (
            "Two weeks after the last dose, she was admitted to our hospital.",
            ("admission", "admitted to our hospital", "Two weeks after the last dose"),
        ),
        (
            "Four years earlier she had undergone a left nephrectomy.",
            ("surgery", "had undergone a left nephrectomy", "Four years earlier"),
        ),
    ],
)
def test_an_event_is_read_with_its_words_and_its_time(told: str, event: tuple[str, str, str]) -> None:
    kind, quote, when = event
    assert events(case_of(HARM + told)) == [((kind,), quote, when)]


@pytest.mark.parametrize(
    "told",
    [
        "Phenytoin was stopped two days later.",
        "Discontinuation of phenytoin led to recovery within a week.",
        "She was admitted and treated at home.",
        "She was discharged.",
        "Warfarin was not stopped.",
        "Withdrawal of warfarin was considered but refused.",
        "It was planned that she would stop once warfarin was tapered.",
        "All drugs except warfarin were stopped.",
        "An oral suspension of amoxicillin was given.",
        "Her mother was admitted two days later.",
        "In other patients warfarin was stopped on day 3.",
        "The rash began after five days and she was admitted.",
        "Warfarin should be stopped two days before surgery.",
        "In the literature, chemotherapy was suspended for two weeks in most cases.",
    ],
)
def test_what_is_no_event_of_this_patient_enters_none(told: str) -> None:
    assert events(case_of(HARM + told)) == []


def test_what_was_done_with_another_drug_is_no_dechallenge_of_the_suspect() -> None:
    case = case_of(HARM + "A temporary suspension of chemotherapy was necessary before her wounds were closed.")
    (suspect,) = [d for d in case.drugs if d.reactions]
    assert suspect.name.value == "phenytoin"
    assert isinstance(suspect.action, Missing) and isinstance(suspect.reactions[0].dechallenge, Missing)
    assert events(case) == [(("treatment suspended",), "temporary suspension of chemotherapy", "")]


def test_of_several_patients_each_has_their_own_events() -> None:
    text = (
        "A 34-year-old man developed hepatitis caused by isoniazid. He was discharged on day 12. "
        "A 70-year-old woman developed hepatitis caused by isoniazid. She was discharged on day 30. "
        "Both were readmitted after a year."
    )
    first, second = extract(document(text)).cases
    assert events(first) == [(("discharge",), "discharged", "on day 12")]
    assert events(second) == [(("discharge",), "discharged", "on day 30")]


def test_events_stand_in_the_order_of_the_text_and_each_once() -> None:
    case = case_of(
        HARM + "Warfarin was stopped. She was discharged on day 8. "
        "Her warfarin was stopped two days after admission. Warfarin was resumed a week later."
    )
    assert events(case) == [
        (("discharge",), "discharged", "on day 8"),
        (("treatment stopped",), "warfarin was stopped", "two days after admission"),
        (("treatment resumed",), "Warfarin was resumed", "a week later"),
    ]
    shown = [h.what for h in happenings(case)]
    assert shown == [
        "discharged (discharge)",
        "warfarin was stopped (treatment stopped)",
        "Warfarin was resumed (treatment resumed)",
    ]
    assert "Also reported: discharged (on day 8); warfarin was stopped (two days after admission); Warfarin" in narrate(
        case
    )


@pytest.mark.shared
def test_the_suspension_of_chemotherapy_in_the_first_input(shared_dir: Path) -> None:
    page = shared_dir / "inputs" / "iatrogenic-calcinosis-cutis.txt"
    (case,) = extract(read_document(page.read_bytes(), page.name)).cases
    assert events(case) == [(("treatment suspended",), "temporary suspension of chemotherapy", "")]
