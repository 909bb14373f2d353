"""Whether the model is as sure of its mentions as it may be: expected calibration error on PHEE's sentences.

    python -m benchmarks.calibration CORPUS/dev.jsonl

The rule: Naeini et al. 2015 (AAAI), ten bins of equal width over the mentions' probabilities; a mention is right where the
annotators have the same label at the same characters, whatever the event. The error is the mean of |share right - mean
probability| over the bins, weighted by their mentions. PHEE's own labels alone are counted.

What it will not do: calibrate. The reader's thresholds are chosen on the probabilities as they are.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nocere.extracting.tagger import Tagger
from training.phee import EVENT_TYPES, read_phee

BINS = 10
MAIN = ("Subject", "Treatment", "Effect")


@dataclass(frozen=True)
class Bin:
    """Mentions of like probability: how many, their mean probability, and the share that is right."""

    mentions: int
    sure: float
    right: float


def bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that hold a mention, the least sure first."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, right in judged:
        held[min(int(probability * BINS), BINS - 1)].append((probability, right))
    return [Bin(len(b), sum(p for p, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in held if b]


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error, 0 to 1."""
    total = sum(b.mentions for b in found)
    return sum(b.mentions * abs(b.right - b.sure) for b in found) / total if total else 0.0


def judged(path: Path) -> list[tuple[float, bool]]:
    """Probability of each mention of the shipped model, and whether it is right."""
    tagger, found = Tagger.load(), []
    for sentence in read_phee(path):
        for mention in tagger.tag(sentence.text):
            if mention.label.split(".")[0] in MAIN and mention.label.split(".")[-1] not in EVENT_TYPES.values():
                found.append((mention.probability, (mention.label, mention.start, mention.end) in sentence.spans))
    return found


def markdown(found: Sequence[Bin]) -> Iterator[str]:
    """The bins as a table, and the error."""
    yield "| mentions | mean probability | share right |\n|---:|---:|---:|"
    yield from (f"| {one.mentions} | {one.sure:.2f} | {one.right:.2f} |" for one in found)
    yield f"\nExpected calibration error: {error(found):.3f} over {sum(one.mentions for one in found)} mentions."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m benchmarks.calibration", description="Expected calibration error.")
    parser.add_argument("corpus", type=Path, help="one split of PHEE, JSON lines")
    print("\n".join(markdown(bins(judged(parser.parse_args(arguments).corpus)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
