"""The house numbers (CONTRIBUTING.md), held for every module of the package."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "nocere"
FILES = sorted(PACKAGE.rglob("*.py"))
OUR_FILES = sorted(
    p for part in ("src", "tests", "benchmarks", "training", "requirements") for p in (ROOT / part).rglob("*.py")
)
SHELVES = {"utils", "util", "misc", "common", "helpers", "tools"}
PROMISE = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
"""Cut in two, so that this file does not hold what it looks for."""

PLACE = re.compile(
    r"(?<![\w.}$])/(?:wo"
    + r"rk|ho"
    + r"me|ro"
    + r"ot|tm"
    + r"p|opt)/\w"
    + r"|https?://[^\s)>\"]*(?:py"
    + r"pi|pythonh"
    + r"osted|npm"
    + r"js)"
)
"""A folder of one machine, or a host that packages are fetched from."""
TEXTS = {"", ".csv", ".html", ".md", ".py", ".toml", ".txt", ".yml", ".tsv"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    """The path from the repository's root."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> list[Function]:
    """All functions and methods, nested ones too."""
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def body_lines(function: Function) -> int:
    """How many lines from `def` to the end, the docstring left out."""
    doc = ast.get_docstring(function, clean=False)
    return (function.end_lineno or function.lineno) - function.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def parameters(function: Function) -> list[str]:
    """The parameters a caller gives."""
    given = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return [a.arg for a in given if a.arg not in ("self", "cls")]


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether this is a bare `except`, or one for Exception or BaseException."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(k is None or (isinstance(k, ast.Name) and k.id in ("Exception", "BaseException")) for k in kinds)


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether the handler does nothing at all."""
    return all(isinstance(statement, ast.Pass) for statement in handler.body)


def problems(path: Path) -> list[str]:
    """What in this module breaks the house numbers."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    found = [f"{f.name}: {n} body lines" for f in functions(tree) if (n := body_lines(f)) > 40]
    found += [f"{f.name}: {n} parameters" for f in functions(tree) if (n := len(parameters(f))) > 6]
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    found += [f"line {h.lineno}: catches everything" for h in handlers if catches_everything(h)]
    found += [f"line {h.lineno}: swallows what it catches" for h in handlers if swallows(h)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found += [f"line {c.lineno}: print" for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]
    if text.count("\n") > 400:
        found.append(f"{text.count(chr(10))} lines")
    if not ast.get_docstring(tree):
        found.append("no module head")
    if path.stem in SHELVES:
        found.append("a shelf for odds and ends: name it for what it holds")
    return found


@pytest.mark.parametrize("path", FILES, ids=named)
def test_house_numbers(path: Path) -> None:
    """Small files and functions, a head on each, nothing caught blindly, nothing printed."""
    found = problems(path)
    assert not found, f"{named(path)}: " + "; ".join(found)


@pytest.mark.parametrize("path", OUR_FILES, ids=named)
def test_no_promise_is_left_in_the_code(path: Path) -> None:
    """Work to be done is an issue, not a comment."""
    found = [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if PROMISE.search(line)]
    assert not found, f"{named(path)}: lines {found}"


def committed() -> list[Path]:
    """The text files that git holds, or none where this is no repository."""
    if not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).suffix in TEXTS and path.is_file()]


def test_no_file_names_a_machine() -> None:
    """What is committed works anywhere: no folder of somebody's machine, no download host."""
    found = []
    for path in committed():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{named(path)}: {place.group()}" for place in PLACE.finditer(text)]
    assert not found


def test_the_test_sees_what_it_looks_for(tmp_path: Path) -> None:
    """A module that breaks every number is named for each."""
    bad = tmp_path / "utils.py"
    long = "\n".join("    x = 1" for _ in range(41))
    bad.write_text(
        f"def f(a, b, c, d, e, f, *, g):\n{long}\ntry:\n    print(1)\nexcept (ValueError, Exception):\n    pass\n"
        + "\n" * 400
    )
    told = "; ".join(problems(bad))
    for part in (
        "f: 42 body lines",
        "f: 7 parameters",
        "catches everything",
        "swallows",
        "print",
        "no module head",
        "shelf",
    ):
        assert part in told
    assert "lines" in told.split("; ")[-3]
