"""A reading whose quotes or ids do not hold is refused: when it is loaded, and again before it is exported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nocere.case import Case, Reading
from nocere.document import Citation, Document, Part, Section
from nocere.errors import EvidenceError
from nocere.span import Fact, Span, grounds, rule, spans_in
from tests.ground.texts import readings

FEW = settings(max_examples=25)
"""A reading is large to draw; a few dozen hold what a hundred would."""


@FEW
@given(readings())
def test_json_brings_the_same_reading_back(reading: Reading) -> None:
    """Every part and every quote; a second time the same bytes."""
    data = reading.model_dump_json()
    again = Reading.load(data)
    assert again == reading
    assert again.model_dump_json() == data
    again.check()


@FEW
@given(readings())
def test_a_case_is_not_loaded_without_its_text(reading: Reading) -> None:
    """A case's JSON alone proves nothing."""
    case = reading.cases[0]
    data = case.model_dump_json()
    assert Case.model_validate_json(data, context=grounds(reading.document.text)) == case
    if any(spans_in(case)):
        with pytest.raises(EvidenceError, match="without the text"):
            Case.model_validate_json(data)


def pointers(data: Any) -> Iterator[dict[str, Any]]:
    """Every span in a reading's JSON."""
    if isinstance(data, dict):
        if set(data) == {"start", "end", "quote"}:
            yield data
        for value in data.values():
            yield from pointers(value)
    elif isinstance(data, list):
        for value in data:
            yield from pointers(value)


CHANGES = {"quote": lambda quote: quote + "x", "end": lambda end: end + 1, "start": lambda start: start - 1}


@FEW
@given(readings(), st.integers(min_value=0), st.sampled_from(sorted(CHANGES)))
def test_a_tampered_file_is_refused(reading: Reading, number: int, key: str) -> None:
    """Whichever quote or offset is changed, the reading does not load."""
    data = json.loads(reading.model_dump_json())
    found = list(pointers(data))
    span = found[number % len(found)]
    span[key] = CHANGES[key](span[key])
    with pytest.raises(EvidenceError):
        Reading.load(json.dumps(data))


@FEW
@given(readings())
def test_a_reading_whose_text_was_changed_is_refused(reading: Reading) -> None:
    """The text and the quotes stand or fall together."""
    data = json.loads(reading.model_dump_json())
    data["document"]["text"] = "\x00" * len(reading.document.text)
    with pytest.raises(EvidenceError):
        Reading.load(json.dumps(data))


@FEW
@given(readings())
def test_what_goes_round_validation_is_caught_by_check(reading: Reading) -> None:
    """Copies and constructed parts are not validated by pydantic; `check`, which every export calls, sees them."""
    case = reading.cases[0]
    drug = case.drugs[0]
    false = Span.model_construct(start=0, end=1, quote=reading.document.text[0] + "x")
    for name in (
        drug.name.model_copy(update={"spans": (false,)}),
        Fact.model_construct(value="aspirin", spans=(), made=rule("r")),
        Fact(value="aspirin", spans=(false,), made=rule("r")),
    ):
        tampered = case.model_copy(update={"drugs": (drug.model_copy(update={"name": name}),)})
        with pytest.raises(EvidenceError):
            tampered.check(reading.document)
        with pytest.raises(EvidenceError):
            reading.model_copy(update={"cases": (tampered,)}).check()


@FEW
@given(readings())
def test_a_verdict_s_words_are_checked(reading: Reading) -> None:
    """Why a document was taken is evidence too."""
    false = Span.model_construct(start=0, end=1, quote="xx")
    verdict = reading.verdict.model_copy(update={"spans": (false,)})
    with pytest.raises(EvidenceError):
        reading.model_copy(update={"verdict": verdict}).check()


@FEW
@given(readings())
def test_a_case_of_another_document_is_refused(reading: Reading) -> None:
    """Even where its quotes happen to be there."""
    stranger = reading.cases[0].model_copy(update={"document": "f" * 64})
    with pytest.raises(EvidenceError, match="is of document ffffffffffff"):
        reading.model_copy(update={"cases": (stranger,)}).check()


def test_the_document_s_own_quotes_are_checked_with_the_reading() -> None:
    """The citation goes to C.4.r.1; a document that was changed in a copy must not reach an export."""
    text = "Lim S. A case."
    cite = {
        "vancouver": {
            "value": text,
            "spans": [{"start": 0, "end": 14, "quote": text}],
            "made": {"by": "rule", "name": "c"},
        }
    }
    document = {"id": "0", "name": "a", "media_type": "text/plain", "encoding": "utf-8", "text": text, "citation": cite}
    verdict = {"has_case": False, "document_type": "other", "reason": "no patient"}
    reading = Reading.load(json.dumps({"document": document, "verdict": verdict}))
    changed = reading.document.model_copy(update={"text": "Somebody else's words"})
    with pytest.raises(EvidenceError):
        reading.model_copy(update={"document": changed}).check()


@FEW
@given(readings(), st.sampled_from(["sections", "citation", "references"]))
def test_each_part_of_the_document_is_checked(reading: Reading, name: str) -> None:
    """Whichever of them was changed in a copy, alone."""
    false = Span.model_construct(start=0, end=1, quote="xx")
    document = reading.document
    changes: dict[str, object] = {
        "sections": (document.sections[0].model_copy(update={"heading": false}),),
        "citation": Citation(title=Fact(value="x", spans=(false,), made=rule("r"))),
        "references": [document.references[0].model_copy(update={"span": false})],
    }
    changed = document.model_copy(update={name: changes[name]})
    with pytest.raises(EvidenceError, match="say"):
        reading.model_copy(update={"document": changed}).check()


def test_a_section_that_a_copy_moved_outside_is_seen() -> None:
    """Sections have bounds and no quote; those are checked again too."""
    document = Document(id="0", name="a", media_type="text/plain", encoding="utf-8", text="A boy.")
    with pytest.raises(EvidenceError, match="section case from 0 to 9 is outside a text of 6"):
        document.model_copy(update={"sections": (Section(part=Part.CASE, start=0, end=9),)}).check()


def strays(case: dict[str, Any]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each way in which the ids of a case's JSON can come apart: what the refusal says, and what does it."""
    reaction, drug, treatment = case["reactions"][0], case["drugs"][0], case["treatments"][0]
    yield r"drug 'd1' names reaction 'r9'", lambda: drug["reactions"][0].update(reaction="r9")
    yield r"treatment 't1' names reaction 'r9'", lambda: treatment["reactions"].append("r9")
    yield r"drug 'd1' names reaction 'r1'", lambda: reaction.update(id="r2")
    yield r"names reaction 'r1'", lambda: case["reactions"].clear()
    yield r"reactions have the id 'r1' more than once", lambda: case["reactions"].append(reaction)
    yield r"drugs have the id 'd1' more than once", lambda: case["drugs"].append(drug)
    yield r"treatments have the id 't1' more than once", lambda: case["treatments"].append(treatment)


@FEW
@given(readings(), st.data())
def test_ids_that_come_apart_are_refused(reading: Reading, data: st.DataObject) -> None:
    """In whichever case: an id that names nothing, or two things of one id. One line says which; a case alone sees it too."""
    raw = json.loads(reading.model_dump_json())
    at = data.draw(st.integers(0, len(reading.cases) - 1))
    case = raw["cases"][at]
    said, come_apart = data.draw(st.sampled_from(list(strays(case))))
    come_apart()
    with pytest.raises(EvidenceError, match=rf"^case 'c{at + 1}': [^\n]*{said}[^\n]*$"):
        Reading.load(json.dumps(raw))
    alone = Case.model_validate_json(json.dumps(case), context=grounds(reading.document.text))
    with pytest.raises(EvidenceError, match=said):
        alone.check(reading.document)


def test_one_id_may_be_of_two_kinds() -> None:
    """A reaction and a drug are not confused by their ids."""
    fact = {"value": "x", "made": {"by": "person", "name": "p"}}
    drug = {"id": "1", "name": fact, "role": {**fact, "value": "suspect"}, "reactions": [{"reaction": "1"}]}
    document = Document(id="0", name="a", media_type="text/plain", encoding="utf-8", text="")
    case = {"id": "1", "document": "0", "position": 1, "reactions": [{"id": "1", "name": fact}], "drugs": [drug]}
    Case.model_validate(case).check(document)


@FEW
@given(readings(), st.lists(st.integers(-1, 4), min_size=1, max_size=3))
def test_cases_are_numbered_from_1(reading: Reading, positions: list[int]) -> None:
    """In their order, each once, without a gap."""
    case = reading.cases[0]
    cases = tuple(case.model_copy(update={"id": f"c{n}", "position": p}) for n, p in enumerate(positions))
    numbered = reading.model_copy(update={"cases": cases})
    if positions == [1, 2, 3][: len(positions)]:
        numbered.check()
    else:
        with pytest.raises(EvidenceError, match=r"^the cases of document [^\n]* are numbered \[[^\n]+, not from 1 on$"):
            numbered.check()


@FEW
@given(readings())
def test_two_cases_of_one_id_are_refused(reading: Reading) -> None:
    """What refers to a case by its id must find one."""
    case = reading.cases[0]
    with pytest.raises(EvidenceError, match="cases have the id 'c1' more than once"):
        reading.model_copy(update={"cases": (case, case.model_copy(update={"position": 2}))}).check()


@pytest.mark.parametrize(
    "data", ["", "null", "[]", "{}", '{"document": {}}', '{"document": {"text": "x"}}', '{"document": []}']
)
def test_what_is_no_reading_is_refused(data: str) -> None:
    """With one line that says so."""
    with pytest.raises(EvidenceError, match=r"^not a reading of nocere: [^\n]+$"):
        Reading.load(data)


@pytest.mark.parametrize("load", [Reading.load, Document.load])
def test_a_bottomless_file_is_refused(load: Callable[[str], object]) -> None:
    """A hundred thousand brackets are no document either."""
    with pytest.raises(EvidenceError, match=r"^not a (reading|document) of nocere: [^\n]+$"):
        load('{"document": ' + "[" * 100_000)
