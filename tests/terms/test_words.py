"""Folding and joining of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.terms.words import joined, normalise, words_of

FOLDED = [
    ("β-Blockers", "beta blockers"),
    ("Sjo\u0308gren's", "sjogren s"),
    ("Sjögren’s", "sjogren s"),
    ("ﬁbrosis", "fibrosis"),
    ("vitamin B₁₂", "vitamin b12"),
    ("under_score", "under score"),
    ("  ", ""),
    ("💊", ""),
    ("μ-opioid µ-opioid", "mu opioid mu opioid"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_normalise(text: str, folded: str) -> None:
    assert normalise(text) == folded


@pytest.mark.parametrize("gap", [" ", "  ", "-", "–", "\n", "\r\n", " \n ", "- ", "-\n", "'", "’", "\u00a0"])
def test_joins(gap: str) -> None:
    assert joined(gap)


@pytest.mark.parametrize("gap", ["", ",", ", ", ". ", "\n\n", "\r\n\r\n", "/", " (", " - ", "--", ";"])
def test_parts(gap: str) -> None:
    assert not joined(gap)


@given(st.text())
def test_words_lie_in_the_text_in_order(text: str) -> None:
    folded, spans = words_of(text)
    assert len(folded) == len(spans)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        at = end


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_read_as_any_other_text(text: str) -> None:
    folded, spans = words_of(text)
    wide, wide_spans = words_of(text + " é")
    assert (wide[: len(folded)], wide_spans[: len(spans)]) == (folded, spans)
