"""Diagnoses and purposes that only the words around them name."""

from __future__ import annotations

import pytest

from nocere.document import Part
from nocere.extracting.named import is_purpose, named
from nocere.extracting.sentences import Sentence, sentences
from tests.extracting.documents import document


def first(text: str) -> Sentence:
    return next(s for s in sentences(document(text)) if s.part is not Part.TITLE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The patient was diagnosed with unresectable QRST.", ["unresectable QRST"]),
        ("She was known to have QRST and was seen yearly.", ["QRST"]),
        ("A woman with large QRST was seen.", ["QRST"]),
        ("It was used for ovulation induction in this woman.", ["ovulation induction"]),
        ("He had surgery under general anaesthesia.", ["general anaesthesia"]),
        ("A woman with two children was seen.", []),
        ("He was diagnosed by ultrasound.", []),
        ("A non-diagnostic smear was repeated.", []),
    ],
)
def test_what_words_name(text: str, names: list[str]) -> None:
    assert [c.text for c in named(first(text), (), ())] == names


def test_what_is_named_already_is_left_alone() -> None:
    sentence = first("The patient was diagnosed with unresectable QRST.")
    found = named(sentence, (), ())
    assert found
    assert not named(sentence, found, ())


def test_a_disease_is_no_purpose() -> None:
    assert is_purpose("Analgesia")
    assert not is_purpose("hypertension")
