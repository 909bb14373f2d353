"""A case to an E2B(R3) file: what is lacking, and the file itself.

    readiness(case, header)                          # () when the file can be submitted
    data = write_icsr(case, header, document)        # bytes; refuses what is not ready
    data = write_icsr(case, header, draft=True)      # a draft says so at its top, with the reasons

ISO/HL7 27953-2:2011, ICH E2B(R3) Implementation Guide v5.03. One ICSR a message; a batch holds one message or more. The same
case and header give the same bytes.

What it will not do: code terms (that is `nocere.coding` with the user's MedDRA), send, or sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from nocere.case import Case
from nocere.document import Document
from nocere.errors import NotSubmissionReadyError, OutputError
from nocere.exchange.e2b.build import Node, build
from nocere.exchange.e2b.complete import complete
from nocere.exchange.e2b.flatten import flatten
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.readiness import in_order, lacking, reasons
from nocere.exchange.e2b.records import Lack, Record
from nocere.exchange.e2b.render import render


def readiness(case: Case, header: Header) -> tuple[Lack, ...]:
    """What stands between this case and a file that can be submitted; nothing where it is ready."""
    return _prepare(case, header)[1]


def write_icsr(case: Case, header: Header, document: Document | None = None, *, draft: bool = False) -> bytes:
    """The file of one case. With the document every quote is checked first (`EvidenceError`); a case that is not ready is
    refused with `NotSubmissionReadyError` unless it is to be a draft."""
    if document is not None:
        case.check(document)
    record, lacks = _prepare(case, header)
    if lacks and not draft:
        raise NotSubmissionReadyError(f"case {case.id} is not ready: {' | '.join(reasons(lacks))}")
    return render(_batch(record, [record]), reasons(lacks))


def write_batch(cases: Sequence[Case], header: Header, *, draft: bool = False) -> bytes:
    """One file with a message for each case; its number is the header's, or else the first case's id."""
    prepared = [_prepare(case, header) for case in cases]
    if not prepared:
        raise OutputError("a batch of no cases cannot be written; give at least one")
    lacks = tuple(
        f"case {case.id}: {line}" for case, (_, found) in zip(cases, prepared, strict=True) for line in reasons(found)
    )
    if lacks and not draft:
        raise NotSubmissionReadyError(f"the batch is not ready: {' | '.join(lacks)}")
    return render(_batch(prepared[0][0], [record for record, _ in prepared]), lacks)


def _prepare(case: Case, header: Header) -> tuple[Record, tuple[Lack, ...]]:
    flat, from_case = flatten(case)
    record, from_header = complete(flat, case, header)
    return record, in_order((*lacking(record), *from_case, *from_header))


def _batch(first: Record, records: Sequence[Record]) -> Node:
    batch = build(first, "batch")
    at = next(i for i, node in enumerate(batch.children) if node.name == "receiver")
    batch.children[at:at] = [build(record, "message") for record in records]
    return batch
