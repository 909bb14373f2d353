"""Drug-disease pairs of whole abstracts, against BC5CDR's chemical-induced diseases.

    python -m benchmarks.bc5cdr CORPUS/development.pubtator [--held TEXTS.jsonl] [--at 0.38]

The rule: BC5CDR (Li et al. 2016, Database baw068). A pair of the reader, as `nocere.extracting.whole` gives it at that
score or above, is right where one of the drug's names and one of the condition's names (as the reader's rules cut them, and
its model) are, letter case aside, names that the annotators marked for an annotated pair. Precision counts the reader's
pairs, recall the annotated ones; texts of --held are left out.

What it will not do: give a pair by identifier, since nocere ships no vocabulary with identifiers; count a pair as right
because its words overlap.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nocere.document import Document, Part, Section
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.whole import Pair, pairs_of

AT = 0.38


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated name: its place, its words, its kind and its identifiers."""

    start: int
    end: int
    text: str
    kind: str
    identifiers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Abstract:
    """One abstract with its names and its pairs of identifiers (chemical, disease)."""

    document: Document
    marks: tuple[Mark, ...]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Right pairs, pairs read, annotated pairs found, annotated pairs."""

    right: int
    read: int
    found: int
    annotated: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_abstracts(path: Path, held: Collection[str] = ()) -> list[Abstract]:
    """The abstracts of a PubTator file, those aside whose title stands in a held text."""
    blocks = (block.strip().split("\n") for block in path.read_text(encoding="utf-8").split("\n\n"))
    found = [lines for lines in blocks if len(lines) > 1]
    return [_abstract(lines) for lines in found if not any(_words(lines[0]).strip() in text for text in held)]


def _words(line: str) -> str:
    return line.split("|", 2)[2]


def _abstract(lines: Sequence[str]) -> Abstract:
    title, text = _words(lines[0]), f"{_words(lines[0])} {_words(lines[1])}"
    parts = (
        Section(part=Part.TITLE, start=0, end=len(title)),
        Section(part=Part.ABSTRACT, start=len(title) + 1, end=len(text)),
    )
    name = lines[0].split("|")[0]
    document = Document(id=name, name=name, media_type="text/plain", encoding="utf-8", text=text, sections=parts)
    table = [line.split("\t") for line in lines[2:]]
    marks = (
        Mark(int(row[1]), int(row[2]), row[3], row[4], frozenset(row[5].split("|"))) for row in table if len(row) > 5
    )
    return Abstract(document, tuple(marks), frozenset((r[2], r[3]) for r in table if len(r) == 4 and r[1] == "CID"))


def identifiers(abstract: Abstract, mentions: Iterable[DrugMention | ConditionMention], kind: str) -> set[str]:
    """The identifiers of that kind under the words of these mentions."""
    return {
        one
        for mention in mentions
        for mark in abstract.marks
        if mark.kind == kind and mark.start < mention.end and mention.start < mark.end
        for one in mark.identifiers
    }


def _named(abstract: Abstract, pair: Pair) -> set[tuple[str, str]]:
    """The annotated pairs that the words of this pair name."""
    drugs, conditions = pair.drug_names, pair.condition_names
    chemicals = {i for m in abstract.marks if m.kind == "Chemical" and m.text.lower() in drugs for i in m.identifiers}
    diseases = {
        i for m in abstract.marks if m.kind == "Disease" and m.text.lower() in conditions for i in m.identifiers
    }
    return {pair for pair in abstract.pairs if pair[0] in chemicals and pair[1] in diseases}


def measure(abstracts: Sequence[Abstract], at: float = AT) -> Rates:
    """The rates of all abstracts together."""
    right = read = found = 0
    for abstract in abstracts:
        named = [_named(abstract, pair) for pair in pairs_of(abstract.document) if pair.score >= at]
        right, read = right + sum(map(bool, named)), read + len(named)
        found += len(set[tuple[str, str]]().union(*named))
    return Rates(right, read, found, sum(len(abstract.pairs) for abstract in abstracts))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score, print."""
    parser = ArgumentParser(prog="python -m benchmarks.bc5cdr", description="Score drug-disease pairs of abstracts.")
    parser.add_argument("corpus", type=Path, help="PubTator file")
    parser.add_argument("--held", type=Path, help="JSON lines whose texts are left out")
    parser.add_argument("--at", type=float, default=AT, help="the least score of a pair that counts as read")
    given = parser.parse_args(arguments)
    held = given.held.read_text(encoding="utf-8").splitlines() if given.held else []
    rates = measure(read_abstracts(given.corpus, [json.loads(line)["text"] for line in held]), given.at)
    print(
        f"precision {rates.precision:.3f}, recall {rates.recall:.3f}, F1 {rates.f1:.3f}: {rates.right} of {rates.read} right,"
    )
    print(f"{rates.found} of {rates.annotated} annotated pairs found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
