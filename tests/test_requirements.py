"""What is imported is asked for in pyproject.toml, and what an extra asks for is imported somewhere."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

OURS = {"benchmarks", "nocere", "requirements", "tests", "training"}
UNSEEN = {"import-linter", "lxml-stubs", "mypy", "onnx", "pytest-xdist", "ruff"}
"""Asked for without an import of ours: commands, types, a plugin, and what torch exports with."""
SETS = {"src": (), "benchmarks": (), "training": ("train",), "tests": ("dev",), "requirements": ()}


def asked(root: Path, *extras: str) -> set[str]:
    """The projects that pyproject.toml names, with these extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {re.split(r"[^\w.-]", line)[0].lower() for line in [*project["dependencies"], *lines]}


def imported(folder: Path) -> set[str]:
    """The projects, not ours and not Python's, that modules below this folder import, inside functions too."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
                names |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    tops = {name.split(".")[0] for name in names}
    return {top.replace("_", "-").lower() for top in tops - OURS - sys.stdlib_module_names}


@pytest.mark.parametrize("part", SETS)
def test_what_is_imported_is_asked_for(part: str, root: Path) -> None:
    """By each part of the repository, of what is installed for it."""
    assert imported(root / part) <= asked(root, *SETS[part])


@pytest.mark.parametrize(("part", "extra"), [("src", ""), ("training", "train"), ("tests", "dev")])
def test_what_is_asked_for_is_used(part: str, extra: str, root: Path) -> None:
    """A project that nothing imports any longer is dropped."""
    wanted = asked(root, extra) - asked(root) if extra else asked(root)
    assert wanted - UNSEEN <= imported(root / part)
