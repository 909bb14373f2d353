"""Documents for tests, made from plain words: a title where one is given, the rest the abstract."""

from __future__ import annotations

from nocere.document import Document, Part, Section


def document(body: str, title: str = "") -> Document:
    """A document whose title and abstract are these."""
    head = f"{title}\n\n" if title else ""
    sections = [Section(part=Part.TITLE, start=0, end=len(title))] if title else []
    sections.append(Section(part=Part.ABSTRACT, start=len(head), end=len(head) + len(body)))
    return Document(
        id="0" * 64,
        name="test.txt",
        media_type="text/plain",
        encoding="utf-8",
        text=head + body,
        sections=tuple(sections),
    )
