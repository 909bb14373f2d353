"""How long whole commands take, and how much memory: what a person at a terminal waits for.

    python -m benchmarks.speed [--input REPORT] [--texts TEXTS.jsonl] [--runs 5] [--json]

Each figure is the median of several runs, each a process of its own from its start to its end:

    startup       `nocere --version`
    first input   `nocere read REPORT`, the model loaded anew each time
    many texts    `nocere read FOLDER --format json -o NEW_FOLDER`, all texts in one process

Memory is the process's peak resident set as the kernel counts it (`wait4`). Without --input the demonstration report
is read; without --texts the last line is left out.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.score import load

NOCERE = str(Path(sys.executable).with_name("nocere"))


@dataclass(frozen=True)
class Timing:
    """One measured command: the median seconds of so many runs, and the largest peak memory."""

    figure: str
    command: str
    seconds: float
    megabytes: float
    runs: int


def once(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run. Raises `CalledProcessError` when the command fails to do its work."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: done, with findings
        raise subprocess.CalledProcessError(process.returncode, list(command))
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return seconds, kilobytes / 1024


def timed(figure: str, shown: str, command: Callable[[int], Sequence[str]], runs: int) -> Timing:
    """The command measured; it is given the number of the run, so that each can write to a place of its own."""
    results = [once(command(run)) for run in range(runs)]
    seconds, megabytes = zip(*results, strict=True)
    return Timing(figure, shown, round(statistics.median(seconds), 2), round(max(megabytes)), runs)


def measure(report: Path | None, texts: Path | None, runs: int) -> list[Timing]:
    """All figures that the given inputs allow."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        first = [NOCERE, "read", str(report)] if report else [NOCERE, "demo"]
        found = [
            timed("startup", "nocere --version", lambda _: [NOCERE, "--version"], runs),
            timed("first input", "nocere read REPORT" if report else "nocere demo", lambda _: first, runs),
        ]
        if texts:
            number = _unpack(texts, folder / "texts")
            many = [NOCERE, "read", str(folder / "texts"), "--format", "json", "-o"]
            shown = "nocere read FOLDER --format json -o NEW_FOLDER"
            found.append(
                timed(f"{number} texts, one process", shown, lambda run: [*many, str(folder / str(run))], min(runs, 3))
            )
        return found


def _unpack(texts: Path, folder: Path) -> int:
    folder.mkdir()
    records = load(texts)
    for number, text in enumerate(records):
        (folder / f"{number:03}.txt").write_bytes(text["text"].encode())
    return len(records)


def table(timings: Sequence[Timing]) -> str:
    """The figures for a terminal."""
    lines = [f"{'figure':26}{'seconds':>9}{'MB':>7}{'runs':>6}  command"]
    lines += [f"{t.figure:26}{t.seconds:9.2f}{t.megabytes:7.0f}{t.runs:6}  {t.command}" for t in timings]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = ArgumentParser(prog="python -m benchmarks.speed", description="Time nocere's commands.")
    parser.add_argument("--input", type=Path, help="the report to read first")
    parser.add_argument("--texts", type=Path, help='texts to read in one process, JSONL with "id" and "text"')
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    given = parser.parse_args(arguments)
    timings = measure(given.input, given.texts, given.runs)
    print(json.dumps([asdict(t) for t in timings], indent=1) if given.json else table(timings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
