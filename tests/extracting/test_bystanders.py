"""Which drugs only stood beside: taken anyway, taking a suspect's place, for something else; and what is no drug given."""

from __future__ import annotations

import pytest

from nocere.case import Action, Case, Dechallenge, Outcome, Role
from nocere.extracting import extract
from nocere.span import Fact
from tests.extracting.documents import document

HEPATITIS = "A 50-year-old man developed hepatitis caused by isoniazid 300 mg daily. "


def only(text: str, title: str = "") -> Case:
    (case,) = extract(document(text, title)).cases
    return case


def names(case: Case, role: Role) -> set[str]:
    return {d.name.value.lower() for d in case.drugs if isinstance(d.role, Fact) and d.role.value is role}


def treatments(case: Case) -> set[str]:
    return {t.name.value.lower() for t in case.treatments}


@pytest.mark.parametrize(
    ("told", "drugs"),
    [
        ("He also took metformin 850 mg twice daily and ramipril.", {"metformin", "ramipril"}),
        ("His other long-term medicines were simvastatin and aspirin.", {"simvastatin", "aspirin"}),
        ("He takes hydroxychloroquine 200 mg daily, which was continued throughout.", {"hydroxychloroquine"}),
        ("He had been on amlodipine for years.", {"amlodipine"}),
        ("Olanzapine and amisulpride had failed.", {"olanzapine", "amisulpride"}),
        ("He has since taken febuxostat without problems.", {"febuxostat"}),
        ("He had been given paracetamol for fever the day before.", {"paracetamol"}),
        ("He completed treatment with oral doxycycline.", {"doxycycline"}),
        ("Isoniazid was replaced by levofloxacin.", {"levofloxacin"}),
        ("Treatment was changed to levofloxacin.", {"levofloxacin"}),
        ("He was switched from isoniazid to levofloxacin.", {"levofloxacin"}),
    ],
)
def test_what_is_taken_anyway_or_instead_is_concomitant(told: str, drugs: set[str]) -> None:
    case = only(HEPATITIS + told)
    assert names(case, Role.SUSPECT) == {"isoniazid"}
    assert names(case, Role.CONCOMITANT) == drugs
    assert not treatments(case)


@pytest.mark.parametrize(
    ("told", "drugs"),
    [
        ("Intravenous thiamine had no effect.", {"thiamine"}),
        ("Methylprednisolone and acetylcysteine were given without benefit.", {"methylprednisolone", "acetylcysteine"}),
        ("Bisoprolol and ramipril were given.", {"bisoprolol", "ramipril"}),
        ("The hepatitis needed long courses of prednisolone.", {"prednisolone"}),
        ("Pain relief was achieved with oxycodone.", {"oxycodone"}),
        ("The hepatitis resolved after therapy with prednisolone.", {"prednisolone"}),
        ("The hepatitis improved after stopping the drug and initiation of prednisolone.", {"prednisolone"}),
    ],
)
def test_what_is_given_for_the_reaction_is_a_treatment(told: str, drugs: set[str]) -> None:
    case = only(HEPATITIS + told)
    assert names(case, Role.SUSPECT) == {"isoniazid"}
    assert treatments(case) == drugs


def test_a_drug_blamed_by_name_stays_suspect_however_long_it_was_taken() -> None:
    case = only(
        "A 70-year-old woman had taken amiodarone for ten years. She developed hyperthyroidism caused by amiodarone."
    )
    assert names(case, Role.SUSPECT) == {"amiodarone"}


def test_a_denial_is_of_the_drug_of_its_clause() -> None:
    case = only(HEPATITIS + "He was advised to avoid isoniazid; paracetamol has been well tolerated since.")
    assert names(case, Role.SUSPECT) == {"isoniazid"}
    assert names(case, Role.CONCOMITANT) == {"paracetamol"}


def test_a_route_before_another_drug_is_that_drugs() -> None:
    case = only(HEPATITIS + "Isoniazid was withdrawn, and intravenous acetylcysteine was given.")
    (isoniazid,) = (d for d in case.drugs if d.name.value == "isoniazid")
    assert not any(isinstance(d.route, Fact) for d in isoniazid.dosages)


def test_both_of_two_drugs_stopped_in_one_breath_were_stopped() -> None:
    case = only(
        "A 60-year-old man developed rhabdomyolysis caused by simvastatin and clarithromycin. Simvastatin and clarithromycin "
        "were stopped, and the rhabdomyolysis resolved."
    )
    assert [d.action.value for d in case.drugs if isinstance(d.action, Fact)] == [Action.WITHDRAWN] * 2
    assert all(d.reactions[0].dechallenge.value is Dechallenge.POSITIVE for d in case.drugs)


def test_the_dose_of_a_drug_that_was_reduced_is_no_relief() -> None:
    case = only(
        "A 4-year-old girl developed pancreatitis caused by valproate. The dose of valproate was reduced. She improved."
    )
    assert [(d.name.value, d.action.value) for d in case.drugs if isinstance(d.action, Fact)] == [
        ("valproate", Action.REDUCED)
    ]
    assert not treatments(case)


def test_a_measured_salt_is_no_drug() -> None:
    case = only(HEPATITIS + "Sodium was 116 mmol/l, and potassium (2.9 mmol/l) was low.")
    assert names(case, Role.CONCOMITANT) == set()


def test_what_is_told_before_a_diagnosis_in_its_sentence_is_its_sign() -> None:
    case = only(
        "A 68-year-old man took simvastatin. Two weeks later he developed muscle pain and dark urine, and rhabdomyolysis due to "
        "simvastatin was diagnosed."
    )
    assert [r.name.value for r in case.reactions] == ["rhabdomyolysis"]


def test_a_diagnosis_blamed_on_a_drug_is_no_history() -> None:
    case = only("A 29-year-old man took clozapine. He was admitted with a diagnosis of clozapine-induced myocarditis.")
    assert [r.name.value for r in case.reactions] == ["myocarditis"]


def test_a_reaction_first_named_when_it_ends_began_before_the_drug_was_stopped() -> None:
    case = only(
        "An 81-year-old woman was started on duloxetine. She became confused. Duloxetine was stopped. "
        "The hyponatraemia resolved within five days.",
        "Hyponatraemia with duloxetine",
    )
    (drug,), (reaction,) = case.drugs, case.reactions
    assert isinstance(drug.action, Fact) and drug.action.value is Action.WITHDRAWN
    assert isinstance(reaction.outcome, Fact) and reaction.outcome.value is Outcome.RECOVERED


def test_the_course_is_no_part_of_a_name() -> None:
    case = only("A 76-year-old man took duloxetine. Severe hyponatraemia recurred when duloxetine was given again.")
    assert [r.name.value for r in case.reactions] == ["Severe hyponatraemia"]


@pytest.mark.parametrize(
    ("told", "action"),
    [
        ("She also took metformin.", None),  # first named late, and taken all along
        ("A scan with gadobutrol a year later was normal.", Action.NOT_APPLICABLE),
    ],
)
def test_what_is_named_after_the_reaction_need_not_have_been_begun_after_it(told: str, action: Action | None) -> None:
    case = only(f"A 50-year-old woman developed hepatitis caused by isoniazid. {told}")
    (drug,) = [d for d in case.drugs if isinstance(d.role, Fact) and d.role.value is Role.CONCOMITANT]
    assert (drug.action.value if isinstance(drug.action, Fact) else None) is action


@pytest.mark.parametrize(
    ("told", "action"),
    [
        ("He was also taking ramipril.", None),
        ("He also took ramipril. All of his drugs were stopped.", Action.WITHDRAWN),
        ("Ramipril and aspirin were considered possible causes and were stopped.", Action.WITHDRAWN),
    ],
)
def test_what_became_of_a_drug_beside(told: str, action: Action | None) -> None:
    (drug,) = (d for d in only(HEPATITIS + told).drugs if d.name.value.lower() == "ramipril")
    assert (drug.action.value if isinstance(drug.action, Fact) else None) is action
