"""A table with a row for each patient: rows are patients, cells tie drug and reaction; published cases are nobody here."""

from __future__ import annotations

import pytest

from nocere.case import Case, Sex
from nocere.extracting import extract
from nocere.extracting.sentences import sentences
from nocere.reading import read_document
from nocere.span import Fact
from tests.extracting.documents import document

STORY = "We saw patients with fungal infections of the nails between 2015 and 2019. Details are in the table.\n\n"
HEAD = ["Patient", "Age", "Sex", "Drug", "Reaction", "Outcome"]
ROWS = [
    ["1", "44", "F", "Terbinafine", "Ageusia", "Recovered"],
    ["2", "61", "M", "Itraconazole", "Hepatitis", "Not recovered. See text"],
]


def table(rows: list[list[str]], between: str) -> str:
    return "\n".join(between.join(row) for row in rows)


def told(case: Case) -> tuple[str, str, list[str], list[str], list[str]]:
    age, sex = case.patient.age, case.patient.sex
    return (
        f"{age.value.value} {age.value.unit}" if isinstance(age, Fact) else "",
        str(sex.value) if isinstance(sex, Fact) else "",
        [d.name.value for d in case.drugs],
        [r.name.value for r in case.reactions],
        [str(r.outcome.value) for r in case.reactions if isinstance(r.outcome, Fact)],
    )


@pytest.mark.parametrize("between", ["\t", " | "])
def test_each_row_is_a_patient(between: str) -> None:
    found = extract(document(STORY + table([HEAD, *ROWS], between) + "\nAll patients gave consent.")).cases
    assert [told(case) for case in found] == [
        ("44 a", "female", ["Terbinafine"], ["Ageusia"], ["recovered"]),
        ("61 a", "male", ["Itraconazole"], ["Hepatitis"], ["not recovered"]),
    ]


def test_age_and_sex_may_share_a_cell_and_the_unit_stand_in_the_heading() -> None:
    rows = [["No.", "Age (months)/Sex", "Suspected drug", "Adverse reaction"], ["A", "3/M", "Phenytoin", "Exanthema"]]
    (case,) = extract(document(STORY + table([*rows, ["B", "7/F", "Phenytoin", "None"]], "\t"))).cases
    assert told(case)[:4] == ("3 mo", "male", ["Phenytoin"], ["Exanthema"])


def test_a_reaction_that_no_list_knows_is_still_the_cells() -> None:
    rows = [["Age", "Sex", "Drug", "Adverse event"], ["70", "F", "Terbinafine", "Green tongue"]]
    (case,) = extract(document(STORY + table(rows, "\t"))).cases
    assert [r.name.value for r in case.reactions] == ["Green tongue"]


def test_a_table_of_published_cases_makes_nobody_a_patient() -> None:
    rows = [["Author", *HEAD[1:]], ["Smith 2001", *ROWS[0][1:]], ["Jones 2009", *ROWS[1][1:]]]
    assert not extract(document(STORY + table(rows, "\t"))).cases


def test_a_table_of_measurements_makes_nobody_a_patient() -> None:
    rows = [["Day", "Sodium", "Potassium"], ["1", "116", "4.1"], ["2", "121", "4.0"]]
    assert not extract(document(STORY + table(rows, "\t"))).cases


def test_a_row_and_the_sentence_that_tells_of_the_same_patient_are_one() -> None:
    text = "Patient 1 was a 44-year-old woman. She developed ageusia caused by terbinafine.\n\n"
    (first, second) = extract(document(text + table([HEAD, *ROWS], "\t"))).cases
    assert (told(first)[0], told(second)[0]) == ("44 a", "61 a")
    assert first.patient.sex.value is Sex.FEMALE


def test_a_page_s_table_is_read_alike() -> None:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEAD, *ROWS])
    page = f"<html><body><h1>Nail fungus</h1><p>{STORY}</p><table>{cells}</table></body></html>"
    assert len(extract(read_document(page.encode(), "page.html")).cases) == 2


def test_lines_of_a_table_are_sentences_and_wrapped_lines_are_not() -> None:
    text = (
        "He took one drug\nand then another.\n" + table([["a", "b", "c. D"], ["1", "2", "3"]], "\t") + "\nNote the end."
    )
    assert [s.text for s in sentences(document(text))] == [
        "He took one drug and then another.",
        "a\tb\tc. D",
        "1\t2\t3",
        "Note the end.",
    ]
