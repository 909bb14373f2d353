"""What a file needs that no publication says: who sends it to whom, and when.

    Header(batch_sender="ACME", batch_receiver="EVTEST", created="20261124120000")

These are settings, not evidence; each is Missing unless given. ICH E2B(R3) IG v5.03, sections N.1, N.2, C.1 and C.3.

What it will not do: read a clock.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from nocere.case.choices import SenderType
from nocere.case.element import Timestamp
from nocere.span import NOT_STATED, Frozen, Missing

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Header(Frozen):
    """Batch and message sender and receiver, the sending organisation, and the two dates. What the case itself states of the
    sender goes before what is here."""

    batch_number: str | Missing = NOT_STATED
    batch_sender: str | Missing = NOT_STATED
    batch_receiver: str | Missing = NOT_STATED
    message_sender: str | Missing = NOT_STATED
    message_receiver: str | Missing = NOT_STATED
    sender_organisation: str | Missing = NOT_STATED
    sender_type: SenderType | Missing = NOT_STATED
    sender_country: Country | Missing = NOT_STATED
    received: Timestamp | Missing = NOT_STATED
    created: Timestamp | Missing = NOT_STATED
