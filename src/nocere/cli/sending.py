"""What makes a case an E2B(R3) message: the header from the settings, the lacks said aloud, the schemas where they are.

    sending = Sending(settings, draft=True)
    sending.messages(reading)                    # Made(files=(File("-1", ".xml", …),), notes=…, findings=…)

A case that lacks what the standard requires is refused with each lack; as a draft it is written, and the lacks are said.
Dates are given as YYYY-MM-DD (or with THH:MM:SS and a zone), or as `now`: the clock is read only where a person asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from nocere.case import Reading, SenderType
from nocere.cli.made import File, Made
from nocere.cli.settings import Setting
from nocere.errors import InputError, NotSubmissionReadyError
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.records import Lack
from nocere.exchange.e2b.schemas import Schemas
from nocere.exchange.e2b.write import readiness, write_icsr

_DATE = re.compile(
    r"(?P<when>\d{4}(-\d{2}(-\d{2}([T ]\d{2}(:\d{2}(:\d{2})?)?)?)?)?)(\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)

_FIELDS = {
    "sender": ("sender_organisation",),
    "sender_type": ("sender_type",),
    "country": ("sender_country",),
    "sender_id": ("batch_sender", "message_sender"),
    "receiver_id": ("batch_receiver", "message_receiver"),
    "received": ("received",),
    "created": ("created",),
}


class Sending:
    """How cases are made into messages in this run."""

    def __init__(self, settings: Mapping[str, Setting], draft: bool) -> None:
        self._draft = draft
        self._header = header(settings)
        folder = settings["ich_schemas"].value
        self._schemas = Schemas.load(Path(folder)) if folder else None

    def messages(self, reading: Reading) -> Made:
        """A message for each case. Raises `NotSubmissionReadyError` for the first that lacks something and is no draft."""
        if not reading.cases:
            return Made((), notes=(f"no case, so no message: {reading.verdict.reason}",))
        files, notes, findings = [], [], []
        for case in reading.cases:
            lacks = readiness(case, self._header)
            if lacks and not self._draft:
                raise NotSubmissionReadyError(_refusal(case.position, lacks))
            data = write_icsr(case, self._header, document=reading.document, draft=self._draft)
            files.append(File(f"-{case.position}", ".xml", data))
            notes += [f"draft of patient {case.position} lacks {lack}" for lack in lacks]
            faults = self._schemas.validate(data) if self._schemas else ()
            findings += [
                f"message of patient {case.position} breaks the schema at line {fault.line}: {fault.message}"
                for fault in faults
            ]
        return Made(tuple(files), tuple(notes), tuple(findings))


def _refusal(position: int, lacks: tuple[Lack, ...]) -> str:
    listed = "".join(f"\n  {lack}" for lack in lacks)
    return f"patient {position} is not ready to be sent; --draft writes it anyway; it lacks{listed}"


def header(settings: Mapping[str, Setting]) -> Header:
    """The header these settings make. Raises `InputError` naming the setting that cannot be used and where it came from."""
    given: dict[str, str] = {}
    for name, fields in _FIELDS.items():
        setting = settings[name]
        if setting.value:
            value = _timestamp(setting) if name in ("received", "created") else setting.value
            value = value.upper() if name == "country" else value
            given |= dict.fromkeys(fields, value)
    try:
        return Header.model_validate(given)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        name = next(name for name, fields in _FIELDS.items() if field in fields)
        kinds = f"; it is one of {', '.join(SenderType)}" if name == "sender_type" else ""
        raise InputError(
            f"{name} = {settings[name].value!r} (from {settings[name].source}) cannot be used{kinds}"
        ) from error


def _timestamp(setting: Setting) -> str:
    if setting.value in ("now", "today"):
        return datetime.now(UTC).strftime("%Y%m%d%H%M%S+0000" if setting.value == "now" else "%Y%m%d")
    found = _DATE.fullmatch(setting.value)
    if found is None or (found["zone"] and ":" not in found["when"]):
        raise InputError(
            f"{setting.known.name} = {setting.value!r} (from {setting.source}) is no date; write YYYY-MM-DD, "
            "YYYY-MM-DDTHH:MM:SS+HH:MM, or now"
        )
    zone = "+0000" if found["zone"] == "Z" else (found["zone"] or "").replace(":", "")
    return re.sub(r"\D", "", found["when"]) + zone
