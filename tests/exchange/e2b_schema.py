"""The ICH schema set for tests: as it lies in the shared folder, with a part of our own where the set there is not whole.

The set in `shared/data/e2b/schemas` may lack `PORR_MT049023UV.xsd` (observation, organizer, substanceAdministration, act).
`assembled` then writes a stand-in beside copies of the others: only names, order and types, in our own words, from the order
found in the official instances; `test_e2b_schemas` holds it against every one of them. Where the real part is there it is
used, and the stand-in is not made.
"""

from __future__ import annotations

import shutil
from pathlib import Path

MISSING = "multicacheschemas/PORR_MT049023UV.xsd"
PREFIX = "PORR_MT049023UV"

# type: (child, its type, how often); types without a dot are HL7 data types, "@" ones are of this part.
TYPES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Act": (("code", "CD", "1"),),
    "ActReference": (("id", "II", "*"),),
    "Organizer": (("code", "CD", "?"), ("component", "@Component", "*")),
    "Component": (("observation", "@Observation", "|"), ("substanceAdministration", "@SubstanceAdministration", "|")),
    "Observation": (
        ("id", "II", "*"),
        ("code", "CD", "1"),
        ("effectiveTime", "SXCM_TS", "?"),
        ("value", "ANY", "?"),
        ("interpretationCode", "CE", "*"),
        ("performer", "@Performer", "*"),
        ("location", "@Location", "?"),
        ("referenceRange", "@ReferenceRange", "*"),
        ("outboundRelationship1", "@OutboundRelationship1", "*"),
        ("outboundRelationship2", "@OutboundRelationship2", "*"),
        ("inboundRelationship", "@InboundRelationship", "*"),
    ),
    "SubstanceAdministration": (
        ("id", "II", "*"),
        ("text", "ED", "?"),
        ("effectiveTime", "SXCM_TS", "?"),
        ("routeCode", "CE", "?"),
        ("doseQuantity", "IVL_PQ", "?"),
        ("consumable", "@Consumable", "1"),
        ("performer", "@Performer", "*"),
        ("outboundRelationship1", "@OutboundRelationship1", "*"),
        ("outboundRelationship2", "@OutboundRelationship2", "*"),
        ("inboundRelationship", "@InboundRelationship", "*"),
    ),
    "OutboundRelationship1": (("pauseQuantity", "PQ", "?"), ("actReference", "@ActReference", "1")),
    "OutboundRelationship2": (
        ("observation", "@Observation", "|"),
        ("substanceAdministration", "@SubstanceAdministration", "|"),
    ),
    "InboundRelationship": (("observation", "@Observation", "|"), ("act", "@Act", "|")),
    "Consumable": (("instanceOfKind", "POCP_MT020200UV.InstanceOfKind", "1"),),
    "Performer": (("assignedEntity", "@AssignedEntity", "1"),),
    "AssignedEntity": (("code", "CE", "?"), ("representedOrganization", "@Organization", "?")),
    "Organization": (("name", "ON", "?"), ("addr", "AD", "?")),
    "Location": (("locatedEntity", "@LocatedEntity", "1"),),
    "LocatedEntity": (("locatedPlace", "@Place", "1"),),
    "Place": (("code", "CD", "1"),),
    "ReferenceRange": (("observationRange", "@ObservationRange", "1"),),
    "ObservationRange": (("value", "ANY", "?"), ("interpretationCode", "CE", "?")),
}
BOUNDS = {"1": "", "?": ' minOccurs="0"', "*": ' minOccurs="0" maxOccurs="unbounded"', "|": ""}


def assembled(folder: Path, into: Path) -> Path:
    """The folder with a whole schema set: the one given, or a copy with the stand-in in `into`."""
    if (folder / MISSING).is_file():
        return folder
    for part in ("coreschemas", "multicacheschemas"):
        shutil.copytree(folder / part, into / part)
    (into / "multicacheschemas").chmod(0o755)
    (into / MISSING).write_text(stand_in(), encoding="utf-8")
    return into


def stand_in() -> str:
    """The missing part as an XML schema."""
    lines = [
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:hl7-org:v3"',
        ' targetNamespace="urn:hl7-org:v3" elementFormDefault="qualified">',
        '<xs:include schemaLocation="../coreschemas/infrastructureRoot.xsd"/>',
        '<xs:include schemaLocation="POCP_MT020200UV.xsd"/>',
    ]
    for name, children in TYPES.items():
        choice = children[0][2] == "|"
        group = "choice" if choice else "sequence"
        lines += [f'<xs:complexType name="{PREFIX}.{name}"><xs:{group}>']
        for child, kind, often in children:
            full = f"{PREFIX}.{kind[1:]}" if kind.startswith("@") else kind
            lines.append(f'<xs:element name="{child}" type="{full}"{BOUNDS[often]}/>')
        lines.append(f"</xs:{group}>")
        lines += [
            f'<xs:attribute name="{one}" type="cs"/>' for one in ("classCode", "moodCode", "typeCode", "nullFlavor")
        ]
        lines.append('<xs:attribute name="determinerCode" type="cs"/></xs:complexType>')
    return "\n".join([*lines, "</xs:schema>"])
