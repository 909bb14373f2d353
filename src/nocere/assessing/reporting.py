"""What kind of report a literature case is (C.1.3).

The rule: ICH E2B(R3) Implementation Guide, C.1.3, and ICH E2D: a case in the literature is spontaneous unless it comes
from a study; where the publication tells of a group, it is not clear, and the type is "other".
"""

from __future__ import annotations

from nocere.case import Case, DocumentType, ReportType, Verdict
from nocere.span import By, Fact, Made

_TYPES = {
    DocumentType.CASE_REPORT: (ReportType.SPONTANEOUS, "a published case report"),
    DocumentType.CASE_SERIES: (ReportType.SPONTANEOUS, "a published case series"),
}


def with_report_type(case: Case, verdict: Verdict) -> Case:
    """The case with its type of report, computed from the kind of publication."""
    kind, why = _TYPES.get(verdict.document_type, (ReportType.OTHER, "the publication is not plainly a case report"))
    fact = Fact[ReportType](value=kind, made=Made(by=By.COMPUTED, name="report.type", why=why))
    return case.model_copy(update={"report": case.report.model_copy(update={"report_type": fact})})
