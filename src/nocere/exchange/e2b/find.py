"""What an E2B(R3) file holds at the place the element table gives.

    values(etree.fromstring(data), "D.5")            # ("2",)
    values(root, "D.1", null=True)                   # ("UNK",)

The same locations that the writer builds from (ISO/HL7 27953-2; `location`), evaluated as XPath by lxml.

What it will not do: parse a file, or make a case of it.
"""

from __future__ import annotations

from lxml import etree

from nocere.exchange.e2b.table import NAMESPACES, element


def values(root: etree._Element, number: str, *, null: bool = False) -> tuple[str, ...]:
    """What the message holds for that element, or its nullFlavors, in the order of the file."""
    row = element(number)
    lead = "" if row.location.startswith("batch") else "/h:MCCI_IN200100UV01"
    query = " | ".join(lead + place.xpath("h", null=null) for place in row.places)
    found = root.getroottree().xpath(query, namespaces=NAMESPACES)
    prefix = "" if null else row.place.prefix
    return tuple(str(value).removeprefix(prefix) for value in found) if isinstance(found, list) else ()
