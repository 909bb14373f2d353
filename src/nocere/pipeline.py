"""The stages in order: bytes → Document → Reading, for one document or many.

    reading = read("page.txt")                   # or read(data, name="page.txt") with bytes
    for result in read_many(sources(["inbox"])):
        result.reading or result.error
    read_many(sources(["inbox"]), explain=True)  # each result also has its explanation

`read` raises what a stage refuses. `read_many` never stops for one document: what a document was refused for is its
result's `error`. A fault of nocere's own (an IndexError in a rule, say) becomes a `FaultError` that names the place, so
that a batch of thousands can end and the fault be reported; it is never dropped.

To resume, hand in `done`: it is given each source and the SHA-256 of its bytes, and where it answers True the source is
not read again. The command line answers from the journal of its output folder (`nocere.cli.journal`).

What it will not do: print, write files, or choose a format.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nocere.assessing import assess
from nocere.case import Reading
from nocere.case.explanation import Explanation
from nocere.errors import FaultError, InputError, NocereError
from nocere.extracting import extract
from nocere.extracting.explain import explain as explained
from nocere.reading import Source, read_document, sources

_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a programming mistake raises. Named one by one: anything else (memory, interrupts, the system) is no document's."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: a reading, with its explanation where that was asked for, an error, or neither where it was
    done before."""

    name: str
    sha256: str = ""
    reading: Reading | None = None
    error: NocereError | None = None
    explanation: Explanation | None = None


def read(source: str | Path | bytes, name: str | None = None) -> Reading:
    """The reading of one document: a path, or bytes with a name. Raises whatever a stage refuses."""
    if isinstance(source, bytes):
        return _stages(source, name or "document")[0]
    if Path(source).is_dir():
        raise InputError(f"{source}: is a folder; read_many(sources([...])) reads folders")
    (only,) = sources([str(source)])
    return _stages(only.bytes(), name or only.name)[0]


def read_many(
    sources: Iterable[Source],
    *,
    done: Callable[[Source, str], bool] = lambda source, sha256: False,
    progress: Callable[[Result], None] = lambda result: None,
    explain: bool = False,
) -> Iterator[Result]:
    """The result of each source in turn; `progress` is called with each before it is given out."""
    for source in sources:
        result = _one(source, done, explain)
        progress(result)
        yield result


def _one(source: Source, done: Callable[[Source, str], bool], explain: bool) -> Result:
    sha256 = ""
    try:
        data = source.bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        if done(source, sha256):
            return Result(source.name, sha256)
        reading, explanation = _stages(data, source.name, explain)
        return Result(source.name, sha256, reading=reading, explanation=explanation)
    except NocereError as error:
        return Result(source.name, sha256, error=error)
    except _FAULTS as error:
        return Result(source.name, sha256, error=_fault(error))


def _fault(error: Exception) -> FaultError:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    words = str(error).splitlines()[0] if str(error) else ""
    fault = FaultError(f"a fault in nocere ({type(error).__name__} at {place}: {words}); please report it")
    fault.__cause__ = error
    return fault


def _stages(data: bytes, name: str, explain: bool = False) -> tuple[Reading, Explanation | None]:
    document = read_document(data, name)
    explanation = explained(document) if explain else None
    reading = assess(explanation.reading if explanation else extract(document))
    reading.check()
    return reading, explanation
