"""Whole short reports: who counts as a patient without age or sex, what follows a poisoning, what is only a sign, what a denial
takes back."""

from __future__ import annotations

import pytest

from nocere import read
from nocere.case import Action, Case, Role
from nocere.span import Fact


def cases(text: str) -> tuple[Case, ...]:
    """What is read of a report."""
    return tuple(read(text.encode(), name="report.txt").cases)


def reactions(case: Case) -> list[str]:
    """The names of the reactions."""
    return [r.name.value for r in case.reactions]


def suspects(case: Case) -> list[str]:
    """The names of the suspect drugs."""
    return [d.name.value.lower() for d in case.drugs if isinstance(d.role, Fact) and d.role.value is Role.SUSPECT]


@pytest.mark.parametrize(
    "opening",
    [
        "We report a case of aplastic anemia due to felbamate.",
        "A case of aplastic anemia due to felbamate is presented.",
        "This report describes a rare case of felbamate-induced aplastic anemia.",
        "The authors describe an unusual case of aplastic anemia, which was caused by felbamate, and discuss it.",
    ],
)
def test_one_case_without_age_or_sex_is_one_patient(opening: str) -> None:
    (case,) = cases(f"Felbamate and the bone marrow.\n\n{opening}")
    assert suspects(case) == ["felbamate"]
    assert any("anemia" in name for name in reactions(case))


@pytest.mark.parametrize(
    "opening",
    [
        "We report 40 cases of aplastic anemia due to felbamate.",
        "Cases of aplastic anemia due to felbamate are presented.",
        "The registry holds reports of aplastic anemia due to felbamate.",
    ],
)
def test_many_cases_without_age_or_sex_are_none(opening: str) -> None:
    assert not cases(f"Felbamate and the bone marrow.\n\n{opening}")


def test_what_a_poisoned_patient_had_is_held_against_the_poison() -> None:
    (case,) = cases(
        "Amitriptyline overdose in a young man.\n\nA 24-year-old man was brought to hospital after an overdose of "
        "amitriptyline. Blood was drawn. An electrocardiogram was recorded. Seizures, hypotension and coma followed. He was "
        "ventilated and recovered."
    )
    assert {"Seizures", "hypotension", "coma"} <= set(reactions(case))


def test_a_denial_of_another_treatment_does_not_take_back_what_plain_words_blame() -> None:
    (case,) = cases(
        "Laser treatment of cyclosporine-induced gingival hyperplasia.\n\nWe report a 33-year-old woman with gingival "
        "hyperplasia due to cyclosporine. Laser treatment removed it. No side effects were noted."
    )
    assert suspects(case) == ["cyclosporine"]


def test_what_only_the_order_of_the_story_ties_is_a_sign_of_what_a_sentence_ties() -> None:
    (case,) = cases(
        "A 61-year-old man developed eosinophilic pneumonia after daptomycin. He had fever and crackles. Daptomycin was "
        "stopped and he improved."
    )
    assert reactions(case) == ["eosinophilic pneumonia"]


def test_what_a_reaction_led_to_is_a_reaction() -> None:
    (case,) = cases(
        "Lithium-induced interstitial nephritis.\n\nA 58-year-old woman on lithium developed interstitial nephritis. The "
        "interstitial nephritis progressed to end-stage renal disease."
    )
    assert "end-stage renal disease" in reactions(case)


def test_other_reactions_that_are_denied_do_not_deny_those_that_are_told() -> None:
    (case,) = cases(
        "A 50-year-old woman received docetaxel. She developed neutropenia due to docetaxel without any other severe adverse "
        "reactions."
    )
    assert reactions(case) == ["neutropenia"]


def test_a_suspicion_that_was_wrong_at_first_is_none() -> None:
    assert not cases(
        "A 44-year-old woman with cancer had portal hypertension. Toxicity due to bevacizumab was initially and incorrectly "
        "entertained as a cause. Liver metastases explained it."
    )


def test_a_drug_first_named_as_suspended_was_begun_before() -> None:
    (case,) = cases(
        "A 6-year-old girl with leukaemia developed skin necrosis due to calcium chloride. Suspension of chemotherapy was "
        "needed for a month."
    )
    (other,) = (d for d in case.drugs if d.name.value == "chemotherapy")
    assert isinstance(other.action, Fact)
    assert other.action.value is Action.WITHDRAWN
    assert not other.indications
