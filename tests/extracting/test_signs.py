"""A diagnosis that the title blames on a drug replaces the signs that are only told after it."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.document import Document
from nocere.extracting.explain import explain
from nocere.reading import read_document

SYNDROME = """Carbamazepine-induced agranulocytosis

A 40-year-old man with epilepsy was given carbamazepine. Three weeks after starting carbamazepine he developed fever, sore throat
and malaise. Carbamazepine-induced agranulocytosis was diagnosed. Carbamazepine was stopped, and he recovered.
"""
SEPARATE = """Carbamazepine-induced agranulocytosis

A 40-year-old man with epilepsy was given carbamazepine. Three weeks later he had carbamazepine-induced agranulocytosis and
hepatitis caused by carbamazepine. Carbamazepine was stopped, and he recovered.
"""


def document(text: str) -> Document:
    return read_document(text.encode(), "case.txt")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(SYNDROME, {"agranulocytosis"}, id="signs"),
        pytest.param(SEPARATE, {"agranulocytosis", "hepatitis"}, id="harms of their own"),
    ],
)
def test_signs_are_no_reactions_of_their_own(text: str, names: set[str]) -> None:
    (case,) = read(text.encode(), name="case.txt").cases
    assert {r.name.value.lower() for r in case.reactions} == names


def test_the_explanation_says_that_it_is_a_sign() -> None:
    (patient,) = explain(document(SYNDROME)).patients
    why = {c.name.lower(): c.why for c in patient.conditions}
    assert "sign of the diagnosis" in why["fever"]


def test_symptoms_that_went_are_not_summed_up() -> None:
    """ "These symptoms improved" tells an outcome; "these findings met the criteria for" names what they were signs of."""
    told = (
        "A 39-year-old man was treated with vancomycin. Two weeks later he developed acute interstitial nephritis. "
        "These symptoms {went} after withdrawal of vancomycin."
    )
    for went in ("improved", "were improved", "gradually resolved", "had completely disappeared"):
        (case,) = read(told.format(went=went).encode(), name="case.txt").cases
        assert [r.name.value for r in case.reactions] == ["acute interstitial nephritis"]
