"""The only way to read `rules/*.toml`: policy as rows of data, each file with its source and its why.

    class Cue(Row):
        pattern: str
        outcome: Outcome
    rows("outcome", Cue)                         # tuple[Cue, ...], in the order of the file
    source("outcome")                            # Source(title=…, source=…, why=…)
    any_of(row.pattern for row in rows("outcome", Cue))     # their patterns as one

A rule file opens with `title`, `source` and `why` and then lists `[[row]]` tables. A row that the reading class does not
expect, or lacks a value it needs, is a `RuleError`: rule and code cannot part unnoticed.

What it will not do: read rules from anywhere but the package, or change one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from nocere.errors import RuleError


class Row(BaseModel):
    """The base of what a row is read into."""

    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=Row)


class Source(Row):
    """Where a rule comes from and why it is as it is."""

    title: str
    source: str
    why: str


@cache
def _file(name: str) -> dict[str, Any]:
    path = files("nocere") / "rules" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleError(f"there is no rule file {name}.toml; there are {', '.join(names())}") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rules/{name}.toml is not TOML: {error}") from error


def names() -> tuple[str, ...]:
    """The names of all rule files, sorted."""
    folder = files("nocere") / "rules"
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


def source(name: str) -> Source:
    """Title, source and reason of that rule file."""
    head = {key: value for key, value in _file(name).items() if key != "row"}
    try:
        return Source.model_validate(head)
    except ValidationError as error:
        raise RuleError(
            f"rules/{name}.toml: its head needs title, source and why ({error.error_count()} problems)"
        ) from error


def rows(name: str, kind: type[R]) -> tuple[R, ...]:
    """The rows of that rule file, each read into `kind`. Raises `RuleError` naming the row and field that do not fit."""
    found = []
    for number, row in enumerate(_file(name).get("row", []), 1):
        try:
            found.append(kind.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RuleError(f"rules/{name}.toml, row {number}, {where}: {first['msg']}") from error
    return tuple(found)


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches where one of these does, letter case aside; the first that fits counts."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
