"""The direction of imports, as pyproject.toml states it: each layer imports only what is under it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path


def test_no_layer_imports_one_above_or_beside_it(root: Path) -> None:
    """import-linter keeps every contract."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_every_package_has_a_layer(root: Path) -> None:
    """What lies in the package is named in the layers, and no layer is empty."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    layers = {name.strip() for line in contract["layers"] for name in line.split("|")}
    package = root / "src" / "nocere"
    there = {p.stem for p in package.glob("*.py") if p.stem != "__init__"}
    there |= {p.parent.name for p in package.glob("*/__init__.py")}
    assert there == layers
