"""Everything nocere refuses, in one tree.

    NocereError                 (exit code 2: usage or bad input)
    ├── InputError              a file, folder or stream that cannot be read as a report
    ├── EvidenceError           a quote that its document does not have, an id that names nothing (exit 5: integrity broken)
    ├── RuleError               a rule file that does not say what the code asks of it (5)
    ├── ModelError              weights missing or damaged (4: something missing)
    ├── TermsError              a terminology missing or damaged (4)
    ├── SchemaError             the user's copy of a standard's schemas is missing or unusable (4)
    ├── NotSubmissionReadyError a case that lacks what the standard requires (4)
    ├── OutputError             a result that cannot be written (2)
    └── FaultError              a fault of nocere's own, met in one document of many (5: please report it)

Each message says what was found, where, and what would do, in one line. `exit_code` is what the command
line answers with (DESIGN: 0 ok, 1 findings, 2 usage or bad input, 3 partial, 4 something missing, 5 integrity).
Nothing here is caught silently anywhere.
"""

from __future__ import annotations


class NocereError(Exception):
    """The root: catch this to catch whatever nocere refuses."""

    exit_code = 2


class InputError(NocereError):
    """A file, folder or stream that cannot be read as a report."""


class EvidenceError(NocereError):
    """A span, value or id that its document or case does not bear out."""

    exit_code = 5


class RuleError(NocereError):
    """A rule file and the code that reads it have parted."""

    exit_code = 5


class ModelError(NocereError):
    """The reader's weights are missing or damaged."""

    exit_code = 4


class TermsError(NocereError):
    """A terminology is missing or damaged."""

    exit_code = 4


class SchemaError(NocereError):
    """The user's copy of a standard's schemas is missing or cannot be used."""

    exit_code = 4


class NotSubmissionReadyError(NocereError):
    """A case lacks something that the standard requires; the message names each lack."""

    exit_code = 4


class OutputError(NocereError):
    """A result cannot be written where it was asked for."""


class FaultError(NocereError):
    """A fault of nocere's own while it read one document of many; `__cause__` holds it."""

    exit_code = 5
