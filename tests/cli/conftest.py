"""The command run in this process and in one of its own, and reports to give it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from nocere.cli import main

NOCERE = Path(sys.executable).with_name("nocere")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting of this machine, and a folder with no nocere.toml."""
    for name in [name for name in os.environ if name.startswith("NOCERE_") or name in ("NO_COLOR", "FORCE_COLOR")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process: cheap, for everything that does not need a process."""

    def go(*arguments: str | Path) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int) or code is None
        return Ended(code or 0, out.decode(), err.decode())

    return go


def command(*arguments: str | Path, stdin: bytes = b"", **environ: str) -> Ended:
    """Run the command as a person would, in a process of its own."""
    ended = subprocess.run(
        [NOCERE, *arguments], input=stdin, capture_output=True, check=False, timeout=60, env={**os.environ, **environ}
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def one_line(ended: Ended) -> str:
    """What was said on standard error: one line, nothing else, and no traceback."""
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert lines[0].startswith("nocere: ")
    assert "Traceback" not in ended.err
    return lines[0]
