"""Which conditions are harms, and when they began: names that blame a medicine, lists, ends, second exposures, newborns."""

from __future__ import annotations

import pytest

from nocere.case import AgeGroup, Case, Outcome, Recurrence, Role, Sex
from nocere.extracting import extract
from nocere.span import Fact, Missing
from tests.extracting.documents import document

MOTHER = (
    "A boy was born at 39 weeks of gestation to a 31-year-old woman who had taken venlafaxine 150 mg daily throughout pregnancy. "
    "Twenty hours after birth the newborn developed tremor caused by venlafaxine. "
)


def only(text: str, title: str = "") -> Case:
    (case,) = extract(document(text, title)).cases
    return case


def test_a_name_that_blames_a_medicine_is_read_whole_and_is_a_reaction() -> None:
    case = only(
        "A 54-year-old man was started on allopurinol. Four weeks later he developed fever. Allopurinol was stopped.",
        "Drug reaction with eosinophilia and systemic symptoms in an old man",
    )
    assert "Drug reaction with eosinophilia and systemic symptoms" in [r.name.value for r in case.reactions]


def test_what_stands_beside_a_reaction_beyond_doubt_happened_with_it() -> None:
    case = only(
        "A 24-year-old woman swallowed 60 tablets of amlodipine. Blood pressure was 60/30 mmHg, and she developed cardiogenic "
        "shock and acute kidney injury.",
        "Cardiogenic shock caused by amlodipine",
    )
    assert [r.name.value.lower() for r in case.reactions] == ["cardiogenic shock", "acute kidney injury"]


def test_the_same_symptoms_after_a_second_exposure_are_a_positive_rechallenge() -> None:
    case = only(
        "A 33-year-old woman developed meningitis caused by ibuprofen. She recovered. Four months later she took ibuprofen again. "
        "The same symptoms returned within two hours."
    )
    assert [p.rechallenge.value for d in case.drugs for p in d.reactions if isinstance(p.rechallenge, Fact)] == [
        Recurrence.RECURRED
    ]


def test_the_same_symptoms_when_a_treatment_is_stopped_are_no_rechallenge() -> None:
    case = only(
        "A 33-year-old woman developed meningitis caused by ibuprofen. The same symptoms returned two days after prednisolone was "
        "stopped."
    )
    assert all(isinstance(p.rechallenge, Missing) for d in case.drugs for p in d.reactions)


def test_a_need_for_lifelong_treatment_is_no_recovery() -> None:
    case = only(
        "A 40-year-old woman developed hypothyroidism caused by lithium. The hypothyroidism needs lifelong levothyroxine."
    )
    assert [r.outcome.value for r in case.reactions if isinstance(r.outcome, Fact)] == [Outcome.NOT_RECOVERED]
    assert [t.name.value for t in case.treatments] == ["levothyroxine"]


def test_a_newborn_is_the_patient_and_not_the_mother() -> None:
    case = only(MOTHER + "His mother continued venlafaxine and had no complaints.")
    assert isinstance(case.patient.age, Missing)
    assert isinstance(case.patient.age_group, Fact) and case.patient.age_group.value is AgeGroup.NEONATE
    assert isinstance(case.patient.sex, Fact) and case.patient.sex.value is Sex.MALE
    assert [(d.name.value, d.role.value) for d in case.drugs if isinstance(d.role, Fact)] == [
        ("venlafaxine", Role.SUSPECT)
    ]


@pytest.mark.parametrize("words", ["Haemodialysis was not needed.", "No haemodialysis was given."])
def test_what_was_not_done_is_neither_treatment_nor_serious(words: str) -> None:
    case = only("A 40-year-old man developed renal failure caused by ibuprofen. " + words)
    assert not case.treatments
    assert all(isinstance(r.seriousness.other, Missing) for r in case.reactions)


def test_a_title_that_puts_a_condition_into_one_on_a_drug_blames_the_drug() -> None:
    case = only(
        "An 84-year-old woman was treated with co-trimoxazole for cystitis. On the fourth day she was found unconscious. "
        "Co-trimoxazole was stopped and replaced by fosfomycin.",
        "Severe hypoglycaemia in an elderly woman treated with co-trimoxazole",
    )
    assert [r.name.value for r in case.reactions] == ["Severe hypoglycaemia"]
    assert {d.name.value.lower(): str(d.role.value) for d in case.drugs if isinstance(d.role, Fact)} == {
        "co-trimoxazole": "suspect",
        "fosfomycin": "concomitant",
    }


def test_a_relative_whom_a_number_announces_is_a_patient() -> None:
    found = extract(
        document(
            "Case 1. A 7-year-old boy developed hepatitis caused by valproate. Case 2. His 4-year-old sister developed "
            "pancreatitis caused by valproate."
        )
    ).cases
    assert [(c.patient.sex.value, c.reactions[0].name.value) for c in found if isinstance(c.patient.sex, Fact)] == [
        (Sex.MALE, "hepatitis"),
        (Sex.FEMALE, "pancreatitis"),
    ]


def test_rechallenged_is_rechallenge() -> None:
    case = only(
        "A 52-year-old man developed gynaecomastia caused by omeprazole. He was rechallenged with omeprazole, and breast "
        "tenderness recurred after five weeks."
    )
    assert case.drugs[0].reactions[0].rechallenge.value is Recurrence.RECURRED


def test_an_operation_is_no_reaction_and_a_negative_test_clears_a_drug() -> None:
    case = only(
        "A 63-year-old man underwent hernia repair with bupivacaine. He developed urticaria after chlorhexidine. Skin tests were "
        "positive for chlorhexidine and negative for bupivacaine."
    )
    assert [r.name.value for r in case.reactions] == ["urticaria"]
    assert [d.name.value for d in case.drugs if isinstance(d.role, Fact) and d.role.value is Role.SUSPECT] == [
        "chlorhexidine"
    ]


@pytest.mark.parametrize("who", ["described by Garcia et al died", "reported by Garcia and Wu died"])
def test_a_patient_of_other_authors_is_none_of_this_report(who: str) -> None:
    case = only(
        f"A 37-year-old man developed hepatitis caused by paracetamol. He recovered. A 24-year-old woman {who} after only 6 g.",
    )
    assert isinstance(case.patient.sex, Fact) and case.patient.sex.value is Sex.MALE
    assert [str(r.outcome.value) for r in case.reactions if isinstance(r.outcome, Fact)] == ["recovered"]


def test_an_objective_names_the_harm_and_a_scale_speaks_of_the_patient() -> None:
    case = only(
        "To report a case of torsades de pointes in a patient who received methadone and fluconazole. A 46-year-old man, who had "
        "taken methadone for 3 years, was prescribed fluconazole. The Drug Interaction Probability Scale indicated a probable "
        "interaction between methadone and fluconazole."
    )
    assert {d.name.value: str(d.role.value) for d in case.drugs if isinstance(d.role, Fact)} == {
        "methadone": "interacting",
        "fluconazole": "interacting",
    }
