"""Reading → Reading with each case assessed: the four minimum criteria and the type of report.

    assess(reading)         # the same reading, its cases with `criteria` and `report.report_type`

`validity` names what makes a report valid and what is missing; `reporting` says which kind of report it is.
What it will not do yet: causality, expectedness, completeness, clocks.
"""

from __future__ import annotations

from nocere.assessing.reporting import with_report_type
from nocere.assessing.validity import with_criteria
from nocere.case import Reading

__all__ = ["assess"]


def assess(reading: Reading) -> Reading:
    """The reading with every case assessed. Nothing that was read is changed."""
    cases = tuple(with_report_type(with_criteria(case), reading.verdict) for case in reading.cases)
    return reading.model_copy(update={"cases": cases})
