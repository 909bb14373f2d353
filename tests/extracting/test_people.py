"""Sentences, scopes and the patient splitter on small invented reports."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.extracting.assertion import Assertion, assertion
from nocere.extracting.patients import Cast, split
from nocere.extracting.scope import Scope, stated_scope
from nocere.extracting.sentences import sentences
from tests.extracting.documents import document

CUTS = [
    ("She had fever. It resolved.", ["She had fever.", "It resolved."]),
    ("He took 2.5 mg i.v. He slept.", ["He took 2.5 mg i.v. He slept."]),
    ("Dr. Smith saw her, e.g. twice. She left.", ["Dr. Smith saw her, e.g. twice.", "She left."]),
    ("The scan was normal.Two days later he died.", ["The scan was normal.", "Two days later he died."]),
    ("Fever (39.5 °C). Cough!", ["Fever (39.5 °C).", "Cough!"]),
    (
        "It is rare.6,7 A boy had it.12 He lived. See Fig.2 Later.",
        ["It is rare.6,7", "A boy had it.12", "He lived.", "See Fig.2 Later."],
    ),
    ("One line\n\nAnother", ["One line", "Another"]),
    ("A line\nwrapped at 12\u00a0letters", ["A line wrapped at 12 letters"]),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(document(text))] == expected


@given(st.text(max_size=300))
def test_a_sentence_is_its_place_in_the_text(text: str) -> None:
    made = document(text)
    found = sentences(made)
    assert all(re.sub(r"[^\S\t]", " ", made.text[s.start : s.end]) == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


SCOPES = [
    ("Several cases have been reported in the literature.", Scope.GENERAL),
    ("Clinicians should be aware of this reaction.", Scope.GENERAL),
    ("She was treated with steroids.", Scope.PATIENT),
    ("In our patient the drug was stopped.", Scope.PATIENT),
    ("Eight patients received the drug.", Scope.GROUP),
    ("This case highlights the need for care.", Scope.GENERAL),
    ("Calcinosis is a rare disorder.", Scope.GENERAL),
    ("Wound care failed.", None),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_scopes(text: str, scope: Scope | None) -> None:
    assert stated_scope(text) == scope


ASSERTIONS = [
    ("She had no fever but developed rash.", "fever", Assertion.ABSENT),
    ("She had no fever but developed rash.", "rash", Assertion.PRESENT),
    ("Hepatitis was ruled out.", "Hepatitis", Assertion.ABSENT),
    ("He had a history of asthma.", "asthma", Assertion.HISTORY),
    ("He had no history of asthma.", "asthma", Assertion.ABSENT),
    ("He denied any past history of asthma.", "asthma", Assertion.ABSENT),
    ("He had no fever and with a history of asthma was admitted.", "asthma", Assertion.HISTORY),
    ("He had no psychiatric history, history of gout or fever.", "gout", Assertion.ABSENT),
    ("A man with no allergies was treated with insulin for diabetes.", "diabetes", Assertion.PRESENT),
    ("He had a family history of asthma.", "asthma", Assertion.FAMILY),
    ("Her mother had epilepsy.", "epilepsy", Assertion.FAMILY),
    ("Heparin was given because of the risk of thrombosis.", "thrombosis", Assertion.FEARED),
    ("without neutropenia after treatment he had sepsis", "neutropenia", Assertion.ABSENT),
    ("without neutropenia after treatment he had sepsis", "sepsis", Assertion.PRESENT),
]


@pytest.mark.parametrize(("text", "word", "said"), ASSERTIONS)
def test_assertions(text: str, word: str, said: Assertion) -> None:
    start = text.index(word)
    assert assertion(text, start, start + len(word)) is said


def cast_of(body: str, title: str = "") -> Cast:
    return split(sentences(document(body, title)))


PATIENTS = [
    ("A 30-year-old man had rash. The 30-year-old man recovered.", 1),
    ("Case 1: A 30-year-old man had rash. Case 2: A 44-year-old woman had fever.", 2),
    ("The first patient, a boy of 9 years of age, had rash. The second patient was a 12-year-old girl.", 2),
    ("Two patients developed rash after treatment.", 0),
    ("We report a girl with asthma who developed rash.", 1),
    ("We describe a fourth case of rash.", 1),
    ("The median age was 57 (range 27-75) years.", 0),
    ("A 30-year-old man had rash. His 60-year-old mother was well.", 1),
    ("Two cases of poisoning with 5 g and 3 g of aspirin, respectively, are reported.", 2),
    ("Patients older than 65 years of age should be monitored.", 0),
    ("Ten rats received the drug. The rats developed convulsions.", 0),
]


@pytest.mark.parametrize(("body", "count"), PATIENTS)
def test_how_many_patients(body: str, count: int) -> None:
    assert len(cast_of(body).individuals) == count


def test_words_belong_to_the_patient_introduced_last() -> None:
    body = "Case 1: A 30-year-old man had rash. He recovered. Case 2: A 44-year-old woman had fever. She died."
    cast = cast_of(body)
    assert cast.owners(body.index("He recovered")) == {1}
    assert cast.owners(body.index("She died")) == {2}


def test_words_about_all_belong_to_all_and_general_words_to_nobody() -> None:
    body = (
        "A 30-year-old man had rash. A 44-year-old woman had fever. Both patients recovered. "
        "Rash is a common disorder. Another patient died."
    )
    cast = cast_of(body)
    assert cast.owners(body.index("Both")) == {1, 2}
    assert cast.owners(body.index("Rash is")) == frozenset()
    assert cast.owners(body.index("Another")) == frozenset()


def test_sex_comes_from_words_of_the_patient_alone() -> None:
    people = cast_of(
        "A 55-year-old farmer had rash. He recovered. A 20-year-old student had fever. She died."
    ).individuals
    assert [p.sex for p in people] == ["male", "female"]


def test_animals_are_no_patients() -> None:
    assert cast_of("Ten rats received the drug. The rats developed convulsions.").non_human
