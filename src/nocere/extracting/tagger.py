"""The learned reader: which words of one sentence are a drug, a dose, a reaction, a patient.

    tagger = Tagger.load()
    tagger.tag("A 4-year-old girl developed rash after ibuprofen.")
    # (Mention(label='Subject', start=0, end=17, probability=0.9...), ...)

The rule: a small encoder trained on PHEE (`weights/MODEL_CARD.md` says how, on what, how well), run by ONNX Runtime in
int8, gives each word a log-probability per label of each layer; the best sequence that is legal in B-I-O notation
(Viterbi 1967) is taken per layer. Dynamic int8 scales with its whole input, so sentences are run one at a time and on
one thread: a mention never changes with its neighbours. Longer sentences than the encoder reads are read in windows.

What it will not do: split sentences, link mentions, decide who the patient is, or take a batch.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from nocere.errors import ModelError
from nocere.extracting.wordpiece import Piece, WordPiece, read_vocab

WEIGHTS = Path(__file__).parent / "weights"
WINDOW = 254  # pieces read at a time, without [CLS] and [SEP]
OVERLAP = 64  # pieces read twice where windows meet: half of them serve as context on each side

_NO_LAST_WORD = re.compile(
    r"of|with|and|or|to|in|for|from|by|at|on|as|the|an|was|were|is|that|which|who|during|[-,/;:(]", re.IGNORECASE
)
"""Words that PHEE's annotators end hardly any of 15,159 mentions with."""

_WORD = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]")

Scores = list[list[float]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled stretch `[start, end)` of the sentence; `probability` is the mean over its words (geometric)."""

    label: str
    start: int
    end: int
    probability: float


class Word(NamedTuple):
    """What is labelled: characters `[start, end)` and the first piece of them."""

    start: int
    end: int
    piece: int


class Layer(NamedTuple):
    """A set of labels that exclude each other, and where its scores lie among the model's outputs."""

    name: str
    labels: tuple[str, ...]
    first: int

    @property
    def last(self) -> int:
        return self.first + 1 + 2 * len(self.labels)


def layers_of(table: Sequence[dict[str, Any]]) -> tuple[Layer, ...]:
    """The layers in the order of the model's outputs (O, then B and I of each label)."""
    layers: list[Layer] = []
    first = 0
    for row in table:
        layers.append(Layer(row["name"], tuple(row["labels"]), first))
        first = layers[-1].last
    return tuple(layers)


def words_of(text: str, pieces: Sequence[Piece]) -> list[Word]:
    """The words that can be labelled: each begins a run of letters or digits, or is a sign, and begins a piece.

    A word that begins inside a piece (`10±2` may be one unknown piece) belongs to the word before it.
    """
    begun = {piece.start: n for n, piece in reversed(list(enumerate(pieces)))}
    words: list[Word] = []
    for match in _WORD.finditer(text):
        at = begun.get(match.start())
        if at is not None:
            words.append(Word(match.start(), match.end(), at))
        elif words:
            words[-1] = words[-1]._replace(end=match.end())
    return words


def _two_best(scores: Sequence[float]) -> tuple[int, int]:
    """The best label, and the best that is of another name."""
    top = max(range(len(scores)), key=scores.__getitem__)
    own = (top - 1 + top % 2, top + top % 2) if top else (0,)
    return top, max((n for n in range(len(scores)) if n not in own), key=scores.__getitem__)


def best_path(scores: Scores) -> list[int]:
    """The most likely legal sequence of one layer's labels: I of a label only after its own B or I, and B never there, since
    annotators do not write two mentions of one label side by side."""
    best = [score if n % 2 or n == 0 else -math.inf for n, score in enumerate(scores[0])]
    came: list[list[int]] = []
    for row in scores[1:]:
        top, second = _two_best(best)
        steps = [top] * len(row)
        for inside in range(2, len(row), 2):
            steps[inside - 1] = second if (top + 1) // 2 == inside // 2 else top
            steps[inside] = inside if best[inside] > best[inside - 1] else inside - 1
        best = [best[step] + score for step, score in zip(steps, row, strict=True)]
        came.append(steps)
    path = [max(range(len(best)), key=best.__getitem__)]
    for steps in reversed(came):
        path.append(steps[path[-1]])
    return path[::-1]


def mentions_of(words: Sequence[Word], scores: Scores, layer: Layer) -> list[Mention]:
    """The mentions of one layer, from the scores of all layers at each word."""
    own = [row[layer.first : layer.last] for row in scores]
    if all(max(row) == row[0] for row in own):
        return []  # nothing at every word is legal, and no sequence can be likelier
    found: list[Mention] = []
    path = best_path(own)
    at = 0
    while at < len(path):
        begin = at
        at += 1
        if path[begin] == 0:
            continue
        while at < len(path) and path[at] == path[begin] + 1:
            at += 1
        mean = sum(own[n][path[n]] for n in range(begin, at)) / (at - begin)
        label = layer.labels[(path[begin] - 1) // 2]
        found.append(Mention(label, words[begin].start, words[at - 1].end, math.exp(mean)))
    return found


def ended(mention: Mention, text: str) -> Mention:
    """The mention without last words that no mention but a trigger's ends with; empty where there are no others."""
    if "Trigger" in mention.label:
        return mention
    end = mention.start
    for match in _WORD.finditer(text, mention.start, mention.end):
        if not _NO_LAST_WORD.fullmatch(match.group()):
            end = match.end()
    return mention if end == mention.end else replace(mention, end=end)


class Tagger:
    """Tags sentences with the shipped model; make one with `Tagger.load()`."""

    def __init__(
        self, run: Callable[[list[int]], Scores], splitter: WordPiece, layers: Sequence[Layer], ends: tuple[int, int]
    ) -> None:
        self._run = run
        self._splitter = splitter
        self._layers = tuple(layers)
        self._ends = ends

    @staticmethod
    def load(folder: Path = WEIGHTS) -> Tagger:
        """The model in `folder`, kept for the next call; `ModelError` when it is missing or damaged."""
        return _load(folder)

    def tag(self, text: str) -> tuple[Mention, ...]:
        """The mentions of one sentence, by start, longest first, then by label."""
        pieces = self._splitter.split(text)
        words = words_of(text, pieces)
        if not words:
            return ()
        per_piece = self._scores([piece.id for piece in pieces])
        scores = [per_piece[word.piece] for word in words]
        found = [ended(m, text) for layer in self._layers for m in mentions_of(words, scores, layer)]
        return tuple(sorted((m for m in found if m.start < m.end), key=lambda m: (m.start, -m.end, m.label)))

    def _scores(self, ids: list[int]) -> Scores:
        """Log-probabilities at each piece, read in overlapping windows when there are many."""
        first, last = self._ends
        scores: Scores = []
        begin = 0
        while True:
            window = ids[begin : begin + WINDOW]
            read = self._run([first, *window, last])[1:-1]
            keep = len(scores) - begin
            more = begin + WINDOW < len(ids)
            scores.extend(read[keep : len(read) - OVERLAP // 2 if more else None])
            if not more:
                return scores
            begin += WINDOW - OVERLAP


@lru_cache(maxsize=4)
def _load(folder: Path) -> Tagger:
    try:
        table = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        vocab = read_vocab(folder / "vocab.txt")
        layers = layers_of(table["layers"])
        ends = (vocab["[CLS]"], vocab["[SEP]"])
        splitter = WordPiece(vocab)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the reader's labels or vocabulary in {folder} cannot be read ({error!r}); reinstall nocere"
        ) from error
    return Tagger(_session(folder / "mentions.onnx", layers[-1].last), splitter, layers, ends)


def _session(path: Path, outputs: int) -> Callable[[list[int]], Scores]:
    """A function from piece ids to log-probabilities; the heavy imports happen here, when a text is to be read."""
    onnxruntime = import_module("onnxruntime")
    numpy = import_module("numpy")
    if not path.is_file():
        raise ModelError(f"the reader's weights are missing: {path}; reinstall nocere")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    state = vars(onnxruntime.capi.onnxruntime_pybind11_state)  # each refusal of the library is a class of its own there
    refusals: tuple[type[Exception], ...] = (
        RuntimeError,
        ValueError,
        *(kind for kind in state.values() if isinstance(kind, type) and issubclass(kind, Exception)),
    )
    try:
        session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except refusals as error:
        raise ModelError(f"the reader's weights in {path} are damaged ({error}); reinstall nocere") from error
    width = session.get_outputs()[0].shape[-1]
    if width != outputs:
        raise ModelError(
            f"the weights in {path} give {width} scores a word but labels.json names {outputs}; reinstall nocere"
        )

    def run(ids: list[int]) -> Scores:
        rows: Scores = session.run(None, {"ids": numpy.array([ids], dtype=numpy.int64)})[0][0].tolist()
        return rows

    return run
