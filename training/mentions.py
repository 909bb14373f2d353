"""Trains the mention model and writes the files that the package ships. One command.

    python -m training.mentions --corpus corpora/phee --encoder all-MiniLM-L6-v2 --work out/mentions \\
        --out src/nocere/extracting/weights

The rule: the encoder (pinned by sha256) under one softmax per layer of `layers.toml`, trained on train.jsonl alone
(`training.learning`). One thread, a fixed seed; no epoch is chosen on dev. dev.jsonl is only scored: in fp32 to watch the
training, then by the shipped int8 file, a sentence at a time (`training.export`).

What it will not do: fetch anything, look at a test split, or search settings.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import torch

from nocere.extracting.tagger import mentions_of
from nocere.extracting.wordpiece import read_vocab
from training import export
from training.encoder import Network
from training.examples import Example, Reading, collate, read_layers
from training.learning import Settings, train
from training.phee import LabelledSpan, read_phee
from training.scoring import score

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # all-MiniLM-L6-v2, fp32


@torch.no_grad()
def predict(network: Network, example: Example, reading: Reading) -> set[LabelledSpan]:
    """The mentions of one sentence by the network in fp32."""
    logits = network(*collate([example.ids]))[0]
    per_piece = torch.cat([torch.log_softmax(logits[:, at.first : at.last], -1) for at in reading.layers], -1).tolist()
    scores = [per_piece[word.piece + 1] for word in example.words]
    found = [m for layer in reading.layers for m in mentions_of(example.words, scores, layer)] if scores else []
    return {(m.label, m.start, m.end) for m in found}


def report(network: Network, examples: Sequence[Example], reading: Reading, rows: dict[str, set[str]]) -> str:
    """The sums of the score table in one line: exact and token F1."""
    predicted = [predict(network.eval(), example, reading) for example in examples]
    table = score([e.sentence.spans for e in examples], predicted, [e.words for e in examples], rows)
    return "  ".join(f"{name} {table[name][0].f1:.4f}/{table[name][1].f1:.4f}" for name in rows if name.isupper())


def run(corpus: Path, encoder: Path, work: Path, settings: Settings) -> Path:
    """Train, and write the network to the work folder."""
    found = hashlib.sha256((encoder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(f"{encoder}/model.safetensors has sha256 {found}, not the pinned {ENCODER_SHA256}")
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    layers, rows = read_layers()
    reading = Reading.from_vocab(read_vocab(encoder / "vocab.txt"), layers)
    network = Network.from_folder(encoder, layers[-1].last)
    development = [reading.example(sentence) for sentence in read_phee(corpus / "dev.jsonl")]
    work.mkdir(parents=True, exist_ok=True)
    path = work / "network.pt"
    for epoch, mean in enumerate(train(network, read_phee(corpus / "train.jsonl"), reading, settings), 1):
        if epoch % 3 == 0 or epoch == settings.epochs:
            print("  dev:", report(mean, development, reading, rows), flush=True)
            torch.save(mean.state_dict(), path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl of PHEE v2")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained network")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shipped files")
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    network = run(args.corpus, args.encoder, args.work, Settings(epochs=args.epochs, seed=args.seed))
    export.run(network, args.corpus, args.encoder, args.out)


if __name__ == "__main__":
    main()
