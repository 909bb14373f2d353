"""Our WordPiece against the `tokenizers` library: the same ids and offsets on every text both describe alike."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from nocere.extracting.tagger import WEIGHTS
from nocere.extracting.wordpiece import LONGEST_WORD, WordPiece, read_vocab

VOCAB = read_vocab(WEIGHTS / "vocab.txt")
OURS = WordPiece(VOCAB)


def library() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(VOCAB, unk_token="[UNK]", max_input_chars_per_word=LONGEST_WORD))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


THEIRS = library()

BY_HAND = [
    "",
    " ",
    "Sjögren's syndrome",
    "Sjo\u0308gren's syndrome",
    "café cafe\u0301 CAFÉ",
    "x\u0301\u0302y \u0301 alone",
    "5-fluorouracil (5-FU), 10±2 mg/m²/day; 37°C",
    "TNF-α, β-blocker, µg vs μg",
    "ﬁbrosis ﬂow Ⅳ ½",
    "İstanbul ISPARTA ß ẞ ǅ",
    "中文 mixed 한글 かな text",
    "👩‍⚕️ took 💊💊, felt 🤢.",
    "a\u200bb\u200dc\u00adde\ufefff",
    "tab\there\r\nnew line\u2028separator\u00a0no-break\u3000wide",
    "\x00nul\x07bell\x0cform\x85next\ufffdreplaced",
    "e.g. i.v.; “quoted” ‘text’ — dash – dash ‐ hyphen … end",
    "$5 < 6 = `x` ^ ~ | + §¶†‡•",
    "a" * LONGEST_WORD,
    "a" * (LONGEST_WORD + 1),
    "é" * LONGEST_WORD,
    "[CLS] [SEP] [MASK] [UNK] ##ing",
    "supercalifragilisticexpialidocious methylprednisolone",
]

# Characters that Python's Unicode tables and the library's older ones describe alike: older scripts, signs, CJK, emoji.
_ALIKE = st.one_of(
    st.characters(max_codepoint=0x058F, exclude_categories=("Cn",)),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x23FF, exclude_categories=("Cn", "Co")),
    st.characters(min_codepoint=0x3000, max_codepoint=0x30FF, exclude_categories=("Cn",)),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_categories=("Cn",)),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1F64F),
)


def check(text: str) -> None:
    theirs = THEIRS.encode(text, add_special_tokens=False)
    pieces = OURS.split(text)
    assert [piece.id for piece in pieces] == theirs.ids
    assert [(piece.start, piece.end) for piece in pieces] == theirs.offsets


@pytest.mark.parametrize("text", BY_HAND)
def test_equals_the_library_by_hand(text: str) -> None:
    check(text)


@settings(max_examples=1000)
@given(st.text(_ALIKE, max_size=60))
def test_equals_the_library_on_any_text(text: str) -> None:
    check(text)


@settings(max_examples=500)
@given(st.lists(st.one_of(st.sampled_from(sorted(VOCAB)), st.text(_ALIKE, max_size=4)), max_size=20))
def test_equals_the_library_on_pieces_put_together(parts: list[str]) -> None:
    check("".join(part.removeprefix("##") for part in parts))


@given(st.text())
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for piece in OURS.split(text):
        assert at <= piece.start < piece.end <= len(text)
        at = piece.start


@pytest.mark.shared
def test_equals_the_library_on_published_sentences(shared_dir: Path) -> None:
    for split in ("train", "dev"):
        for line in (shared_dir / f"data/phee/{split}.jsonl").read_text(encoding="utf-8").splitlines():
            check(json.loads(line)["context"])
