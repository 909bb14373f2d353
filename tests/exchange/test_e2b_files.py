"""Files of real readings: each annotated text, the first input and each example, by the code of `nocere read --format e2b`.

A text is read once for all tests here (and once more by the command itself, in a process of its own). What is checked of a
file: the ICH schemas take it, it does as official instances do where the shared schema set has a stand-in, and the command
writes the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from nocere.case import Reading
from nocere.cli.asked import Format
from nocere.cli.formats import maker
from nocere.cli.output import stem
from nocere.cli.settings import resolve
from nocere.exchange.e2b.schemas import Schemas
from nocere.pipeline import read_many
from nocere.reading import sources
from tests.cli.conftest import EXAMPLES, NOCERE
from tests.exchange.e2b_precedent import HL7, Precedent, nodes

pytestmark = pytest.mark.shared

SENT = {
    "sender": "Anytown Hospital",
    "sender_type": "health professional",
    "country": "NO",
    "sender_id": "ANYTOWN",
    "receiver_id": "AUTHORITY",
    "received": "2026-11-01",
    "created": "2026-11-24T12:00:00",
}


@pytest.fixture(scope="session")
def inbox(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them, a file each."""
    folder = tmp_path_factory.mktemp("inbox")
    for line in (shared_dir / "gold/texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        (folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', row['id'])}.txt").write_bytes(row["text"].encode())
    assert len(list(folder.iterdir())) == 64
    for path in (shared_dir / "inputs/iatrogenic-calcinosis-cutis.txt", *EXAMPLES.iterdir()):
        if path.name != "README.md":
            shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="session")
def readings(inbox: Path) -> list[Reading]:
    """Each of them, read."""
    results = list(read_many(sources([str(inbox)])))
    assert [result.error for result in results if result.error] == []
    found = [result.reading for result in results if result.reading]
    assert len(found) == len(results) == len(list(inbox.iterdir()))
    return found


@pytest.fixture(scope="session")
def files(readings: list[Reading], inbox: Path) -> dict[str, bytes]:
    """The drafts of all cases, under the names that the command gives them."""
    return drafts(readings, {}, inbox)


def drafts(readings: list[Reading], asked: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The draft of each case with these settings and no others."""
    make = maker(Format.E2B, resolve(asked, {}, folder), draft=True)
    return {
        f"{stem(reading.document.name)}{file.added}{file.ending}": file.data
        for reading in readings
        for file in make(reading).files
    }


def quotes(data: Any) -> Iterator[tuple[int, int, str]]:
    """Every span in what was read, at any depth."""
    if isinstance(data, dict):
        if data.keys() == {"start", "end", "quote"}:
            yield data["start"], data["end"], data["quote"]
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            yield from quotes(inner)


def test_each_case_has_a_file(readings: list[Reading], files: dict[str, bytes]) -> None:
    """There are cases, and as many files as cases."""
    assert sum(len(reading.cases) for reading in readings) == len(files) > 0


def test_each_quote_is_what_the_text_says(readings: list[Reading]) -> None:
    """In the readings' own check, and in a plain comparison of the JSON with its text."""
    checked = 0
    for reading in readings:
        reading.check()
        for start, end, quote in quotes(reading.model_dump(mode="json")["cases"]):
            assert reading.document.text[start:end] == quote, reading.document.name
            checked += 1
    assert checked > len(readings)


@pytest.mark.parametrize("asked", [{}, SENT], ids=["no settings", "all settings"])
def test_each_file_is_valid(
    asked: dict[str, str], readings: list[Reading], inbox: Path, schemas: Schemas, precedent: Precedent
) -> None:
    """By the schemas, and by what official instances do."""
    for name, data in drafts(readings, asked, inbox).items():
        assert not schemas.validate(data), name
        root = etree.fromstring(data)
        assert not precedent.breaches(root), name
        assert len(list(nodes(root))) > 1, name


def test_the_command_writes_the_same_bytes(
    inbox: Path, files: dict[str, bytes], schema_dir: Path, tmp_path: Path
) -> None:
    """Read again in a process of its own, with another hash seed; nothing breaks the schemas (exit 0)."""
    out = tmp_path / "out"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("NOCERE_")}
    command: list[str | Path] = [NOCERE, "read", inbox, "--format", "e2b", "--draft", "--schema-dir", schema_dir]
    ended = subprocess.run(
        [*command, "-o", out],
        capture_output=True,
        check=False,
        timeout=300,
        cwd=tmp_path,
        env={**environ, "PYTHONHASHSEED": "7"},
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert {path.name: path.read_bytes() for path in out.glob("*.xml")} == files


SCHEMA = ["investigationEvent", "adverseEventAssessment", "primaryRole", "kindOfProduct"]
STAND_IN = ["organizer", "observation", "substanceAdministration", "inboundRelationship"]


def largest(files: dict[str, bytes], place: str) -> etree._Element:
    """Of the files that hold such a node, the one that holds most."""
    holding = [data for data in files.values() if f"<{place} ".encode() in data or f"<{place}>".encode() in data]
    assert holding, f"no file holds {place}"
    return etree.fromstring(max(holding, key=len))


@pytest.mark.parametrize("place", [*SCHEMA, *STAND_IN])
def test_a_child_that_is_none_is_refused(
    place: str, files: dict[str, bytes], schemas: Schemas, precedent: Precedent
) -> None:
    """Under each such node of a file, by the schemas; in the stand-in's part by both."""
    root = largest(files, place)
    for at, _ in enumerate(root.iter(f"{HL7}{place}")):
        changed = deepcopy(root)
        etree.SubElement(list(changed.iter(f"{HL7}{place}"))[at], f"{HL7}nothing")
        assert any("nothing" in finding.message for finding in schemas.validate(etree.tostring(changed)))
        assert (f"child {place} nothing" in precedent.breaches(changed)) == (place in STAND_IN)


@pytest.mark.parametrize(
    ("place", "child"),
    [
        ("investigationEvent", "code"),
        ("primaryRole", "player1"),
        ("organizer", "code"),
        ("observation", "code"),
        ("substanceAdministration", "consumable"),
        ("outboundRelationship1", "pauseQuantity"),
    ],
)
def test_a_child_out_of_its_place_is_refused(
    place: str, child: str, files: dict[str, bytes], schemas: Schemas, precedent: Precedent
) -> None:
    """Put last where it was not, by the schemas; in the stand-in's part by both."""
    root = largest(files, place)
    moved = 0
    for node in root.iter(f"{HL7}{place}"):
        found = node.find(f"{HL7}{child}")
        if found is not None and found.getnext() is not None:
            node.append(found)
            moved += 1
    assert moved
    assert schemas.validate(etree.tostring(root))
    wrong = [line for line in precedent.breaches(root) if line.startswith("order ") and line.endswith(f" {child}")]
    assert bool(wrong) == (place not in SCHEMA)


def test_an_attribute_has_a_precedent_too(files: dict[str, bytes], precedent: Precedent) -> None:
    """The stand-in takes any word there; official instances have certain ones."""
    root = largest(files, "inboundRelationship")
    next(root.iter(f"{HL7}inboundRelationship")).set("typeCode", "COMP")
    assert precedent.breaches(root) == ("attributes inboundRelationship typeCode=COMP",)
