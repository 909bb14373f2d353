"""The training of one network.

    for mean in train(network, sentences, reading, Settings(epochs=8, seed=0)): ...

The rule: cross-entropy per layer; AdamW, linear warm-up and decay, word embeddings slower than the rest, bf16 autocast; an
exponential mean of the weights is what is kept (Polyak & Juditsky 1992).

An example with soft labels (`training.teaching`) is learned by cross-entropy against them (Hinton et al. 2015).

What it will not do: choose an epoch by its score.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nocere.extracting.tagger import Layer
from training.examples import HARMLESS, UNTAUGHT, Example, Reading, adverse, at_words, batches, collate
from training.sentence import Sentence
from training.variation import Variation

N = TypeVar("N", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on beside its data."""

    epochs: int
    seed: int
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    word_rate: float = 5e-5
    warm_up: float = 0.1
    mean_decay: float = 0.998


def loss_of(rows: Tensor, batch: Sequence[Example], layers: Sequence[Layer]) -> Tensor:
    """Cross-entropy summed over the layers that a sentence teaches, mean over words."""
    total = rows.new_zeros(())
    for k, layer in enumerate(layers):
        target = torch.tensor([label for e in batch for label in e.targets[k]])
        own = rows[:, layer.first : layer.last]
        total = total + _harm(own[target == HARMLESS], adverse(layer))
        target = target.masked_fill(target == HARMLESS, UNTAUGHT)
        total = total + nn.functional.cross_entropy(own, target, reduction="sum", ignore_index=UNTAUGHT)
    return (total + _soft(rows, batch, layers)) / len(rows)


def _soft(rows: Tensor, batch: Sequence[Example], layers: Sequence[Layer]) -> Tensor:
    """Cross-entropy against the soft labels of the examples that have them, summed over layers and words."""
    told = [e.soft for e in batch if e.soft is not None]
    if not told:
        return rows.new_zeros(())
    own = rows[torch.tensor([e.soft is not None for e in batch for _ in e.words])]
    scores = torch.cat([torch.log_softmax(own[:, layer.first : layer.last], -1) for layer in layers], -1)
    return -(torch.cat(told) * scores).sum()


def _harm(rows: Tensor, harmful: Sequence[int]) -> Tensor:
    """-log of the probability that none of these labels holds, summed over words."""
    kept = [n for n in range(rows.shape[1]) if n not in harmful]
    return (torch.logsumexp(rows, 1) - torch.logsumexp(rows[:, kept], 1)).sum()


def optimiser_of(network: nn.Module, settings: Settings, steps: int) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """AdamW, each part with its own rate (word embeddings, encoder, output) and decay, and its schedule."""
    rates = {"words": settings.word_rate, "output": settings.head_rate}
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        rate = rates.get(name.split(".")[0], settings.rate)
        groups.setdefault((rate, parameter.dim() > 1), []).append(parameter)
    optimiser = torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "weight_decay": 0.01 if decayed else 0.0}
            for (rate, decayed), parameters in groups.items()
        ]
    )
    warm = max(1, int(settings.warm_up * steps))
    schedule = LambdaLR(optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm))))
    return optimiser, schedule


def train(
    network: N, sentences: Sequence[Sentence], reading: Reading, settings: Settings, lessons: Sequence[Example] = ()
) -> Iterator[N]:
    """Train in place, on sentences and on lessons (examples with soft labels); after each epoch, the mean of the weights."""
    shuffler = random.Random(settings.seed)
    variation = Variation(sentences, shuffler)
    steps = settings.epochs * -(-(len(sentences) + len(lessons)) // settings.batch)
    optimiser, schedule = optimiser_of(network, settings, steps)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(settings.mean_decay))  # type: ignore[no-untyped-call]
    for epoch in range(settings.epochs):
        network.train()
        begun, total, count = time.time(), 0.0, 0
        examples = [reading.variant(sentence, variation) for sentence in sentences]
        examples += [replace(lesson, ids=variation.hidden(lesson.ids, reading.mask)) for lesson in lessons]
        for batch in batches(examples, settings.batch, shuffler):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*collate([e.ids for e in batch]))
            loss = loss_of(at_words(logits, batch), batch, reading.layers)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - begun:.0f} s", flush=True)
        yield cast(N, mean.module)
