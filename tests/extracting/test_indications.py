"""What each drug was for: tied by words, by the model where it is sure, and by what was told right before."""

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


def purposes(case: Case) -> dict[str, set[str]]:
    found = {d.name.value.lower(): {i.name.value for i in d.indications} for d in case.drugs}
    for treatment in case.treatments:
        told = {treatment.indication.value} if isinstance(treatment.indication, Fact) else set()
        found[treatment.name.value.lower()] = told
    return found


@pytest.mark.parametrize(
    ("told", "drug", "purpose"),
    [
        ("He also took amlodipine 5 mg daily for hypertension.", "amlodipine", "hypertension"),
        ("He was on long-term metformin for the treatment of type 2 diabetes.", "metformin", "type 2 diabetes"),
        ("For epilepsy he had been given valproate for years.", "valproate", "epilepsy"),
        ("Because of gout he had received allopurinol for years.", "allopurinol", "gout"),
        ("His asthma was treated with salbutamol.", "salbutamol", "asthma"),
        ("He had gout, which was treated with 100\u00a0mg allopurinol.", "allopurinol", "gout"),
        ("He took adalimumab, a monoclonal antibody, for psoriasis.", "adalimumab", "psoriasis"),
    ],
)
def test_words_tie_a_drug_to_what_it_was_for(told: str, drug: str, purpose: str) -> None:
    assert purposes(only(RASH + told))[drug] == {purpose}


def test_a_regimen_shares_what_it_is_for() -> None:
    case = only(
        "A 61-year-old woman with ovarian cancer developed neutropenia after treatment with carboplatin and paclitaxel.",
        "Neutropenia caused by carboplatin and paclitaxel",
    )
    assert purposes(case) == {"carboplatin": {"ovarian cancer"}, "paclitaxel": {"ovarian cancer"}}


def test_what_a_regimen_is_for_is_for_all_its_drugs() -> None:
    case = only(
        "A 71-year-old man with metastatic prostate cancer presented with seizures two weeks after receiving abiraterone plus "
        "prednisone. The seizures were caused by abiraterone."
    )
    found = purposes(case)
    assert found["abiraterone"] == found["prednisone"] == {"metastatic prostate cancer"}


def test_a_drug_against_rejection_is_for_the_transplant() -> None:
    case = only(
        "A 45-year-old man underwent kidney transplantation for nephrosclerosis and received tacrolimus. He developed tremor due "
        "to tacrolimus."
    )
    assert purposes(case)["tacrolimus"] == {"kidney transplantation"}


def test_a_drug_begun_is_for_the_disorder_the_patient_is_introduced_with() -> None:
    case = only(
        "A 66-year-old man with metastatic renal cell carcinoma was admitted with chest pain. Two weeks earlier sunitinib had been "
        "started. Angina pectoris caused by sunitinib was diagnosed, and sunitinib was stopped."
    )
    assert purposes(case)["sunitinib"] == {"metastatic renal cell carcinoma"}


def test_what_is_given_for_what_comes_up_is_not_for_the_disorder_the_patient_is_introduced_with() -> None:
    case = only(
        "A 66-year-old man with metastatic renal cell carcinoma was admitted. Cefazolin was started. He developed a rash caused by "
        "cefazolin."
    )
    assert purposes(case)["cefazolin"] == set()


def test_a_disease_merely_named_beside_a_drug_is_no_indication() -> None:
    case = only(
        "A hypothyroid man taking simvastatin and levothyroxine developed rhabdomyolysis caused by simvastatin."
    )
    assert not any(purposes(case).values())


@pytest.mark.parametrize(
    "told",
    [
        "The rash was treated with prednisolone.",
        "He was treated with prednisolone.",
        "The rash required intravenous prednisolone.",
        "The rash persisted despite prednisolone.",
    ],
)
def test_a_treatment_of_the_reaction_is_for_it(told: str) -> None:
    assert purposes(only(RASH + told))["prednisolone"] == {"rash"}


def test_what_was_diagnosed_is_what_the_next_sentence_treats() -> None:
    case = only(
        "A 40-year-old woman was diagnosed with pneumonia. She was treated with levofloxacin. Two days later she had seizures "
        "caused by levofloxacin."
    )
    assert purposes(case)["levofloxacin"] == {"pneumonia"}


def test_a_complaint_is_what_is_treated_past_what_other_drugs_are_for() -> None:
    case = only(
        "A 30-year-old woman presented to the emergency department with vomiting. She took metformin for type 2 diabetes. "
        "She was treated with 4 mg of ondansetron intravenously. She had a headache caused by ondansetron."
    )
    assert purposes(case)["ondansetron"] == {"vomiting"}


def test_a_complaint_is_not_what_a_drug_given_long_before_was_for() -> None:
    case = only(
        "A 30-year-old woman presented with fever. She had been treated with phenytoin. A rash caused by phenytoin was diagnosed."
    )
    assert "fever" not in purposes(case)["phenytoin"]


def test_no_drug_is_for_what_it_is_blamed_for() -> None:
    case = only(
        RASH + "Amoxicillin was stopped because of the rash. He was advised to avoid amoxicillin for fear of rash."
    )
    assert purposes(case)["amoxicillin"] == set()


@pytest.mark.parametrize(
    ("told", "drug", "purpose"),
    [
        ("His epilepsy was not controlled by lamotrigine.", "lamotrigine", "epilepsy"),
        ("He had gout, for which he was prescribed allopurinol.", "allopurinol", "gout"),
        ("In view of asthma he had received theophylline for years.", "theophylline", "asthma"),
        ("His asthma necessitated long-term theophylline.", "theophylline", "asthma"),
        ("Theophylline was added to control his asthma.", "theophylline", "asthma"),
        ("Under the diagnosis of malaria he had been given quinine.", "quinine", "malaria"),
    ],
)
def test_more_words_tie_a_drug_to_what_it_was_for(told: str, drug: str, purpose: str) -> None:
    assert purposes(only(RASH + told))[drug] == {purpose}


def test_a_drug_given_to_one_with_a_disease_is_for_it_if_it_is_given_for_such() -> None:
    told = "Rash occurred after {} administration in a 50-year-old man with epilepsy. The rash was caused by {}."
    assert purposes(only(told.format("lamotrigine", "lamotrigine")))["lamotrigine"] == {"epilepsy"}
    assert purposes(only(told.format("cefazolin", "cefazolin")))["cefazolin"] == set()


def test_anaesthesia_is_what_a_drug_was_for_and_no_history() -> None:
    case = only("A 50-year-old man developed a rash caused by propofol given for induction of anaesthesia.")
    assert purposes(case)["propofol"] == {"induction of anaesthesia"}
    assert not case.patient.history


def test_a_drug_is_for_a_diagnosis_that_only_words_name() -> None:
    case = only("A 50-year-old man was diagnosed with refractory XQT. Imatinib was started. Imatinib caused a rash.")
    assert purposes(case)["imatinib"] == {"refractory XQT"}


def test_a_drug_told_right_behind_the_disease_that_its_kind_treats_is_for_it() -> None:
    told = "A 50-year-old woman with breast cancer and gout was seen. {}Tamoxifen was begun. Tamoxifen caused a rash."
    assert purposes(only(told.format("")))["tamoxifen"] == {"breast cancer"}
    assert "gout" not in purposes(only(told.format("")))["tamoxifen"]


def test_what_takes_a_drugs_place_is_for_the_same() -> None:
    told = "A 50-year-old man took valproate for epilepsy. He developed a rash caused by valproate. "
    found = purposes(only(told + "Valproate was replaced by lamotrigine."))
    assert found["lamotrigine"] == {"epilepsy"}
    found = purposes(only(told + "Lamotrigine was mentioned to him."))
    assert "epilepsy" not in found.get("lamotrigine", set())


AGRANULOCYTOSIS = "A 50-year-old man developed agranulocytosis caused by clozapine. "


@pytest.mark.parametrize(
    "told",
    [
        "The agranulocytosis improved within a week after administration of filgrastim.",
        "Filgrastim rapidly reversed the agranulocytosis.",
        "Prompt correction of agranulocytosis with filgrastim followed.",
    ],
)
def test_a_treatment_is_for_the_reaction_that_the_report_is_about(told: str) -> None:
    assert purposes(only(AGRANULOCYTOSIS + told))["filgrastim"] == {"agranulocytosis"}


def test_a_treatment_told_of_earlier_years_is_not_for_the_reaction() -> None:
    found = purposes(only(AGRANULOCYTOSIS + "He had previously been treated with filgrastim."))
    assert not found.get("filgrastim")


def test_a_treatment_named_without_the_reaction_is_for_the_one_of_the_report() -> None:
    case = only(
        "A 50-year-old man developed hepatitis caused by isoniazid. Isoniazid was stopped. He was treated with prednisone."
    )
    assert purposes(case)["prednisone"] == {"hepatitis"}
