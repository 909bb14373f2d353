"""How many texts a second become cases, on one core: what a person who reads thousands waits for.

    python -m benchmarks.rate TEXTS.jsonl [--runs 3]

The rule: one process, held to one core where the system can do that; the model and the rules are loaded before the clock
starts; each text goes from its bytes to its reading as `nocere read` takes it, without writing; the median of the runs.

What it will not do: leave out texts without a case, which are quicker; the table says how many have one.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import load


@dataclass(frozen=True)
class Rate:
    """So many texts of so many words on average, so many of them with a case, at so many a second."""

    texts: int
    words: float
    with_case: int
    per_second: float


def measure(texts: Sequence[str], runs: int = 3) -> Rate:
    """The median rate of the runs."""
    from nocere import read

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    data = [text.encode() for text in texts]
    with_case = sum(bool(read(one, name="text.txt").cases) for one in data)
    rates = []
    for _ in range(runs):
        began = time.perf_counter()
        for one in data:
            read(one, name="text.txt")
        rates.append(len(data) / (time.perf_counter() - began))
    words = sum(len(text.split()) for text in texts) / len(texts)
    return Rate(len(texts), round(words), with_case, round(statistics.median(rates), 1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m benchmarks.rate", description="Texts a second, on one core.")
    parser.add_argument("texts", type=Path, help='texts, JSONL with "text"')
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args(arguments)
    rate = measure([row["text"] for row in load(given.texts)], given.runs)
    print(
        f"| {rate.texts} texts | {rate.words:.0f} words | {rate.with_case} with a case | {rate.per_second} a second, one core |"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
