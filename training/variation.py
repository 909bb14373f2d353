"""Variants of training sentences: names swapped for others of their kind, pieces hidden.

    vary = Variation(sentences, random.Random(0))
    vary.sentence(sentence)         # "rash after ibuprofen" -> "rash after warfarin", spans moved along
    vary.hidden(ids, mask_id)       # some pieces replaced by [MASK]

The rule: mention replacement (Dai & Adel 2020, arXiv 2010.11683) with the names of the training split itself, so that the
network learns the places of drugs and effects and not 1,300 drugs by heart; piece hiding as in BERT's own training.
A span is swapped only where every other span is apart from it, around it, or equal to it.

What it will not do: add text from anywhere else.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.sentence import LabelledSpan, Sentence

SWAPPED = {
    "Treatment.Drug": 0.25,
    "Effect": 0.15,
    "Treatment.Disorder": 0.15,
    "Subject.Disorder": 0.15,
    "Chemical": 0.25,
    "Disease": 0.15,
}
HIDDEN = 0.08


class Variation:
    """Makes variants from the names of one corpus."""

    def __init__(self, sentences: Iterable[Sentence], dice: random.Random) -> None:
        self._dice = dice
        pools: dict[str, set[str]] = defaultdict(set)
        for sentence in sentences:
            for label, start, end in sentence.spans:
                if label in SWAPPED:
                    pools[label].add(sentence.text[start:end])
        self._pools = {label: sorted(names) for label, names in pools.items()}

    def sentence(self, sentence: Sentence) -> Sentence:
        """A variant; often the sentence itself."""
        text, spans = sentence.text, sentence.spans
        for label, start, end in sorted(sentence.spans, key=lambda s: (-s[1], s)):
            if label not in SWAPPED or self._dice.random() >= SWAPPED[label]:
                continue
            if all(_apart(other, start, end) for other in spans):
                name = self._dice.choice(self._pools[label])
                text = text[:start] + name + text[end:]
                spans = frozenset(_moved(span, start, end, len(name)) for span in spans)
        return replace(sentence, text=text, spans=spans)

    def hidden(self, ids: Sequence[int], mask: int) -> list[int]:
        """Ids with some pieces hidden; the ends stay."""
        inner = [mask if self._dice.random() < HIDDEN else piece for piece in ids[1:-1]]
        return [ids[0], *inner, ids[-1]]


def _apart(other: LabelledSpan, start: int, end: int) -> bool:
    _, begin, stop = other
    return stop <= start or begin >= end or (begin <= start and stop >= end)


def _moved(span: LabelledSpan, start: int, end: int, length: int) -> LabelledSpan:
    """A span after `[start, end)` has become `length` characters long."""
    label, begin, stop = span
    shift = length - (end - start)
    return label, begin + shift if begin >= end else begin, stop + shift if stop >= end else stop
