"""Trains the network that is shipped: a small one that learned from the corpora, taught once more by itself and a larger one.

    python -m training.student --corpora corpora --held held/texts.jsonl --encoder all-MiniLM-L6-v2 \\
        --large all-mpnet-base-v2 --work out/mentions --out src/nocere/extracting/weights

The rule: three networks, one after the other, each kept in the work folder and taken from there when the run is begun again.
`first` is the small one after all corpora (`training.mentions`); `large` is MPNet after PHEE, ADE and the quiet sentences;
`student` is `first`, trained on with PHEE's labels and with the mean of both networks' labels (`training.teaching`) for
variants of PHEE's sentences, BC5CDR's, the quiet ones and those that nobody labelled. Fixed seeds and epochs.

What it will not do: choose an epoch by its score, fetch anything, or look at a test split.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from nocere.extracting.tagger import Layer
from nocere.extracting.wordpiece import read_vocab
from training import export, mentions
from training.corpora import Corpora, texts_of
from training.encoder import Network
from training.examples import Example, Reading, read_layers
from training.learning import Settings, train
from training.mpnet import MARKS, Mpnet
from training.sentence import Sentence
from training.teaching import Teacher, taught
from training.variation import Variation

LARGE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # all-mpnet-base-v2, fp32
FIRST = Settings(epochs=8, seed=0)
LARGE = Settings(epochs=8, seed=1, rate=8e-5, head_rate=5e-4, mean_decay=0.997)
LARGE_COUNTS = 2.0  # times what the small one counts as a teacher
RAISED = {
    "Therapeutic": 0.5,
    "Combination.Trigger": 1.5,
}  # by the last words of a label; chosen on PHEE's development part
STUDENT = Settings(epochs=4, seed=0, rate=1.5e-4, head_rate=5e-4)


def large_of(folder: Path) -> tuple[Mpnet, Reading]:
    """The published large encoder under a fresh output layer, its word embeddings held fast, and how it reads."""
    mentions.check_pinned(folder, LARGE_SHA256)
    layers, _ = read_layers()
    network = Mpnet.from_folder(folder, layers[-1].last)
    network.words.weight.requires_grad_(False)
    return network, Reading.from_vocab(read_vocab(folder / "vocab.txt"), layers, MARKS)


def train_large(network: Mpnet, reading: Reading, corpora: Corpora, path: Path) -> None:
    """Train the large network on what teaches events, unless that was done before."""
    if not path.exists():
        torch.manual_seed(LARGE.seed)
        sentences = [s for s in corpora.training(LARGE.seed) if "entity" not in s.taught]
        for mean in train(network, sentences, reading, LARGE):
            state = mean.state_dict()
        torch.save(state, path)
    network.load_state_dict(torch.load(path, weights_only=True))


def tells_event(sentence: Sentence) -> bool:
    """Whether the sentence's own labels tell an event, as all of PHEE's do."""
    return "main" in sentence.taught and bool(sentence.spans)


def read_by_teachers(learned: Sequence[Sentence], unlabelled: Sequence[Sentence], seed: int) -> list[Sentence]:
    """The sentences that the teachers label."""
    events = [s for s in learned if tells_event(s)]
    variation = Variation(events, random.Random(seed))
    return [*map(variation.sentence, events), *(s for s in learned if not tells_event(s)), *unlabelled]


def raise_rare(network: Network, layers: Sequence[Layer]) -> None:
    """Make the labels of `RAISED` likelier, in place: a mean of teachers makes a rare label rarer than either has it."""
    bias = network.output.bias.data
    for layer in layers:
        for n, label in enumerate(layer.labels):
            added = sum(value for name, value in RAISED.items() if label.endswith(name))
            bias[layer.first + 1 + 2 * n : layer.first + 3 + 2 * n] += added


def train_student(first: Network, teachers: Sequence[Teacher], corpora: Corpora, path: Path) -> None:
    """Train the student, unless that was done before; `first` is changed in place."""
    if path.exists():
        return
    learned = corpora.training(STUDENT.seed)
    lessons: list[Example] = taught(read_by_teachers(learned, corpora.unlabelled(), STUDENT.seed), teachers)
    print(f"{len(lessons)} sentences labelled by the teachers", flush=True)
    torch.manual_seed(STUDENT.seed)
    layers, rows = read_layers()
    development = corpora.development()
    events = [s for s in learned if tells_event(s)]
    for mean in train(first, events, teachers[0].reading, STUDENT, lessons):
        for corpus, held in development.items():
            print(f"  {corpus}:", mentions.report(mean, held, teachers[0].reading, rows[corpus]), flush=True)
        trained = mean
    raise_rare(trained, layers)
    torch.save(trained.state_dict(), path)


def run(corpora: Corpora, encoder: Path, large: Path, work: Path) -> Path:
    """All three networks; the path of the student's weights."""
    first, student = work / "network.pt", work / "student.pt"
    layers, _ = read_layers()
    if not first.exists():
        mentions.run(corpora, encoder, work, FIRST)
    network = Network.from_folder(encoder, layers[-1].last)
    network.load_state_dict(torch.load(first, weights_only=True))
    frozen = Network.from_folder(encoder, layers[-1].last)
    frozen.load_state_dict(network.state_dict())
    larger, reading = large_of(large)
    train_large(larger, reading, corpora, work / "large.pt")
    names = frozenset(layer.name for layer in layers)
    own = Teacher(frozen, Reading.from_vocab(read_vocab(encoder / "vocab.txt"), layers), names)
    train_student(network, (own, Teacher(larger, reading, names - {"entity"}, LARGE_COUNTS)), corpora, student)
    return student


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with phee, bc5cdr, casereports, literature")
    parser.add_argument("--held", type=Path, required=True, help="JSON lines whose texts may not be learned from")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--large", type=Path, required=True, help="folder of the large encoder")
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained networks")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shipped files")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    corpora = Corpora(args.corpora, texts_of(args.held))
    export.run(run(corpora, args.encoder, args.large, args.work), corpora, args.encoder, args.out)


if __name__ == "__main__":
    main()
