"""Reading: bytes become a Document, whatever file they came from.

    from nocere.reading import read_document, sources

    for source in sources(["report.txt", "folder/", "-"]):
        document = read_document(source.bytes(), source.name)

Rule: the format is chosen by content (DESIGN, "reading"). Plain text and HTML pages are read; what is refused is refused
with `InputError` in one line. Only `nocere.reading.files` touches files; all else is pure.

What it will not do: use a network, or keep anything between two documents.
"""

from nocere.reading.files import ENDINGS, Source, sources
from nocere.reading.reader import read_document

__all__ = ["ENDINGS", "Source", "read_document", "sources"]
