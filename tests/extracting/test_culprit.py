"""A drug that is named the culprit in a sentence of its own, and what is no drug at all."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.case import Role

STORY = (
    "A 38-year-old man with hypertension had been taking valsartan. Severe swelling of the face was noticed. Angioedema was "
    "diagnosed and intravenous dexamethasone was given. The valsartan was suspected to be the {factor}. He recovered."
)


@pytest.mark.parametrize("factor", ["precipitating factor", "culprit", "offending agent", "causative drug"])
def test_the_culprit_is_suspect(factor: str) -> None:
    (case,) = read(STORY.format(factor=factor).encode(), name="case.txt").cases
    assert [d.name.value for d in case.drugs if d.role.value is Role.SUSPECT] == ["valsartan"]
    assert case.reactions


@pytest.mark.parametrize("target", ["epidermal growth factor receptor", "tyrosine kinase", "CD20 antigen"])
def test_a_target_is_no_drug(target: str) -> None:
    text = f"A 71-year-old woman with a {target} mutation developed rash caused by erlotinib."
    (case,) = read(text.encode(), name="case.txt").cases
    assert [d.name.value for d in case.drugs] == ["erlotinib"]
