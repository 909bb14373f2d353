"""Cases for the E2B tests: one for each element number a case can hold, and any case at all.

    for held in every_element(): held.number, held.case, held.wire

Each generated case holds one field (and what its group cannot do without); `wire` is what the file must say, worked out here
and not by the writer.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from nocere.case import Case, Code, Drug, Quantity, Reaction, Role, numbers
from nocere.exchange.e2b.table import element
from nocere.span import NOT_STATED, By, Fact, Made, Missing, NullFlavor

PERSON = Made(by=By.PERSON, name="tester")
MEDDRA = Code(system="MedDRA", version="28.1", code="10012345", name="a term")
UNITS = {"D.3": "kg", "D.4": "cm", "D.10.4": "kg", "D.10.5": "cm", "D.2.2.1a": "wk", "G.k.6a": "wk"}
SYSTEMS = {"D.8.r.2b": "MPID", "D.10.8.r.2b": "NDC", "G.k.2.1.1b": "NDC", "G.k.2.3.r.2b": "UNII"}
OTHERS = {"G.k.4.r.9.2b": "EDQM", "G.k.4.r.10.2b": "EDQM", "G.k.4.r.11.2b": "ICH route"}
PHPID = {"D.8.r.3b": "PhPID", "D.10.8.r.3b": "PhPID", "G.k.2.1.2b": "PhPID"}
LISTED = {"C.1.8.2": "regulator", "C.1.11.1": "amendment", "E.i.3.1": "highlighted, serious", "G.k.10.r": "overdose"}
NUMERIC = ("F.r.4", "F.r.5")
WIRE = {"C.1.8.2": "1", "C.1.11.1": "2", "E.i.3.1": "3", "G.k.10.r": "2", "C.2.r.5": "1"}


def fact(value: Any) -> Fact[Any]:
    """A value that a person entered."""
    return Fact(value=value, made=PERSON)


def minimal(**fields: Any) -> Case:
    """A case with one reaction and one suspect drug, and these fields."""
    given: dict[str, Any] = {
        "id": "case-1",
        "document": "doc",
        "position": 1,
        "reactions": (Reaction(id="r1", name=fact("rash")),),
        "drugs": (Drug(id="d1", name=fact("aspirin"), role=fact(Role.SUSPECT)),),
    }
    return Case(**{**given, **fields})


@dataclass(frozen=True)
class Held:
    """A case that holds this element, and what the wire must say."""

    number: str
    case: Case
    wire: str


def every_element() -> Iterator[Held]:
    """One for each element number in the metadata of the case's models."""
    for name, part, many in _parts(Case):
        for inner, listed, wire in _instances(part):
            yield from (Held(number, minimal(**{name: (inner,) if many else inner}), wire[number]) for number in listed)


def _instances(part: type[BaseModel]) -> Iterator[tuple[BaseModel, tuple[str, ...], dict[str, str]]]:
    """A model for each of its fields that has numbers, filled there only, and for each part below it."""
    base = _base(part)
    mine = numbers(part)
    for name, field in part.model_fields.items():
        listed = mine.get(name, ())
        if listed and not _many(field.annotation) and field.annotation is not str:
            value, wire = _value(field.annotation, listed)
            yield part(**{**base, name: value}), listed, wire
        elif listed and not _model(get_args(field.annotation)[0] if get_args(field.annotation) else None):
            if field.annotation is str:
                continue
            value, wire = _value(get_args(field.annotation)[0], listed)
            yield part(**{**base, name: (value,)}), listed, wire
    for name, inner, many in _parts(part):
        for model, listed, wire in _instances(inner):
            yield part(**{**base, name: (model,) if many else model}), listed, wire


def _parts(part: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel], bool]]:
    """The fields that hold models: their name, the model, and whether they repeat."""
    for name, field in part.model_fields.items():
        many = _many(field.annotation)
        kind = get_args(field.annotation)[0] if many else field.annotation
        if _model(kind) and name not in ("treatments", "events", "criteria"):
            yield name, kind, many


def _many(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _model(kind: Any) -> bool:
    known = (Fact, Missing, Quantity, Code)
    return isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, known)


def _base(part: type[BaseModel]) -> dict[str, Any]:
    """What a model of that part cannot do without, so that its group is written as a group."""
    given: dict[str, Any] = {}
    for name, field in part.model_fields.items():
        if field.is_required() or (isinstance(field.annotation, type) and issubclass(field.annotation, Fact | str)):
            given[name] = {"id": "x1", "reaction": "r1"}.get(name) or fact(
                Role.SUSPECT if name == "role" else f"a {name}"
            )
    if part.__name__ in ("Condition", "ParentCondition"):
        given["term"] = fact(MEDDRA)
    return given


def _value(annotation: Any, listed: tuple[str, ...]) -> tuple[Fact[Any], dict[str, str]]:
    """A fact of that type, and what each of its elements must be on the wire."""
    kind = _inside(annotation)
    first, last = listed[0], listed[-1]
    if kind is Quantity:
        unit = UNITS.get(first, "d")
        return fact(Quantity(value=Decimal("7"), unit=unit)), {first: "7", **({last: unit} if len(listed) > 1 else {})}
    if kind is Code:
        system = {**SYSTEMS, **OTHERS, **PHPID}.get(last)
        code = Code(system=system, version="2", code="123") if system else MEDDRA
        return fact(code), {first: code.version, last: code.code}
    if kind is bool:
        return fact(True), {number: WIRE.get(number, "true") for number in listed}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        value = list(kind)[1]
        return fact(value), {number: _code(number, value) for number in listed}
    return _text(first, listed)


def _text(first: str, listed: tuple[str, ...]) -> tuple[Fact[Any], dict[str, str]]:
    row = element(first)
    if row.type == "date":
        return fact("20200102"), dict.fromkeys(listed, "20200102")
    if first in LISTED:
        return fact(LISTED[first]), {first: WIRE[first]}
    text = {2: "GB", 3: "eng"}[row.length] if row.type == "letters" else f"word {first}"[: row.length or 99]
    text = "4" if first in NUMERIC else text
    return fact(text), dict.fromkeys(listed, text)


def _code(number: str, value: StrEnum) -> str:
    """The second member of each list, from the guide itself."""
    return {"D.2.3": "1", "E.i.7": "1", "G.k.8": "2"}.get(number, "2")


def _inside(annotation: Any) -> Any:
    """The T of `Fact[T] | Missing`."""
    options = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    held = next(one for one in options if isinstance(one, type) and issubclass(one, Fact))
    kind = held.__pydantic_generic_metadata__["args"][0]
    return get_args(kind)[0] if get_origin(kind) is not None else kind


NASTY = "\x00\x01\x08\x0b\x1f\x7f\x85\ud800\ufffe\uffff\u2028\u202e<>&'\"]]>--%#\\\r\n\t  0aé漢😀"
DATES = ("2020", "202001", "20200102", "202001021314+0100", "2020+0100", "20200102131415.1234")
CODED = ("MedDRA", "EDQM", "NDC", "PhPID", "MPID", "", "2.16.840.1.113883.6.69", "no such system", "\x00")


def any_case(seed: int) -> Case:
    """Any case: every field may be there or missing, with characters that formats do not like."""
    chance = Random(seed)
    return _any(Case, chance, chance.choice((0.2, 0.6, 0.95)))


def nasty(chance: Random) -> str:
    """Text of no length or any, of what XML and its readers stumble over, and of any other character."""
    pieces = [chance.choice(NASTY) if chance.random() < 0.7 else chr(chance.randrange(0x110000)) for _ in range(60)]
    return "".join(pieces[: chance.choice((0, 1, 2, 8, 60))]) * chance.choice((1, 1, 1, 40))


def _any(part: type[BaseModel], chance: Random, fullness: float) -> Any:
    return part(**{name: _any_field(name, field, chance, fullness) for name, field in _open_fields(part)})


def _open_fields(part: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, field in part.model_fields.items():
        listed = numbers(part).get(name, ())
        yield name, (field.annotation, listed)


def _any_field(name: str, field: Any, chance: Random, fullness: float) -> Any:
    annotation, listed = field
    if annotation in (str, int):
        return 1 if annotation is int else chance.choice(("r1", "r2", "é"))
    if _many(annotation):
        kind = get_args(annotation)[0]
        many = range(chance.choice((0, 1, 2)) if name not in ("treatments", "events", "criteria", "kinds") else 0)
        return tuple(_any(kind, chance, fullness) if _model(kind) else _any_fact(kind, listed, chance) for _ in many)
    if _model(annotation):
        return _any(annotation, chance, fullness)
    if Missing in get_args(annotation) and chance.random() > fullness:
        return chance.choice((NOT_STATED, Missing(missing=chance.choice(list(NullFlavor)))))
    return _any_fact(annotation, listed, chance)


def _any_fact(annotation: Any, listed: tuple[str, ...], chance: Random) -> Fact[Any]:
    kind = _inside(annotation)
    if kind is Quantity:
        value = Decimal(chance.choice(("0", "-1", "1E-20", "1E+30", "2.50", "123456789.123456789")))
        return fact(Quantity(value=value, unit=chance.choice(("d", "a", "kg", "mg/m2", "{DF}", nasty(chance)))))
    if kind is Code:
        given = {"version": nasty(chance), "code": chance.choice(("10012345", "1", nasty(chance)))}
        return fact(Code(system=chance.choice(CODED), **given))
    if kind is bool:
        return fact(chance.random() < 0.5)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return fact(chance.choice(list(kind)))
    if listed and element(listed[0]).type == "date":
        return fact(chance.choice(DATES))
    if listed and chance.random() < 0.2:
        return fact(chance.choice(("GB", "eng", "1", "overdose", "JVBERi0xLjQ=", "a word")))
    return fact(nasty(chance))
