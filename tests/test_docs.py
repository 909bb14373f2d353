"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

import nocere
from nocere import errors

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SKIPPED = {".venv", "build", "dist", "out", "node_modules"}
PAGES = sorted(
    p for p in ROOT.rglob("*.md") if not SKIPPED & {*p.relative_to(ROOT).parts} and ".pytest_cache" not in p.parts
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<to>[^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    """The path from the repository's root."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    """The page's text."""
    return path.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made by those who show Markdown."""
    headings = re.findall(r"^#+ +(.+)$", FENCED.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that it has."""
    lost = []
    for link in LINK.finditer(FENCED.sub("", read(page))):
        where, _, anchor = link["to"].partition("#")
        if "://" in where or where.startswith("mailto:"):
            continue
        target = (page.parent / where).resolve() if where else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link["to"])
    assert not lost


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=named)
def test_every_page_is_in_the_index(page: Path) -> None:
    """A page that nothing leads to is not read."""
    assert page.name == "index.md" or f"({page.relative_to(DOCS).as_posix()})" in read(DOCS / "index.md")


def test_the_changelog_opens_with_this_version() -> None:
    """The newest entry is the version of the code."""
    newest = re.search(
        r"^## \[(?P<version>[\w.]+)\] - (?P<date>\d{4}-\d\d-\d\d|unreleased)$",
        read(ROOT / "CHANGELOG.md"),
        re.MULTILINE,
    )
    assert newest and newest["version"] == nocere.__version__


def test_make_targets_that_are_named_exist() -> None:
    """Each `make X` of the pages is a target."""
    targets = set(re.findall(r"^(\w+):", read(ROOT / "Makefile"), re.MULTILINE))
    for page in PAGES:
        asked = set(re.findall(r"(?:^|`)make ([a-z]+)\b", read(page), re.MULTILINE))
        assert asked <= targets, f"{named(page)} names {sorted(asked - targets)}"


def commands() -> dict[str, Any]:
    """The command line's commands by name."""
    from nocere.cli.app import app

    found: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return found


def section(command: str) -> str:
    """What docs/cli.md says of this command."""
    parts = read(DOCS / "cli.md").split(f"\n## `nocere {command}`\n")
    assert len(parts) == 2, f"docs/cli.md has no section on nocere {command}"
    return parts[1].split("\n## ")[0]


def test_every_command_and_option_is_documented() -> None:
    """And no command is documented that is not there."""
    there = commands()
    for name, command in there.items():
        text = section(name)
        for parameter in command.params:
            for option in getattr(parameter, "opts", []):
                if option.startswith("--") and option != "--help":
                    assert f"`{option}`" in text, f"docs/cli.md says nothing of nocere {name} {option}"
    assert set(re.findall(r"^## `nocere (\w+)`$", read(DOCS / "cli.md"), re.MULTILINE)) == set(there)


def test_every_setting_is_documented() -> None:
    """Under its name and its variable."""
    from nocere.cli.settings import KNOWN

    for known in KNOWN:
        assert f"| `{known.name}` | `{known.variable}` |" in read(DOCS / "cli.md")


def test_every_exit_code_is_documented() -> None:
    """The codes of all that nocere refuses."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.NocereError)]
    for kind in kinds:
        assert f"\n| {kind.exit_code} | " in read(DOCS / "cli.md")


def test_every_module_is_on_the_map() -> None:
    """docs/reading.md names each part of the package, and none that is not there."""
    package = ROOT / "src" / "nocere"
    there = {p.stem for p in package.glob("*.py") if p.stem != "__init__"}
    there |= {p.parent.name for p in package.glob("*/__init__.py")}
    assert set(re.findall(r"^\| `nocere\.(\w+)` \|", read(DOCS / "reading.md"), re.MULTILINE)) == there
