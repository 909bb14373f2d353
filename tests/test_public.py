"""What is public, and what it costs to have it: `nocere.__all__`, the version, a cheap import."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import nocere

HEAVY = ("lxml", "numpy", "onnxruntime", "pydantic", "rich", "typer")
CLIENTS = ("http.client", "httpx", "requests", "urllib.request", "urllib3")
DEAF = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(f"{event} {arguments}")

sys.addaudithook(refuse)
from nocere import read
print(read(b"A 4-year-old girl was given aspirin and developed a rash.", "a.txt").document.name)
"""
"""A program that stops at the first use of a socket (Python's audit events), reading a report."""


def modules_after(statement: str) -> set[str]:
    """The modules that a new interpreter has loaded after this statement."""
    code = f"import sys; before = set(sys.modules)\n{statement}\nprint('\\n'.join(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("name", nocere.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    """Each name in `__all__` is there."""
    assert getattr(nocere, name)


def test_an_unknown_name_lists_the_known_ones() -> None:
    """The error for a wrong name teaches the right ones."""
    with pytest.raises(AttributeError, match=r"no attribute 'raed'; it has .*Reading"):
        nocere.raed  # noqa: B018


def test_import_is_cheap() -> None:
    """`import nocere` loads nothing heavy."""
    assert not modules_after("import nocere") & set(HEAVY)


def test_reading_brings_no_network_client() -> None:
    """What reads a document loads nothing that calls out."""
    assert not modules_after("from nocere import read") & set(CLIENTS)


def test_reading_opens_no_socket() -> None:
    """Nor does it call out by other means."""
    run = subprocess.run([sys.executable, "-c", DEAF], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "a.txt"), run.stderr


def test_version_is_the_package_s() -> None:
    """One version, in the code and in the package's metadata."""
    settings = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert nocere.__version__ == version("nocere") == settings["project"]["version"]


def test_the_package_is_typed() -> None:
    """Whoever installs nocere gets its types."""
    assert (Path(nocere.__file__).parent / "py.typed").is_file()
