"""JSON and JSON lines: back to the same reading, the same bytes every time, nothing without its evidence."""

from __future__ import annotations

import json

import pytest

from nocere.case import Case, Reading
from nocere.errors import EvidenceError
from nocere.exchange.rows import to_json, to_jsonl
from nocere.span import grounds
from tests.exchange.page_reading import TEXT, reading


def test_json_comes_back() -> None:
    """The same reading, and the same bytes again."""
    data = to_json(reading())
    assert Reading.load(data) == reading()
    assert to_json(Reading.load(data)) == data


def test_json_with_another_text_is_refused() -> None:
    """A quote that the text does not say is found on the way back."""
    raw = json.loads(to_json(reading()))
    raw["document"]["text"] = TEXT.replace("ibuprofen", "paracetamol")
    with pytest.raises(EvidenceError):
        Reading.load(json.dumps(raw))


def test_jsonl_holds_each_case() -> None:
    """A line for each, with its document and the verdict, and each loads as a case."""
    rows = [json.loads(line) for line in to_jsonl(reading()).decode().splitlines()]
    assert [row["kind"] for row in rows] == ["case", "case"]
    assert {row["document"]["name"] for row in rows} == {"letters.txt"}
    cases = [Case.model_validate_json(json.dumps(row["case"]), context=grounds(TEXT)) for row in rows]
    assert tuple(cases) == reading().cases


def test_what_is_not_stated_is_left_out() -> None:
    """A field that holds its default takes no room."""
    row = json.loads(to_jsonl(reading()).decode().splitlines()[1])
    assert set(row["case"]["patient"]) == {"description", "sex"}
