"""Bytes and a name become a Document: decode, tell the format by content, lay out, cite, list the references.

    document = read_document(data, "report.txt")

Rule: DESIGN "reading": the format is chosen by content, never by name; the id is the SHA-256 of the bytes; the text keeps
every character of a plain text and the visible characters of a page.

What it will not do: open files (`nocere.reading.files` does), or read a format that has no reader here.
"""

from __future__ import annotations

import hashlib
import re

from nocere.document import Document, Part, Reference, Section
from nocere.errors import InputError
from nocere.reading import pagemeta
from nocere.reading.citing import cite
from nocere.reading.decoding import MOST_TEXT, Decoded, decode, too_large
from nocere.reading.layout import Layout, lay_out
from nocere.reading.listing import Entry
from nocere.reading.markup import refuse_other_markup, says_html
from nocere.reading.references import parse
from nocere.span import Span

_LETTER = re.compile(r"[^\W\d_]")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read_document(data: bytes, name: str) -> Document:
    """The document in these bytes. Raises `InputError`, in one line, for what is no readable text."""
    name = _UNSAFE.sub("?", name)
    decoded = decode(data, name)
    refuse_other_markup(decoded.text, name)
    if says_html(decoded.text):
        return _page(data, name, decoded)
    _refuse_wordless(decoded.text, name)
    laid = lay_out(decoded.text)
    citation, notes = cite(decoded.text, laid.sections)
    references, unread = _references(decoded.text, laid.entries)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type="text/plain",
        encoding=decoded.encoding,
        text=decoded.text,
        sections=laid.sections,
        citation=citation,
        references=references,
        notes=(*decoded.notes, *notes, *unread),
    )


def _page(data: bytes, name: str, decoded: Decoded) -> Document:
    from nocere.reading.webpage import render

    page = render(decoded.text, name)
    _refuse_wordless(page.text, name)
    laid = lay_out(page.text, page.chrome, page.title, page.listed)
    citation, notes = cite(page.text, laid.sections)
    text, metadata = pagemeta.append(page.text, citation, page.meta)
    if len(text) > MOST_TEXT:
        raise too_large(name, f"{len(text):,} characters")
    if metadata:
        citation, notes = cite(text, laid.sections, metadata.given)
        block = Section(
            part=Part.CITATION, start=metadata.start, end=len(text), heading=Span.of(text, *metadata.heading)
        )
        laid = Layout((*laid.sections, block), laid.entries)
    references, unread = _references(text, laid.entries)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type="text/html",
        encoding=decoded.encoding,
        text=text,
        sections=laid.sections,
        citation=citation,
        references=references,
        notes=(*decoded.notes, *page.notes, *notes, *unread),
    )


def _refuse_wordless(text: str, name: str) -> None:
    if not _LETTER.search(text):
        raise InputError(f"{name}: not a single letter to read in it; give the text of a report")


def _references(text: str, entries: tuple[Entry, ...]) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    """The references, and a note of those that no rule accounts for."""
    references = tuple(_reference(text, entry) for entry in entries)
    unread = [str(each.number or place) for place, each in enumerate(references, 1) if each.route == "none"]
    if not unread:
        return references, ()
    shown = ", ".join(unread[:20]) + (", …" if len(unread) > 20 else "")
    return references, (f"references kept as strings, no rule accounts for them: {shown}",)


def _reference(text: str, entry: Entry) -> Reference:
    said = text[entry.start : entry.end]
    parsed = parse(said)
    return Reference(
        span=Span.of(text, entry.start, entry.end),
        number=entry.number,
        authors=tuple(one.author for one in parsed.names.named),
        route=parsed.route,
        **{field: parsed.value(said, field) for field in parsed.cuts},
    )
