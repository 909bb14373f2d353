"""Sentences as the network takes them: pieces, the words that carry labels, a target per word and layer; and batches.

    layers, rows = read_layers()
    reading = Reading.from_vocab(read_vocab(path), layers)
    for batch in batches([reading.example(sentence) for sentence in sentences], 16, random.Random(0)): ...

The rule: the first piece of a word carries its label, in B-I-O notation, layer by layer (`layers.toml`).

What it will not do: choose sentences, or look at texts beside them.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from nocere.extracting.tagger import Layer, Word, layers_of, words_of
from nocere.extracting.wordpiece import WordPiece
from training.sentence import Sentence
from training.variation import Variation

LAYERS_FILE = Path(__file__).with_name("layers.toml")
UNTAUGHT = -100  # what PyTorch's cross-entropy leaves out
HARMLESS = -101  # any label but those of an adverse event
LONGEST = 200  # pieces; longer sentences are cut for training only


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as the network takes it: piece ids with ends, the piece of each word, a label per word and layer.

    `soft`, where a teacher gave it, holds the probability of each output at each word.
    """

    sentence: Sentence
    ids: list[int]
    words: list[Word]
    targets: list[list[int]]
    soft: Tensor | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How sentences become examples."""

    splitter: WordPiece
    ends: tuple[int, int]
    mask: int
    layers: tuple[Layer, ...]

    @classmethod
    def from_vocab(
        cls,
        vocab: dict[str, int],
        layers: tuple[Layer, ...],
        marks: tuple[str, str, str] = ("[CLS]", "[SEP]", "[MASK]"),
    ) -> Reading:
        """The reading that a vocabulary allows, with its marks for begin, end and what is hidden."""
        begin, end, hidden = (vocab[mark] for mark in marks)
        return cls(WordPiece(vocab), (begin, end), hidden, layers)

    def example(self, sentence: Sentence) -> Example:
        """Pieces and targets of one sentence."""
        pieces = self.splitter.split(sentence.text)[: LONGEST - 2]
        words = words_of(sentence.text, pieces)
        targets = [_targets(sentence, words, layer) for layer in self.layers]
        ids = [self.ends[0], *(piece.id for piece in pieces), self.ends[1]]
        return Example(sentence, ids, words, targets)

    def variant(self, sentence: Sentence, variation: Variation) -> Example:
        """An example of a variant of the sentence."""
        example = self.example(variation.sentence(sentence))
        return replace(example, ids=variation.hidden(example.ids, self.mask))


def read_layers(path: Path = LAYERS_FILE) -> tuple[tuple[Layer, ...], dict[str, dict[str, set[str]]]]:
    """The layers, and by corpus the rows of its score table: each label of its layers, then the sums."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    layers = layers_of(table["layer"])
    return layers, {corpus: _rows(sums, layers) for corpus, sums in table["sums"].items()}


def _rows(sums: Mapping[str, list[str]], layers: Sequence[Layer]) -> dict[str, set[str]]:
    summed = {
        name: {label for layer in layers if layer.name in own for label in layer.labels} for name, own in sums.items()
    }
    single = [label for layer in layers for label in layer.labels if any(label in labels for labels in summed.values())]
    return {**{label: {label} for label in single}, **summed}


def _targets(sentence: Sentence, words: Sequence[Word], layer: Layer) -> list[int]:
    """O, B or I of each word, or what is known of it; where spans of a layer overlap, the shorter covers the longer."""
    if layer.name not in sentence.taught:
        return [HARMLESS if layer.name in sentence.harmless else UNTAUGHT] * len(words)
    target = [UNTAUGHT if any(w.start < b and a < w.end for a, b in sentence.unsure) else 0 for w in words]
    for label, start, end in sorted(sentence.spans, key=lambda s: (s[1] - s[2], s)):
        if label not in layer.labels:
            continue
        inside = 2 + 2 * layer.labels.index(label)
        covered = [n for n, word in enumerate(words) if word.start < end and word.end > start]
        for n in covered:
            target[n] = inside if n != covered[0] else inside - 1
    return target


def batches(examples: Sequence[Example], size: int, shuffler: random.Random) -> Iterator[list[Example]]:
    """One epoch: shuffled, sentences of like length together."""
    order = list(examples)
    shuffler.shuffle(order)
    made: list[list[Example]] = []
    for begin in range(0, len(order), size * 50):
        chunk = sorted(order[begin : begin + size * 50], key=lambda e: len(e.ids))
        made += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    shuffler.shuffle(made)
    yield from made


def collate(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, padded to the longest row."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return ids, mask


def adverse(layer: Layer) -> list[int]:
    """The targets of a layer that speak of an adverse event."""
    places = [n for n, label in enumerate(layer.labels) if label.endswith(".Adverse")]
    return [target for n in places for target in (1 + 2 * n, 2 + 2 * n)]


def at_words(logits: Tensor, batch: Sequence[Example]) -> Tensor:
    """The rows of the logits that belong to words, all sentences under one another."""
    return torch.cat([logits[n, [word.piece + 1 for word in e.words]] for n, e in enumerate(batch)]).float()
