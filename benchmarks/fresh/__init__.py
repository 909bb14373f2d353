"""Cases of texts that the rules were not written on, annotated by the same guidelines, and how they are read.

    python -m benchmarks.fresh CORPORA [--part seen|unseen]

The annotations lie here as places, without a word of the texts: `seen.jsonl` (251 texts; development looked at its misses) and
`unseen.jsonl` (212 texts, of which development saw nothing but the sums). The texts lie in the corpora: abstracts of BC5CDR and
case reports of E3C. Each text was annotated once, by a language-model annotator that read the annotated cases' guidelines
and examples; nobody adjudicated. A place is the first at which the words stand.

What it will not do: teach anything. No network and no weight was fitted on them.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import read_texts
from benchmarks.score import Record, load, score

HERE = Path(__file__).parent
PARTS = ("seen", "unseen")
_LINE = re.compile(r"(\d+)\|([ta])\|(.*)")


def _abstracts(path: Path) -> dict[str, str]:
    """Title and abstract by number, a line without words between them."""
    parts: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _LINE.match(line):
            parts.setdefault(match[1], {})[match[2]] = match[3]
    return {f"BC5CDR:{number}": f"{part['t']}\n\n{part['a']}" for number, part in parts.items()}


def texts_of(corpora: Path) -> dict[str, str]:
    """The texts of the corpora by the name that the annotations give them."""
    texts = {}
    for split in ("training", "development"):
        texts |= _abstracts(corpora / "bc5cdr" / f"{split}.pubtator")
    reports = load(corpora / "casereports" / "e3c_ade_like.jsonl")
    return texts | {f"E3C:{report['id']}": str(report["text"]) for report in reports}


def _words(item: Any, text: str) -> Any:
    """The annotation with the words at its places."""
    if isinstance(item, dict):
        return {key: _words(value, text) for key, value in item.items()}
    if isinstance(item, list):
        if len(item) == 2 and all(isinstance(n, int) for n in item):
            return text[item[0] : item[1]]
        return [_words(value, text) for value in item]
    return item


def annotated(part: str, texts: Mapping[str, str]) -> list[Record]:
    """The annotated cases of one part, in words."""
    lines = (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_words(record, texts[record["id"]]) for record in map(json.loads, lines)]


def measure(part: str, corpora: Path) -> tuple[list[Record], dict[str, dict[str, float]]]:
    """The annotated cases of a part and the rates of each field."""
    texts = texts_of(corpora)
    gold = annotated(part, texts)
    found = read_texts([{"id": record["id"], "text": texts[record["id"]]} for record in gold])
    return gold, score(gold, {record["id"]: record for record in found})


def markdown(part: str, corpora: Path) -> Iterator[str]:
    """A table of rates."""
    gold, rates = measure(part, corpora)
    patients = sum(len(record["cases"]) for record in gold)
    yield f"#### {part.capitalize()}: {len(gold)} texts, {patients} patients\n"
    yield "| field | precision | recall | F1 | annotated | read |\n|---|---:|---:|---:|---:|---:|"
    for field, r in rates.items():
        yield f"| {field} | {r['precision']} | {r['recall']} | {r['f1']} | {r['gold']:.0f} | {r['predicted']:.0f} |"
    yield ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score, print."""
    parser = ArgumentParser(prog="python -m benchmarks.fresh", description="Score texts that no rule was written on.")
    parser.add_argument("corpora", type=Path, help="the folder of bc5cdr and casereports")
    parser.add_argument("--part", choices=PARTS, help="one part alone")
    given = parser.parse_args(arguments)
    for part in [given.part] if given.part else PARTS:
        print("\n".join(markdown(part, given.corpora)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
