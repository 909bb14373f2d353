"""What kind of document it is, whether it holds a case, and why, in one sentence.

    verdict_of(document, cast, cases_found, judgements)      # Verdict(has_case=False, reason='no suspect drug: …')

Document types are those of the gold guidelines: one individual is a case report, several a case series, a group told
only as a group is an aggregate. Every "no" names the criterion that is missing first: patient, drug, reaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from nocere.case import DocumentType, Role, Verdict
from nocere.document import Document
from nocere.extracting.patients import Cast
from nocere.extracting.roles import Judgement


def _type(cast: Cast) -> DocumentType:
    if cast.non_human:
        return DocumentType.NON_HUMAN
    if len(cast.individuals) > 1:
        return DocumentType.CASE_SERIES
    if cast.individuals:
        return DocumentType.CASE_REPORT
    return DocumentType.AGGREGATE if cast.plural else DocumentType.OTHER


def _lack(cast: Cast, judgements: Sequence[Judgement]) -> str:
    if cast.non_human:
        return "the report is of animals or cells, not of a patient"
    if not cast.individuals:
        told = "it tells of patients only as a group" if cast.plural else "it describes no single patient"
        return f"no identifiable patient: {told}"
    if not any(j.reactions for j in judgements):
        return "no adverse reaction: no condition of the patient is blamed on a drug"
    if not any(d.role in (Role.SUSPECT, Role.INTERACTING) for j in judgements for d in j.drugs):
        return "no suspect drug: no drug is blamed for what the patient had"
    return "no patient has both a suspect drug and a reaction"


def verdict_of(document: Document, cast: Cast, judgements: Sequence[Judgement]) -> Verdict:
    """The verdict, with the introductions of the patients as the words that decided it."""
    count = sum(j.is_case for j in judgements)
    spans = tuple(document.span(*person.anchors[0]) for person in cast.individuals)
    if count:
        reason = f"{count} identifiable patient{'s' if count > 1 else ''} with a suspect drug and a reaction"
    else:
        reason = _lack(cast, judgements)
    return Verdict(has_case=bool(count), document_type=_type(cast), reason=reason, spans=spans)
