"""Case: one patient's safety case, with a place under a plain name for every element of ICH E2B(R3).

Sections C and H are in `report`, D in `patient`, E and F in `reaction`, G in `drug`; `reading` puts them together.
Each field's metadata holds its element numbers (`element.numbers`), and `nocere schema` prints the JSON Schema.
"""

from __future__ import annotations

from nocere.case.choices import (
    Action,
    AgeGroup,
    Dechallenge,
    Outcome,
    Qualification,
    Recurrence,
    ReportType,
    Role,
    SenderType,
    Severity,
    Sex,
    StudyType,
    TestResult,
    TreatmentResult,
)
from nocere.case.drug import CausalityAssessment, Dosage, Drug, DrugReaction, Indication, Substance
from nocere.case.element import Code, Quantity, numbers
from nocere.case.patient import (
    AutopsyCause,
    CauseOfDeath,
    Condition,
    Death,
    Parent,
    ParentCondition,
    ParentPastDrug,
    PastDrug,
    Patient,
)
from nocere.case.reaction import MedicalEvent, Reaction, Seriousness, Test, Treatment
from nocere.case.reading import Case, Criterion, DocumentType, MinimumCriterion, Reading, Verdict
from nocere.case.report import (
    HeldDocument,
    Literature,
    Narrative,
    OtherIdentifier,
    Registration,
    Report,
    Reporter,
    Sender,
    Study,
    Summary,
)

__all__ = [
    "Action",
    "AgeGroup",
    "AutopsyCause",
    "Case",
    "CausalityAssessment",
    "CauseOfDeath",
    "Code",
    "Condition",
    "Criterion",
    "Death",
    "Dechallenge",
    "DocumentType",
    "Dosage",
    "Drug",
    "DrugReaction",
    "HeldDocument",
    "Indication",
    "Literature",
    "MedicalEvent",
    "MinimumCriterion",
    "Narrative",
    "OtherIdentifier",
    "Outcome",
    "Parent",
    "ParentCondition",
    "ParentPastDrug",
    "PastDrug",
    "Patient",
    "Qualification",
    "Quantity",
    "Reaction",
    "Reading",
    "Recurrence",
    "Registration",
    "Report",
    "ReportType",
    "Reporter",
    "Role",
    "Sender",
    "SenderType",
    "Seriousness",
    "Severity",
    "Sex",
    "Study",
    "StudyType",
    "Substance",
    "Summary",
    "Test",
    "TestResult",
    "Treatment",
    "TreatmentResult",
    "Verdict",
    "numbers",
]
