"""Which kinds of drugs are given for which kinds of conditions."""

from __future__ import annotations

import pytest

from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import DrugEvidence
from nocere.extracting.kinds import treats
from nocere.extracting.mentions import ConditionMention, DrugMention


def drug(name: str) -> DrugEvidence:
    mention = DrugMention(0, len(name), name, name.lower(), 0, False, True, 1.0, 0.0, 0.0)
    return DrugEvidence(name.lower(), [mention])


def condition(name: str) -> ConditionMention:
    return ConditionMention(
        0, len(name), name, name.lower(), 0, True, 0.0, 0.0, subject=0.0, indication=0.0, said=Assertion.PRESENT
    )


@pytest.mark.parametrize(
    ("name", "disease"),
    [
        ("sunitinib", "metastatic renal cell carcinoma"),
        ("imatinib", "unresectable GIST"),
        ("risperidone", "paranoid schizophrenia"),
        ("carbimazole", "Graves' disease"),
        ("tacrolimus", "kidney transplant"),
        ("propofol", "induction of anaesthesia"),
    ],
)
def test_a_kind_treats(name: str, disease: str) -> None:
    assert treats(drug(name), condition(disease))


@pytest.mark.parametrize(
    ("name", "disease"),
    [
        ("sunitinib", "gout"),
        ("imatinib", "gist of the talk"),
        ("cefazolin", "epilepsy"),
        ("water", "hypertension"),
        ("chemotherapy", "tumor-lysis syndrome"),
    ],
)
def test_a_kind_treats_no_other(name: str, disease: str) -> None:
    assert not treats(drug(name), condition(disease))
