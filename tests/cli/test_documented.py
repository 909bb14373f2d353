"""The commands that the pages show are run as they stand, and what the README shows of a card is what is shown."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, command

ROOT = EXAMPLES.parent
PAGES = ("README.md", "docs/cli.md", "examples/README.md")
FENCED = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXCERPT = re.compile(r"<!-- excerpt -->\n```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown() -> list[str]:
    """Each line of the pages that begins with `nocere`, up to what is said of it."""
    blocks = [block for page in PAGES for block in FENCED.findall((ROOT / page).read_text(encoding="utf-8"))]
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("nocere ")]
    return list(dict.fromkeys(re.split(r"\s{2,}", line)[0] for line in lines))


@pytest.mark.parametrize("line", shown())
def test_a_command_that_is_shown_works(line: str) -> None:
    """In a folder with what it names; it ends with 0 and makes what it says."""
    shutil.copytree(EXAMPLES, "examples")
    shutil.copytree(EXAMPLES, "inbox")
    shutil.copy(EXAMPLES / "linezolid-lactic-acidosis.txt", "report.txt")
    shutil.copy(EXAMPLES / "clozapine-myocarditis.html", "report.html")
    words = shlex.split(line.split(" > ")[0])
    ended = command(*words[1:])
    assert ended.code == 0, ended.err
    assert list(Path("results").iterdir()) if "results/" in words else ended.out


def test_there_are_commands_to_run() -> None:
    """Each page shows some, of each format that is shown to a person first."""
    assert {"nocere read report.txt", "nocere read report.txt --format e2b --draft"} <= set(shown())


def test_the_excerpt_is_of_the_demo() -> None:
    """Every line of it, in this order."""
    (excerpt,) = EXCERPT.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    card = iter(command("demo").out.splitlines())
    lost = [line for line in excerpt.splitlines() if line not in card]
    assert not lost, f"README.md shows what `nocere demo` does not: {lost[0]!r}"
