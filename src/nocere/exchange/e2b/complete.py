"""What the standard derives for a file: header elements, identifiers, and the values it gives for "not stated".

    record, lacks = complete(record, case, header)

The values are the rows of `rules/e2b_required.toml` (ICH E2B(R3) IG v5.03); identifiers follow the guide's
country-organisation-number (C.1.1) with the case's own id as the number. The narrative is `narrate`'s where the case has none.

What it will not do: read a clock, or fill an element with anything the standard does not give for it.
"""

from __future__ import annotations

from dataclasses import replace

from nocere.case import Case
from nocere.case.choices import SenderType
from nocere.exchange.e2b.codes import required
from nocere.exchange.e2b.conditions import asked, members
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.records import Lack, Leaf, Record
from nocere.exchange.e2b.table import element
from nocere.exchange.e2b.wire import Encoder
from nocere.exchange.narrative import narrate
from nocere.span import Fact, Missing, NullFlavor


def complete(record: Record, case: Case, header: Header) -> tuple[Record, tuple[Lack, ...]]:
    """The record with all that a file needs, and what of the header the wire cannot hold."""
    encoder = Encoder()
    full = _primary(record)
    for step in (_header, _identifiers, _narrative):
        full = step(full, case, header, encoder)
    return _required(full, ()), tuple(encoder.lacks)


def _set(record: Record, encoder: Encoder, values: dict[str, object]) -> Record:
    """The record with each of these elements that it lacks and that has a value."""
    leaves: list[Leaf] = []
    for number, value in values.items():
        if record.get(number) is None and value is not None and not isinstance(value, Missing):
            leaves += encoder.leaf(number, value)
    return record.with_leaf(*leaves)


def _primary(record: Record) -> Record:
    """The guide wants one primary source; where none is marked it is the first listed, in a paper its first author."""
    sources = record.of("C.2.r")
    if not sources or any(source.get("C.2.r.5") is not None for source in sources):
        return record
    first = sources[0].with_leaf(Leaf("C.2.r.5", "1"))
    return replace(record, records=tuple(first if inner is sources[0] else inner for inner in record.records))


def _header(record: Record, case: Case, header: Header, encoder: Encoder) -> Record:
    created = case.report.created.value if isinstance(case.report.created, Fact) else header.created
    received = case.report.first_received.value if isinstance(case.report.first_received, Fact) else header.received
    settings: dict[str, object] = {
        "N.1.2": case.id if isinstance(header.batch_number, Missing) else header.batch_number,
        "N.1.3": header.batch_sender,
        "N.1.4": header.batch_receiver,
        "N.1.5": header.created if not isinstance(header.created, Missing) else created,
        "N.2.r.2": header.batch_sender if isinstance(header.message_sender, Missing) else header.message_sender,
        "N.2.r.3": header.batch_receiver if isinstance(header.message_receiver, Missing) else header.message_receiver,
        "N.2.r.4": created,
        "C.1.2": created,
        "C.1.4": received,
        "C.1.5": received,
        "C.1.6.1": True if record.of("C.1.6.1.r") else None,
        "C.1.9.1": True if record.of("C.1.9.1.r") else None,
        "C.3.1": header.sender_type,
        "C.3.2": header.sender_organisation,
        "C.3.4.5": header.sender_country,
    }
    return _set(record, encoder, settings)


def _identifiers(record: Record, case: Case, header: Header, encoder: Encoder) -> Record:
    """Country of the primary source (else of the sender), organisation without hyphens, number."""
    primary = next((source for source in record.of("C.2.r") if source.get("C.2.r.5") == "1"), None)
    country = primary.said("C.2.r.3") if primary else None
    if country is None and not isinstance(header.sender_country, Missing):
        country = header.sender_country
    organisation = (record.said("C.3.2") or "").replace("-", " ").strip()
    if country is not None and organisation:
        room = max(element("C.1.1").length - len(case.id) - 4, 1)
        identifier = f"{country}-{organisation[:room].strip()}-{case.id}"
    else:
        identifier = case.id
        if record.get("C.1.1") is None:
            supply = "use --sender and --country"
            encoder.lack("C.1.1", "country-organisation-number needs the sender's organisation and a country", supply)
    record = _set(record, encoder, {"C.1.1": identifier})
    own = record.get("C.1.1")
    regulator = record.get("C.3.1") == "2" or header.sender_type is SenderType.AUTHORITY
    # Only who makes the worldwide identifier is the first sender: with a given one, C.1.8.2 must be given too.
    first = ("regulator" if regulator else "other") if record.get("C.1.8.1") is None else None
    return _set(record, encoder, {"N.2.r.1": own, "C.1.8.1": own, "C.1.8.2": first})


def _narrative(record: Record, case: Case, header: Header, encoder: Encoder) -> Record:
    return record if record.get("H.1") is not None else _set(record, encoder, {"H.1": narrate(case)})


def _required(record: Record, above: tuple[Record, ...]) -> Record:
    """The record with what the standard gives for each required element that is not stated, here and below."""
    inner = tuple(_required(one, (*above, record)) for one in record.records)
    record = replace(record, records=inner)
    for number in members(record.group):
        row = required().get(number)
        if row is None or record.get(number) is not None or not asked(number, (*above, record)):
            continue
        if row.value:
            record = record.with_leaf(Leaf(number, row.value))
        elif row.null:
            record = record.with_leaf(Leaf(number, NullFlavor(row.null)))
    return record
