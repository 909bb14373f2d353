"""Files against the ICH schemas and the official instances: valid whatever the case holds, each element where others put it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers
from lxml import etree

from nocere.errors import SchemaError
from nocere.exchange.e2b.find import values
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.schemas import Schemas
from nocere.exchange.e2b.table import NAMESPACES, elements
from nocere.exchange.e2b.write import write_batch, write_icsr
from tests.exchange.e2b_cases import any_case, every_element, minimal
from tests.exchange.e2b_precedent import Precedent
from tests.exchange.e2b_schema import assembled

HL7 = f"{{{NAMESPACES['h']}}}"
INDEX = re.compile(r"\[(?:r|i|k)\]|\[@root='UUID of [^']*'\]|\[@(?:ITSVersion|xsi:schemaLocation)='[^']*' ?\]")


@pytest.mark.shared
def test_the_schemas_take_every_official_instance(schemas: Schemas, instances: dict[Path, etree._Element]) -> None:
    """What is checked with here is no stricter than the standard."""
    assert len(instances) >= 15
    for path in instances:
        assert not schemas.validate(path.read_bytes()), path.name


@pytest.mark.shared
def test_a_file_with_each_element_is_valid(schemas: Schemas, precedent: Precedent) -> None:
    """One file for each element number a case can hold; in the part that may be a stand-in, as official instances have it."""
    for held in every_element():
        data = write_icsr(held.case, Header(), draft=True)
        assert not schemas.validate(data), held.number
        assert not precedent.breaches(etree.fromstring(data)), held.number


@pytest.mark.shared
@settings(max_examples=150)
@given(seed=integers(0, 2**32))
def test_any_case_makes_a_valid_file(schemas: Schemas, seed: int) -> None:
    """Whatever the values, with characters that XML does not allow or does not like."""
    data = write_icsr(any_case(seed), Header(), draft=True)
    found = schemas.validate(data)
    assert not found, found


@pytest.mark.shared
def test_a_batch_of_several_is_valid(schemas: Schemas) -> None:
    """Several messages in one batch."""
    data = write_batch([minimal(), minimal(id="case-2")], Header(), draft=True)
    assert not schemas.validate(data)
    assert len(etree.fromstring(data).findall(f"{HL7}PORR_IN049016UV")) == 2


@pytest.mark.shared
def test_the_schemas_see_a_wrong_order(schemas: Schemas) -> None:
    """The check can fail: a narrative before its report's code."""
    tree = etree.fromstring(write_icsr(minimal(), Header(), draft=True))
    event = tree.find(f".//{HL7}investigationEvent")
    assert event is not None
    event.append(event[0])
    (finding, *_) = schemas.validate(etree.tostring(tree))
    assert finding.line and "id" in finding.message


@pytest.mark.shared
def test_our_places_are_where_official_instances_have_them(
    shared_dir: Path, instances: dict[Path, etree._Element]
) -> None:
    """Second opinion: whatever the XPath of the ICH and FDA tables finds in an official instance, our location finds too."""
    with (shared_dir / "data/e2b/elements.csv").open(encoding="utf-8") as file:
        theirs = {
            row["element"]: row["xpath"] for row in csv.DictReader(file) if row["source_body"] == "ICH" and row["xpath"]
        }
    compared = 0
    for path, root in instances.items():
        for number, xpath in theirs.items():
            if number == "G.k.9.i.1":
                continue
            hits = _official(root, xpath)
            missed = set(hits) - set(values(root, number))
            assert not missed, f"{path.name}: {number}: {missed}"
            compared += len(hits)
    assert compared > 2000


def _official(root: etree._Element, xpath: str) -> list[str]:
    """What that XPath finds, its occurrence marks left out."""
    plain = INDEX.sub("", xpath)
    inner = re.match(r"substring\((.*), (\d)\)$", plain)
    query, skip = (inner[1], int(inner[2]) - 1) if inner else (plain, 0)
    query = query if query.startswith("/") else f"/MCCI_IN200100UV01/{query}"
    named = re.sub(r"(?<![\w@:'(-])([A-Za-z]\w*)(?=[\[/\]]|$)", r"h:\1", query)
    found = root.getroottree().xpath(named, namespaces=NAMESPACES)
    return [str(one)[skip:] for one in found] if isinstance(found, list) else []


@pytest.mark.shared
def test_the_reference_instance_marks_each_element_where_we_find_it(instances: dict[Path, etree._Element]) -> None:
    """In the ICH reference instance text values are element numbers and comments name them: we find as many as it marks."""
    path, root = next(one for one in instances.items() if "ICSR_Reference" in one[0].name)
    marked = re.findall(r"<!-- ?([A-H]\.[\w.]+)[ :]", path.read_text(encoding="utf-8"))
    wrong = {}
    for number in (number for number, row in elements().items() if row.location):
        found = (*values(root, number), *values(root, number, null=True))
        if number in marked and len(found) < marked.count(number):
            wrong[number] = (len(found), marked.count(number))
        wrong_text = [one for one in found if re.fullmatch(r"[A-H]\.[\w.]+", one) and one != number]
        assert not wrong_text, f"{number}: {wrong_text}"
    # Results below or above a limit (F.r.3.2, F.r.3.3) are an interval without a centre, which a case does not hold. The
    # instance calls the end date of its sixth reaction a start date (E.i.4).
    assert wrong == {"E.i.4": (4, 5), "F.r.3.2": (1, 5), "F.r.3.3": (1, 5)}


def test_a_folder_without_schemas_says_what_would_do(tmp_path: Path) -> None:
    """Nothing there, or not all of it."""
    with pytest.raises(SchemaError, match=r"holds no multicacheschemas/MCCI_IN200100UV01\.xsd; give the folder"):
        Schemas.load(tmp_path)
    (tmp_path / "multicacheschemas").mkdir()
    (tmp_path / "multicacheschemas/MCCI_IN200100UV01.xsd").write_text("<xs:schema")
    with pytest.raises(SchemaError, match="does not load"):
        Schemas.load(tmp_path)


@pytest.mark.shared
def test_the_folder_or_its_parent_will_do(shared_dir: Path, tmp_path: Path) -> None:
    """As the package of ICH unpacks, or one folder above or below."""
    whole = assembled(shared_dir / "data/e2b/schemas", tmp_path / "ich")
    for folder in (whole, whole.parent, whole / "multicacheschemas"):
        assert Schemas.load(folder).validate(b"<a")[0].message.startswith("not XML")
