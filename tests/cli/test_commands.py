"""The other commands, help, and what it costs to start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nocere import __version__
from nocere.cli.settings import KNOWN, resolve
from tests.cli.conftest import EXAMPLES, NOCERE, Run, command

COMMANDS = ("read", "demo", "doctor", "bench", "schema")


def test_alone_it_lists_tasks(run: Run) -> None:
    """No arguments: what one may want to do, and the command for it."""
    ended = run()
    assert ended.code == 0
    assert all(f"nocere {name}" in ended.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(name: str, run: Run) -> None:
    """Help is on standard output and holds an example."""
    ended = run(name, "--help")
    assert ended.code == 0
    assert f"Example: nocere {name}" in " ".join(ended.out.split())


def test_version(run: Run) -> None:
    """One word and a number."""
    assert run("--version").out == f"nocere {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    """Nothing that reads or writes a case is imported to print help."""
    code = (
        "import sys\nfrom nocere.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not {"pydantic", "lxml", "numpy", "onnxruntime"} & set(ended.stderr.split())


def test_help_is_quick() -> None:
    """Half a second for the whole command, at the best of five."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([NOCERE, "--help"], capture_output=True, check=True, timeout=60)
        times.append(time.perf_counter() - begun)
    assert min(times) <= 0.5


@pytest.mark.parametrize("name", ["reading", "case", "document"])
def test_schema(name: str, run: Run) -> None:
    """JSON Schema, with the E2B elements of each field."""
    schema = json.loads(run("schema", name).out)
    assert schema["title"].casefold() == name
    assert name == "document" or "D.5" in json.dumps(schema)


def test_demo(run: Run) -> None:
    """The card of the shipped report on standard output; what to do next on standard error."""
    ended = run("demo")
    assert ended.code == 0, ended.err
    assert "67-year-old woman" in ended.out
    assert "nocere demo --text" in ended.err


def test_demo_text_is_the_example(run: Run) -> None:
    """The shipped report is the example, to the byte."""
    assert run("demo", "--text").out.encode() == (EXAMPLES / "linezolid-lactic-acidosis.txt").read_bytes()


def test_every_example_is_introduced() -> None:
    """The examples' README has a row for each file, and none for a file that is not there."""
    rows = re.findall(r"^\| `([^`]+)` \|", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(path.name for path in EXAMPLES.iterdir() if path.name != "README.md")


def test_doctor(run: Run) -> None:
    """All is well here, and each setting says where it comes from."""
    ended = run("doctor")
    assert ended.code == 0, ended.out
    assert "SHA-256" in ended.out
    assert all(known.name in ended.out for known in KNOWN)


def test_doctor_names_what_mends_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema folder that is none: exit 4, what is wrong, and what would help."""
    monkeypatch.setenv("NOCERE_ICH_SCHEMAS", "nowhere")
    ended = run("doctor")
    assert ended.code == 4
    assert "MISSING  ICH schemas" in ended.out
    assert "NOCERE_ICH_SCHEMAS" in ended.out


def test_settings_in_their_order(tmp_path: Path) -> None:
    """Command line before variable before file before default."""
    (tmp_path / "nocere.toml").write_text('sender = "file"\ncountry = "NO"\nsender_id = "FILE"')
    found = resolve({"sender": "flag"}, {"NOCERE_SENDER": "variable", "NOCERE_COUNTRY": "SE"}, tmp_path)
    assert (found["sender"].value, found["sender"].source) == ("flag", "command line")
    assert (found["country"].value, found["country"].source) == ("SE", "NOCERE_COUNTRY")
    assert (found["sender_id"].value, found["sender_id"].source) == ("FILE", "nocere.toml")
    assert (found["receiver_id"].value, found["receiver_id"].source) == ("", "default")


def test_bench_without_its_files(run: Run, tmp_path: Path) -> None:
    """Says which files a benchmark folder holds."""
    ended = run("bench", tmp_path)
    assert ended.code == 2
    assert "texts.jsonl" in ended.err


@pytest.mark.shared
def test_bench(shared_dir: Path, tmp_path: Path) -> None:
    """A few annotated texts are read and scored."""
    for name in ("texts.jsonl", "cases.jsonl"):
        lines = (shared_dir / "gold" / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / name).write_text("".join(lines[:3]), encoding="utf-8")
    ended = command("bench", tmp_path, "-o", tmp_path / "read.jsonl")
    assert ended.code == 0, ended.err
    assert "drug" in ended.out
