"""nocere: published reports of drug harm in, evidence-linked safety cases out.

    from nocere import read
    reading = read("page.txt")          # Reading(document, cases, verdict)
    reading.cases[0].drugs[0].name      # Fact(value='calcium gluconate', spans=(Span(…),), …)

Names here are imported when first used, so that `import nocere` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Case": "nocere.case",
    "Document": "nocere.document",
    "Fact": "nocere.span",
    "Missing": "nocere.span",
    "NocereError": "nocere.errors",
    "Reading": "nocere.case",
    "Span": "nocere.span",
    "read": "nocere.pipeline",
}

__all__ = [*sorted(_HOME), "__version__"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'nocere' has no attribute {name!r}; it has {', '.join(__all__)}")
