"""What a format makes of one reading: files not yet written, and what should be said of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """What is added to the source's stem ("" or "-2"), the ending, and the content."""

    added: str
    ending: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one reading; `notes` are for the person to know, `findings` are faults in what was made (exit 1)."""

    files: tuple[File, ...]
    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
