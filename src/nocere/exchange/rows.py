"""Readings as JSON and as JSON lines, the same bytes every time.

    data = to_json(reading)                      # one object: document with its text, verdict, cases
    Reading.load(data) == reading                # and every quote is checked again
    to_jsonl(reading)                            # one line per case; one verdict line where there is none

A row of JSON lines holds `kind` ("case" or "verdict"), the document's id and name, and the case or the verdict. What a
field would hold anyway (not stated, nothing in the group) is left out, so that what was read can be seen.

What it will not do: write rows without the evidence.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from nocere.case import Reading


def to_json(reading: Reading) -> bytes:
    """The whole reading, indented, ending with a line break."""
    return (json.dumps(_plain(reading), ensure_ascii=False, indent=1) + "\n").encode()


def to_jsonl(reading: Reading) -> bytes:
    """A line for each case, or one line with the verdict where the document holds none."""
    document = {"id": reading.document.id, "name": reading.document.name}
    rows: list[dict[str, Any]] = [
        {"kind": "case", "document": document, "verdict": _plain(reading.verdict), "case": _plain(case)}
        for case in reading.cases
    ]
    if not rows:
        rows = [{"kind": "verdict", "document": document, "verdict": _plain(reading.verdict)}]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _plain(model: BaseModel) -> Any:
    return model.model_dump(mode="json", exclude_defaults=True)
