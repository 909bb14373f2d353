"""What the patient had besides the reactions, and what is none of it."""

from __future__ import annotations

import pytest

from nocere.case import Case
from nocere.extracting import extract
from tests.extracting.documents import document

RASH = "He developed a rash caused by amoxicillin."


def only(text: str, title: str = "") -> Case:
    (case,) = extract(document(text, title)).cases
    return case


def history(case: Case) -> set[str]:
    return {c.name.value for c in case.patient.history}


@pytest.mark.parametrize(
    ("told", "had"),
    [
        ("A 50-year-old man with a history of asthma and gout was admitted.", {"asthma", "gout"}),
        ("A 50-year-old hypertensive man was admitted.", {"hypertensive"}),
        ("A 50-year-old man was admitted. He was known to have epilepsy.", {"epilepsy"}),
        ("A 50-year-old man with rheumatoid arthritis was admitted.", {"rheumatoid arthritis"}),
        ("A 50-year-old man had been diagnosed with Crohn's disease.", {"Crohn's disease"}),
        ("A 50-year-old man was admitted. He had undergone splenectomy.", {"splenectomy"}),
        ("A 50-year-old man, a heavy smoker, was admitted.", {"heavy smoker"}),
        ("A 50-year-old man was admitted ten years after a kidney transplant.", {"kidney transplant"}),
    ],
)
def test_what_is_said_of_the_patient_before_the_reaction_is_history(told: str, had: set[str]) -> None:
    assert history(only(f"{told} {RASH}")) == had


@pytest.mark.parametrize(
    "told",
    [
        "A 50-year-old man had no history of asthma.",
        "A 50-year-old man with a family history of diabetes was admitted.",
        "A 50-year-old man presented with a two-day history of cough.",
        "A 50-year-old man was admitted. Examination showed jaundice.",
        "A 50-year-old man was considered for splenectomy.",
        "A 50-year-old man was admitted. He had never had an appendectomy.",
    ],
)
def test_what_is_denied_a_relatives_a_complaint_or_a_finding_is_none(told: str) -> None:
    assert history(only(f"{told} {RASH}")) == set()


def test_what_a_drug_was_for_is_history() -> None:
    case = only(f"A 50-year-old man took amlodipine for hypertension. {RASH}")
    assert history(case) == {"hypertension"}


def test_a_reaction_is_no_history() -> None:
    assert "rash" not in history(only(f"A 50-year-old man with asthma was admitted. {RASH}"))


@pytest.mark.parametrize(
    ("told", "had"),
    [
        ("A 50-year-old man with comorbidities including asthma and gout was admitted.", {"asthma", "gout"}),
        ("A 50-year-old man had undergone major abdominal surgery.", {"major abdominal surgery"}),
        ("A 50-year-old man was admitted after catheter ablation.", {"catheter ablation"}),
    ],
)
def test_what_is_listed_or_was_done_is_history(told: str, had: set[str]) -> None:
    assert history(only(f"{told} {RASH}")) == had


def test_what_the_reaction_was_treated_for_is_no_history() -> None:
    told = "He was treated with cetirizine because of the itching."
    assert "itching" not in history(only(f"A 50-year-old man was admitted. {RASH} {told}"))


def test_where_one_comes_from_is_no_disease() -> None:
    assert history(only(f"A 50-year-old man from Freedonia was admitted. {RASH}")) == set()
