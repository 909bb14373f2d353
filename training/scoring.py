"""Scores of predicted mentions against gold spans: exact spans and words, by label and in sums.

    table = score(gold, predicted, words, rows)      # rows: {"ARGS": {"Subject", ...}, ...}
    print(markdown(table))

The rule: exact = same label, same characters; token = same label at the same word (`words_of`), both micro F1 over the
corpus, pooled over the events of a sentence. Not PHEE's own script, which compares normalised strings without offsets.

What it will not do: partial credit, or significance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nocere.extracting.tagger import Word
from training.sentence import LabelledSpan

Marks = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, predictions and gold of one row."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def _marks(spans: Iterable[LabelledSpan], words: Sequence[Word]) -> Marks:
    return {
        (label, n)
        for label, start, end in spans
        for n, word in enumerate(words)
        if word.start < end and word.end > start
    }


def score(
    gold: Sequence[Iterable[LabelledSpan]],
    predicted: Sequence[Iterable[LabelledSpan]],
    words: Sequence[Sequence[Word]],
    rows: Mapping[str, set[str]],
) -> dict[str, tuple[Score, Score]]:
    """(exact, token) of each row of labels."""
    counts = {name: [0] * 6 for name in rows}
    for one_gold, one_predicted, one_words in zip(gold, predicted, words, strict=True):
        g, p = set(one_gold), set(one_predicted)
        g_marks, p_marks = _marks(g, one_words), _marks(p, one_words)
        for name, labels in rows.items():
            count = counts[name]
            for at, (left, right) in ((0, (g, p)), (3, (g_marks, p_marks))):
                left_own = {x for x in left if x[0] in labels}
                right_own = {x for x in right if x[0] in labels}
                count[at] += len(left_own & right_own)
                count[at + 1] += len(right_own)
                count[at + 2] += len(left_own)
    return {name: (Score(*count[:3]), Score(*count[3:])) for name, count in counts.items()}


def markdown(table: Mapping[str, tuple[Score, Score]]) -> str:
    """The table as Markdown, a row a label."""
    lines = ["| label | gold | precision | recall | exact F1 | token F1 |", "|---|---|---|---|---|---|"]
    for name, (exact, token) in table.items():
        lines.append(
            f"| {name} | {exact.gold} | {exact.precision:.3f} | {exact.recall:.3f} | {exact.f1:.3f} | {token.f1:.3f} |"
        )
    return "\n".join(lines)
