"""PHEE's metric: small cases worked out by hand, and the events made of the tagger's spans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.phee import PUBLISHED, ROWS, Arguments, annotated, event_types, main, normalised, read, score
from benchmarks.score import load
from nocere.extracting.tagger import Mention

A, T = "Adverse", "Therapeutic"


def argument(*fragments: list[str], **parts: Any) -> dict[str, Any]:
    """An argument as PHEE writes it, its offsets aside."""
    return {"text": list(fragments), "start": [[0] * len(f) for f in fragments], **parts}


def event(kind: str = "Adverse_event", trigger: str = "after", **arguments: Any) -> dict[str, Any]:
    """An event as PHEE writes it."""
    return {"event_id": "E1", "event_type": kind, "Trigger": argument([trigger]), **arguments}


def record(*events: dict[str, Any], text: str = "") -> dict[str, Any]:
    """A sentence with these events, and a second annotation that does not count."""
    return {"id": "1_1", "context": text, "annotations": [{"events": list(events)}, {"events": [event()] * 3}]}


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("The Severe Rash!", "severe rash"),
        ("a 4-year-old girl", "4 year old girl"),
        ("An", ""),
        ("10 mg/m2  daily", "10 mg m2 daily"),
        ("anaemia of the aged", "anaemia of aged"),
        ("vitamin A", "vitamin"),  # as PHEE's script has it
        ("Crohn's", "crohn s"),
        ("10 µg–20 µg", "10 µg–20 µg"),  # only ASCII signs part words
    ],
)
def test_strings_are_compared_without_case_signs_and_articles(words: str, plain: str) -> None:
    """Each is what PHEE's script makes of it."""
    assert normalised(words) == plain


def role(*strings: str, kind: str = A, name: str = "Effect") -> Arguments:
    """A sentence with these strings in one role."""
    return {(kind, name): list(strings)}


@pytest.mark.parametrize(
    ("gold", "found", "exact", "token"),
    [  # found, annotated, read
        (role("a severe rash"), role("Severe rash"), (1, 1, 1), (2, 2, 2)),
        (role("a severe rash"), role("rash"), (0, 1, 1), (1, 2, 1)),
        (role("rash", "rash"), role("rash"), (1, 2, 1), (1, 2, 1)),
        (role("rash"), role("rash", "rash"), (1, 1, 2), (1, 1, 2)),
        (role("rash and fever"), role("rash", "fever"), (0, 1, 2), (2, 3, 2)),
        (role("rash"), {}, (0, 1, 0), (0, 1, 0)),
        ({}, role("rash"), (0, 0, 1), (0, 0, 1)),
        (role("rash"), role("rash", kind=T), (0, 1, 1), (0, 1, 1)),
        (role("rash"), role("rash", name="Subject.Disorder"), (0, 1, 0), (0, 1, 0)),
        (role("a"), role("an"), (1, 1, 1), (0, 0, 0)),  # an article alone is a string without a word
        ({**role("rash"), **role("rash", kind=T)}, role("rash"), (1, 2, 1), (1, 2, 1)),
    ],
)
def test_a_bag_of_strings_and_a_bag_of_words(
    gold: Arguments, found: Arguments, exact: tuple[int, ...], token: tuple[int, ...]
) -> None:
    """In one sentence, for one role."""
    for count, expected in zip(score([gold], [found])["Effect"], (exact, token), strict=True):
        assert (count.found, count.gold, count.read) == expected


def test_sums() -> None:
    """Main arguments and parts make Arguments, triggers stand alone, sentences never mix."""
    gold: list[Arguments] = [{(A, "Trigger"): ["after"], (A, "Treatment"): ["x"], (A, "Treatment.Drug"): ["x"]}, {}]
    found: list[Arguments] = [{(A, "Combination.Drug"): ["x"]}, gold[0]]
    counts = {row: (c.found, c.gold, c.read) for row, (c, _) in score(gold, found).items()}
    assert counts["Trigger"] == counts["MainArgs"] == counts["Treatment"] == (0, 1, 1)
    assert counts["SubArgs"] == (0, 1, 2) and counts["Combination.Drug"] == (0, 0, 1)
    assert counts["Arguments"] == (0, 2, 3)


def test_what_counts_of_an_annotation() -> None:
    """Of a trigger the first fragment, of arguments every one, combined drugs twice, attributes never."""
    combination = {"Trigger": argument(["and"]), "Drug": argument(["x"], ["y"])}
    treatment = argument(["x", "and y"], Drug=argument(["x"], ["y"]), Combination=[combination, {}])
    effect = argument(["rash"])
    found = annotated(
        record(
            event(trigger="after", Treatment=treatment, Effect=effect, Severity=argument(["bad"]), Speculated={}),
            event(Subject=argument(["her"], Gender=argument(["her"])), Effect=effect),
            event("Potential_therapeutic_event", Effect=effect),
        )
    )
    assert found == {
        (A, "Trigger"): ["after", "after"],
        (A, "Treatment"): ["x", "and y"],
        (A, "Treatment.Drug"): ["x", "y"],
        (A, "Combination.Drug"): ["x", "y"],
        (A, "Effect"): ["rash", "rash"],
        (A, "Subject"): ["her"],
        (A, "Subject.Gender"): ["her"],
        (T, "Trigger"): ["after"],
        (T, "Effect"): ["rash"],
    }
    many = event()
    many["Trigger"] = argument(["led", "to"], ["so"])
    assert annotated(record(many)) == {(A, "Trigger"): ["led"]}


def marks(text: str, *labelled: tuple[str, str]) -> list[Mention]:
    """Mentions of these words, each at its first place."""
    return [Mention(label, text.index(words), text.index(words) + len(words), 0.9) for label, words in labelled]


SIMPLE = "Rash after oral penicillin."
BOTH = "The boy's hiccups caused by morphine in asthma were treated with oral baclofen and zinc."
BOTH_SPANS = [
    ("Trigger.Adverse", "caused"),
    ("Trigger.Therapeutic", "treated"),
    ("Effect", "hiccups"),
    ("Effect.Adverse", "hiccups"),
    ("Treatment", "morphine"),
    ("Treatment.Drug", "morphine"),
    ("Drug.Adverse", "morphine"),
    ("Treatment", "oral baclofen and zinc"),
    ("Treatment.Route", "oral"),
    ("Treatment.Drug", "baclofen"),
    ("Treatment.Drug", "zinc"),
    ("Drug.Therapeutic", "baclofen"),
    ("Drug.Therapeutic", "zinc"),
    ("Treatment.Disorder", "hiccups"),
    ("Subject", "The boy"),
    ("Subject.Disorder", "asthma"),
    ("Speculated", "in"),
]


@pytest.mark.parametrize(
    ("labelled", "types"),
    [
        ([("Trigger.Therapeutic", "after")], {T}),
        ([("Drug.Therapeutic", "penicillin"), ("Effect.Adverse", "Rash")], {T}),
        ([("Trigger.Adverse", "after"), ("Drug.Therapeutic", "penicillin")], {A, T}),
        ([("Effect.Therapeutic", "Rash")], {T}),
        ([("Subject", "oral"), ("Combination.Trigger", "after")], {A}),
        ([], {A}),
    ],
)
def test_types_of_event_in_a_sentence(labelled: list[tuple[str, str]], types: set[str]) -> None:
    """Triggers and drugs say them, then effects, then it is an adverse event."""
    assert event_types(marks(SIMPLE, *labelled)) == types


def test_one_type_takes_everything() -> None:
    """Whatever stands in the sentence is of it."""
    spans = marks(SIMPLE, ("Trigger.Therapeutic", "after"), ("Effect", "Rash"), ("Treatment.Route", "oral"))
    assert read(SIMPLE, spans) == {
        (T, "Trigger"): ["after"],
        (T, "Effect"): ["Rash"],
        (T, "Treatment.Route"): ["oral"],
    }


def test_two_types_share_a_sentence() -> None:
    """Drugs and effects say which is whose, a disorder is treated, the rest goes to the nearest trigger."""
    assert read(BOTH, marks(BOTH, *BOTH_SPANS)) == {
        (A, "Trigger"): ["caused"],
        (A, "Effect"): ["hiccups"],
        (A, "Treatment"): ["morphine"],
        (A, "Treatment.Drug"): ["morphine"],
        (A, "Subject"): ["The boy"],
        (T, "Trigger"): ["treated"],
        (T, "Treatment"): ["oral baclofen and zinc"],
        (T, "Treatment.Route"): ["oral"],
        (T, "Treatment.Drug"): ["baclofen", "zinc"],
        (T, "Treatment.Disorder"): ["hiccups"],
        (T, "Subject.Disorder"): ["asthma"],
    }


@pytest.mark.parametrize(
    ("added", "combined"),
    [
        ([("Combination.Trigger", "and")], {(T, "Combination.Drug"): ["baclofen", "zinc"]}),
        ([("Combination.Trigger", "by")], {}),  # the only drug of its type
        ([], {}),
    ],
)
def test_combined_drugs(added: list[tuple[str, str]], combined: Arguments) -> None:
    """All drugs of the type of the treatment where the combination is said, if there are two."""
    found = read(BOTH, marks(BOTH, *BOTH_SPANS, *added))
    assert {key: words for key, words in found.items() if key[1] == "Combination.Drug"} == combined


def test_no_span_is_lost_without_a_drug_or_a_treatment() -> None:
    """Spans that nothing says the type of go to the nearest trigger; a combination needs no treatment around it."""
    text = "Given x with y it rose but helped."
    spans = marks(
        text,
        ("Trigger.Adverse", "rose"),
        ("Trigger.Therapeutic", "helped"),
        ("Treatment.Drug", "x"),
        ("Treatment.Drug", "y"),
        ("Combination.Trigger", "with"),
        ("Effect", "but"),
    )
    assert read(text, spans) == {
        (A, "Trigger"): ["rose"],
        (T, "Trigger"): ["helped"],
        (A, "Treatment.Drug"): ["x", "y"],
        (A, "Combination.Drug"): ["x", "y"],
        (A, "Effect"): ["but"],
    }


def test_the_command_prints_each_role(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a row, with what was published of it."""
    text = "Penicillin-induced rash."
    drug = argument(["Penicillin"], Drug=argument(["Penicillin"]))
    corpus = tmp_path / "dev.jsonl"
    sentence = record(event(trigger="induced", Treatment=drug, Effect=argument(["rash"])), text=text)
    corpus.write_text(json.dumps(sentence) + "\n", encoding="utf-8")
    assert main([str(corpus)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0].lstrip("| ") for line in lines[2 : 2 + len(ROWS)]] == list(ROWS)
    assert "| Effect | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 1 | 1 |  | 64.6 | 86.7 |" in lines
    assert PUBLISHED.keys() <= set(ROWS)


@pytest.mark.shared
def test_what_is_annotated_scores_full_marks(shared_dir: Path) -> None:
    """The development split against itself; its counts are those that PHEE's readers give."""
    gold = [annotated(r) for r in load(shared_dir / "data" / "phee" / "dev.jsonl")]
    counts = score(gold, gold)
    assert all((c.found, c.read) == (c.gold, c.gold) for pair in counts.values() for c in pair)
    shown = {row: counts[row][0].gold for row in ("Trigger", "Subject", "Treatment", "Treatment.Drug")}
    assert shown == {"Trigger": 1003, "Subject": 526, "Treatment": 1069, "Treatment.Drug": 1221}
    assert counts["Combination.Drug"][0].gold == 320 and counts["Subject.Disorder"][0].gold == 331
