"""Writes the trained mention model as the package ships it, and scores exactly those files.

    python -m training.export --network out/network.pt --corpora corpora --held held/texts.jsonl --encoder all-MiniLM-L6-v2 \
        --out src/nocere/extracting/weights

The rule: log-probabilities per layer inside the graph; vocabulary without unused pieces and without scripts that
case reports in Latin letters do not hold; dynamic int8 per channel by ONNX Runtime; scores by `Tagger`, one sentence at a
time, so that what is reported is what users get. The table goes into the model card (`model_card.md` is its text).

What it will not do: train, or choose between networks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from nocere.extracting.tagger import Layer, Tagger, words_of
from nocere.extracting.wordpiece import WordPiece, read_vocab
from training.corpora import Corpora, texts_of
from training.encoder import Network
from training.examples import LAYERS_FILE, read_layers
from training.scoring import markdown, score
from training.sentence import Sentence

CARD = Path(__file__).with_name("model_card.md")
SCRIPTS = ("LATIN", "GREEK", "COMBINING")
OPSET = 17


class Shipped(nn.Module):
    """The network with one log-softmax per layer, from ids alone."""

    def __init__(self, network: Network, layers: Sequence[Layer]) -> None:
        super().__init__()
        self.network = network
        self.layers = layers

    def forward(self, ids: Tensor) -> Tensor:
        logits = self.network(ids)
        return torch.cat([torch.log_softmax(logits[..., layer.first : layer.last], -1) for layer in self.layers], -1)


def is_kept(piece: str) -> bool:
    """Whether a piece stays in the shipped vocabulary."""
    bare = piece.removeprefix("##")
    if bare.startswith("[unused"):
        return False
    return all(not c.isalpha() or unicodedata.name(c, "").startswith(SCRIPTS) for c in bare)


def prune(network: Network, vocab: dict[str, int]) -> dict[str, int]:
    """Drop the embeddings of pieces that are not kept; the new vocabulary."""
    kept = [piece for piece in vocab if is_kept(piece)]
    rows = network.words.weight[[vocab[piece] for piece in kept]]
    network.words = nn.Embedding(rows.shape[0], rows.shape[1], _weight=rows.detach().clone())
    return {piece: n for n, piece in enumerate(kept)}


def write_onnx(network: Network, layers: Sequence[Layer], path: Path) -> None:
    """The quantised graph."""
    shipped = Shipped(network, layers).eval()
    with tempfile.TemporaryDirectory() as folder:
        exact = str(Path(folder) / "exact.onnx")
        torch.onnx.export(
            shipped,
            (torch.tensor([[101, 2023, 2003, 102]]),),
            exact,
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "scores": {1: "pieces"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(exact, str(path), per_channel=True, weight_type=QuantType.QInt8)


def scored(folder: Path, sentences: Sequence[Sentence], rows: dict[str, set[str]]) -> tuple[str, float]:
    """The score table of the files in `folder` on these sentences, and sentences per second."""
    tagger = Tagger.load(folder)
    splitter = WordPiece(read_vocab(folder / "vocab.txt"))
    begun = time.perf_counter()
    found = [tagger.tag(sentence.text) for sentence in sentences]
    rate = len(sentences) / (time.perf_counter() - begun)
    predicted = [{(m.label, m.start, m.end) for m in one} for one in found]
    words = [words_of(s.text, splitter.split(s.text)) for s in sentences]
    return markdown(score([s.spans for s in sentences], predicted, words, rows)), rate


def run(network_file: Path, corpora: Corpora, encoder: Path, out: Path) -> None:
    """Write mentions.onnx, vocab.txt, labels.json and MODEL_CARD.md to `out`."""
    layers, rows = read_layers()
    network = Network.from_folder(encoder, layers[-1].last)
    network.load_state_dict(torch.load(network_file, weights_only=True))
    vocab = prune(network, read_vocab(encoder / "vocab.txt"))
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocab.txt").write_text("\n".join(vocab) + "\n", encoding="utf-8")
    table = tomllib.loads(LAYERS_FILE.read_text(encoding="utf-8"))
    named = [{"name": row["name"], "labels": row["labels"]} for row in table["layer"]]
    (out / "labels.json").write_text(json.dumps({"layers": named}, indent=1) + "\n", encoding="utf-8")
    write_onnx(network, layers, out / "mentions.onnx")
    tables = []
    for corpus, sentences in corpora.development().items():
        scores, rate = scored(out, sentences, rows[corpus])
        tables.append(f"### {corpus}, {len(sentences)} sentences\n{scores}")
        print(f"{corpus}: {rate:.0f} sentences/s")
    scores = "\n\n".join(tables)
    sha = hashlib.sha256((out / "mentions.onnx").read_bytes()).hexdigest()
    card = CARD.read_text(encoding="utf-8").replace("{scores}", scores).replace("{sha256}", sha)
    (out / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    print(scores)
    print(f"{(out / 'mentions.onnx').stat().st_size} bytes, {len(vocab)} pieces")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("network", "corpora", "held", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    run(args.network, Corpora(args.corpora, texts_of(args.held)), args.encoder, args.out)


if __name__ == "__main__":
    main()
