"""No value that was read stands without the words it was read from, and the words are where it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from nocere.errors import EvidenceError
from nocere.span import (
    NOT_STATED,
    By,
    Fact,
    Made,
    Missing,
    NullFlavor,
    Span,
    check_spans,
    facts_in,
    grounds,
    model,
    rule,
    spans_in,
)
from tests.ground.texts import spans, texts


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    """A text and a stretch of it."""
    text = draw(texts())
    return text, draw(spans(text))


@given(text_and_span())
def test_a_span_quotes_its_text(drawn: tuple[str, Span]) -> None:
    """Offsets count code points, whatever the characters are, and an equal span comes back from JSON."""
    text, span = drawn
    assert text[span.start : span.end] == span.quote
    assert Span.model_validate_json(span.model_dump_json(), context=grounds(text)) == span


@pytest.mark.parametrize(
    ("text", "quote", "start", "end"),
    [
        ("naïve\r\npatient", "patient", 7, 14),  # a line end of two characters counts as two
        ("Cafe\u0301 au lait", "au", 6, 8),  # a combining mark is a character of its own
        ("👩🏽‍⚕️ gave aspirin", "aspirin", 11, 18),  # five code points, then blanks and a word
        ("\ufeffaspirin", "aspirin", 1, 8),  # a byte order mark that was kept
        ("𝛼-blocker", "blocker", 2, 9),  # one code point beyond the basic plane, not two UTF-16 units
    ],
)
def test_offsets_are_code_points(text: str, quote: str, start: int, end: int) -> None:
    """The known hard cases, by hand."""
    assert Span.of(text, start, end).quote == quote


@given(text_and_span(), st.integers(-3, 3), st.integers(-3, 3), st.text(max_size=3))
def test_a_tampered_span_is_refused(drawn: tuple[str, Span], left: int, right: int, more: str) -> None:
    """Whatever is changed, the span loads only where the text says it."""
    text, span = drawn
    start, end, quote = span.start + left, span.end + right, span.quote + more
    data = {"start": start, "end": end, "quote": quote}
    if 0 <= start < end <= len(text) and text[start:end] == quote:
        assert Span.model_validate(data, context=grounds(text)).quote == quote
    else:
        with pytest.raises(EvidenceError):
            Span.model_validate(data, context=grounds(text))
        with pytest.raises(EvidenceError):
            check_spans(Span.model_construct(**data), text)


@given(text_and_span())
def test_a_span_is_not_made_without_its_text(drawn: tuple[str, Span]) -> None:
    """Neither by hand nor from JSON, even where it is true."""
    _, span = drawn
    data = span.model_dump()
    for make in (
        lambda: Span(**data),
        lambda: Span.model_validate(data),
        lambda: Span.model_validate_json(json.dumps(data)),
    ):
        with pytest.raises(EvidenceError, match="without the text"):
            make()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 8), (7, 8), (-7, -1)])
def test_no_stretch_no_span(start: int, end: int) -> None:
    """Empty, backward and outside stretches are refused, negative ones are not counted from the end."""
    with pytest.raises(EvidenceError, match=f"characters {start} to {end}"):
        Span.of("aspirin", start, end)


@given(text_and_span(), texts())
def test_a_span_of_another_text_is_seen(drawn: tuple[str, Span], other: str) -> None:
    """A quote from one document is no evidence in another."""
    _, span = drawn
    assume(other[span.start : span.end] != span.quote)
    fact = Fact(value=1, spans=(span,), made=rule("r"))
    with pytest.raises(EvidenceError):
        check_spans(fact, other)
    with pytest.raises(EvidenceError):
        Fact[int].model_validate_json(fact.model_dump_json(), context=grounds(other))
    with pytest.raises(EvidenceError):
        Fact[int].model_validate({"value": 1, "spans": (span,), "made": rule("r")}, context=grounds(other))


@pytest.mark.parametrize("made", [rule("age.years"), model("reader 1")])
def test_a_read_value_quotes_something(made: Made) -> None:
    """By hand, from JSON, or behind the back of validation: a value read by rule or model without a quote is found."""
    with pytest.raises(EvidenceError, match="quotes nothing"):
        Fact(value=4, made=made)
    with pytest.raises(EvidenceError, match="quotes nothing"):
        Fact[int].model_validate_json(json.dumps({"value": 4, "made": made.model_dump()}), context=grounds("4"))
    smuggled: Fact[Any] = Fact.model_construct(value=4, made=made, spans=())
    with pytest.raises(EvidenceError, match="quotes nothing"):
        check_spans((smuggled,), "4")


def test_a_read_value_that_lost_its_quotes_is_found() -> None:
    """A copy can drop them unseen; the check before export sees it."""
    fact = Fact(value=4, spans=(Span.of("4 years", 0, 1),), made=rule("age.years"))
    with pytest.raises(EvidenceError, match="quotes nothing"):
        check_spans(fact.model_copy(update={"spans": ()}), "4 years")


@pytest.mark.parametrize("by", [By.PERSON, By.SETTING, By.COMPUTED])
def test_what_was_not_read_may_quote_nothing_and_says_so(by: By) -> None:
    """A person's entry, a setting and an identifier stand on their own, under their own name."""
    fact = Fact(value="EU", made=Made(by=by, name="someone"))
    assert fact.quote == "" and fact.made.by is by
    check_spans(fact, "")


def test_all_quotes_of_a_value_are_kept() -> None:
    """A heading and a sentence together; the first is the one that is shown."""
    text = "Case 2: a boy"
    both = (Span.of(text, 0, 6), Span.of(text, 8, 13))
    fact = Fact(value="boy", spans=both, made=rule("r"))
    assert fact.quote == "Case 2" and tuple(spans_in(fact)) == both


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan"), float("inf")])
def test_confidence_is_between_0_and_1(confidence: float) -> None:
    """Anything else is no confidence."""
    with pytest.raises(ValidationError):
        Fact(value=1, made=Made(by=By.PERSON, name="p"), confidence=confidence)


@pytest.mark.parametrize("flavor", NullFlavor)
def test_missing_has_a_reason(flavor: NullFlavor) -> None:
    """Each reason comes back from JSON as itself."""
    missing = Missing(missing=flavor, why="said so")
    assert Missing.model_validate_json(missing.model_dump_json()) == missing


@pytest.mark.parametrize("data", [{}, {"missing": None}, {"missing": ""}, {"missing": "none"}, {"missing": "ni"}])
def test_missing_without_a_reason_is_refused(data: dict[str, Any]) -> None:
    """There is no other way for a value to be absent."""
    with pytest.raises(ValidationError):
        Missing.model_validate(data)


def test_a_conflict_keeps_what_contradicts() -> None:
    """The words on both sides are evidence too, and are checked."""
    text = "a boy ... she"
    conflict = Missing(missing=NullFlavor.CONFLICTING, spans=(Span.of(text, 2, 5), Span.of(text, 10, 13)))
    check_spans(conflict, text)
    with pytest.raises(EvidenceError):
        check_spans(conflict, "a girl ... he")


def test_frozen_and_closed() -> None:
    """Nothing is edited in place, and nothing unknown is let in."""
    fact = Fact(value=1, made=Made(by=By.PERSON, name="p"))
    with pytest.raises(ValidationError, match="frozen"):
        fact.value = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Missing.model_validate({"missing": "NI", "note": "x"})
    with pytest.raises(ValidationError, match="extra"):
        Span.model_validate({"start": 0, "end": 1, "quote": "a", "page": 1}, context=grounds("a"))
    assert hash(NOT_STATED) == hash(Missing(missing=NullFlavor.NI))


def test_overlap_is_a_shared_character() -> None:
    """Neighbours do not overlap."""
    text = "abcdef"
    assert Span.of(text, 0, 3).overlaps(Span.of(text, 2, 4))
    assert not Span.of(text, 0, 3).overlaps(Span.of(text, 3, 4))


def test_every_fact_is_found_in_a_tree() -> None:
    """Nesting hides nothing."""
    fact = Fact(value=1, made=Made(by=By.PERSON, name="p"))
    assert list(facts_in(((fact,), (NOT_STATED, (fact,))))) == [fact, fact]


WRAPPERS: list[Callable[[Any], object]] = [
    lambda inner: (NOT_STATED, inner),
    lambda inner: [inner, 1],
    lambda inner: {"a": "b", "c": inner},
    lambda inner: NOT_STATED.model_copy(update={"spans": inner}),
    lambda inner: NOT_STATED.model_copy(update={"note": inner}),
]
"""What may lie around a value: where it belongs, or where only a copy can put it."""


@given(text_and_span(), st.lists(st.sampled_from(WRAPPERS), max_size=6))
def test_however_deep_it_lies_a_value_is_found(
    drawn: tuple[str, Span], wrappers: list[Callable[[Any], object]]
) -> None:
    """Whatever lies around it, once; and a false quote in it is seen."""
    text, span = drawn
    tree: object = Fact(value=1, spans=(span,), made=rule("r"))
    for wrap in wrappers:
        tree = wrap(tree)
    assert list(spans_in(tree)) == [span]
    assert [fact.value for fact in facts_in(tree)] == [1]
    check_spans(tree, text)
    with pytest.raises(EvidenceError):
        check_spans(tree, "")


def test_a_list_smuggled_in_by_a_copy_is_searched() -> None:
    """A copy may put a list where a tuple belongs; what it holds is checked all the same."""
    false = Span.model_construct(start=0, end=3, quote="xyz")
    fact = Fact(value=4, spans=(Span.of("4 years", 0, 1),), made=rule("r"))
    with pytest.raises(EvidenceError):
        check_spans(fact.model_copy(update={"spans": [false]}), "4 years")


def test_a_set_smuggled_in_by_a_copy_is_searched() -> None:
    """As is a set."""
    false = Span.model_construct(start=0, end=3, quote="xyz")
    with pytest.raises(EvidenceError):
        check_spans(NOT_STATED.model_copy(update={"spans": {false}}), "4 years")
