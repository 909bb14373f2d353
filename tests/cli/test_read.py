"""`nocere read`: every format, standard input, folders, and what goes where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nocere.case import Reading
from tests.cli.conftest import EXAMPLES, Run, command

REPORT = EXAMPLES / "linezolid-lactic-acidosis.txt"
SERIES = EXAMPLES / "dress-case-series.txt"
TRIAL = EXAMPLES / "timolol-trial-no-case.txt"
PAGE = EXAMPLES / "clozapine-myocarditis.html"
WHO = ("--sender", "Anytown Hospital", "--sender-type", "health professional", "--country", "no")
SENDER = (*WHO, "--sender-id", "ANYTOWN", "--receiver-id", "AUTHORITY")


def test_the_card(run: Run) -> None:
    """A person sees who, what and from which drug; each value with its place; 80 columns; no colour in a pipe."""
    ended = run("read", REPORT)
    assert ended.code == 0, ended.err
    assert ended.err == ""
    for words in ("67-year-old woman", "linezolid", "actic acidosis", "What is missing", "minimum criteria"):
        assert words in ended.out
    assert "\x1b" not in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    assert not [line for line in ended.out.splitlines() if line != line.rstrip()]


def test_a_series_has_a_card_for_each_patient(run: Run) -> None:
    """As many cards as patients were found."""
    found = len(Reading.load(run("read", SERIES, "--format", "json").out).cases)
    out = run("read", SERIES).out
    assert all(f"Patient {n} of {found}" in out for n in range(1, found + 1))


def test_no_case_is_an_answer(run: Run) -> None:
    """Exit 0, the reason, and in rows the verdict."""
    ended = run("read", TRIAL)
    assert ended.code == 0
    assert "no case: " in ended.out
    row = json.loads(run("read", TRIAL, "--format", "jsonl").out)
    assert row["kind"] == "verdict"
    assert row["verdict"]["reason"]


def test_json_loads_back(run: Run) -> None:
    """What is written is what was read, evidence and all; twice the same bytes."""
    first, second = (run("read", SERIES, "--format", "json").out for _ in range(2))
    assert first == second
    assert Reading.load(first).cases


def test_jsonl_streams_many(run: Run) -> None:
    """A line for each case, whatever document it is from."""
    ended = run("read", REPORT, SERIES, TRIAL, "--format", "jsonl")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert list(dict.fromkeys(row["document"]["name"] for row in rows)) == [REPORT.name, SERIES.name, TRIAL.name]
    assert [row["kind"] for row in rows] == ["case"] * (len(rows) - 1) + ["verdict"]


def test_html_to_standard_output(run: Run) -> None:
    """One page, whole; a script in the report is neither run nor read."""
    ended = run("read", PAGE, "--format", "html")
    assert ended.code == 0
    assert ended.out.startswith("<!DOCTYPE html>")
    assert ended.out.rstrip().endswith("</html>")
    assert "killed by a script" not in ended.out


def test_standard_input() -> None:
    """`-` reads it; the name says so."""
    ended = command("read", "-", "--format", "jsonl", stdin=REPORT.read_bytes())
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["document"]["name"] == "stdin"


def test_other_encodings(run: Run, tmp_path: Path) -> None:
    """UTF-16 and Windows-1252 are read; the quotes hold in each."""
    text = (EXAMPLES / "ibuprofen-meningitis.txt").read_text(encoding="utf-8")
    for encoding in ("utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        ended = run("read", path, "--format", "json")
        assert ended.code == 0, ended.err
        assert "Valparaíso" in Reading.load(ended.out).document.text


def test_broken_html(run: Run, tmp_path: Path) -> None:
    """Unclosed tags and a script without end are no reason to fail."""
    path = tmp_path / "broken.html"
    path.write_text(
        "<html><body><div><p>A 4-year-old girl developed a <b>rash after <i>amoxicillin</b> syrup.</i>"
        "<p>It resolved when amoxicillin was stopped.<script>var x = '<p>A 90-year-old man died after aspirin.';",
        encoding="utf-8",
    )
    ended = run("read", path)
    assert ended.code == 0, ended.err
    assert "90-year-old" not in ended.out


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colour_when_it_is_not_wanted(name: str, value: str) -> None:
    """Nothing but text, even where colour is forced for pipes."""
    ended = command("read", REPORT, FORCE_COLOR="1" if name == "TERM" else "", **{name: value})
    assert "\x1b[3" not in ended.out


def test_a_report_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escape sequences and bidi overrides in a report or in a file's name are shown as signs, not sent."""
    path = tmp_path / "x\x1b]0;owned\x07.txt"
    path.write_text("A 4-year-old girl had a severe rash\x1b[2J after \u202eamoxicillin\x9b5m.", encoding="utf-8")
    for ended in (run("read", path), run("read", path.with_name("no\x1b[31m.txt"))):
        assert not set(ended.out + ended.err) & set("\x1b\x07\x9b\u202e")


def test_an_ascii_terminal() -> None:
    """Signs that a terminal lacks are written in another way; nothing breaks."""
    ended = command("read", REPORT, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert ended.code == 0, ended.err
    assert ended.out.isascii()


def test_e2b_is_refused_with_every_lack(run: Run) -> None:
    """Without codes and sender there is no message, and the line says what each lack is. Exit 4."""
    ended = run("read", REPORT, "--format", "e2b")
    assert ended.code == 4
    assert ended.out == ""
    assert "\n  E.i.2.1b: " in ended.err
    assert "--draft" in ended.err


def test_e2b_draft(run: Run) -> None:
    """A draft is written, and says on standard error what it lacks."""
    ended = run("read", REPORT, "--format", "e2b", "--draft", "--sender", "Anytown Hospital", "--country", "no")
    assert ended.code == 0, ended.err
    assert ended.out.lstrip().startswith("<?xml")
    assert "Anytown Hospital" in ended.out
    assert "lacks" in ended.err


def test_e2b_without_meddra_leaves_no_file(run: Run, tmp_path: Path) -> None:
    """With all that a sender can say, the codes are lacking still: exit 4, the reason, an empty folder; a draft is written."""
    asked: list[str | Path] = ["--format", "e2b", "-o", tmp_path / "out", *SENDER, "--received", "2026-11-01"]
    asked += ["--created", "2026-11-24T12:00:00"]
    ended = run("read", REPORT, *asked)
    assert ended.code == 4
    assert "has no MedDRA LLT code" in ended.err
    assert not list((tmp_path / "out").iterdir())
    ended = run("read", REPORT, *asked, "--draft")
    assert ended.code == 0, ended.err
    assert "has no MedDRA LLT code" in ended.err
    data = (tmp_path / "out" / f"{REPORT.stem}-1.xml").read_bytes()
    assert data.startswith(b"<?xml")
    assert b"DRAFT, not submission-ready" in data


def test_the_clock_is_read_where_it_is_asked_for(run: Run) -> None:
    """`now` and `today` are dates; without them, and without a kind of sender, these are lacking and not made up."""
    lacking = ("C.1.2: ", "C.1.4: ", "C.3.1: sender type is not set")
    bare = run("read", REPORT, "--format", "e2b", "--draft")
    asked = run("read", REPORT, "--format", "e2b", "--draft", *SENDER, "--received", "today", "--created", "now")
    assert (bare.code, asked.code) == (0, 0)
    assert all(lack in bare.err for lack in lacking)
    assert not any(lack in asked.err for lack in lacking)


@pytest.mark.shared
def test_e2b_is_held_against_the_schemas(run: Run, shared_dir: Path, tmp_path: Path) -> None:
    """With the user's schemas a message is checked, and this one has nothing against it (exit 0, no such line)."""
    from tests.exchange.e2b_schema import assembled

    folder = assembled(shared_dir / "data/e2b/schemas", tmp_path / "ich")
    ended = run("read", REPORT, "--format", "e2b", "--draft", "--schema-dir", folder, "--created", "now")
    assert ended.code == 0, ended.err
    assert "breaks the schema" not in ended.err


def test_e2b_of_no_patient(run: Run) -> None:
    """Nothing to write is a finding (exit 1), since an empty file would pass for a message."""
    ended = run("read", TRIAL, "--format", "e2b", "--draft")
    assert ended.code == 1
    assert ended.out == ""
    assert "no case" in ended.err


@pytest.mark.parametrize(
    ("option", "value"), [("--received", "yesterday"), ("--country", "Norway"), ("--sender-type", "hospital")]
)
def test_settings_that_cannot_be_used(option: str, value: str, run: Run) -> None:
    """The line names the setting, its value and where it came from."""
    ended = run("read", REPORT, "--format", "e2b", "--draft", option, value)
    assert ended.code == 2
    assert f"{value!r} (from command line)" in ended.err
