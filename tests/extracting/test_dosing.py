"""By which route and in what dose each drug was given."""

from __future__ import annotations

import pytest

from nocere.case import Case
from nocere.extracting import extract
from nocere.span import Fact
from tests.extracting.documents import document

RASH = "A 50-year-old man developed a rash caused by amoxicillin. "


def only(text: str, title: str = "") -> Case:
    (case,) = extract(document(text, title)).cases
    return case


def routes(case: Case) -> dict[str, str]:
    given = [(d.name.value.lower(), d.dosages) for d in (*case.drugs, *case.treatments)]
    return {name: ways[0].route.value for name, ways in given if ways and isinstance(ways[0].route, Fact)}


@pytest.mark.parametrize(
    ("told", "route"),
    [
        ("Intravenous dexamethasone was given.", "Intravenous"),
        ("Dexamethasone 8 mg was given orally.", "orally"),
        ("He received an intramuscular injection of dexamethasone.", "intramuscular"),
        ("He received an injection of dexamethasone.", "injection"),
        ("He received dexamethasone i.v. and then intravenous dexamethasone.", "intravenous"),
        ("Topical application of dexamethasone was begun.", "Topical"),
    ],
)
def test_a_route_is_the_word_for_it(told: str, route: str) -> None:
    assert routes(only(RASH + told))["dexamethasone"] == route


def test_a_route_before_a_list_is_that_of_all_without_their_own() -> None:
    case = only(RASH + "He was given intravenous dexamethasone 8 mg and clemastine 2 mg, and oral cetirizine.")
    assert routes(case) == {"dexamethasone": "intravenous", "clemastine": "intravenous", "cetirizine": "oral"}


@pytest.mark.parametrize("told", ["Dexamethasone cream was applied.", "He swallowed dexamethasone tablets."])
def test_a_form_is_no_route(told: str) -> None:
    assert "dexamethasone" not in routes(only(RASH + told))


def test_a_word_in_the_name_of_a_condition_is_no_route() -> None:
    case = only(
        "A 25-year-old woman took fluconazole to treat vaginal candidiasis. She had a rash caused by fluconazole."
    )
    assert routes(case) == {}


def test_the_patients_own_sentence_counts_before_the_title() -> None:
    case = only("A 60-year-old woman developed deafness caused by oral neomycin.", "Deafness after topical neomycin")
    assert routes(case) == {"neomycin": "oral"}


def doses(case: Case) -> dict[str, str]:
    given = [(d.name.value.lower(), d.dosages) for d in (*case.drugs, *case.treatments)]
    return {name: ways[0].text.value for name, ways in given if ways and isinstance(ways[0].text, Fact)}


@pytest.mark.parametrize(
    ("told", "dose"),
    [
        ("A 100-mg bolus injection of hydrocortisone was given.", "100-mg"),
        ("Hydrocortisone was initiated at the dose of 50 mg daily.", "50 mg daily"),
        ("He received 200 mg of intravenous hydrocortisone.", "200 mg"),
        ("Clemastine at 2 mg and hydrocortisone 50 mg were given.", "50 mg"),
    ],
)
def test_a_dose_is_of_its_drug(told: str, dose: str) -> None:
    assert doses(only(RASH + told))["hydrocortisone"] == dose
