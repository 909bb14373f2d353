"""Spans of whole texts: what counts as found, and that what is read is held against the right annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.maccrobat import FIELDS, Fragments, Place, main, matches, measure, overlapping, read_folder, same, wrong

TEXT = "A 61-year-old man took losartan 50 mg daily.\nIt was\u2028given by mouth; oral (Fevenal®) was not.\n"
MARKS = """\
T1\tAge 2 13\t61-year-old
T2\tSex 14 17\tman
E1\tMedication:T3
T3\tMedication 23 31\tlosartan
T4\tDosage 32 43\t50 mg daily
T5\tAdministration 58 60;61 66\tby mouth
T6\tMedication 73 83\t(Fevenal®)
T7\tDosage 38 43\tdaily
T8\tDosage 38 43\tdaily
R1\tMODIFY Arg1:T4 Arg2:E1
#1\tAnnotatorNotes T1\t61-year-old
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One invented text with its annotations."""
    (tmp_path / "1.txt").write_bytes(TEXT.encode())
    (tmp_path / "1.ann").write_bytes(MARKS.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("marks", "places", "strict", "loose"),
    [
        ([((0, 4),)], [(0, 4)], 1, 1),
        ([((0, 4),)], [(0, 5)], 0, 1),
        ([((0, 4),)], [(4, 5)], 0, 0),
        ([((0, 4),)], [(0, 2), (2, 4)], 0, 1),  # an annotation is found once
        ([((0, 2),), ((2, 4),)], [(0, 4)], 0, 1),  # and what is read is used once
        ([((0, 2),), ((2, 4),)], [(2, 4), (0, 2)], 2, 2),
        ([((0, 2), (6, 8))], [(6, 8)], 0, 1),  # a fragment of two
        ([((0, 2), (6, 8))], [(3, 5)], 0, 0),
        ([((0, 2), (6, 8))], [(0, 8)], 0, 1),
        ([], [(0, 1)], 0, 0),
        ([((0, 1),)], [], 0, 0),
    ],
)
def test_strict_and_overlapping(marks: list[Fragments], places: list[Place], strict: int, loose: int) -> None:
    """How many pairs are made of annotations and what was read."""
    assert len(matches(marks, places, same)) == strict
    assert len(matches(marks, places, overlapping)) == loose


def test_spans_of_the_text_alone_are_read(folder: Path) -> None:
    """No events, relations or notes; what is annotated twice is one; fragments stay together."""
    (text,) = read_folder(folder)
    assert text.text == TEXT
    assert {kind: len(found) for kind, found in text.marks.items()} == {
        "Age": 1,
        "Sex": 1,
        "Medication": 2,
        "Dosage": 2,
        "Administration": 1,
    }
    assert text.marks["Administration"] == (((58, 60), (61, 66)),)


def test_what_is_read_is_held_against_its_own_kind(folder: Path) -> None:
    """Each row against the annotations that it names."""
    counts = measure(read_folder(folder))
    shown = {row: [(c.found, c.gold, c.read) for c in counts[row]] for row in FIELDS}
    for row in ("age, grammar", "age of the patient", "sex, grammar", "sex of the patient"):
        assert shown[row] == [(1, 1, 1), (1, 1, 1)]
    assert shown["dose, grammar"] == shown["dose of a drug"] == [(1, 2, 1), (1, 2, 1)]
    assert shown["route, rules"] == [(0, 1, 2), (1, 1, 2)]  # "by mouth" in two fragments, "oral" beside it
    assert shown["drug, known"][0][:2] == (1, 2)


def test_what_differs_is_listed(folder: Path) -> None:
    """One line each, in the order of the text, without line breaks within."""
    lines = [line.split("\t") for line in wrong(read_folder(folder))]
    assert all(len(line) == 4 and line[0] == "1" for line in lines)
    assert [line[1:] for line in lines if line[1] in ("dose, grammar", "route, rules")] == [
        ["dose, grammar", "daily", ""],
        ["route, rules", "by mouth", "by mouth"],
        ["route, rules", "", "oral"],
    ]


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table, or the list of what differs."""
    assert main([str(folder)]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0].lstrip("| ") for line in table[2:]] == list(FIELDS)
    assert main([str(folder), "--wrong"]) == 0
    assert "1\tdose, grammar\tdaily\t" in capsys.readouterr().out.splitlines()
