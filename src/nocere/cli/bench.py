"""`nocere bench`: how well nocere reads a folder of annotated texts.

The scorer is in the source repository (`benchmarks/`), not in the package: it is for those who change nocere or must
qualify it. This command finds it beside the package or in the current folder and runs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder with texts.jsonl and cases.jsonl.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write the cases as read.")] = Path("read.jsonl"),
) -> None:
    """Read annotated texts, and score what was read against the annotations.

    texts.jsonl holds {"id", "text"} per line; cases.jsonl the annotated cases (benchmarks/README.md says in which form).

    Example: nocere bench shared/gold -o read.jsonl
    """
    import subprocess
    import sys

    from nocere.cli.output import say
    from nocere.errors import InputError, OutputError

    texts, gold = folder / "texts.jsonl", folder / "cases.jsonl"
    lacking = [file.name for file in (texts, gold) if not file.is_file()]
    if lacking:
        raise InputError(f"{folder}: has no {' and no '.join(lacking)}; a benchmark folder holds both")
    if not out.resolve().parent.is_dir():
        raise OutputError(f"{out}: there is no folder {out.resolve().parent} to write into; make it first")
    root = _repository()
    if root is None:
        say(
            "nocere: the benchmarks are in nocere's source repository, not in the installed package; run this command there"
        )
        raise typer.Exit(4)
    command = [sys.executable, "-m", "benchmarks.cases", "--texts", str(texts.resolve())]
    command += ["--gold", str(gold.resolve()), "--out", str(out.resolve())]
    ended = subprocess.run(command, cwd=root, check=False)
    raise typer.Exit(0 if ended.returncode == 0 else 3)


def _repository() -> Path | None:
    """The folder that holds benchmarks/cases.py: the current one, or the one this package lies in (src/nocere/cli)."""
    places = (Path.cwd(), Path(__file__).resolve().parents[3])
    return next((place for place in places if (place / "benchmarks" / "cases.py").is_file()), None)
