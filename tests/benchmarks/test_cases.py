"""The measuring commands do what they say."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks import __main__ as everything
from benchmarks import cases, speed

TEXT = (
    "A 4-year-old girl was given calcium gluconate and developed calcinosis cutis. She recovered after it was stopped."
)


def test_texts_are_read_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a text, in the order of the texts, and a table when there is gold."""
    texts, gold, out = tmp_path / "texts.jsonl", tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    texts.write_text("".join(json.dumps({"id": i, "text": TEXT}) + "\n" for i in ("b:1", "a:2")))
    gold.write_text('{"id": "b:1", "has_icsr": true, "cases": []}\n')
    assert cases.main(["--texts", str(texts), "--out", str(out), "--gold", str(gold)]) == 0
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], second["id"]) == ("b:1", "a:2") and first["cases"] == second["cases"]
    assert first["n_patients"] == len(first["cases"])
    assert "document verdict" in capsys.readouterr().out


def test_a_whole_process_is_timed() -> None:
    """From its start to its end, with its peak memory."""
    seconds, megabytes = speed.once(["sleep", "0.05"])
    assert 0.05 <= seconds < 5 and 0 < megabytes < 500


def test_a_command_that_fails_is_no_figure() -> None:
    """A failed run is not a fast one; "done, with findings" is a run."""
    with pytest.raises(subprocess.CalledProcessError):
        speed.once(["sh", "-c", "exit 2"])
    assert speed.once(["false"])[0] > 0


def test_figures_have_a_place_in_the_readme() -> None:
    """`make bench ARGS=--write` finds where to put them."""
    assert everything.MEASURED.search(everything.README.read_text(encoding="utf-8"))
    assert "cores" in everything.machine()


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    """It is said what was not measured; what is there is."""
    folder = tmp_path / "data" / "maccrobat"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text(TEXT)
    (folder / "1.ann").write_text("T1\tAge 2 12\t4-year-old\n")
    told = "\n".join(everything.corpora(tmp_path))
    assert told.count("### ") == len(everything.CORPORA)
    assert "Not measured: `data/phee/dev.jsonl` was not there." in told
    assert "Not measured: `data/bc5cdr/development.pubtator` was not there." in told
    assert "| age of the patient | Age | 100.0 | 100.0 |" in told


def test_each_corpus_has_its_table(tmp_path: Path) -> None:
    """With the command that measures it."""
    data = tmp_path / "data"
    for name in ("phee", "bc5cdr", "maccrobat"):
        (data / name).mkdir(parents=True)
    event = {"event_type": "Adverse_event", "Trigger": {"text": [["after"]], "start": [[5]]}}
    sentence = {"id": "1_0", "context": "Rash after ibuprofen.", "annotations": [{"events": [event]}]}
    (data / "phee" / "dev.jsonl").write_text(json.dumps(sentence))
    abstracts = "1|t|Rash after ibuprofen.\n1|a|It went.\n\n2|t|Held back.\n2|a|It was.\n2\tCID\tD1\tD2\n"
    (data / "bc5cdr" / "development.pubtator").write_text(abstracts)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "texts.jsonl").write_text('{"id": "x:1", "text": "Held back. It was."}\n')
    told = "\n".join(everything.corpora(tmp_path))
    for module in ("phee", "maccrobat", "bc5cdr"):
        assert f"`python -m benchmarks.{module} " in told
    assert "Not measured" not in told
    assert "| 0.0 | 0.0 | 0.0 | 0 | " in told  # the held text's pair is not counted
