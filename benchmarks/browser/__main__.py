"""`python -m benchmarks.browser`: read, compare, write the page.

    python -m benchmarks.browser --texts TEXTS.jsonl --gold CASES.jsonl --out errors.html [--set mixed]

An annotated case without its text stops the run.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from benchmarks.browser.looked import look
from benchmarks.browser.misses import misses
from benchmarks.browser.page import Seen, write_page
from benchmarks.patients import texts_of
from benchmarks.score import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, and say how much is on it."""
    parser = ArgumentParser(prog="python -m benchmarks.browser", description="Every miss in its text, with its cause.")
    parser.add_argument("--texts", type=Path, required=True, help='texts, JSONL with "id" and "text"')
    parser.add_argument("--gold", type=Path, required=True, help="annotated cases, JSONL")
    parser.add_argument("--out", type=Path, required=True, help="where to write the page")
    parser.add_argument("--set", help="only the annotated cases of this set")
    given = parser.parse_args(arguments)
    texts, seen = texts_of(given.texts), []
    for gold in load(given.gold):
        if given.set in (None, gold.get("set")):
            looked = look(gold["id"], texts[gold["id"]])
            seen.append(Seen(gold["id"], gold.get("set", ""), looked.text, misses(looked, gold)))
    given.out.write_bytes(write_page(seen))
    print(f"{sum(len(one.misses) for one in seen)} misses in {len(seen)} texts: {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
