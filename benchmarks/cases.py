"""Read annotated texts with nocere and write what it read in the form of the annotations.

    python -m benchmarks.cases --texts TEXTS.jsonl --out READ.jsonl [--gold CASES.jsonl]

A text goes in as the bytes of a file named after its id, through `nocere.read`, as any report does. With --gold the score
follows. A text that cannot be read stops the run: a benchmark that skips is no benchmark.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gold import record
from benchmarks.score import Record, load, score, table


def read_texts(texts: Sequence[Record]) -> list[Record]:
    """Each text as nocere reads it."""
    from nocere import read

    return [record(text["id"], read(text["text"].encode(), name=f"{text['id']}.txt")) for text in texts]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, write, and score where there is gold."""
    parser = ArgumentParser(prog="python -m benchmarks.cases", description="Read annotated texts with nocere.")
    parser.add_argument("--texts", type=Path, required=True, help='texts, JSONL with "id" and "text"')
    parser.add_argument("--out", type=Path, required=True, help="where to write the read cases, JSONL")
    parser.add_argument("--gold", type=Path, help="annotated cases to score against, JSONL")
    given = parser.parse_args(arguments)
    found = read_texts(load(given.texts))
    given.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")
    if given.gold:
        print(table(score(load(given.gold), {r["id"]: r for r in found})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
