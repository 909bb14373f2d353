"""The stages in order, for one document and for many."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nocere.case import Reading
from nocere.errors import FaultError, InputError
from nocere.pipeline import Result, read, read_many
from nocere.reading import Source, sources
from nocere.span import NOT_STATED

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "linezolid-lactic-acidosis.txt"


def test_path_string_and_bytes_are_read_alike() -> None:
    """The same bytes under the same name are the same reading, wherever they come from."""
    first = read(REPORT)
    assert read(str(REPORT)) == first == read(REPORT.read_bytes(), REPORT.name)
    assert first.document.id == hashlib.sha256(REPORT.read_bytes()).hexdigest()


def test_the_reading_stands(tmp_path: Path) -> None:
    """It has a case, assessed, and every quote is in the text."""
    reading = read(REPORT)
    reading.check()
    assert reading.verdict.has_case
    assert [case.position for case in reading.cases] == list(range(1, len(reading.cases) + 1))
    assert all(case.criteria for case in reading.cases)


SECOND_HARMED = """Two patients of one ward

Case 1: A 45-year-old woman was admitted with pneumonia. She went home well.

Case 2: A 61-year-old man was given amoxicillin for sinusitis. Two days later he developed a rash caused by amoxicillin.
"""


@pytest.mark.parametrize("data", [REPORT.read_bytes(), SECOND_HARMED.encode()], ids=["one patient", "the second alone"])
def test_an_id_is_of_what_was_read(data: bytes) -> None:
    """Of the final position, and so that it holds after assessing and after JSON, and parts when a value is changed."""
    reading = read(data, "a.txt")
    (case,) = Reading.load(reading.model_dump_json()).cases
    assert (case.position, case.id) == (1, case.digest)
    assert case.criteria
    young = case.patient.model_copy(update={"age": NOT_STATED})
    assert case.model_copy(update={"patient": young}).digest != case.id
    assert case.model_copy(update={"position": 2}).digest != case.id


def test_the_ids_of_a_series_are_each_case_s_own() -> None:
    """Two patients of one document differ."""
    cases = read(ROOT / "examples" / "dress-case-series.txt").cases
    assert len({case.id for case in cases}) == len(cases) > 1
    assert all(case.id == case.digest for case in cases)


def test_a_folder_is_not_one_document(tmp_path: Path) -> None:
    """Says what reads folders."""
    with pytest.raises(InputError, match="read_many"):
        read(tmp_path)


class Faulty(Source):
    """A source that meets a fault of nocere's own."""

    def bytes(self) -> bytes:
        return [b""][1]


def test_one_bad_document_stops_nothing(tmp_path: Path) -> None:
    """Refusals and faults are results of their own; the others are read; progress hears of each, in order."""
    (tmp_path / "empty.txt").touch()
    seen: list[Result] = []
    given = [*sources([str(tmp_path / "empty.txt")]), Faulty("faulty", None), *sources([str(REPORT)])]
    results = list(read_many(given, progress=seen.append))
    assert seen == results
    empty, faulty, good = results
    assert isinstance(empty.error, InputError)
    assert isinstance(faulty.error, FaultError)
    assert isinstance(faulty.error.__cause__, IndexError)
    assert "IndexError at test_pipeline.py:" in str(faulty.error)
    assert isinstance(good.reading, Reading)


def test_what_is_done_is_not_read() -> None:
    """`done` is asked with the source and its hash, and its word is taken."""
    asked: list[tuple[str, str]] = []

    def done(source: Source, sha256: str) -> bool:
        asked.append((source.name, sha256))
        return True

    (result,) = read_many(sources([str(REPORT)]), done=done)
    assert (result.reading, result.error) == (None, None)
    assert asked == [(REPORT.name, hashlib.sha256(REPORT.read_bytes()).hexdigest())]


def test_an_interrupt_is_no_document_s() -> None:
    """Ctrl-C goes up to whoever runs the batch."""

    class Interrupted(Source):
        def bytes(self) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_many([Interrupted("x", None)]))
