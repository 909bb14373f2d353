"""Trains the mention model and writes the files that the package ships. One command.

    python -m training.mentions --corpora corpora --held held/texts.jsonl --encoder all-MiniLM-L6-v2 \\
        --work out/mentions --out src/nocere/extracting/weights

The rule: the encoder (pinned by sha256) under one softmax per layer of `layers.toml`, trained on all corpora at once, each
sentence teaching its own layers (`training.corpora`, `training.learning`). One thread, a fixed seed; no epoch is chosen by
its score. Development sentences are only scored: in fp32 to watch the training, then by the shipped int8 file, a sentence
at a time (`training.export`).

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
from training.corpora import Corpora, texts_of
from training.encoder import Network
from training.examples import Example, Reading, collate, read_layers
from training.learning import Settings, train
from training.scoring import score
from training.sentence import LabelledSpan, Sentence

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # all-MiniLM-L6-v2, fp32


@torch.no_grad()
def predict(network: Network, example: Example, reading: Reading) -> set[LabelledSpan]:
    """The mentions of one sentence by the network in fp32."""
    logits = network(*collate([example.ids]))[0]
    per_piece = torch.cat([torch.log_softmax(logits[:, at.first : at.last], -1) for at in reading.layers], -1).tolist()
    scores = [per_piece[word.piece + 1] for word in example.words]
    found = [m for layer in reading.layers for m in mentions_of(example.words, scores, layer)] if scores else []
    return {(m.label, m.start, m.end) for m in found}


def report(network: Network, sentences: Sequence[Sentence], reading: Reading, rows: dict[str, set[str]]) -> str:
    """The sums of the score table in one line: exact and token F1."""
    examples = [reading.example(sentence) for sentence in sentences]
    predicted = [predict(network.eval(), example, reading) for example in examples]
    table = score([s.spans for s in sentences], predicted, [e.words for e in examples], rows)
    return "  ".join(f"{name} {table[name][0].f1:.4f}/{table[name][1].f1:.4f}" for name in rows if name.isupper())


def check_pinned(folder: Path, sha256: str) -> None:
    """Stop where the folder's weights are not the ones that are pinned."""
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(f"{folder}/model.safetensors has sha256 {found}, not the pinned {sha256}")


def run(corpora: Corpora, encoder: Path, work: Path, settings: Settings) -> Path:
    """Train, and write the network to the work folder."""
    check_pinned(encoder, ENCODER_SHA256)
    torch.manual_seed(settings.seed)
    layers, rows = read_layers()
    reading = Reading.from_vocab(read_vocab(encoder / "vocab.txt"), layers)
    network = Network.from_folder(encoder, layers[-1].last)
    sentences, development = corpora.training(settings.seed), corpora.development()
    print(f"{len(sentences)} sentences", flush=True)
    work.mkdir(parents=True, exist_ok=True)
    path = work / "network.pt"
    for epoch, mean in enumerate(train(network, sentences, reading, settings), 1):
        if epoch % 3 == 0 or epoch == settings.epochs:
            for corpus, held in development.items():
                print(f"  {corpus}:", report(mean, held, reading, rows[corpus]), flush=True)
            torch.save(mean.state_dict(), path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with phee, bc5cdr and casereports")
    parser.add_argument("--held", type=Path, required=True, help="JSON lines whose texts may not be learned from")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained network")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shipped files")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(1)
    corpora = Corpora(args.corpora, texts_of(args.held))
    network = run(corpora, args.encoder, args.work, Settings(epochs=args.epochs, seed=args.seed))
    export.run(network, corpora, args.encoder, args.out)


if __name__ == "__main__":
    main()
