"""A rule file that does not say what the code asks is refused by file, row and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nocere import rulebook
from nocere.errors import RuleError
from nocere.rulebook import Row

HEAD = 'title = "T"\nsource = "S"\nwhy = "W"\n'


class Cue(Row):
    """What the rows of these tests are read into."""

    pattern: str
    weight: int = 1


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty rules folder that the rulebook reads instead of the package's."""
    monkeypatch.setattr(rulebook, "files", lambda package: tmp_path)
    folder = tmp_path / "rules"
    folder.mkdir()
    rulebook._file.cache_clear()
    yield folder
    rulebook._file.cache_clear()


def write(folder: Path, text: str) -> None:
    """Put a rule file named cues there."""
    (folder / "cues.toml").write_text(text, encoding="utf-8")


def test_rows_in_the_order_of_the_file(rules: Path) -> None:
    """Each row is read into the class that was asked for."""
    write(rules, HEAD + '[[row]]\npattern = "β"\nweight = 3\n[[row]]\npattern = "a"\n')
    assert rulebook.rows("cues", Cue) == (Cue(pattern="β", weight=3), Cue(pattern="a"))
    assert rulebook.source("cues").why == "W"
    assert rulebook.names() == ("cues",)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ('[[row]]\npattern = "a"\n[[row]]\nweight = 1\n', "rules/cues.toml, row 2, pattern: Field required"),
        ('[[row]]\npattern = "a"\nweigth = 1\n', "rules/cues.toml, row 1, weigth: Extra"),
        ('[[row]]\npattern = "a"\nweight = "much"\n', "rules/cues.toml, row 1, weight: Input should be"),
    ],
)
def test_a_row_that_does_not_fit_is_named(rules: Path, row: str, where: str) -> None:
    """By file, row and field."""
    write(rules, HEAD + row)
    with pytest.raises(RuleError) as refused:
        rulebook.rows("cues", Cue)
    assert str(refused.value).startswith(where)


@pytest.mark.parametrize("head", ["", 'title = "T"\nsource = "S"\n', HEAD + 'by = "me"\n'])
def test_a_file_says_title_source_and_why(rules: Path, head: str) -> None:
    """And nothing else before its rows."""
    write(rules, head + '[[row]]\npattern = "a"\n')
    with pytest.raises(RuleError, match=r"rules/cues\.toml: its head needs title, source and why"):
        rulebook.source("cues")


def test_what_is_not_there_names_what_is(rules: Path) -> None:
    """A misspelt name is answered with the right ones."""
    write(rules, HEAD)
    with pytest.raises(RuleError, match=r"there is no rule file cue\.toml; there are cues"):
        rulebook.rows("cue", Cue)


def test_a_broken_file_is_named(rules: Path) -> None:
    """With the place that the parser gives."""
    write(rules, "title = \nx = 1")
    with pytest.raises(RuleError, match=r"rules/cues\.toml is not TOML: .*line 1"):
        rulebook.source("cues")


def test_rows_are_frozen(rules: Path) -> None:
    """A rule is not changed by its reader."""
    write(rules, HEAD + '[[row]]\npattern = "a"\n')
    (row,) = rulebook.rows("cues", Cue)
    with pytest.raises(ValueError, match="frozen"):
        row.weight = 2  # type: ignore[misc]
