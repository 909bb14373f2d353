"""A training sentence: its text, its labelled spans, and what it can teach.

    Sentence("1_0", "Rash after ibuprofen.", frozenset({("Effect", 0, 4)}), frozenset({"main", "sub"}))
    Sentence("b1", "A cough.", frozenset(), frozenset({"main"}), unsure=((0, 1),))      # one layer, but not its first word

The rule: corpora label different things, so a sentence is silent about the layers that its corpus does not label, and the
loss leaves them out (masked multi-task learning). Where a corpus leaves a doubt, the stretch is `unsure` and left out too.

What it will not do: read any corpus.
"""

from __future__ import annotations

from dataclasses import dataclass

from nocere.document import Document, Part, Section
from nocere.extracting.sentences import sentences

LabelledSpan = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its gold spans (label, start, end); `taught` names the layers that it teaches.

    In the layers that `harmless` names it teaches no more than that nothing in it belongs to an adverse event.
    """

    id: str
    text: str
    spans: frozenset[LabelledSpan]
    taught: frozenset[str]
    harmless: frozenset[str] = frozenset()
    unsure: tuple[tuple[int, int], ...] = ()


def stretches(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, cut as the reader cuts them."""
    whole = Section(part=Part.BODY, start=0, end=len(text))
    document = Document(id="0", name="text", media_type="text/plain", encoding="utf-8", text=text, sections=(whole,))
    return [(s.start, s.end) for s in sentences(document)]
