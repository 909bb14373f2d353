"""The user's own copy of the ICH ICSR schemas, and what it says of a file.

    Schemas.load("ich/schemas").validate(data)       # (Finding(line=12, message="..."), ...)

The set is published by ICH (ISO/HL7 27953-2:2011); it is not ours to ship. The folder is the one that holds
`multicacheschemas/MCCI_IN200100UV01.xsd`, or its parent, or `multicacheschemas` itself.

What it will not do: reach the network, expand entities, or check the guide's business rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from lxml import etree

from nocere.errors import SchemaError

_MAIN = "multicacheschemas/MCCI_IN200100UV01.xsd"


@dataclass(frozen=True)
class Finding:
    """Where a file is not what the schema asks, and how."""

    line: int
    message: str


class Schemas:
    """The loaded schema set."""

    def __init__(self, schema: etree.XMLSchema) -> None:
        self._schema = schema

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """The schemas of that folder. Raises `SchemaError` where they are not there or do not load."""
        root = Path(folder)
        found = [path for path in (root / _MAIN, root / Path(_MAIN).name) if path.is_file()]
        found = found or (sorted(root.glob(f"*/{_MAIN}")) if root.is_dir() else [])
        if not found:
            raise SchemaError(f"{root} holds no {_MAIN}; give the folder of the ICH ICSR schema files")
        try:
            return cls(etree.XMLSchema(etree.parse(found[0], _parser())))
        except (etree.XMLSchemaParseError, etree.XMLSyntaxError, OSError) as error:
            reason = str(error).splitlines()[0]
            raise SchemaError(f"{found[0]} does not load: {reason}; give the whole ICH set, unchanged") from error

    def validate(self, data: bytes) -> tuple[Finding, ...]:
        """What the schema finds wrong; nothing where the file is valid."""
        try:
            tree = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            return (Finding(error.lineno or 0, f"not XML: {error.msg}"),)
        if self._schema.validate(tree):
            return ()
        log = self._schema.error_log
        return tuple(Finding(entry.line, entry.message) for entry in log)  # type: ignore[attr-defined] # not in the stubs


def _parser() -> etree.XMLParser:
    return etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=True)
