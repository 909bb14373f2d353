"""How doses, frequencies and durations are read, in UCUM; what is none; and what of them reaches the case and its file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nocere.case import Case, Dosage
from nocere.exchange.e2b.codes import wire_unit
from nocere.extracting import extract
from nocere.extracting.grammar.doses import DoseUnit, doses
from nocere.extracting.grammar.durations import durations
from nocere.extracting.grammar.frequencies import frequencies
from nocere.rulebook import rows
from nocere.span import Fact, Missing
from tests.extracting.documents import document

DOSES = [
    ("150 mg daily)", "150 mg daily", "150", "mg", "1", "d"),
    ("1 g twice daily", "1 g twice daily", "1", "g", "12", "h"),
    ("2 mg/kg/day", "2 mg/kg/day", "2", "mg/kg", "1", "d"),
    ("5 mg per kg per day", "5 mg per kg per day", "5", "mg/kg", "1", "d"),
    ("10 mg/kg body weight", "10 mg/kg body weight", "10", "mg/kg", None, ""),
    ("75 mg/m² every 3 weeks", "75 mg/m² every 3 weeks", "75", "mg/m2", "3", "wk"),
    ("60 mg per square meter", "60 mg per square meter", "60", "mg/m2", None, ""),
    ("100 mcg at night", "100 mcg at night", "100", "ug", "1", "d"),
    ("0·5 mg b.i.d.", "0·5 mg b.i.d.", "0.5", "mg", "12", "h"),
    ("0,6 ml/day", "0,6 ml/day", "0.6", "mL", "1", "d"),
    ("1,000 mg t.i.d.", "1,000 mg t.i.d.", "1000", "mg", "8", "h"),
    ("500 mg qid", "500 mg qid", "500", "mg", "6", "h"),
    ("4.5g q12h", "4.5g q12h", "4.5", "g", "12", "h"),
    ("0.25 gm i.v. q8h", "0.25 gm i.v. q8h", "0.25", "g", "8", "h"),
    ("800 mg 5 times daily", "800 mg 5 times daily", "800", "mg", "4.8", "h"),
    ("15 mg twice weekly", "15 mg twice weekly", "15", "mg", "3.5", "d"),
    ("44 µg subcutaneously 3 times a week", "44 µg subcutaneously 3 times a week", "44", "ug", None, ""),
    ("3 x 250 mg/day", "3 x 250 mg/day", "250", "mg", "8", "h"),
    ("2 × 500 mg", "2 × 500 mg", "500", "mg", None, ""),
    ("40 mg (twice daily)", "40 mg (twice daily)", "40", "mg", "12", "h"),
    ("50 mg a day", "50 mg a day", "50", "mg", "1", "d"),
    ("20 mg on alternate days", "20 mg on alternate days", "20", "mg", "2", "d"),
    ("10 mg once a month", "10 mg once a month", "10", "mg", "1", "mo"),
    ("40 mg fortnightly", "40 mg fortnightly", "40", "mg", "2", "wk"),
    ("200 mg 3-weekly", "200 mg 3-weekly", "200", "mg", "3", "wk"),
    ("80 mg/m2 per cycle", "80 mg/m2 per cycle", "80", "mg/m2", None, "{cyclical}"),
    ("2 puffs as needed", "2 puffs as needed", "2", "{puff}", None, "{asnecessary}"),
    ("5 µg/kg/min", "5 µg/kg/min", "5", "ug/kg", "1", "min"),
    ("18 units/kg/hour", "18 units/kg/hour", "18", "[iU]/kg", "1", "h"),
    ("10 units", "10 units", "10", "[iU]", None, ""),
    ("1000UI", "1000UI", "1000", "[iU]", None, ""),
    ("10 MU/m2/day", "10 MU/m2/day", "10", "M[iU]/m2", "1", "d"),
    ("24 million units intravenously per day", "24 million units intravenously per day", "24", "M[iU]", "1", "d"),
    ("5 x 10^6 IU", "5 x 10^6 IU", "5", "M[iU]", None, ""),
    ("1.5 × 10⁶ units/kg", "1.5 × 10⁶ units/kg", "1.5", "M[iU]/kg", None, ""),
    ("2 × 10(4) IU", "2 × 10(4) IU", "20000", "[iU]", None, ""),
    ("40 mEq every 6 h", "40 mEq every 6 h", "40", "meq", "6", "h"),
    ("20 mmol", "20 mmol", "20", "mmol", None, ""),
    ("10 drops daily", "10 drops daily", "10", "[drp]", "1", "d"),
    ("twelve capsules", "twelve capsules", "12", "{capsule}", None, ""),
    ("One patch every 72 hours", "One patch every 72 hours", "1", "{patch}", "72", "h"),
    ("2,340 cGy", "2,340 cGy", "2340", "cGy", None, ""),
    ("30 mCi", "30 mCi", "30", "mCi", None, ""),
    ("1.5 L of saline", "1.5 L", "1.5", "L", None, ""),
    ("3 kg of liquorice", "3 kg", "3", "kg", None, ""),
]

NO_DOSES = [
    "in 7.2% of patients",
    "1% lidocaine",
    "hydrocortisone 1% cream",
    "8.4%",
    "glucose 5%",
    "60 mL/min",
    "lost 5 kg",
    "a 70 kg man",
    "a level of 4.2 ng/ml",
    "two units of packed red cells",
    "drained 1400 ml of clear fluid",
    "urine output of 300 mL",
    "300 ml of blood",
    "a 1200 g infant",
    "3 L/min of oxygen",
    "5 x 10^6 cells/kg",
    "creatinine of 3.2 mg/dL",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "every", "interval"), DOSES)
def test_a_dose_is_read_in_ucum(text: str, quote: str, value: str, unit: str, every: str | None, interval: str) -> None:
    (found,) = doses(text)
    assert (text[found.start : found.end], found.quote) == (quote, quote)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert (found.every, found.interval) == (Decimal(every) if every else None, interval)


@pytest.mark.parametrize("text", NO_DOSES)
def test_what_is_no_dose(text: str) -> None:
    assert doses(text) == ()


def test_a_range_keeps_both_ends() -> None:
    (found,) = doses("5-10 mg daily")
    assert (found.value, found.upto) == (Decimal(5), Decimal(10))


FREQUENCIES = [
    ("twice daily", "12", "h"),
    ("three times per day", "8", "h"),
    ("once a week", "1", "wk"),
    ("every 4 to 6 hours", "4", "h"),
    ("every third day", "3", "d"),
    ("8-hourly", "8", "h"),
    ("q.o.d.", "2", "d"),
    ("every other week", "2", "wk"),
    ("weekly", "1", "wk"),
    ("nocte", "1", "d"),
    ("prn", None, "{asnecessary}"),
    ("twice", None, ""),
]


@pytest.mark.parametrize(("text", "every", "interval"), FREQUENCIES)
def test_a_frequency_is_the_interval_between_two_doses(text: str, every: str | None, interval: str) -> None:
    (found,) = frequencies(text)
    assert (found.every, found.interval) == (Decimal(every) if every else None, interval)


def test_a_day_later_is_no_frequency() -> None:
    assert frequencies("a day later he fell") == ()


DURATIONS = [
    ("for 3 weeks", "3", "wk"),
    ("a 5-day course", "5", "d"),
    ("over the next 10 days", "10", "d"),
    ("x 7 days", "7", "d"),
    ("lasting two hours", "2", "h"),
    ("for one and a half years", "1.5", "a"),
    ("for several days", None, "d"),
]


@pytest.mark.parametrize(("text", "value", "unit"), DURATIONS)
def test_a_duration_is_read_in_its_unit(text: str, value: str | None, unit: str) -> None:
    (found,) = durations(text)
    assert (found.value, found.unit) == (Decimal(value) if value else None, unit)


@pytest.mark.parametrize("text", ["3 weeks later", "for 2 weeks before", "3 days ago"])
def test_what_counts_from_something_is_no_duration(text: str) -> None:
    assert durations(text) == ()


def dosage(text: str) -> Dosage:
    """How the first drug of the report was given."""
    (case,) = extract(document(f"A 50-year-old man {text} He developed a rash caused by amoxicillin.", "")).cases
    assert isinstance(case, Case)
    return case.drugs[0].dosages[0]


def test_a_case_holds_how_often_how_long_in_which_form_and_the_code_of_the_route() -> None:
    found = dosage("took oral amoxicillin tablets 500 mg three times daily for 2 weeks.")
    said = {
        name: getattr(found, name).value
        for name in ("dose", "every", "duration", "form", "route")
        if isinstance(getattr(found, name), Fact)
    }
    measures = {name: (str(said[name].value), said[name].unit) for name in ("dose", "every", "duration")}
    assert measures == {"dose": ("500", "mg"), "every": ("8", "h"), "duration": ("2", "wk")}
    assert (said["form"], said["route"]) == ("tablets", "oral")
    assert isinstance(found.route_term, Fact) and found.route_term.value.code == "048"


def test_a_range_is_text_and_no_number() -> None:
    found = dosage("was given amoxicillin 250-500 mg daily.")
    assert isinstance(found.dose, Missing)
    assert isinstance(found.text, Fact) and found.text.value == "250-500 mg daily"


def test_how_long_something_else_took_is_not_the_drugs() -> None:
    assert isinstance(dosage("was given amoxicillin 250 mg daily and was observed for 3 weeks.").duration, Missing)


def test_each_counted_unit_is_a_dosage_form_on_the_wire() -> None:
    counted = {row.ucum for row in rows("doses", DoseUnit) if row.ucum.startswith("{")}
    assert counted
    assert {wire_unit("G.k.4.r.1b", unit) for unit in counted} == {"{DF}"}
    assert wire_unit("G.k.4.r.1b", "mg/kg") == "mg/kg"
    assert wire_unit("D.2.2b", "{decade}") == "10.a"
