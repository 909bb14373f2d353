"""Document: one published report as text, with its parts and its citation, each tied to characters of that text.

    document = Document.load(json_text)          # checks every span against the text it carries
    document.part(offset)                        # the Section that holds an offset

`Document.text` keeps every character of what was read (line ends, non-ASCII, the publisher's misprints); offsets are
Unicode code points into it. The id is the SHA-256 of the source's bytes, so the same bytes are the same document.
Readers (`nocere.reading`) make documents; nothing above edits one.

What it will not do: read files, or know any file format.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Self

from pydantic import ValidationError

from nocere.errors import EvidenceError
from nocere.span import NOT_STATED, Fact, Frozen, Missing, Span, check_spans, grounds


class Part(StrEnum):
    """What a section of a report is, by its heading or place."""

    JOURNAL = "journal"
    TITLE = "title"
    AUTHORS = "authors"
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    METHODS = "methods"
    CASE = "case"
    RESULTS = "results"
    DISCUSSION = "discussion"
    CONCLUSION = "conclusion"
    BODY = "body"
    KEYWORDS = "keywords"
    ACKNOWLEDGEMENTS = "acknowledgements"
    CITATION = "citation"
    REFERENCES = "references"
    CHROME = "chrome"


class Section(Frozen):
    """A stretch of the text: `[start, end)` without its heading; `heading` is the heading's own span where there is one."""

    part: Part
    start: int
    end: int
    heading: Span | None = None


class Author(Frozen):
    """One author of a document or reference."""

    family: str
    given: str = ""


class Reference(Frozen):
    """One cited work: the string as printed, and what was parsed out of it.

    `route` names the rule that parsed it ("vancouver", "harvard", ...); "none" where no rule accounts for the string.
    """

    span: Span
    number: int | None = None
    authors: tuple[Author, ...] = ()
    year: str = ""
    title: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    route: str = "none"


class Citation(Frozen):
    """How the document itself is cited; each field quotes the document (landing page, header or "Cite this paper" line)."""

    authors: tuple[Fact[Author], ...] = ()
    title: Fact[str] | Missing = NOT_STATED
    journal: Fact[str] | Missing = NOT_STATED
    year: Fact[str] | Missing = NOT_STATED
    volume: Fact[str] | Missing = NOT_STATED
    issue: Fact[str] | Missing = NOT_STATED
    pages: Fact[str] | Missing = NOT_STATED
    doi: Fact[str] | Missing = NOT_STATED
    pmid: Fact[str] | Missing = NOT_STATED
    vancouver: Fact[str] | Missing = NOT_STATED
    """The whole in Vancouver style, at most 500 characters (C.4.r.1)."""


class Document(Frozen):
    """One report. `name` is the file's name without folders; `encoding` and `media_type` say how the bytes were read."""

    id: str
    name: str
    media_type: str
    encoding: str
    text: str
    sections: tuple[Section, ...] = ()
    citation: Citation = Citation()
    references: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader wants known: an encoding guessed, broken tags mended, a reference no rule accounts for."""

    def model_post_init(self, _context: Any) -> None:
        self.check()

    def check(self) -> None:
        """Raise `EvidenceError` unless its sections, citation and references are stretches of its text."""
        for section in self.sections:
            if not 0 <= section.start <= section.end <= len(self.text):
                raise EvidenceError(
                    f"section {section.part} from {section.start} to {section.end} is outside a text of {len(self.text)}"
                )
        check_spans((self.sections, self.citation, self.references), self.text)

    @classmethod
    def load(cls, data: str | bytes) -> Self:
        """The document in that JSON. Raises `EvidenceError` where a span does not quote the text it carries."""
        try:
            raw = json.loads(data)
            return cls.model_validate_json(data, context=grounds(raw["text"]))
        except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
            raise EvidenceError(f"not a document of nocere: {str(error).splitlines()[0]}") from error

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        return Span.of(self.text, start, end)

    def part(self, offset: int) -> Section | None:
        """The section that holds this offset, or None between sections."""
        return next((s for s in self.sections if s.start <= offset < s.end), None)

    def only(self, *parts: Part) -> tuple[Section, ...]:
        """The sections of these parts, in the order of the text."""
        return tuple(s for s in self.sections if s.part in parts)
