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
