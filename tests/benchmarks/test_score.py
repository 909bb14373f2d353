"""The scorer: small cases worked out by hand, and the annotators' own scorer as a second opinion."""

from __future__ import annotations

import copy
import importlib.util
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score import NOBODY, Record, alike, load, main, matches, paired, score


def case(**known: Any) -> Record:
    """A patient of whom only this is known."""
    return {**copy.deepcopy(NOBODY), **known}


def drug(name: str, role: str = "suspect", **known: Any) -> Record:
    """A drug of whom only this is known."""
    return {"name": name, "role": role, "dose": None, "route": None, "indication": None, "action": "unknown", **known}


def reaction(term: str, outcome: str = "unknown", onset: str | None = None) -> Record:
    """A reaction."""
    return {"term": term, "outcome": outcome, "onset": onset}


def document(*cases: Record, identifier: str = "d") -> Record:
    """A document with these patients."""
    return {"id": identifier, "has_icsr": bool(cases), "cases": list(cases)}


@pytest.mark.parametrize(
    ("one", "other", "strict", "lenient"),
    [
        ("Calcinosis cutis", "the calcinosis, cutis", True, True),
        ("acute renal failure", "renal failure", False, True),
        ("renal failure", "acute kidney failure", False, False),  # one word of four
        ("heart failure", "failure of heart", False, True),  # two of three
        ("5 mg/kg", "5 mg kg", True, True),
        ("0.5%", "5%", False, False),
        ("ache", "headache", False, False),  # within a word is not within
        ("the", "a", True, True),
        ("the", "ache", False, False),
    ],
)
def test_what_counts_as_the_same(one: str, other: str, strict: bool, lenient: bool) -> None:
    """Both ways round."""
    for a, b in ((one, other), (other, one)):
        assert alike(a, b, lenient=False) is strict
        assert alike(a, b, lenient=True) is lenient


def test_same_words_are_matched_first() -> None:
    """A lenient match does not take a string that another matches word for word."""
    assert matches(["acute rash", "rash"], ["rash", "an acute rash"], lenient=True) == [(0, 1), (1, 0)]
    assert matches(["rash", "rash"], ["rash"], lenient=True) == [(0, 0)]


def test_patients_are_paired_by_what_they_share() -> None:
    """Order does not matter; a patient too many stands alone."""
    boy, girl = case(sex="male", drugs=[drug("aspirin")]), case(sex="female", drugs=[drug("heparin")])
    assert paired([boy, girl], [girl]) == [(boy, NOBODY), (girl, girl)]
    assert paired([], [boy]) == [(NOBODY, boy)] and paired([], []) == []


def test_more_patients_than_can_be_tried_in_all_orders() -> None:
    """Seven are paired one after the other."""
    many = [case(drugs=[drug(name)]) for name in "abcdefg"]
    assert all(g == r for g, r in paired(many, many[::-1]))


def test_rates_by_hand() -> None:
    """One patient found with one wrong drug; one invented in a document without any; one document not read."""
    gold = [
        document(
            case(sex="male", drugs=[drug("aspirin", action="withdrawn")], reactions=[reaction("rash", "recovered")])
        ),
        document(identifier="none"),
        document(case(sex="female"), identifier="lost"),
    ]
    found = case(
        sex="male", drugs=[drug("aspirin", "concomitant"), drug("heparin")], reactions=[reaction("a rash", "fatal")]
    )
    rates = score(gold, {"d": document(found), "none": document(case(sex="male"), identifier="none")})
    assert rates["document verdict (accuracy)"]["f1"] == 33.3
    assert rates["patient"] == {"precision": 50.0, "recall": 50.0, "f1": 50.0, "gold": 2, "predicted": 2}
    assert rates["suspect drug strict"]["f1"] == 0.0
    assert rates["reaction strict"]["f1"] == 100.0
    assert (rates["outcome"]["f1"], rates["role"]["f1"], rates["action"]["f1"]) == (0.0, 0.0, 0.0)
    assert rates["sex"] == {"precision": 50.0, "recall": 50.0, "f1": 50.0, "gold": 2, "predicted": 2}


def disturbed(records: list[Record], chance: random.Random) -> dict[str, Record]:
    """Predictions as a poor reader makes them: things lost, swapped, doubled, misread."""
    everything = [case for record in records for case in record["cases"]]
    read = {}
    for record in copy.deepcopy(records):
        if chance.random() < 0.1:
            continue
        record["cases"] = [c for c in record["cases"] if chance.random() < 0.9]
        while chance.random() < 0.3:
            record["cases"].insert(0, copy.deepcopy(chance.choice(everything)))
        for one in record["cases"]:
            disturb(one, chance)
        record["has_icsr"] = bool(record["cases"]) or chance.random() < 0.2
        read[record["id"]] = record
    return read


def disturb(one: Record, chance: random.Random) -> None:
    """Change what is known of one patient."""
    for listed in (one["drugs"], one["reactions"], one["history"], one["serious"]):
        chance.shuffle(listed)
        del listed[: chance.choice([0, 0, 1])]
    for entry in (*one["drugs"], *one["reactions"]):
        name = "name" if "name" in entry else "term"
        entry[name] = chance.choice(
            [entry[name], entry[name].upper(), entry[name].split()[-1], f"the acute {entry[name]}"]
        )
    for entry in one["drugs"]:
        entry["role"] = chance.choice([entry["role"], "suspect", "treatment"])
        entry["action"] = chance.choice([entry["action"], "unknown"])
    one["sex"] = chance.choice([one["sex"], None, "male"])
    one["age"] = chance.choice([one["age"], None, {"value": 4.0, "unit": "year", "verbatim": "4"}])
    one["rechallenge"] = chance.choice([one["rechallenge"], None, "positive"])


@pytest.mark.shared
def test_equal_to_the_annotators_scorer(shared_dir: Path) -> None:
    """On predictions made worse at random, every rate is theirs to the digit."""
    spec = importlib.util.spec_from_file_location("annotators_score", shared_dir / "gold" / "score.py")
    assert spec and spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = load(shared_dir / "gold" / "cases.jsonl")
    for seed in range(25):
        read = disturbed(gold, random.Random(seed))
        assert score(gold, read) == theirs.score(gold, read), f"seed {seed}"
    perfect = score(gold, {g["id"]: g for g in gold})
    assert all(r["f1"] == 100.0 for r in perfect.values())


def test_the_command_prints_a_row_a_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the chosen set is scored; a line separator inside a string does not cut a record."""
    gold, read = tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    gold.write_text(
        '{"id": "1", "set": "a", "has_icsr": false, "cases": []}\n\n{"id": "2\u2028", "set": "b", "has_icsr": true, "cases": []}\n',
        encoding="utf-8",
    )
    read.write_text('{"id": "1", "has_icsr": false, "cases": []}\n', encoding="utf-8")
    assert main([str(gold), str(read), "--set", "a"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["field", "P", "R", "F1", "gold", "read"]
    assert shown[1].split()[-5:] == ["100.0", "100.0", "100.0", "1", "1"]
