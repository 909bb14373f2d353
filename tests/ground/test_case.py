"""A case has one place for each element of the standard, and nothing in it that its document does not say."""

from __future__ import annotations

import csv
import json
import typing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from nocere.case import Case, Drug, Patient, Quantity, Reaction, Reading, Role, Sex, numbers
from nocere.span import NOT_STATED, Fact, Missing, Span, check_spans, rule

ELEMENTS = 214
"""How many elements sections C to H of ICH E2B(R3) have (Implementation Guide 5.03; the N section is the message's)."""

TWO_PLACES = {"D.7.2", "D.10.7.2"}
"""History as free text: the whole of it, and the name of each condition that has no MedDRA term."""


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation names, inside tuples, unions and facts too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from models_in(inner)


def parts(root: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model that a case is made of."""
    found, waiting = set(), [root]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            for field in part.model_fields.values():
                waiting.extend(models_in(field.annotation))
    return found


def places() -> Counter[str]:
    """How many fields of a case fill each element number."""
    return Counter(n for part in parts(Case) for listed in numbers(part).values() for n in listed)


def is_group(number: str) -> bool:
    """Whether the number is that of a repeating group of elements."""
    return number.endswith((".r", ".i")) and number not in ("C.1.10.r", "G.k.10.r")


def test_each_element_has_one_place() -> None:
    """No element is left out, and none is said in two places that could differ."""
    elements = {n: times for n, times in places().items() if not is_group(n)}
    assert len(elements) == ELEMENTS
    assert {n for n, times in elements.items() if times > 1} == TWO_PLACES


@pytest.mark.shared
def test_the_elements_are_the_standard_s(shared_dir: Path) -> None:
    """Each ICH element of sections C to H is in a case, and a case has no number that the standard lacks."""
    with (shared_dir / "data" / "e2b" / "elements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source_body"] == "ICH" and row["kind"] == "element"]
    standard = {row["element"] for row in rows if not row["element"].startswith("N.")}
    assert {n for n in places() if not is_group(n)} == standard


@pytest.mark.parametrize("value", [None, "", 0, 999, "unknown", [], {}])
def test_nothing_but_missing_says_missing(value: Any) -> None:
    """A blank, a zero or a 999 is neither a fact nor a reason."""
    with pytest.raises(ValidationError):
        Patient.model_validate({"age": value})


def test_what_was_not_said_is_not_stated() -> None:
    """An empty part says NI everywhere, and is grounded."""
    patient = Patient()
    assert patient.sex == NOT_STATED and patient.history == ()
    check_spans(patient, "")


def test_values_are_of_their_field_s_kind() -> None:
    """A fact of the wrong kind does not pass because it quotes something."""
    span = Span.of("male", 0, 4)
    assert Patient(sex=Fact(value=Sex.MALE, spans=(span,), made=rule("r"))).sex == Fact[Sex](
        value=Sex.MALE, spans=(span,), made=rule("r")
    )
    for wrong in ("banana", 3, True):
        with pytest.raises(ValidationError):
            Patient(sex=Fact(value=wrong, spans=(span,), made=rule("r")))


@pytest.mark.parametrize(
    "date", ["2019", "201902", "20190228", "2019022812", "201902281230", "20190228123059.1234+0100", "2019-0500"]
)
def test_dates_are_as_precise_as_they_are_known(date: str) -> None:
    """Year, month, day, hour, minute, second, with or without zone."""
    fact = Fact(value=date, spans=(Span.of("then", 0, 4),), made=rule("r"))
    known = Patient(birth_date=fact).birth_date
    assert isinstance(known, Fact) and known.value == date


@pytest.mark.parametrize("date", ["19", "2019-02-28", "2019/02", "20190", "28 February 2019", ""])
def test_other_dates_are_refused(date: str) -> None:
    """The wire format's own form, cut from the right."""
    with pytest.raises(ValidationError):
        Patient(birth_date=Fact(value=date, spans=(Span.of("then", 0, 4),), made=rule("r")))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "four"])
def test_a_quantity_is_a_number(number: str) -> None:
    """Nothing else goes on the wire as one."""
    with pytest.raises(ValidationError):
        Quantity.model_validate({"value": number, "unit": "a"})


def test_only_what_may_be_missing_is_missing_by_default() -> None:
    """A field without `| Missing` must be given."""
    loose = [
        f"{part.__name__}.{name}"
        for part in parts(Case)
        for name, field in part.model_fields.items()
        if field.default == NOT_STATED and Missing not in models_in(field.annotation)
    ]
    assert not loose


@pytest.mark.parametrize("part", [Drug, Reaction])
def test_a_drug_and_a_reaction_have_a_name(part: type[BaseModel]) -> None:
    """Neither can be built without one."""
    role = {"value": "suspect", "made": {"by": "person", "name": "p"}}
    with pytest.raises(ValidationError, match="name"):
        part.model_validate({"id": "x", **({"role": role} if part is Drug else {})})


def test_a_name_cannot_be_missing() -> None:
    """Not even with a reason."""
    with pytest.raises(ValidationError):
        Reaction.model_validate({"id": "r1", "name": {"missing": "NI"}})


@pytest.mark.parametrize("part", sorted(parts(Case), key=lambda p: p.__name__), ids=lambda p: p.__name__)
def test_every_part_is_frozen_and_closed(part: type[BaseModel]) -> None:
    """No part of a case is edited in place or takes an unknown field."""
    assert part.model_config.get("frozen") is True
    assert part.model_config.get("extra") == "forbid"


def test_the_schema_is_public() -> None:
    """The JSON Schema of a case can be written and names element numbers."""
    schema = json.dumps(Case.model_json_schema())
    assert '"D.2.2a"' in schema and '"nocere"' not in schema


@pytest.mark.parametrize("root", [Case, Reading])
def test_the_schema_says_what_must_be_given(root: type[BaseModel]) -> None:
    """What cannot be missing is required, under its element number all the same; what can be is not."""
    defined = root.model_json_schema()["$defs"]
    assert defined["Drug"]["required"] == ["id", "name", "role"]
    assert defined["Reaction"]["required"] == ["id", "name"]
    assert defined["DrugReaction"]["required"] == ["reaction"]
    assert defined["Drug"]["properties"]["role"]["e2b"] == ["G.k.1"]
    assert "required" not in defined["Patient"]


def test_valid_takes_all_four() -> None:
    """Assessed and met, each of the four criteria."""
    fact = {"value": "x", "made": {"by": "person", "name": "p"}}
    names = ["identifiable patient", "identifiable reporter", "adverse reaction", "suspect drug"]
    met = [{"criterion": n, "met_by": fact} for n in names]
    case = {"id": "c", "document": "d", "position": 1}
    assert Case.model_validate({**case, "criteria": met}).valid
    assert not Case.model_validate({**case, "criteria": met[:3]}).valid
    assert not Case.model_validate(
        {**case, "criteria": [*met[:3], {"criterion": names[3], "met_by": {"missing": "NI"}}]}
    ).valid
    assert not Case.model_validate(case).valid


def test_roles_and_missing_are_distinct_in_json() -> None:
    """A union of fact and missing never guesses: a mixture is refused."""
    mixed = {"missing": "NI", "value": "x", "made": {"by": "person", "name": "p"}}
    with pytest.raises(ValidationError):
        Patient.model_validate({"description": mixed})
    assert isinstance(Patient.model_validate({"description": {"missing": "UNK"}}).description, Missing)
    assert Role("suspect") is Role.SUSPECT
