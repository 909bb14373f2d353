"""How ages and times of pregnancy are read: a table of written forms, what is none, and what a pregnancy is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nocere.case import Case, Sex
from nocere.extracting import extract
from nocere.extracting.grammar.ages import ages
from nocere.extracting.grammar.gestation import gestations
from nocere.span import Fact
from tests.extracting.documents import document

AGES = [
    ("a 33 - year old cook", "33 - year old", "33", "a"),
    ("a 3-week-old was admitted", "3-week-old", "3", "wk"),
    ("a 65-yr-old farmer", "65-yr-old", "65", "a"),
    ("an 8-mo-old girl", "8-mo-old", "8", "mo"),
    ("a 45 y/o man", "45 y/o", "45", "a"),
    ("a 45yo man", "45yo", "45", "a"),
    ("a 3 m/o boy", "3 m/o", "3", "mo"),
    ("a 10 d/o neonate", "10 d/o", "10", "d"),
    ("a 36-hour-old neonate", "36-hour-old", "36", "h"),
    ("a day-old infant", "day-old", "1", "d"),
    ("a week-old girl", "week-old", "1", "wk"),
    ("a 2½-year-old boy", "2½-year-old", "2.5", "a"),
    ("a 2 1/2-year-old boy", "2 1/2-year-old", "2.5", "a"),
    ("a two-and-a-half-year-old boy", "two-and-a-half-year-old", "2.5", "a"),
    ("a 1.5-year-old boy", "1.5-year-old", "1.5", "a"),
    ("a seventy-one-year-old baker", "seventy-one-year-old", "71", "a"),
    ("she is 4 years and 3 months old", "4 years and 3 months old", "4", "a"),
    ("a man in his early 70s", "early 70s", "7", "{decade}"),
    ("a man in his late 20's", "late 20's", "2", "{decade}"),
    ("a woman in her 60s", "60s", "6", "{decade}"),
    ("a woman in her mid-fifties", "mid-fifties", "5", "{decade}"),
    ("a boy in his mid-teens", "mid-teens", "1", "{decade}"),
    ("a patient in mid-teens", "mid-teens", "1", "{decade}"),
    ("A mid-60s woman", "mid-60s", "6", "{decade}"),
    ("in her mid- to late forties", "forties", "4", "{decade}"),
    ("a woman in her eighth decade of life", "eighth decade of life", "7", "{decade}"),
    ("a man in the 6th decade", "6th decade", "5", "{decade}"),
    ("a septuagenarian", "septuagenarian", "7", "{decade}"),
    ("an octogenarian man", "octogenarian", "8", "{decade}"),
    ("a nonagenarian", "nonagenarian", "9", "{decade}"),
    ("aged about 50 years", "aged about 50 years", "50", "a"),
    ("a boy aged 18 months", "aged 18 months", "18", "mo"),
    ("the patient, age 61,", "age 61", "61", "a"),
    ("Age: 45 years", "Age: 45 years", "45", "a"),
    ("Age (years): 45", "Age (years): 45", "45", "a"),
    ("at the age of 7 years he fell", "age of 7 years", "7", "a"),
    ("(45, F)", "45", "45", "a"),
    ("(F, 45 years)", "45 years", "45", "a"),
    ("(male; 9 months)", "9 months", "9", "mo"),
    ("A male, 45 years, presented", "45 years", "45", "a"),
    ("a 16 month old male", "16 month old", "16", "mo"),
    ("a 28 years female", "28 years", "28", "a"),
    ("an infant of five weeks of age", "five weeks of age", "5", "wk"),
]

NO_AGES = [
    "born at 32 weeks' gestation",
    "gestational age: 32 weeks",
    "at a gestational age of 30 weeks",
    "a 28-week premature infant",
    "12 weeks pregnant",
    "a 10-day-old rash",
    "a 3-year-old prosthesis",
    "in the early 70s the drug was sold",
    "since early 80s",
    "in the 1970s",
    "aged 55 and 60 years",
    "aged 14 to 16 years",
    "40 pack-years",
    "a 130-year-old hospital",
    "older",
    "a 2-week-old healing wound",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit"), AGES)
def test_an_age_is_read_in_its_unit(text: str, quote: str, value: str, unit: str) -> None:
    (found,) = ages(text)
    assert text[found.start : found.end].endswith(quote)
    assert text[found.start : found.end] == found.quote
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", NO_AGES)
def test_what_is_no_age(text: str) -> None:
    assert ages(text) == ()


def test_an_age_in_two_parts_keeps_its_precision() -> None:
    (years,) = ages("a girl aged 4 years and 3 months")
    assert (years.value, years.unit, years.exact) == (Decimal(4), "a", (Decimal(51), "mo"))
    (weeks,) = ages("a boy aged 3 weeks and 2 days")
    assert (weeks.value, weeks.unit, weeks.exact) == (Decimal(3), "wk", (Decimal(23), "d"))
    (plain,) = ages("a girl aged 4 years")
    assert plain.exact is None


GESTATIONS = [
    ("born at 32 weeks' gestation", "32", "wk"),
    ("born at 28+3 weeks", "199", "d"),
    ("at 28 3/7 weeks' gestation", "199", "d"),
    ("at 28 weeks and 3 days of pregnancy", "199", "d"),
    ("a gestational age of 30 weeks", "30", "wk"),
    ("gestational age (GA) 31 weeks", "31", "wk"),
    ("a 28-week premature infant", "28", "wk"),
    ("12 weeks pregnant", "12", "wk"),
    ("36 weeks postmenstrual age", "36", "wk"),
    ("in the second trimester", "2", "{Trimester}"),
    ("seven months pregnant", "7", "mo"),
]


@pytest.mark.parametrize(("text", "value", "unit"), GESTATIONS)
def test_a_time_of_pregnancy_is_read(text: str, value: str, unit: str) -> None:
    found = gestations(text)[0]
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["a 32-week study", "admitted at 3 weeks of age", "born in Paris", "10 weeks of therapy"]
)
def test_what_is_no_time_of_pregnancy(text: str) -> None:
    assert gestations(text) == ()


def told(text: str) -> Case:
    (case,) = extract(document(f"{text} After amoxicillin a rash developed, caused by amoxicillin.", "")).cases
    return case


PEOPLE = [
    ("A 3-week-old was admitted with fever.", "3", "wk", None),
    ("An octogenarian was admitted with fever.", "8", "{decade}", None),
    ("A woman in her early 70s came 30 minutes after her husband had died.", "7", "{decade}", Sex.FEMALE),
    ("A 29-year-old primipara was admitted with fever.", "29", "a", Sex.FEMALE),
    ("A 62-year-old businessman was admitted with fever.", "62", "a", Sex.MALE),
    ("The patient is a 59-year-old man diagnosed with gout at the age of 49 years.", "59", "a", Sex.MALE),
    ("A 2-week-old girl, born at 34 weeks' gestation, was admitted.", "2", "wk", Sex.FEMALE),
]


@pytest.mark.parametrize(("text", "value", "unit", "sex"), PEOPLE)
def test_the_age_is_the_patients(text: str, value: str, unit: str, sex: Sex | None) -> None:
    patient = told(text).patient
    assert isinstance(patient.age, Fact)
    assert (patient.age.value.value, patient.age.value.unit) == (Decimal(value), unit)
    assert (patient.sex.value if isinstance(patient.sex, Fact) else None) is sex
