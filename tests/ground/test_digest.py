"""A case's digest holds to what was read, and to nothing that comes later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nocere.case import Case, Code, Criterion, MinimumCriterion, Narrative, Patient, Quantity, Reading
from nocere.span import By, Fact, Made, Missing, NullFlavor, Span, grounds, rule
from tests.ground.texts import readings

FEW = settings(max_examples=25)
"""A reading is large to draw; a few dozen hold what a hundred would."""


def changed(case: Case, data: dict[str, Any], text: str) -> Case:
    """The case that this changed JSON of it says."""
    return Case.model_validate_json(json.dumps({**json.loads(case.model_dump_json()), **data}), context=grounds(text))


def read_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every value in a case's JSON that a rule or the model read, other than codes."""
    if isinstance(data, dict):
        is_code = isinstance(data.get("value"), dict) and "code" in data["value"]
        if data.get("made", {}).get("by") in ("rule", "model") and not is_code:
            yield data
        for value in data.values():
            yield from read_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from read_in(value)


@FEW
@given(readings())
def test_it_comes_back_with_the_case(reading: Reading) -> None:
    """16 hex digits, the same after JSON; two cases of one document differ."""
    digests = [case.digest for case in reading.cases]
    assert [case.digest for case in Reading.load(reading.model_dump_json()).cases] == digests
    assert all(len(digest) == 16 and int(digest, 16) >= 0 for digest in digests)
    assert len(set(digests)) == len(digests)


@FEW
@given(readings(), st.data())
def test_each_value_that_was_read_counts(reading: Reading, data: st.DataObject) -> None:
    """Whichever it is: its quotes, and whether it was read at all."""
    case = reading.cases[0]
    raw = json.loads(case.model_dump_json(exclude={"criteria"}))
    found = list(read_in(raw))
    assume(found)
    fact = found[data.draw(st.integers(0, len(found) - 1))]
    if data.draw(st.booleans()):
        fact["spans"].append(fact["spans"][0])
    else:
        fact["made"] = {"by": "person", "name": "reviewer"}
    assert changed(case, raw, reading.document.text).digest != case.digest


@FEW
@given(readings())
def test_a_value_in_another_place_is_another_case(reading: Reading) -> None:
    """What was said of one thing is not said of another."""
    case, text = reading.cases[0], reading.document.text
    fact = Fact(value="x", spans=(Span.of(text, 0, 1),), made=rule("r"))
    bare = case.reactions[0].model_copy(update={"onset": Missing(missing=NullFlavor.NI)})
    site, onset = (bare.model_copy(update={name: fact}) for name in ("site", "severity"))
    digests = {case.model_copy(update={"reactions": (one,)}).digest for one in (bare, site, onset)}
    assert len(digests) == 3


@FEW
@given(readings())
def test_a_conflict_that_was_read_counts(reading: Reading) -> None:
    """The words that contradict each other are read too; a bare reason is not."""
    case, span = reading.cases[0], Span.of(reading.document.text, 0, 1)
    empty = case.model_copy(update={"patient": Patient()})
    conflict = Patient(sex=Missing(missing=NullFlavor.CONFLICTING, spans=(span,)))
    masked = Patient(sex=Missing(missing=NullFlavor.MSK, why="not to be told"))
    assert empty.model_copy(update={"patient": conflict}).digest != empty.digest
    assert empty.model_copy(update={"patient": masked}).digest == empty.digest


def test_document_position_and_ties_count() -> None:
    """And each part with an id."""
    made = {"by": "rule", "name": "r"}
    fact = {"value": "rash", "spans": [{"start": 0, "end": 4, "quote": "rash"}], "made": made}
    reactions = [{"id": "r1", "name": fact}, {"id": "r2", "name": fact}]
    drug = {"id": "d1", "name": fact, "role": {**fact, "value": "suspect"}, "reactions": [{"reaction": "r1"}]}
    treatment = {"id": "t1", "name": fact, "drug": True, "reactions": ["r1"]}
    data = {"id": "", "document": "0", "position": 1}
    data |= {"reactions": reactions, "drugs": [drug], "treatments": [treatment]}
    others: list[dict[str, Any]] = [
        {},
        {"document": "1"},
        {"position": 2},
        {"reactions": reactions[:1]},
        {"reactions": reactions[::-1]},
        {"drugs": [{**drug, "reactions": [{"reaction": "r2"}]}]},
        {"drugs": [{**drug, "reactions": []}]},
        {"treatments": [{**treatment, "drug": False}]},
        {"treatments": [{**treatment, "reactions": ["r2"]}]},
        {"treatments": []},
    ]
    digests = [Case.model_validate({**data, **other}, context=grounds("rash")).digest for other in others]
    assert len(set(digests)) == len(others)


PERSON = Made(by=By.PERSON, name="reviewer")


@FEW
@given(readings())
def test_what_comes_later_does_not_count(reading: Reading) -> None:
    """Assessing, coding, telling, a person's addition; nor how sure a value is, nor which rule made it."""
    case, text = reading.cases[0], reading.document.text
    reaction, drug = case.reactions[0], case.drugs[0]
    quoted = Fact(value="x", spans=(Span.of(text, 0, 1),), made=rule("r"))
    code = Fact(value=Code(system="MedDRA", version="29.0", code="1"), spans=quoted.spans, made=rule("coding"))
    weight = Fact(value=Quantity(value="70", unit="kg"), made=PERSON)  # type: ignore[arg-type]
    sender = Fact(value="Example Ltd", made=Made(by=By.SETTING, name="sender"))
    surer = drug.name.model_copy(
        update={"confidence": 0.125, "made": rule("other") if drug.name.made.reads else PERSON}
    )
    updates: dict[str, dict[str, Any]] = {
        "id": {"id": "another"},
        "criteria": {"criteria": (MinimumCriterion(criterion=Criterion.DRUG, met_by=quoted),)},
        "narrative": {"narrative": Narrative(text=quoted)},
        "codes": {"reactions": (reaction.model_copy(update={"term": code}),)},
        "person": {"patient": case.patient.model_copy(update={"weight": weight})},
        "setting": {
            "report": case.report.model_copy(
                update={"sender": case.report.sender.model_copy(update={"organisation": sender})}
            )
        },
        "sureness": {"drugs": (drug.model_copy(update={"name": surer}),)},
    }
    for stage, update in updates.items():
        later = case.model_copy(update=update)
        assert later != case, stage
        assert later.digest == case.digest, stage


@pytest.mark.parametrize("value", ["2", "2.0", "1E+3", "0.10"])
def test_numbers_keep_their_digits(value: str) -> None:
    """A number as it was read is the same after JSON, digit for digit."""
    age = {"value": {"value": value, "unit": "a"}, "spans": [{"start": 0, "end": 1, "quote": "2"}]}
    data = {"id": "", "document": "0", "position": 1, "patient": {"age": {**age, "made": {"by": "rule", "name": "r"}}}}
    case = Case.model_validate(data, context=grounds("2"))
    assert Case.model_validate_json(case.model_dump_json(), context=grounds("2")).digest == case.digest
