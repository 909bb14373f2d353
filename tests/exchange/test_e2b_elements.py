"""Each element a case can hold is found in the file at the place the table gives, and only facts are in the table."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from lxml import etree

from nocere.case import choices as choices_module
from nocere.exchange.e2b.codes import code_list, required
from nocere.exchange.e2b.find import values
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.table import element, elements
from nocere.exchange.e2b.write import write_icsr
from tests.exchange.e2b_cases import Held, every_element

HELD = list(every_element())
OTHERWISE = {"D.7.2", "D.10.7.2"}
"""Beside a coded item, the word for it is not repeated as text: test_e2b_history."""


@pytest.mark.parametrize("held", HELD, ids=[f"{one.number}-{at}" for at, one in enumerate(HELD)])
def test_the_file_holds_the_element_where_the_table_says(held: Held) -> None:
    """Case to file to table and back."""
    data = write_icsr(held.case, Header(), draft=True)
    found = values(etree.fromstring(data), held.number)
    in_group = held.number in OTHERWISE and held.case.patient != type(held.case.patient)() and not found
    assert held.wire in found or in_group, f"{held.number}: {found}"


def test_every_element_but_the_header_has_a_place_in_a_case() -> None:
    """What no field of a case holds is the header, and the pair that the drug and reaction make."""
    assert {n for n, row in elements().items() if row.type != "group"} - {one.number for one in HELD} == {
        *(n for n in elements() if n.startswith("N.")),
        "G.k.9.i.1",
    }


def test_the_table_has_each_element_once_with_a_place() -> None:
    """223 elements of the guide, each with a location that parses; the rest are headings."""
    placed = [row for row in elements().values() if row.type != "group"]
    assert (len(placed), len(elements())) == (223, 241)
    for row in placed:
        assert row.place.xpath("h").startswith(("/h:MCCI_IN200100UV01", "/h:PORR_IN049016UV"))
        assert row.conformance in ("required", "conditional", "optional")
    assert sum(row.conformance == "required" for row in placed) == 33


def test_conditions_name_elements_of_the_table() -> None:
    """A `when` that names nothing would never hold."""
    for row in elements().values():
        for named in re.findall(r"[A-H]\.[\w.]+", row.when):
            assert named in elements(), row.number


@pytest.mark.parametrize("number", sorted(required()))
def test_what_stands_for_not_stated_is_allowed(number: str) -> None:
    """A value or nullFlavor that is no draft's is one that the table gives; a draft's says what would supply it."""
    row, listed = required()[number], element(number)
    if row.null and not row.draft:
        assert row.null in listed.null_flavors
    if row.draft:
        assert row.supply
    elif row.value or row.null:
        assert row.why
    if row.value and code_list(number):
        assert row.value in code_list(number).values()


def test_each_choice_of_a_case_has_a_wire_code() -> None:
    """Word for word: the lists in case/choices.py that go to the wire, against rules/e2b_codes.toml."""
    on_wire = {
        "ReportType": "C.1.3",
        "Qualification": "C.2.r.4",
        "SenderType": "C.3.1",
        "StudyType": "C.5.4",
        "AgeGroup": "D.2.3",
        "Sex": "D.5",
        "Outcome": "E.i.7",
        "TestResult": "F.r.3.1",
        "Role": "G.k.1",
        "Action": "G.k.8",
        "Recurrence": "G.k.9.i.4",
    }
    for name, number in on_wire.items():
        assert {one.value for one in getattr(choices_module, name)} == set(code_list(number)), number


@pytest.mark.shared
def test_the_facts_are_those_of_the_guide(shared_dir: Path) -> None:
    """Lengths, nullFlavors, conformance and R2 numbers, against the table parsed from the guide."""
    with (shared_dir / "data/e2b/elements.csv").open(encoding="utf-8") as file:
        guide = {row["element"]: row for row in csv.DictReader(file) if row["source_body"] == "ICH"}
    assert set(guide) == set(elements())
    for number, row in elements().items():
        given = guide[number]
        assert " ".join(row.null_flavors) == given["nullflavors_ig503"].replace(",", " "), number
        assert row.conformance == given["conformance_class"], number
        if found := re.match(r"(\d+) ?(AN|A|N)$", given["data_type"]):
            assert row.length == int(found[1]), number
        assert row.list == "" or row.list in given["oid"], number
        assert row.r2 in ("", given["r2_number"]), number
        assert given["title"] != row.name or len(row.name) < 40, number


@pytest.mark.shared
def test_code_lists_are_those_of_the_guide(shared_dir: Path) -> None:
    """Each code we write is listed for its element, and none is left out."""
    with (shared_dir / "data/e2b/codelists/codelists.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source"].startswith("ICH IG")]
    for number in {row["used_by"] for row in rows}:
        if number in elements() and elements()[number].type == "code":
            assert set(code_list(number).values()) == {row["code"] for row in rows if row["used_by"] == number}, number


def test_numbers_in_the_case_are_in_the_table() -> None:
    """The metadata of a field never names an element that does not exist."""
    assert {one.number for one in HELD} <= set(elements())
