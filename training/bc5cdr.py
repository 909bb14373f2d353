"""BC5CDR's abstracts: every chemical and disease that is named, and sentences in which a chemical does no harm.

    for sentence in read_bc5cdr(Path("corpora/bc5cdr/training.pubtator"), without=texts): ...

The rule: BC5CDR (Li et al. 2016, Database baw068), PubTator form. All of a sentence teaches the layer `entity`. One that
names a chemical and no disease, or neither, holds no adverse event, and teaches the layers of triggers and roles that much:
it may well tell of a benefit. The rest of what PHEE labels is not labelled here, and stays untaught.

What it will not do: read relations, or a test split.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from benchmarks.bc5cdr import Abstract, read_abstracts
from training.sentence import LabelledSpan, Sentence, stretches

ENTITY = frozenset({"entity"})
EVENT = frozenset({"trigger", "drug_role", "effect_role"})
SHORTEST = 20  # characters


def read_bc5cdr(path: Path, without: Collection[str]) -> list[Sentence]:
    """The sentences of all abstracts but those whose text is among `without`, in the file's order."""
    return [sentence for abstract in read_abstracts(path, without) for sentence in _sentences(abstract)]


def _sentences(abstract: Abstract) -> list[Sentence]:
    text, marks = abstract.document.text, abstract.marks
    return [
        _sentence(
            f"{abstract.document.name}_{begin}",
            text[begin:end],
            [(m.kind, m.start - begin, m.end - begin) for m in marks if begin <= m.start and m.end <= end],
        )
        for begin, end in stretches(text)
        if end - begin >= SHORTEST
    ]


def _sentence(name: str, text: str, spans: list[LabelledSpan]) -> Sentence:
    harmless = not any(label == "Disease" for label, _, _ in spans)
    return Sentence(name, text, frozenset(spans), ENTITY, harmless=EVENT if harmless else frozenset())
