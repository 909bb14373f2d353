"""Trains the mention model and writes the files that the package ships. One command.

    python -m training.mentions --corpus corpora/phee --encoder all-MiniLM-L6-v2 --work out/mentions \\
        --out src/nocere/extracting/weights

The rule: the encoder (pinned by sha256) under one softmax per layer of `layers.toml`, trained on train.jsonl alone.
A teacher is trained first, then a student from gold and from what the teacher says (`training.learning`); only the
student ships. One thread, fixed seeds; no epoch is chosen on dev. dev.jsonl is only scored, by the shipped int8 file, a
sentence at a time (`training.export`). A network that is already in the work folder is not trained again.

What it will not do: fetch anything, look at a test split, or search settings.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
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
TEACHERS = (Settings(epochs=11, seed=0),)
STUDENT = Settings(epochs=8, seed=1)


@dataclass(frozen=True, slots=True)
class Course:
    """What all networks of one run share."""

    corpus: Path
    encoder: Path
    work: Path
    reading: Reading
    rows: dict[str, set[str]]

    def network(self, name: str, settings: Settings, teachers: Sequence[Network] = ()) -> Network:
        """The named network: read from the work folder, or trained and written there."""
        path = self.work / f"{name}.pt"
        if not path.is_file():
            print(f"{name}: {settings}, {len(teachers)} teachers", flush=True)
            self._train(path, settings, teachers)
        network = Network.from_folder(self.encoder, self.reading.layers[-1].last)
        network.load_state_dict(torch.load(path, weights_only=True))
        return network.eval()

    def _train(self, path: Path, settings: Settings, teachers: Sequence[Network]) -> None:
        torch.manual_seed(settings.seed)
        network = Network.from_folder(self.encoder, self.reading.layers[-1].last)
        sentences = read_phee(self.corpus / "train.jsonl")
        development = [self.reading.example(sentence) for sentence in read_phee(self.corpus / "dev.jsonl")]
        for epoch, mean in enumerate(train(network, sentences, self.reading, settings, teachers), 1):
            if epoch % 3 == 0 or epoch == settings.epochs:
                print("  dev:", self._report(mean, development), flush=True)
            if epoch == settings.epochs:
                torch.save(mean.state_dict(), path)

    def _report(self, network: Network, examples: Sequence[Example]) -> str:
        """The sums of the score table in one line, in fp32, to watch the training."""
        predicted = [predict(network.eval(), example, self.reading) for example in examples]
        table = score([e.sentence.spans for e in examples], predicted, [e.words for e in examples], self.rows)
        sums = [name for name in self.rows if name.isupper()]
        return "  ".join(f"{name} {table[name][0].f1:.4f}/{table[name][1].f1:.4f}" for name in sums)


@torch.no_grad()
def predict(network: Network, example: Example, reading: Reading) -> set[LabelledSpan]:
    """The mentions of one sentence by the network in fp32."""
    logits = network(*collate([example.ids]))[0]
    per_piece = torch.cat([torch.log_softmax(logits[:, at.first : at.last], -1) for at in reading.layers], -1).tolist()
    scores = [per_piece[word.piece + 1] for word in example.words]
    found = [m for layer in reading.layers for m in mentions_of(example.words, scores, layer)] if scores else []
    return {(m.label, m.start, m.end) for m in found}


def run(corpus: Path, encoder: Path, work: Path, out: Path) -> None:
    """Teachers, student, shipped files."""
    found = hashlib.sha256((encoder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        raise SystemExit(f"{encoder}/model.safetensors has sha256 {found}, not the pinned {ENCODER_SHA256}")
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    layers, rows = read_layers()
    course = Course(corpus, encoder, work, Reading.from_vocab(read_vocab(encoder / "vocab.txt"), layers), rows)
    teachers = [course.network(f"teacher-{settings.seed}", settings) for settings in TEACHERS]
    course.network("student", STUDENT, teachers)
    export.run(work / "student.pt", corpus, encoder, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl of PHEE v2")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, vocab.txt, model.safetensors"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained networks")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shipped files")
    args = parser.parse_args()
    run(args.corpus, args.encoder, args.work, args.out)


if __name__ == "__main__":
    main()
