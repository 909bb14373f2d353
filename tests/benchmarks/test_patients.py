"""Whose a value is, how many patients there are, and whether each value stands in the text: by hand, on invented patients."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import patients
from benchmarks.patients import Told, Value, count, figures, has, leaks, markdown, measure, values
from benchmarks.score import Record, load
from nocere.case import Case, DocumentType, Drug, Patient, Quantity, Reaction, Reading, Role, Sex, Verdict
from nocere.document import Document
from nocere.span import Fact, Missing, NullFlavor, Span, rule

WOMAN: dict[str, Any] = {
    "age": {"value": 54, "unit": "year", "verbatim": "54-year-old"},
    "age_group": None,
    "sex": "female",
    "drugs": [
        {
            "name": "verapamil",
            "role": "suspect",
            "dose": "480 mg/d",
            "route": "oral",
            "indication": "angina",
            "action": "withdrawn",
        }
    ],
    "reactions": [{"term": "severe hypotension", "outcome": "recovered", "onset": "within two weeks"}],
    "dechallenge": "positive",
    "rechallenge": None,
    "serious": ["hospitalisation"],
    "history": ["asthma"],
}
MAN: dict[str, Any] = {
    "age": {"value": 61, "unit": "year", "verbatim": "61-year-old"},
    "age_group": None,
    "sex": "male",
    "drugs": [
        {
            "name": "digoxin",
            "role": "suspect",
            "dose": "240 mg/d",
            "route": "intravenous",
            "indication": None,
            "action": "reduced",
        }
    ],
    "reactions": [
        {"term": "AV block", "outcome": "not_recovered", "onset": "within three weeks"},
        {"term": "hypotension", "outcome": "fatal", "onset": None},
    ],
    "dechallenge": "negative",
    "rechallenge": "positive",
    "serious": ["death"],
    "history": ["gout"],
}


def test_every_value_of_a_case_is_counted_once() -> None:
    """What is unknown is none."""
    assert [value.field for value in values(WOMAN)] == [
        *("age", "sex", "dechallenge", "seriousness", "history"),
        *("drug", "dose", "route", "indication", "action", "reaction", "onset", "outcome"),
    ]
    assert {value.field for value in values(WOMAN)} | {"age group", "rechallenge"} == set(patients.FIELDS)


@pytest.mark.parametrize("value", list(values(WOMAN)), ids=lambda value: value.field)
def test_a_patient_has_what_is_theirs(value: Value) -> None:
    assert has(WOMAN, value)
    assert not leaks(value, WOMAN, [MAN])


@pytest.mark.parametrize("value", [v for v in values(WOMAN) if v.field != "reaction"], ids=lambda value: value.field)
def test_what_is_another_s_leaks(value: Value) -> None:
    """Each kind of value; the reaction is left out, for both had a hypotension."""
    assert leaks(value, MAN, [WOMAN])
    assert not leaks(value, MAN, [])


@pytest.mark.parametrize(
    ("value", "own"),
    [
        pytest.param(Value("reaction", "hypotension"), True, id="leniently"),
        pytest.param(Value("reaction", "angina"), True, id="a condition is a condition"),
        pytest.param(Value("history", "severe hypotension"), True, id="in whatever part"),
        pytest.param(Value("dose", "480 mg", "verapamil"), True, id="the same figures"),
        pytest.param(Value("dose", "240 mg/d", "verapamil"), False, id="other figures, half of the words"),
        pytest.param(Value("onset", "within 2 weeks", "hypotension"), True, id="figures and words"),
        pytest.param(Value("onset", "within three weeks", "hypotension"), False, id="another number in words"),
        pytest.param(Value("outcome", "fatal", "hypotension"), False, id="the outcome that the other had of it"),
    ],
)
def test_own_before_another_s(value: Value, own: bool) -> None:
    assert has(WOMAN, value) is own
    assert leaks(value, WOMAN, [MAN]) is not own


def test_what_nobody_has_is_no_leak() -> None:
    assert not leaks(Value("drug", "aspirin"), WOMAN, [MAN])


def test_figures() -> None:
    assert figures("two of 1,000 tablets, 2.50 mg") == {"2", "1000", "2.5"}


TEXT = "A 54-year-old woman took verapamil and had hypotension. A 61-year-old man took digoxin and had AV block."


def fact(quote: str, value: Any = None) -> Fact[Any]:
    """A value read where the text first says this."""
    start = TEXT.index(quote)
    return Fact(
        value=quote if value is None else value, spans=(Span.of(TEXT, start, start + len(quote)),), made=rule("r")
    )


def case(position: int, age: int, sex: Sex, drug: str, reaction: str) -> Case:
    """A patient of the text."""
    return Case(
        id=f"c{position}",
        document="d",
        position=position,
        patient=Patient(
            age=fact(f"{age}-year-old", Quantity(value=age, unit="a")),
            sex=fact("woman" if sex is Sex.FEMALE else "man", sex),
        ),
        reactions=(Reaction(id="r1", name=fact(reaction)),),
        drugs=(Drug(id="d1", name=fact(drug), role=fact(drug, Role.SUSPECT)),),
    )


def reading(*cases: Case) -> Reading:
    """A reading of the text with these cases."""
    document = Document(id="d", name="a.txt", media_type="text/plain", encoding="utf-8", text=TEXT)
    verdict = Verdict(has_case=bool(cases), document_type=DocumentType.CASE_SERIES, reason="r")
    return Reading(document=document, verdict=verdict, cases=cases)


def told(*cases: Case) -> Told:
    """What is counted when these cases are read of the woman and the man."""
    counted = Told()
    count(counted, {"id": "x", "cases": [WOMAN, MAN]}, reading(*cases), TEXT)
    return counted


HER = (54, Sex.FEMALE, "verapamil", "hypotension")
HIM = (61, Sex.MALE, "digoxin", "AV block")


def test_all_right() -> None:
    found = told(case(1, *HER), case(2, *HIM))
    assert found.documents == {"exact": 1}
    assert (found.patients["paired"], found.patients["annotated"], found.patients["read"]) == (2, 2, 2)
    assert (found.clauses["right"], found.clauses["crossed"]) == (2, 0)
    assert found.values.total() == found.of_several.total() == 8
    assert not found.leaks and not found.nobodys.total() and not found.ungrounded
    assert found.read == 10


def test_a_drug_of_the_other() -> None:
    """Hers in his case: one leak, and a patient is still found."""
    found = told(case(1, *HER), case(2, 61, Sex.MALE, "verapamil", "AV block"))
    assert [(leak.document, leak.value) for leak in found.leaks] == [("x", Value("drug", "verapamil"))]


def test_a_crossed_clause() -> None:
    """Her age and his sex are nobody's clause."""
    found = told(case(1, 54, Sex.MALE, "verapamil", "hypotension"), case(2, *HIM))
    assert (found.clauses["right"], found.clauses["crossed"]) == (1, 1)
    assert [leak.value for leak in found.leaks] == [Value("sex", "male")]


@pytest.mark.parametrize(
    ("cases", "word", "unpaired"),
    [
        ((), "under", 0),
        ((case(1, *HER),), "under", 0),
        ((case(1, *HER), case(2, *HIM), case(3, 61, Sex.FEMALE, "woman", "took")), "over", 1),
    ],
)
def test_too_few_and_too_many(cases: tuple[Case, ...], word: str, unpaired: int) -> None:
    found = told(*cases)
    assert found.documents == {word: 1}
    assert found.patients["read"] - found.patients["paired"] == unpaired


def test_a_value_that_the_text_does_not_say() -> None:
    """Of another place, of words that are not there, and of a text that is not the annotated one."""
    good = case(1, *HER)
    moved = Span.model_construct(start=2, end=13, quote="54-year-old woman")
    liar = Fact.model_construct(value="x", spans=(moved,), made=rule("r"), confidence=None)
    mute = Fact.model_construct(value="y", spans=(), made=rule("r"), confidence=None)
    bad = good.model_copy(update={"drugs": (good.drugs[0].model_copy(update={"name": liar, "role": mute}),)})
    assert patients.ungrounded(reading(good), TEXT) == []
    assert patients.ungrounded(reading(bad), TEXT) == ["x", "y"]
    assert "hypotension" in patients.ungrounded(reading(good), TEXT.replace("hypotension", "a rash"))


def test_what_is_missing_needs_no_place() -> None:
    """A reason why there is no value is no value."""
    silent = case(1, *HER).model_copy(update={"patient": Patient(age=Missing(missing=NullFlavor.NI))})
    assert patients.ungrounded(reading(silent), TEXT) == []


def test_sets_and_their_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each set and one for all; the command names leaks."""
    text = "A 4-year-old girl was given calcium gluconate and developed calcinosis cutis, which resolved."
    gold: list[Record] = [{"id": name, "set": name, "cases": []} for name in ("one", "two")]
    found = measure(gold, dict.fromkeys(("one", "two"), text))
    assert list(found) == ["one", "two", "all"]
    assert found["all"].documents == {"over": 2}
    table = "\n".join(markdown(found))
    assert "| one | 1 | 0 | 1 | 0 | 0 | 1 | 0 |" in table
    assert "| all | 2 | 0 | 2 | 0 | 0 | 2 | 0 |" in table
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(one) + "\n" for one in gold))
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps({"id": g["id"], "text": text}) + "\n" for g in gold))
    arguments = ["--texts", str(tmp_path / "texts.jsonl"), "--gold", str(tmp_path / "cases.jsonl"), "--leaks"]
    assert patients.main(arguments) == 0
    assert table in capsys.readouterr().out
    assert table in "\n".join(patients.section(tmp_path))


def test_no_annotated_cases(tmp_path: Path) -> None:
    """It is said."""
    assert "Not measured" in "\n".join(patients.section(tmp_path))


@pytest.mark.shared
def test_the_floor(shared_dir: Path) -> None:
    """At most two values in a hundred of the series are another patient's, and none is without its words."""
    folder = shared_dir / "gold"
    found = measure(load(folder / "cases.jsonl"), patients.texts_of(folder / "texts.jsonl"))
    assert len(found["series"].leaks) <= 0.02 * found["series"].values.total()
    assert found["series"].values.total() > 100
    assert found["all"].ungrounded == []
