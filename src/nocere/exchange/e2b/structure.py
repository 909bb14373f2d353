"""The skeleton of an E2B(R3) message: order of children, fixed attributes, named beginnings of locations.

    structure().order("observation", "subjectOf2")      # ("id", "code", "effectiveTime", ...)
    structure().attributes("subjectOf2", "primaryRole") # {"typeCode": "SBJ"}

The facts are in `structure.toml`: the order that the ICH ICSR schemas (ISO/HL7 27953-2) demand, in our own form.

What it will not do: stand in for the schemas; `schemas.Schemas` checks a file against the user's own copy.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nocere.errors import RuleError


@dataclass(frozen=True)
class Stub:
    """What a node must hold even where the case has nothing for it."""

    node: str
    holds: str
    null: str
    first: bool


@dataclass(frozen=True)
class Structure:
    """The facts of `structure.toml`."""

    root: str
    oids: dict[str, str]
    frames: dict[str, str]
    fixed: dict[str, str]
    stubs: tuple[Stub, ...]
    _children: dict[str, tuple[str, ...]]
    _attributes: dict[str, dict[str, str]]

    def order(self, name: str, parent: str) -> tuple[str, ...]:
        """The children a node of that name under that parent may have, in the order of the schema."""
        return self._children.get(f"{parent}/{name}", self._children.get(name, ()))

    def attributes(self, name: str, parent: str) -> dict[str, str]:
        """The attributes that never change."""
        return self._attributes.get(f"{parent}/{name}", self._attributes.get(name, {}))

    def oid(self, value: str) -> str:
        """The value with `~` or a `$name` replaced by its object identifier."""
        if value.startswith("~"):
            return self.root + value[1:]
        if value.startswith("$"):
            return self.oids[value[1:]]
        return value


@cache
def structure() -> Structure:
    """The facts, read once. Raises `RuleError` where the file does not say what is asked of it."""
    text = (files("nocere") / "exchange" / "e2b" / "structure.toml").read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
        return Structure(
            root=raw["root"],
            oids=raw["oids"],
            frames=raw["frames"],
            fixed=raw["fixed"],
            stubs=tuple(Stub(row["node"], row["holds"], row["null"], row.get("first", False)) for row in raw["stub"]),
            _children={row["name"]: tuple(row["children"].split()) for row in raw["node"]},
            _attributes={row["name"]: row.get("attributes", {}) for row in raw["node"]},
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise RuleError(f"exchange/e2b/structure.toml does not say what is asked of it: {error}") from error
