"""The closed lists of a case, under the words that the E2B(R3) Implementation Guide uses for them.

Codes of the wire format (1, 2, 3 ...) live in `nocere.exchange`; here a value is what it says.
"""

from __future__ import annotations

from enum import StrEnum


class ReportType(StrEnum):
    """C.1.3."""

    SPONTANEOUS = "spontaneous"
    STUDY = "study"
    OTHER = "other"
    NOT_AVAILABLE = "not available to sender"


class Qualification(StrEnum):
    """C.2.r.4."""

    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    OTHER_PROFESSIONAL = "other health professional"
    LAWYER = "lawyer"
    CONSUMER = "consumer or other non health professional"


class SenderType(StrEnum):
    """C.3.1."""

    COMPANY = "pharmaceutical company"
    AUTHORITY = "regulatory authority"
    PROFESSIONAL = "health professional"
    REGIONAL_CENTRE = "regional pharmacovigilance centre"
    WHO_CENTRE = "WHO collaborating centre"
    OTHER = "other"
    PATIENT = "patient or consumer"


class StudyType(StrEnum):
    """C.5.4."""

    CLINICAL_TRIAL = "clinical trial"
    INDIVIDUAL_USE = "individual patient use"
    OTHER = "other study"


class AgeGroup(StrEnum):
    """D.2.3."""

    FOETUS = "foetus"
    NEONATE = "neonate"
    INFANT = "infant"
    CHILD = "child"
    ADOLESCENT = "adolescent"
    ADULT = "adult"
    ELDERLY = "elderly"


class Sex(StrEnum):
    """D.5."""

    MALE = "male"
    FEMALE = "female"


class Outcome(StrEnum):
    """E.i.7."""

    UNKNOWN = "unknown"
    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not recovered"
    SEQUELAE = "recovered with sequelae"
    FATAL = "fatal"


class TestResult(StrEnum):
    """F.r.3.1."""

    __test__ = False  # not a test case, whatever its name begins with

    POSITIVE = "positive"
    NEGATIVE = "negative"
    BORDERLINE = "borderline"
    INCONCLUSIVE = "inconclusive"


class Role(StrEnum):
    """G.k.1. Drugs that treat the reaction are no drugs of section G: see `Treatment`."""

    SUSPECT = "suspect"
    CONCOMITANT = "concomitant"
    INTERACTING = "interacting"
    NOT_ADMINISTERED = "drug not administered"


class Action(StrEnum):
    """G.k.8."""

    WITHDRAWN = "drug withdrawn"
    REDUCED = "dose reduced"
    INCREASED = "dose increased"
    NOT_CHANGED = "dose not changed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Recurrence(StrEnum):
    """G.k.9.i.4: did the reaction recur on re-administration?"""

    RECURRED = "rechallenge done, reaction recurred"
    DID_NOT_RECUR = "rechallenge done, reaction did not recur"
    OUTCOME_UNKNOWN = "rechallenge done, outcome unknown"
    NOT_DONE = "no rechallenge was done"


class Dechallenge(StrEnum):
    """What happened when the drug was stopped or reduced; E2B has no element of its own for it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NOT_DONE = "not done"


class Severity(StrEnum):
    """How intense the reaction was, in the authors' words; not its seriousness."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class TreatmentResult(StrEnum):
    """What the authors say a treatment of the reaction did."""

    HELPED = "helped"
    FAILED = "failed"
    NOT_STATED = "not stated"
