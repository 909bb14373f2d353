"""`nocere read --explain`: below the card and on the page, readable, whole, and refused where there is no place for it."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from nocere.cli.card import print_card
from nocere.cli.explained import explained
from nocere.extracting.explain import explain
from tests.cli.conftest import EXAMPLES, Run, one_line
from tests.exchange.page_explanation import explanation
from tests.exchange.page_reading import reading
from tests.extracting.documents import document

REPORT = EXAMPLES / "linezolid-lactic-acidosis.txt"
SERIES = EXAMPLES / "dress-case-series.txt"
TRIAL = EXAMPLES / "timolol-trial-no-case.txt"
NUMBER = re.compile(r"(?P<pad> {0,5})(?P<number>[<>×+-]?[\d.]+%?)  \S")


def shown(width: int = 80) -> list[str]:
    """The lines of the explanation made by hand."""
    out = StringIO()
    Console(file=out, width=width).print(explained(explanation(), reading()))
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("path", [REPORT, SERIES, TRIAL], ids=lambda path: path.stem)
def test_below_the_card(path: Path, run: Run) -> None:
    """The card is as it was; what comes below fits 80 columns, without colour in a pipe, and is the same twice."""
    card = run("read", path).out.rstrip()
    ended, again = run("read", path, "--explain"), run("read", path, "--explain")
    assert ended.code == 0, ended.err
    assert ended.out == again.out
    assert ended.out.startswith(card)
    below = ended.out[len(card) :]
    assert "Why: the rest of the text" in below
    assert max(map(len, ended.out.splitlines())) <= 80
    assert not [line for line in ended.out.splitlines() if line != line.rstrip()]
    assert "\x1b" not in ended.out


@pytest.mark.parametrize("width", [40, 80, 110])
def test_numbers_are_right_aligned_and_nothing_is_wider_than_asked(width: int) -> None:
    """Each number ends where the others do."""
    lines = shown(width)
    assert max(map(len, lines)) <= width
    found = [match for line in lines if (match := NUMBER.match(line))]
    assert len(found) > 10
    assert {match.end("number") for match in found} == {6}


def test_what_became_of_each_is_said_in_words() -> None:
    """Kept or dropped, and why; the patient without a case, and the words of nobody."""
    told = " ".join(" ".join(shown()).split())
    for words in (
        "reaction: enough speaks for it 85% by the rules",
        "dropped: told as what a drug was for",
        "history: nothing reads it as a drug's harm lupus",
        "dropped: denied or ruled out harm",
        "suspect: enough speaks for suspicion",
        "Why no case: “Two patients”",
        "nobody “She has lupus.”",
        "scope.advice",
    ):
        assert words in told


@pytest.mark.parametrize("form", ["json", "jsonl", "e2b"])
def test_refused_where_there_is_no_place_for_it(form: str, run: Run) -> None:
    """One line, what would do, and nothing on standard output."""
    ended = run("read", REPORT, "--explain", "--format", form)
    assert ended.code == 2
    assert ended.out == ""
    line = one_line(ended)
    assert form in line
    assert "--format card or html" in line


def test_the_page_holds_it_closed(run: Run) -> None:
    plain, told = (run("read", REPORT, "--format", "html", *more).out for more in ([], ["--explain"]))
    assert 'class="explained"' not in plain
    assert told.count('<details class="explained">') == 2
    assert '<details class="explained" open' not in told


def test_with_it_is_another_way_of_reading(run: Run, tmp_path: Path) -> None:
    """A folder that holds results without it is not done for one who asks for it."""
    out = tmp_path / "out"
    assert run("read", REPORT, "--format", "html", "-o", out).code == 0
    before = (out / f"{REPORT.stem}.html").read_bytes()
    assert "read before" not in run("read", REPORT, "--format", "html", "--explain", "-o", out).err
    assert (out / f"{REPORT.stem}.html").read_bytes() != before
    assert "read before" in run("read", REPORT, "--format", "html", "--explain", "-o", out).err


def test_a_report_cannot_steer_the_terminal() -> None:
    """Signs that could are replaced here as on the card."""
    found = explain(document("A 54-year-old man had a rash caused by phenytoin. He had no \x1b[31mjaundice."))
    out = StringIO()
    print_card(found.reading, Console(file=out, width=80), found)
    assert "Why: patient 1 of 1" in out.getvalue()
    assert "\x1b" not in out.getvalue()
