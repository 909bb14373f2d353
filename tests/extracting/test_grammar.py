"""The grammars on tables of written forms: what is read, with its value and place, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.case import Sex
from nocere.extracting.grammar.ages import ages
from nocere.extracting.grammar.doses import doses
from nocere.extracting.grammar.numbers import number
from nocere.extracting.grammar.persons import persons
from nocere.extracting.grammar.times import times

AGES = [
    ("a 4-year-old girl", "4-year-old", "4", "a"),
    ("a 27 year old man", "27 year old", "27", "a"),
    ("a 45 years-old patient", "45 years-old", "45", "a"),
    ("A 58 years old male", "58 years old", "58", "a"),
    ("a 28-years-old woman", "28-years-old", "28", "a"),
    ("a three-week-old boy", "three-week-old", "3", "wk"),
    ("a 17-day-old neonate", "17-day-old", "17", "d"),
    ("One patient, aged 23, had", "aged 23", "23", "a"),
    ("She was 54 years of age", "54 years of age", "54", "a"),
    ("an infant of 7 months of age", "7 months of age", "7", "mo"),
    ("(62 years, male)", "62 years", "62", "a"),
    ("a woman in her seventies", "seventies", "7", "{decade}"),
    ("a thirty-two-year-old nurse", "thirty-two-year-old", "32", "a"),
    ("a 40\u2010year\u2010old man", "40\u2010year\u2010old", "40", "a"),
]

NO_AGES = [
    "a 4-year history of pain",
    "after 6 months of therapy",
    "aged 14-16 years",
    "for 3 weeks",
    "grade 3 rash",
    "a 500-year-old oak",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit"), AGES)
def test_ages(text: str, quote: str, value: str, unit: str) -> None:
    (found,) = ages(text)
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize("text", NO_AGES)
def test_what_is_no_age(text: str) -> None:
    assert ages(text) == ()


DOSES = [
    ("losartan 50 mg daily", "50 mg daily", "50", "mg", "1", "d"),
    ("clonidine 0.15 mg bid", "0.15 mg bid", "0.15", "mg", "12", "h"),
    ("prednisone 1mg/kg/day", "1mg/kg/day", "1", "mg/kg", "1", "d"),
    ("400 mg/m2 of cetuximab", "400 mg/m2", "400", "mg/m2", None, ""),
    ("two tablets of codeine", "two tablets", "2", "{tablet}", None, ""),
    ("180 µg/ week", "180 µg/ week", "180", "ug", "1", "wk"),
    ("2,000 IU every 8 hours", "2,000 IU every 8 hours", "2000", "[iU]", "8", "h"),
    ("500 mg three times a day", "500 mg three times a day", "500", "mg", "8", "h"),
    ("10 000 IU daily", "10 000 IU daily", "10000", "[iU]", "1", "d"),
    ("20 mg every other day", "20 mg every other day", "20", "mg", "2", "d"),
    ("15 mg once weekly", "15 mg once weekly", "15", "mg", "1", "wk"),
    ("200 mg i.v. every 3 weeks", "200 mg i.v. every 3 weeks", "200", "mg", "3", "wk"),
    ("calcium gluconate 10 ml", "10 ml", "10", "mL", None, ""),
]

NO_DOSES = [
    "creatinine of 3.2 mg/dL",
    "high-dose",
    "a serum potassium level of 2.1 mEq/l",
    "2.5 g/l of albumin",
    "weighing 1670 g",
    "5 x 10^6 cells",
    "on day 1 200 mg",
    "in 7.2% of patients",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "every", "interval"), DOSES)
def test_doses(text: str, quote: str, value: str, unit: str, every: str | None, interval: str) -> None:
    (found,) = doses(text)
    assert (text[found.start : found.end], found.value, found.unit) == (quote, Decimal(value), unit)
    assert (found.every, found.interval) == (Decimal(every) if every else None, interval)


@pytest.mark.parametrize("text", NO_DOSES)
def test_what_is_no_dose(text: str) -> None:
    assert doses(text) == ()


TIMES = [
    ("Two weeks later she had a rash", "Two weeks later", "2", "wk"),
    ("within one month of the surgery", "within one month of the surgery", "1", "mo"),
    ("appeared after 5 months of treatment", "after 5 months of treatment", "5", "mo"),
    ("In less than 1 hour he was dizzy", "In less than 1 hour", "1", "h"),
    ("five hours after exposure", "five hours after exposure", "5", "h"),
    ("immediately developed urticaria", "immediately", None, ""),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit"), TIMES)
def test_times(text: str, quote: str, value: str | None, unit: str) -> None:
    found = times(text)[0]
    assert text[found.start : found.end] == quote
    assert (found.value, found.unit) == (Decimal(value) if value else None, unit)


def test_an_age_is_no_span_of_time() -> None:
    assert times("a 4-year-old girl") == ()


PERSONS = [
    ("an elderly woman", "woman", "person", Sex.FEMALE),
    ("his brother", "brother", "relative", Sex.MALE),
    ("eight patients", "patients", "plural", None),
    ("she fell", "she", "pronoun", Sex.FEMALE),
    ("a human being", None, None, None),
]


@pytest.mark.parametrize(("text", "word", "kind", "sex"), PERSONS)
def test_persons(text: str, word: str | None, kind: str | None, sex: Sex | None) -> None:
    found = {(text[p.start : p.end], p.kind, p.sex) for p in persons(text)}
    assert ((word, kind, sex) in found) if word else not found


NUMBERS = [("4", 4), ("2,600", 2600), ("0.5", Decimal("0.5")), ("twenty-one", 21), ("Eleven", 11), ("ninety", 90)]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: Decimal) -> None:
    assert number(text) == value


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="'several' is not a number"):
        number("several")


@given(st.text(max_size=200))
def test_any_text_gives_places_inside_it(text: str) -> None:
    for found in (*ages(text), *doses(text), *times(text), *persons(text)):
        assert 0 <= found.start < found.end <= len(text)
