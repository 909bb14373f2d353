"""Rules and code cannot part: each rule file says why it is so, is read by some module, and holds only rows that load."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from nocere import rulebook
from nocere.rulebook import Row

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "nocere"
READ = re.compile(r"""\brows\(\s*["'](?P<file>\w+)["']\s*,\s*(?P<kind>\w+)""")
Reader = tuple[str, str]


def readers() -> dict[str, list[Reader]]:
    """For each rule file, the modules that read it and the name of the class they read a row into."""
    found: dict[str, list[Reader]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(("nocere", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for read in READ.finditer(path.read_text(encoding="utf-8")):
            if module != "nocere.rulebook":
                found.setdefault(read["file"], []).append((module, read["kind"]))
    return found


READERS = readers()


@pytest.mark.parametrize("name", rulebook.names())
def test_a_rule_file_says_where_it_comes_from_and_why(name: str) -> None:
    """Title, source and why are sentences, not blanks."""
    head = rulebook.source(name)
    for field in ("title", "source", "why"):
        assert len(getattr(head, field).strip()) >= 10, f"rules/{name}.toml: {field} says too little"


@pytest.mark.parametrize("name", rulebook.names())
def test_a_rule_file_is_read_and_every_row_loads(name: str) -> None:
    """Some module reads it with `rows("name", Kind)`, and each row is a Kind."""
    assert name in READERS, f'rules/{name}.toml is read by no rows("{name}", ...)'
    for module, kind in READERS[name]:
        row = getattr(import_module(module), kind)
        assert issubclass(row, Row)
        assert rulebook.rows(name, row), f"rules/{name}.toml has no row"


@pytest.mark.parametrize("name", rulebook.names())
def test_no_row_stands_twice(name: str) -> None:
    """Neither the same row nor the same id."""
    table = tomllib.loads((PACKAGE / "rules" / f"{name}.toml").read_text(encoding="utf-8")).get("row", [])
    for listed in ([repr(row) for row in table], [row["id"] for row in table if "id" in row]):
        assert not [one for one, times in Counter(listed).items() if times > 1]


@pytest.mark.parametrize("name", sorted(READERS))
def test_what_the_code_reads_is_there(name: str) -> None:
    """No module reads a rule file that the package lacks."""
    assert name in rulebook.names(), f"{READERS[name][0][0]} reads rules/{name}.toml, which is not there"


def test_only_rules_lie_with_the_rules() -> None:
    """The rules folder holds rule files and nothing that nobody reads."""
    other = [p.name for p in (PACKAGE / "rules").iterdir() if p.suffix != ".toml" and p.name != "__pycache__"]
    assert not other
