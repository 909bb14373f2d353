"""The tagger: legal sequences, right offsets, the same answer every time, clear errors."""

import json
import math
import shutil
import subprocess
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nocere.errors import ModelError
from nocere.extracting.tagger import (
    OVERLAP,
    WEIGHTS,
    WINDOW,
    Mention,
    Tagger,
    best_path,
    ended,
    layers_of,
    mentions_of,
    words_of,
)
from nocere.extracting.wordpiece import WordPiece, read_vocab

TAGGER = Tagger.load()
SPLITTER = WordPiece(read_vocab(WEIGHTS / "vocab.txt"))

READ = [  # sentence, (label, words) that must be among its mentions
    (
        "A 34-year-old woman developed hepatotoxicity after oral ketoconazole.",
        [
            ("Subject.Age", "34-year-old"),
            ("Subject.Gender", "woman"),
            ("Effect", "hepatotoxicity"),
            ("Treatment.Drug", "ketoconazole"),
        ],
    ),
    (
        "Carbamazepine-induced agranulocytosis.",
        [("Drug.Adverse", "Carbamazepine"), ("Effect.Adverse", "agranulocytosis")],
    ),
    (
        "Severe rash occurred in two children treated with lamotrigine for epilepsy.",
        [("Treatment.Drug", "lamotrigine"), ("Treatment.Disorder", "epilepsy")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_plain_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(mention.label, text[mention.start : mention.end]) for mention in TAGGER.tag(text)]
    assert set(expected) <= set(found)


def test_offsets_are_of_the_text_as_given() -> None:
    text = "💊 Sjo\u0308gren: cafe\u0301-au-lait, then 🤢.\r\nCarbamazepine-induced agranulocytosis."
    words = {text[m.start : m.end] for m in TAGGER.tag(text)}
    assert {"Carbamazepine", "agranulocytosis"} <= words


@pytest.mark.parametrize("text", ["", " ", "\n", "💊", "\u0301", "…", "a" * 5000, "\x00"])
def test_takes_any_text(text: str) -> None:
    TAGGER.tag(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_and_are_the_same_again(text: str) -> None:
    mentions = TAGGER.tag(text)
    assert mentions == TAGGER.tag(text)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert 0 < mention.probability <= 1


def test_a_sentence_is_read_alike_whatever_was_read_before() -> None:
    text = READ[0][0]
    alone = TAGGER.tag(text)
    for other, _ in READ:
        TAGGER.tag(other * 5)
    assert TAGGER.tag(text) == alone


def test_another_process_reads_the_same() -> None:
    text = READ[0][0]
    code = f"from nocere.extracting.tagger import Tagger; print(Tagger.load().tag({text!r}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert out.strip() == repr(TAGGER.tag(text))


def test_importing_is_cheap() -> None:
    code = "import sys, nocere.extracting.tagger; print(sorted({'numpy', 'onnxruntime'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip() == "[]"
    )


def test_long_sentences_are_read_to_their_end() -> None:
    part = "Carbamazepine-induced agranulocytosis was seen and then "
    text = part * (3 * WINDOW // 12)
    assert len(SPLITTER.split(text)) > 2 * WINDOW
    drugs = [m for m in TAGGER.tag(text) if m.label in ("Treatment.Drug", "Chemical")]
    assert max(m.start for m in drugs) > len(text) - 2 * len(part)


def test_windows_join_without_gap_or_double() -> None:
    """With a network that answers with each piece's own id, every piece must get its own answer."""
    table = layers_of([{"name": "one", "labels": ["X"]}])
    seen: list[int] = []

    def run(ids: list[int]) -> list[list[float]]:
        assert len(ids) <= WINDOW + 2
        return [[float(n), 0.0, 0.0] for n in ids]

    tagger = Tagger(run, SPLITTER, table, (0, 1))
    for count in (1, WINDOW, WINDOW + 1, WINDOW + OVERLAP, 3 * WINDOW + 7):
        seen = [int(row[0]) for row in tagger._scores(list(range(count)))]
        assert seen == list(range(count))


@settings(max_examples=200)
@given(st.lists(st.lists(st.floats(-10, 0), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_path_is_the_best_legal_one(scores: list[list[float]]) -> None:
    def follows(before: int, now: int) -> bool:
        if now % 2:
            return before not in (now, now + 1)
        return now == 0 or before in (now, now - 1)

    def legal(path: tuple[int, ...]) -> bool:
        return all(map(follows, (0, *path), path))

    best = max(
        sum(scores[n][k] for n, k in enumerate(path)) for path in product(range(5), repeat=len(scores)) if legal(path)
    )
    found = best_path(scores)
    assert legal(tuple(found))
    assert math.isclose(sum(scores[n][k] for n, k in enumerate(found)), best, abs_tol=1e-9)


def test_mentions_take_the_words_of_their_path() -> None:
    text = "ab cd ef gh"
    words = words_of(text, SPLITTER.split(text))
    (layer,) = layers_of([{"name": "one", "labels": ["X", "Y"]}])
    rows = [[-9.0] * 5 for _ in words]
    for row, best in zip(rows, (1, 2, 3, 1), strict=True):
        row[best] = -0.5
    expected = [(0, 5, "X"), (6, 8, "Y"), (9, 11, "X")]
    assert mentions_of(words, rows, layer) == [
        Mention(label, start, end, math.exp(-0.5)) for start, end, label in expected
    ]


def test_words_inside_one_piece_belong_to_the_word_before() -> None:
    text = "10±2 mg"
    words = words_of(text, SPLITTER.split(text))
    assert [text[w.start : w.end] for w in words][-1] == "mg"
    assert [w.piece for w in words] == sorted({w.piece for w in words})


@pytest.mark.parametrize(
    ("label", "quote", "kept"),
    [
        ("Effect", "rash and", "rash"),
        ("Treatment", "ibuprofen, with the", "ibuprofen"),
        ("Subject", "of the", ""),
        ("Treatment.Dosage", "10 mg/", "10 mg"),
        ("Subject", "A man", "A man"),
        ("Combination.Trigger", "and", "and"),
        ("Trigger.Adverse", "after", "after"),
    ],
)
def test_a_mention_ends_with_a_word_of_its_own(label: str, quote: str, kept: str) -> None:
    found = ended(Mention(label, 3, 3 + len(quote), 0.9), f"In {quote} it")
    assert f"In {quote} it"[found.start : found.end] == kept


@pytest.mark.parametrize("missing", ["mentions.onnx", "vocab.txt", "labels.json"])
def test_missing_weights_are_one_clear_error(tmp_path: Path, missing: str) -> None:
    for name in {"mentions.onnx", "vocab.txt", "labels.json"} - {missing}:
        shutil.copy(WEIGHTS / name, tmp_path / name)
    with pytest.raises(ModelError, match="reinstall nocere"):
        Tagger.load(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mentions.onnx", b""),
        ("mentions.onnx", b"not a model"),
        ("vocab.txt", b"\xff\xfe"),
        ("vocab.txt", b"one\ntwo\n"),
        ("labels.json", b"{"),
        ("labels.json", b'{"layers": [{"name": "one", "labels": ["X"]}]}'),
    ],
)
def test_damaged_weights_are_one_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    for other in ("mentions.onnx", "vocab.txt", "labels.json"):
        shutil.copy(WEIGHTS / other, tmp_path / other)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError):
        Tagger.load(tmp_path)


def test_the_card_is_of_these_weights() -> None:
    from hashlib import sha256

    card = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert sha256((WEIGHTS / "mentions.onnx").read_bytes()).hexdigest() in card
    assert (WEIGHTS / "mentions.onnx").stat().st_size <= 25_000_000


@pytest.mark.shared
def test_drugs_and_effects_are_found_as_the_card_says(shared_dir: Path) -> None:
    """A floor far under the card's numbers, on the first 200 sentences of dev: weights and code belong together."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (shared_dir / "data/phee/dev.jsonl").read_text(encoding="utf-8").splitlines()[:200]:
        record = json.loads(line)
        found = {(m.label, m.start, m.end) for m in TAGGER.tag(record["context"])}
        for event in record["annotations"][0]["events"]:
            for label, argument in (
                ("Treatment.Drug", event["Treatment"].get("Drug", {})),
                ("Effect", event.get("Effect", {})),
            ):
                for texts, starts in zip(argument.get("text", []), argument.get("start", []), strict=True):
                    total[label] += 1
                    hits[label] += (label, starts[0], starts[0] + len(texts[0])) in found
    assert hits["Treatment.Drug"] / total["Treatment.Drug"] > 0.75
    assert hits["Effect"] / total["Effect"] > 0.6
