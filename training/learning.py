"""The training of one network, from gold labels and, for a student, from what its teachers say.

    for mean in train(network, sentences, reading, Settings(epochs=12, seed=1), teachers=()): ...

The rule: cross-entropy per layer; AdamW, linear warm-up and decay, word embeddings frozen, bf16 autocast; an exponential
mean of the weights is what is kept (Polyak & Juditsky 1992). A student learns `taught` parts from the mean of its
teachers' probabilities for the whole sentence and the rest from gold, while some pieces are hidden from it
(Hinton et al. 2015, arXiv 1503.02531).

What it will not do: choose an epoch by its score.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nocere.extracting.tagger import Layer
from training.encoder import Network
from training.examples import Example, Reading, at_words, batches, collate
from training.phee import Sentence
from training.variation import Variation


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on beside its data."""

    epochs: int
    seed: int
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    mean_decay: float = 0.998
    taught: float = 0.7


def taught_by(teachers: Sequence[Network], batch: Sequence[Example], layers: Sequence[Layer]) -> list[Tensor] | None:
    """The mean of the teachers' probabilities at each word, layer by layer; None without teachers."""
    if not teachers:
        return None
    ids, mask = collate([e.ids for e in batch])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        said = [at_words(teacher(ids, mask), batch) for teacher in teachers]
    return [
        torch.stack([torch.softmax(rows[:, layer.first : layer.last], -1) for rows in said]).mean(0) for layer in layers
    ]


def loss_of(
    rows: Tensor, batch: Sequence[Example], layers: Sequence[Layer], lesson: list[Tensor] | None, taught: float
) -> Tensor:
    """Cross-entropy against gold and lesson, summed over layers, mean over words."""
    total = rows.new_zeros(())
    for k, layer in enumerate(layers):
        logs = torch.log_softmax(rows[:, layer.first : layer.last], -1)
        gold = nn.functional.nll_loss(logs, torch.tensor([y for e in batch for y in e.targets[k]]), reduction="sum")
        own = gold if lesson is None else (1 - taught) * gold - taught * (lesson[k] * logs).sum()
        total = total + own
    return total / len(rows)


def optimiser_of(network: Network, settings: Settings, steps: int) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """AdamW in four groups (encoder or output, decayed or not) and its schedule."""
    network.words.weight.requires_grad = False
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            groups.setdefault((name.startswith("output."), parameter.dim() > 1), []).append(parameter)
    optimiser = torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": settings.head_rate if head else settings.rate,
                "weight_decay": 0.01 if decayed else 0.0,
            }
            for (head, decayed), parameters in groups.items()
        ]
    )
    warm = max(1, int(settings.warm_up * steps))
    schedule = LambdaLR(optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm))))
    return optimiser, schedule


def train(
    network: Network,
    sentences: Sequence[Sentence],
    reading: Reading,
    settings: Settings,
    teachers: Sequence[Network] = (),
) -> Iterator[Network]:
    """Train in place; after each epoch, the mean of the weights so far."""
    shuffler = random.Random(settings.seed)
    variation = Variation(sentences, shuffler)
    steps = settings.epochs * -(-len(sentences) // settings.batch)
    optimiser, schedule = optimiser_of(network, settings, steps)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(settings.mean_decay))  # type: ignore[no-untyped-call]
    for epoch in range(settings.epochs):
        network.train()
        begun, total, count = time.time(), 0.0, 0
        examples = [reading.variant(sentence, variation) for sentence in sentences]
        for batch in batches(examples, settings.batch, shuffler):
            lesson = taught_by(teachers, batch, reading.layers)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*collate([e.seen for e in batch]))
            loss = loss_of(at_words(logits, batch), batch, reading.layers, lesson, settings.taught)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - begun:.0f} s", flush=True)
        assert isinstance(mean.module, Network)
        yield mean.module
