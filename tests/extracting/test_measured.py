"""How weight, height, dates and forms of medicine are read, and what of weight and height a case holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nocere.extracting import extract
from nocere.extracting.grammar.body import body
from nocere.extracting.grammar.dates import dates
from nocere.extracting.grammar.forms import forms
from nocere.extracting.grammar.route_codes import RouteCode, route_code
from nocere.extracting.routes import RouteWord
from nocere.rulebook import rows
from nocere.span import Fact, Missing
from tests.extracting.documents import document

BODY = [
    ("a man weighing 70 kg", "weight", "70"),
    ("a 62-kg woman", "weight", "62"),
    ("a 70-kg, 45-year-old man", "weight", "70"),
    ("body weight of 70.5 kg", "weight", "70.5"),
    ("weight, 154 lb", "weight", "69.9"),
    ("weight: 1670 grams", "weight", "1.67"),
    ("height 1.65 m", "height", "165"),
    ("height was 108 cm", "height", "108"),
    ("she was 165 cm tall", "height", "165"),
    ("a man 5 ft 6 in tall", "height", "168"),
    ("a 5'6\" tall man", "height", "168"),
]
NO_BODY = [
    "birth weight 1670 g",
    "born at term weighing 3132 g",
    "lost 5 kg",
    "weight gain of 5 kg",
    "2 mg/kg",
    "a 3 cm mass",
]


@pytest.mark.parametrize(("text", "measure", "value"), BODY)
def test_weight_and_height_are_kilograms_and_centimetres(text: str, measure: str, value: str) -> None:
    (found,) = body(text)
    assert (found.measure, found.value) == (measure, Decimal(value))
    assert found.unit == {"weight": "kg", "height": "cm"}[measure]
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize("text", NO_BODY)
def test_what_is_no_weight_or_height(text: str) -> None:
    assert body(text) == ()


def test_both_stand_in_a_bracket() -> None:
    assert [(one.measure, one.value) for one in body("(70 kg, 165 cm)")] == [
        ("weight", Decimal(70)),
        ("height", Decimal(165)),
    ]


DATES = [
    ("on 12 March 2019", "20190312"),
    ("the 12th of March, 2019", "20190312"),
    ("March 12, 2019", "20190312"),
    ("12-Mar-2019", "20190312"),
    ("2019-03-12", "20190312"),
    ("12.03.2019", "20190312"),
    ("13/03/2019", "20190313"),
    ("03/13/2019", "20190313"),
    ("12/03/2019", "2019"),
    ("12 Sept 2005", "20050912"),
    ("in March 2019", "201903"),
    ("Mar. 2019", "201903"),
    ("03/2019", "201903"),
    ("in 2019", "2019"),
    ("in the spring of 2019", "2019"),
    ("early 2019", "2019"),
    ("31 February 2019", "201902"),
]
NO_DATES = ["5 May", "2019 cells", "in 2000 patients", "13/13/2019", "2019;12:34", "a dose of 2000 mg", "32.13.2019"]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_a_date_is_as_precise_as_it_is_told(text: str, value: str) -> None:
    (found,) = dates(text)
    assert found.value == value
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        ("codeine tablets", "tablet", "PDF-10219000"),
        ("enteric-coated tablets", "gastro-resistant tablet", "PDF-10225000"),
        ("timolol eye drops", "eye drops", ""),
        ("a 1% cream", "cream", ""),
        ("cough syrup", "syrup", "PDF-10117000"),
    ],
)
def test_a_form_is_read_by_its_longest_name(text: str, form: str, code: str) -> None:
    (found,) = forms(text)
    assert (found.form, found.code) == (form, code)


def test_every_coded_route_is_a_route() -> None:
    routes = {row.route for row in rows("routes", RouteWord)}
    assert {row.route for row in rows("route_codes", RouteCode)} <= routes
    assert route_code("injection") is None


def test_a_case_holds_the_patients_weight_and_height_and_no_others() -> None:
    text = "A 50-year-old man (weight 82 kg, height 178 cm) developed a rash caused by amoxicillin."
    (case,) = extract(document(text, "")).cases
    assert isinstance(case.patient.weight, Fact) and isinstance(case.patient.height, Fact)
    assert (case.patient.weight.value.value, case.patient.weight.value.unit) == (Decimal(82), "kg")
    assert (case.patient.height.value.value, case.patient.height.value.unit) == (Decimal(178), "cm")
    assert case.patient.weight.quote == "weight 82 kg"
    (other,) = extract(document("A 50-year-old man developed a rash caused by amoxicillin. He lost 5 kg.", "")).cases
    assert isinstance(other.patient.weight, Missing)
