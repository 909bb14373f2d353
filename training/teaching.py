"""What larger networks say of sentences, for the small one to learn: soft labels.

    lessons = taught(sentences, [small, large])             # [Example, ...] with `soft`, in the student's pieces

The rule: knowledge distillation (Hinton et al. 2015, arXiv 1503.02531) at temperature one. The soft label of a word is the
weighted mean of the probabilities that the teachers give it, layer by layer over those teachers that learned the layer.

What it will not do: choose sentences or train; teach a sentence whose words the teachers do not part alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from training.examples import Example, Reading, collate
from training.sentence import Sentence

BATCH = 16


@dataclass(frozen=True, slots=True)
class Teacher:
    """A network, how it reads, the names of the layers that it learned, and how much it counts beside the others."""

    network: nn.Module
    reading: Reading
    learned: frozenset[str]
    weight: float = 1.0


def taught(sentences: Sequence[Sentence], teachers: Sequence[Teacher]) -> list[Example]:
    """The sentences as the first teacher reads them, with the labels of all."""
    student = teachers[0].reading
    examples = [replace(one, taught=frozenset(), harmless=frozenset(), spans=frozenset()) for one in sentences]
    told = [list(_probabilities(examples, teacher)) for teacher in teachers]
    lessons = []
    for n, sentence in enumerate(examples):
        rows = [one[n] for one in told]
        if len(rows[0]) and all(row.shape == rows[0].shape for row in rows):
            lessons.append(replace(student.example(sentence), soft=_mean(rows, teachers)))
    return lessons


@torch.no_grad()
def _probabilities(sentences: Sequence[Sentence], teacher: Teacher) -> Iterator[Tensor]:
    """Per sentence the probability of each output at each word, (words, outputs)."""
    network = teacher.network.eval()
    layers = teacher.reading.layers
    examples = [teacher.reading.example(sentence) for sentence in sentences]
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].ids))
    found: dict[int, Tensor] = {}
    for begin in range(0, len(order), BATCH):
        chunk = order[begin : begin + BATCH]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*collate([examples[n].ids for n in chunk])).float()
        rows = torch.cat([torch.softmax(logits[..., layer.first : layer.last], -1) for layer in layers], -1)
        for place, n in enumerate(chunk):
            found[n] = rows[place, [word.piece + 1 for word in examples[n].words]].clone()
    yield from (found[n] for n in range(len(examples)))


def _mean(rows: Sequence[Tensor], teachers: Sequence[Teacher]) -> Tensor:
    parts = []
    for layer in teachers[0].reading.layers:
        own = [
            (row[:, layer.first : layer.last], one.weight)
            for row, one in zip(rows, teachers, strict=True)
            if layer.name in one.learned
        ]
        parts.append(torch.stack([row * weight for row, weight in own]).sum(0) / sum(weight for _, weight in own))
    return torch.cat(parts, -1)
