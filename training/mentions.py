"""Trains the mention model and writes the files that the package ships.

    python -m training.mentions --corpus corpora/phee --encoder all-MiniLM-L6-v2 --out src/nocere/extracting/weights

The rule: the encoder (pinned by sha256) under one softmax per layer of `layers.toml`, trained on train.jsonl alone; the
first piece of a word carries its label. AdamW, linear warm-up and decay, word embeddings frozen, bf16 autocast, one
thread, fixed seed; an exponential mean of the weights is kept (Polyak & Juditsky 1992), no epoch is chosen on dev.
dev.jsonl is only scored, by the shipped int8 file, a sentence at a time (`training.export`).

What it will not do: fetch anything, look at a test split, or search settings.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nocere.extracting.tagger import Layer, Mention, Word, layers_of, mentions_of, words_of
from nocere.extracting.wordpiece import WordPiece, read_vocab
from training.encoder import Network
from training.phee import LabelledSpan, Sentence, read_phee
from training.scoring import score
from training.variation import Variation

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # all-MiniLM-L6-v2, fp32
LAYERS_FILE = Path(__file__).with_name("layers.toml")
LONGEST = 200  # pieces; longer sentences are cut for training only


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


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as the network takes it: piece ids with ends, the piece of each word, a label per word and layer."""

    sentence: Sentence
    ids: list[int]
    words: list[Word]
    targets: list[list[int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How sentences become examples."""

    splitter: WordPiece
    ends: tuple[int, int]
    mask: int
    layers: tuple[Layer, ...]

    @classmethod
    def from_vocab(cls, vocab: dict[str, int], layers: tuple[Layer, ...]) -> Reading:
        """The reading that a vocabulary allows."""
        return cls(WordPiece(vocab), (vocab["[CLS]"], vocab["[SEP]"]), vocab["[MASK]"], layers)

    def example(self, sentence: Sentence) -> Example:
        """Pieces and targets of one sentence."""
        pieces = self.splitter.split(sentence.text)[: LONGEST - 2]
        words = words_of(sentence.text, pieces)
        targets = [_targets(sentence.spans, words, layer) for layer in self.layers]
        return Example(sentence, [self.ends[0], *(piece.id for piece in pieces), self.ends[1]], words, targets)

    def variant(self, sentence: Sentence, variation: Variation) -> Example:
        """An example of a variant of the sentence."""
        example = self.example(variation.sentence(sentence))
        return replace(example, ids=variation.hidden(example.ids, self.mask))


def read_layers(path: Path = LAYERS_FILE) -> tuple[tuple[Layer, ...], dict[str, set[str]]]:
    """The layers, and the rows of the score table: each label, then the sums."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    layers = layers_of(table["layer"])
    rows = {label: {label} for layer in layers for label in layer.labels}
    for name, summed in table["sums"].items():
        rows[name] = {label for layer in layers if layer.name in summed for label in layer.labels}
    return layers, rows


def _targets(spans: frozenset[LabelledSpan], words: Sequence[Word], layer: Layer) -> list[int]:
    """O, B or I of each word; where spans of a layer overlap, the shorter is painted over the longer."""
    target = [0] * len(words)
    for label, start, end in sorted(spans, key=lambda s: (s[1] - s[2], s)):
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


def collate(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Ids and mask, padded to the longest of the batch."""
    longest = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    for n, example in enumerate(batch):
        ids[n, : len(example.ids)] = torch.tensor(example.ids)
        mask[n, : len(example.ids)] = 1
    return ids, mask


def loss_of(logits: Tensor, batch: Sequence[Example], layers: Sequence[Layer]) -> Tensor:
    """Cross-entropy summed over layers, mean over words."""
    rows = torch.cat([logits[n, [word.piece + 1 for word in e.words]] for n, e in enumerate(batch)]).float()
    total = rows.new_zeros(())
    for k, layer in enumerate(layers):
        target = torch.tensor([label for e in batch for label in e.targets[k]])
        total = total + nn.functional.cross_entropy(rows[:, layer.first : layer.last], target, reduction="sum")
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


def train(network: Network, sentences: Sequence[Sentence], reading: Reading, settings: Settings) -> Iterator[Network]:
    """Train in place; after each epoch, the mean of the weights so far."""
    shuffler = random.Random(settings.seed)
    variation = Variation(sentences, shuffler)
    steps = settings.epochs * -(-len(sentences) // settings.batch)
    optimiser, schedule = optimiser_of(network, settings, steps)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(settings.mean_decay))
    for epoch in range(settings.epochs):
        network.train()
        begun, total, count = time.time(), 0.0, 0
        examples = [reading.variant(sentence, variation) for sentence in sentences]
        for batch in batches(examples, settings.batch, shuffler):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*collate(batch))
            loss = loss_of(logits, batch, reading.layers)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - begun:.0f} s", flush=True)
        yield mean.module


@torch.no_grad()
def predict(network: Network, examples: Sequence[Example], layers: Sequence[Layer]) -> list[list[Mention]]:
    """Mentions by the network in fp32, to watch the training (the shipped file is scored by `training.export`)."""
    network.eval()
    found: list[list[Mention]] = []
    for example in examples:
        logits = network(*collate([example]))[0]
        by_layer = [torch.log_softmax(logits[:, layer.first : layer.last], -1) for layer in layers]
        per_piece = torch.cat(by_layer, -1).tolist()
        scores = [per_piece[word.piece + 1] for word in example.words]
        found.append([m for layer in layers for m in mentions_of(example.words, scores, layer)] if scores else [])
    return found


def report(network: Network, examples: Sequence[Example], layers: Sequence[Layer], rows: dict[str, set[str]]) -> str:
    """The sums of the score table in one line."""
    predicted = [{(m.label, m.start, m.end) for m in one} for one in predict(network, examples, layers)]
    table = score([e.sentence.spans for e in examples], predicted, [e.words for e in examples], rows)
    sums = [name for name in rows if name.isupper()]
    return "  ".join(f"{name} {table[name][0].f1:.4f}/{table[name][1].f1:.4f}" for name in sums)


def run(corpus: Path, encoder: Path, out: Path, settings: Settings) -> None:
    """Train and write the network's state to `out`."""
    found = hashlib.sha256((encoder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(f"{encoder}/model.safetensors has sha256 {found}, not the pinned {ENCODER_SHA256}")
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    layers, rows = read_layers()
    reading = Reading.from_vocab(read_vocab(encoder / "vocab.txt"), layers)
    sentences = read_phee(corpus / "train.jsonl")
    development = [reading.example(sentence) for sentence in read_phee(corpus / "dev.jsonl")]
    network = Network.from_folder(encoder, layers[-1].last)
    out.mkdir(parents=True, exist_ok=True)
    for epoch, mean in enumerate(train(network, sentences, reading, settings)):
        if epoch % 3 == 2 or epoch + 1 == settings.epochs:
            print("  dev, mean of weights:", report(mean, development, layers, rows), flush=True)
            torch.save(mean.state_dict(), out / "network.pt")
    print("  dev, last weights:   ", report(network, development, layers, rows), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl of PHEE v2")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for network.pt")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    run(args.corpus, args.encoder, args.out, Settings(epochs=args.epochs, seed=args.seed))


if __name__ == "__main__":
    main()
