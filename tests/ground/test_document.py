"""A document carries its text, and everything it says of itself is a stretch of that text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from nocere.document import Document, Part, Section
from nocere.errors import EvidenceError
from nocere.span import Span, spans_in
from tests.ground.texts import documents

PLAIN = {"id": "0" * 64, "name": "a.txt", "media_type": "text/plain", "encoding": "utf-8", "text": "Title\r\nA boy."}


@given(documents())
def test_json_brings_the_same_document_back(document: Document) -> None:
    """Every character kept: line ends, marks, pictures."""
    assert Document.load(document.model_dump_json()) == document
    assert Document.load(document.model_dump_json().encode()) == document


@given(documents())
def test_every_quote_is_in_the_text(document: Document) -> None:
    """Headings, citation and references included."""
    for span in spans_in(document):
        assert document.text[span.start : span.end] == span.quote


@given(documents())
def test_a_changed_text_is_refused(document: Document) -> None:
    """One character put in front moves every quote; the heading's is not found any more unless the text repeats."""
    data = json.loads(document.model_dump_json())
    data["text"] = "\x00" + document.text
    first = next(spans_in(document))
    if data["text"][first.start : first.end] != first.quote:
        with pytest.raises(EvidenceError):
            Document.load(json.dumps(data))


@pytest.mark.parametrize(
    "data", ["", "null", "[]", "{}", "{", '{"text": 1}', '{"text": "x"}', "\x00", '{"text": "x", "id": 1}']
)
def test_what_is_no_document_is_refused(data: str) -> None:
    """With one line that says so."""
    with pytest.raises(EvidenceError, match=r"^not a document of nocere: [^\n]+$"):
        Document.load(data)


@pytest.mark.parametrize(("start", "end"), [(0, 14), (-1, 3), (5, 4)])
def test_a_section_lies_inside(start: int, end: int) -> None:
    """A section is a stretch of the text."""
    with pytest.raises(EvidenceError, match=r"section body .* outside a text of 13"):
        Document.model_validate({**PLAIN, "sections": [{"part": "body", "start": start, "end": end}]})


def test_parts_by_offset_and_by_name() -> None:
    """An offset is in one section or in none, and sections are found by what they are."""
    title, case = Section(part=Part.TITLE, start=0, end=5), Section(part=Part.CASE, start=7, end=13)
    document = Document(**PLAIN, sections=(title, case))
    assert (document.part(0), document.part(6), document.part(12), document.part(13)) == (title, None, case, None)
    assert document.only(Part.CASE, Part.TITLE) == (title, case) and document.only(Part.METHODS) == ()
    assert document.span(9, 12) == Span.of(document.text, 9, 12) and document.span(9, 12).quote == "boy"


@pytest.mark.parametrize(
    "change", [{"pages": 3}, {"text": None}, {"sections": [{"part": "appendix", "start": 0, "end": 1}]}]
)
def test_unknown_fields_and_parts_are_refused(change: dict[str, Any]) -> None:
    """Nothing unknown is let in."""
    with pytest.raises(ValidationError):
        Document.model_validate({**PLAIN, **change})


def test_frozen() -> None:
    """Nobody edits a document."""
    document = Document(**PLAIN)
    with pytest.raises(ValidationError, match="frozen"):
        document.text = "other"  # type: ignore[misc]
