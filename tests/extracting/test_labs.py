"""How results of tests are read: name, number, unit in UCUM, normal range; what is none; and what of them a case holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nocere.case import Case
from nocere.exchange.e2b.flatten import flatten
from nocere.extracting import extract
from nocere.extracting.grammar.lab_patterns import LabTest, LabUnit
from nocere.extracting.grammar.labs import labs
from nocere.rulebook import rows
from nocere.span import Fact, Missing
from tests.extracting.documents import document

LABS = [
    ("serum calcium 1.6 mmol/L", "serum calcium", "1.6 mmol/L", "1.6", "mmol/L"),
    ("Platelets 12 x 10^9/L", "Platelets", "12 x 10^9/L", "12", "10*9/L"),
    ("a platelet count of 12,000/mm3", "platelet count", "12,000/mm3", "12000", "/uL"),
    ("PLT 9 K/µL", "PLT", "9 K/µL", "9", "10*3/uL"),
    ("white blood cell count was 2.3 × 10(9)/L", "white blood cell count", "2.3 × 10(9)/L", "2.3", "10*9/L"),
    ("neutrophils 0.1 × 10⁹/l", "neutrophils", "0.1 × 10⁹/l", "0.1", "10*9/L"),
    ("eosinophils 1.2 x 109/L", "eosinophils", "1.2 x 109/L", "1.2", "10*9/L"),
    ("eosinophils 22%", "eosinophils", "22%", "22", "%"),
    ("WBC 2,300/µL", "WBC", "2,300/µL", "2300", "/uL"),
    ("hemoglobin of 6.2 g/dL", "hemoglobin", "6.2 g/dL", "6.2", "g/dL"),
    ("haemoglobin 62 g/l", "haemoglobin", "62 g/l", "62", "g/L"),
    ("Hb 11.2g/dl", "Hb", "11.2g/dl", "11.2", "g/dL"),
    ("hematocrit was 22%", "hematocrit", "22%", "22", "%"),
    ("MCV 102 fL", "MCV", "102 fL", "102", "fL"),
    ("INR of 7.4", "INR", "7.4", "7.4", "{INR}"),
    ("prothrombin time 45 s", "prothrombin time", "45 s", "45", "s"),
    ("fibrinogen 80 mg/dL", "fibrinogen", "80 mg/dL", "80", "mg/dL"),
    ("ALT 1250 U/L", "ALT", "1250 U/L", "1250", "U/L"),
    ("alanine aminotransferase (ALT) 980 IU/L", "ALT", "980 IU/L", "980", "[iU]/L"),
    ("AST was 12.4 µkat/L", "AST", "12.4 µkat/L", "12.4", "ukat/L"),
    ("ALT 10 times the upper limit of normal", "ALT", "10 times the upper limit of normal", "10", "{ULN}"),
    ("total bilirubin peaked at 12.3 mg/dL", "total bilirubin", "12.3 mg/dL", "12.3", "mg/dL"),
    ("a serum creatinine level of 356 μmol/L", "serum creatinine level", "356 μmol/L", "356", "umol/L"),
    ("creatinine clearance 35 mL/min", "creatinine clearance", "35 mL/min", "35", "mL/min"),
    ("eGFR 28 mL/min/1.73 m2", "eGFR", "28 mL/min/1.73 m2", "28", "mL/min/{1.73_m2}"),
    ("blood urea nitrogen 90 mg/dl", "blood urea nitrogen", "90 mg/dl", "90", "mg/dL"),
    ("sodium 112 mEq/L", "sodium", "112 mEq/L", "112", "meq/L"),
    ("Na 118 mmol/L", "Na", "118 mmol/L", "118", "mmol/L"),
    (
        "serum sodium concentration had fallen to 118 mmol/L",
        "serum sodium concentration",
        "118 mmol/L",
        "118",
        "mmol/L",
    ),
    ("glucose 32 mg/dL", "glucose", "32 mg/dL", "32", "mg/dL"),
    ("HbA1c 9.2%", "HbA1c", "9.2%", "9.2", "%"),
    ("an ammonia of 180 µmol/L", "ammonia", "180 µmol/L", "180", "umol/L"),
    ("CK 25,000 IU/L", "CK", "25,000 IU/L", "25000", "[iU]/L"),
    ("troponin I 3.2 ng/mL", "troponin I", "3.2 ng/mL", "3.2", "ng/mL"),
    ("C-reactive protein level was 150 mg/L", "C-reactive protein level", "150 mg/L", "150", "mg/L"),
    ("ESR 80 mm/h", "ESR", "80 mm/h", "80", "mm/h"),
    ("TSH was 0.01 mIU/L", "TSH", "0.01 mIU/L", "0.01", "m[iU]/L"),
    ("cortisol 2 µg/dL", "cortisol", "2 µg/dL", "2", "ug/dL"),
    ("digoxin level 4.2 ng/ml", "digoxin level", "4.2 ng/ml", "4.2", "ng/mL"),
    ("vancomycin trough level was 42 mg/L", "vancomycin trough level", "42 mg/L", "42", "mg/L"),
    ("lithium 3.2 mmol/L", "lithium", "3.2 mmol/L", "3.2", "mmol/L"),
    ("pH 7.12", "pH", "7.12", "7.12", "[pH]"),
    ("pCO2 of 55 mmHg", "pCO2", "55 mmHg", "55", "mm[Hg]"),
    ("oxygen saturation of 85 % on room air", "oxygen saturation", "85 %", "85", "%"),
    ("ejection fraction of 25%", "ejection fraction", "25%", "25", "%"),
    ("QTc 520 ms", "QTc", "520 ms", "520", "ms"),
    ("heart rate was 130 bpm", "heart rate", "130 bpm", "130", "/min"),
    ("a temperature of 39.5°C", "temperature", "39.5°C", "39.5", "Cel"),
    ("a fever of 102 °F", "fever", "102 °F", "102", "[degF]"),
    ("proteinuria of 3.5 g/24 h", "proteinuria", "3.5 g/24 h", "3.5", "g/(24.h)"),
    ("BMI 31 kg/m2", "BMI", "31 kg/m2", "31", "kg/m2"),
    ("serum osmolality 250 mOsm/kg", "serum osmolality", "250 mOsm/kg", "250", "mosm/kg"),
]

NO_LABS = [
    "glucose 5% 500 ml",
    "potassium chloride 40 mEq daily",
    "calcium 1 g daily",
    "vitamin D 1000 IU",
    "500 mg of vancomycin",
    "methotrexate 15 mg weekly",
    "in 7.2% of patients",
    "INR 2 days later",
    "creatinine was normal after 3 weeks",
    "platelets were transfused on day 3",
    "insulin 10 units",
    "albumin 20% infusion",
    "protein-rich diet of 2000 kcal",
    "CK was elevated",
    "79% lymphocytes, 4% others",
    "the ALTitude of 3000 m",
]


@pytest.mark.parametrize(("text", "name", "quote", "value", "unit"), LABS)
def test_a_result_is_read_with_its_unit(text: str, name: str, quote: str, value: str, unit: str) -> None:
    (found,) = labs(text)
    assert (found.quote, found.name.quote) == (quote, name)
    assert text[found.start : found.end] == quote
    assert text[found.name.start : found.name.end] == name
    assert (found.value, found.unit, found.sign) == (Decimal(value), unit, "")


@pytest.mark.parametrize("text", NO_LABS)
def test_what_is_no_result(text: str) -> None:
    assert labs(text) == ()


NORMAL = [
    ("calcium 1.6 mmol/L (normal 2.1-2.6)", "2.1", "2.6"),
    ("hemoglobin of 6.2 g/dL (normal range: 12–16 g/dL)", "12", "16"),
    ("digoxin 4.2 ng/ml (therapeutic range 0.8-2.0 ng/ml)", "0.8", "2.0"),
    ("TSH was 0.01 mIU/L (reference range, 0.4 to 4.0)", "0.4", "4.0"),
    ("creatinine 160 μmol/l [reference interval 60–110 μmol/l]", "60", "110"),
    ("ammonia was 180 μmol/L (normal, <50)", None, "50"),
    ("ALT 1250 U/L (ULN 40)", None, "40"),
    ("ALT 1250 U/L, normal range 5-40 U/L", "5", "40"),
    ("sodium 118 mmol/L (135-145)", "135", "145"),
    ("haptoglobin 0.1 g/L (normal > 0.3)", "0.3", None),
    ("CRP 12 mg/L and normal 3 days later", None, None),
    ("CRP 12 mg/L (day 3)", None, None),
]


@pytest.mark.parametrize(("text", "low", "high"), NORMAL)
def test_a_normal_range_is_read_with_the_result(text: str, low: str | None, high: str | None) -> None:
    (found,) = labs(text)
    assert (found.low, found.high) == (Decimal(low) if low else None, Decimal(high) if high else None)
    assert (found.normal is not None) is bool(low or high)
    if found.normal:
        assert text[found.normal.start : found.normal.end] == found.normal.quote


SEVERAL = [
    ("creatinine rose from 0.9 to 4.2 mg/dl", [("creatinine", "0.9"), ("creatinine", "4.2")]),
    ("creatinine fell from 4.2 mg/dL to 1.1 mg/dL", [("creatinine", "4.2"), ("creatinine", "1.1")]),
    ("ALT and AST were 120 and 240 U/L", [("alanine aminotransferase", "120"), ("aspartate aminotransferase", "240")]),
    ("AST/ALT 120/240 U/L", [("aspartate aminotransferase", "120"), ("alanine aminotransferase", "240")]),
    ("BP 90/60 mmHg", [("systolic blood pressure", "90"), ("diastolic blood pressure", "60")]),
    ("sodium 112 mmol/L and potassium 2.1 mmol/L", [("sodium", "112"), ("potassium", "2.1")]),
]


@pytest.mark.parametrize(("text", "results"), SEVERAL)
def test_several_results_are_shared_out(text: str, results: list[tuple[str, str]]) -> None:
    found = labs(text)
    assert [(one.test, one.value) for one in found] == [(test, Decimal(value)) for test, value in results]
    assert len({one.unit for one in found}) == 1


def test_a_bound_and_a_range_are_said_to_be() -> None:
    (bound,) = labs("CRP <5 mg/L")
    assert (bound.sign, bound.value) == ("<", Decimal(5))
    (between,) = labs("creatinine of 3-5 mg/dL")
    assert (between.value, between.upto) == (Decimal(3), Decimal(5))


def test_what_a_test_lists_is_a_unit() -> None:
    codes = {row.ucum for row in rows("lab_units", LabUnit)}
    assert {unit for row in rows("labs", LabTest) for unit in row.units} <= codes


def case(text: str) -> Case:
    (found,) = extract(
        document(f"A 50-year-old man developed hypocalcaemia caused by zoledronic acid. {text}", "")
    ).cases
    return found


def test_a_case_holds_the_results_of_its_patient_with_their_words() -> None:
    (calcium,) = case("His serum calcium was 1.6 mmol/L (normal 2.1-2.6).").tests
    assert isinstance(calcium.name, Fact) and calcium.name.value == "serum calcium"
    assert isinstance(calcium.value, Fact)
    assert (calcium.value.value.value, calcium.value.value.unit) == (Decimal("1.6"), "mmol/L")
    assert (calcium.value.quote, calcium.name.quote) == ("1.6 mmol/L", "serum calcium")
    limits = [one for one in (calcium.normal_low, calcium.normal_high) if isinstance(one, Fact)]
    assert [(one.value, one.quote) for one in limits] == [("2.1", "normal 2.1-2.6"), ("2.6", "normal 2.1-2.6")]


def test_a_bound_is_text_in_a_case() -> None:
    (crp,) = case("His CRP was <5 mg/L.").tests
    assert isinstance(crp.value, Missing)
    assert isinstance(crp.text, Fact) and crp.text.value == "<5 mg/L"


def test_a_result_told_twice_is_one() -> None:
    assert len(case("His serum calcium was 1.6 mmol/L. Calcium (1.6 mmol/L) was low.").tests) == 1


def test_a_file_holds_number_unit_and_limits() -> None:
    record, lacks = flatten(case("His serum calcium was 1.6 mmol/L (normal 2.1-2.6)."))
    (test,) = record.of("F.r")
    said = {number: test.said(number) for number in ("F.r.2.1", "F.r.3.2", "F.r.3.3", "F.r.4", "F.r.5")}
    assert said == {"F.r.2.1": "serum calcium", "F.r.3.2": "1.6", "F.r.3.3": "mmol/L", "F.r.4": "2.1", "F.r.5": "2.6"}
    assert not [lack for lack in lacks if lack.number.startswith("F.r")]
