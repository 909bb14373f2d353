"""Sections C and H: the report, who reported, who sends, which publication, which study, and the narrative."""

from __future__ import annotations

from nocere.case.choices import Qualification, ReportType, SenderType, StudyType
from nocere.case.element import Coded, Date, Flag, Text, element, group
from nocere.span import Fact, Frozen, Missing


class HeldDocument(Frozen):
    """C.1.6.1.r: a document held by the sender."""

    description: Text = element("C.1.6.1.r.1")
    included: Text = element("C.1.6.1.r.2")


class OtherIdentifier(Frozen):
    """C.1.9.1.r: an identifier of the case in an earlier transmission."""

    source: Text = element("C.1.9.1.r.1")
    identifier: Text = element("C.1.9.1.r.2")


class Reporter(Frozen):
    """C.2.r: a primary source; for literature, an author. E-mail addresses have no place here and are never kept."""

    title: Text = element("C.2.r.1.1")
    given_name: Text = element("C.2.r.1.2")
    middle_name: Text = element("C.2.r.1.3")
    family_name: Text = element("C.2.r.1.4")
    organisation: Text = element("C.2.r.2.1")
    department: Text = element("C.2.r.2.2")
    street: Text = element("C.2.r.2.3")
    city: Text = element("C.2.r.2.4")
    state: Text = element("C.2.r.2.5")
    postcode: Text = element("C.2.r.2.6")
    telephone: Text = element("C.2.r.2.7")
    country: Text = element("C.2.r.3")
    qualification: Fact[Qualification] | Missing = element("C.2.r.4")
    primary: Flag = element("C.2.r.5")


class Sender(Frozen):
    """C.3: who sends the report; from settings, never from the text."""

    sender_type: Fact[SenderType] | Missing = element("C.3.1")
    organisation: Text = element("C.3.2")
    department: Text = element("C.3.3.1")
    title: Text = element("C.3.3.2")
    given_name: Text = element("C.3.3.3")
    middle_name: Text = element("C.3.3.4")
    family_name: Text = element("C.3.3.5")
    street: Text = element("C.3.4.1")
    city: Text = element("C.3.4.2")
    state: Text = element("C.3.4.3")
    postcode: Text = element("C.3.4.4")
    country: Text = element("C.3.4.5")
    telephone: Text = element("C.3.4.6")
    fax: Text = element("C.3.4.7")
    email: Text = element("C.3.4.8")


class Literature(Frozen):
    """C.4.r: the publication, in Vancouver style, at most 500 characters."""

    reference: Text = element("C.4.r.1")
    included: Text = element("C.4.r.2")


class Registration(Frozen):
    """C.5.1.r: where a study is registered."""

    number: Text = element("C.5.1.r.1")
    country: Text = element("C.5.1.r.2")


class Study(Frozen):
    """C.5: the study the case comes from, where it comes from one."""

    registrations: tuple[Registration, ...] = group("C.5.1.r")
    name: Text = element("C.5.2")
    sponsor_number: Text = element("C.5.3")
    study_type: Fact[StudyType] | Missing = element("C.5.4")


class Report(Frozen):
    """Section C: identification of the case safety report."""

    identifier: Text = element("C.1.1")
    created: Date = element("C.1.2")
    report_type: Fact[ReportType] | Missing = element("C.1.3")
    first_received: Date = element("C.1.4")
    most_recent: Date = element("C.1.5")
    documents_available: Flag = element("C.1.6.1")
    documents: tuple[HeldDocument, ...] = group("C.1.6.1.r")
    expedited: Flag = element("C.1.7")
    worldwide_identifier: Text = element("C.1.8.1")
    first_sender: Text = element("C.1.8.2")
    other_identifiers_exist: Flag = element("C.1.9.1")
    other_identifiers: tuple[OtherIdentifier, ...] = group("C.1.9.1.r")
    linked: tuple[Text, ...] = group("C.1.10.r")
    nullification: Text = element("C.1.11.1")
    nullification_reason: Text = element("C.1.11.2")
    reporters: tuple[Reporter, ...] = group("C.2.r")
    sender: Sender = Sender()
    literature: tuple[Literature, ...] = group("C.4.r")
    study: Study = Study()


class Summary(Frozen):
    """H.5.r: case summary and reporter's comments in the reporter's language."""

    text: Text = element("H.5.r.1a")
    language: Text = element("H.5.r.1b")


class Narrative(Frozen):
    """Section H: the case in words. H.3.r are the sender's diagnoses (MedDRA)."""

    text: Text = element("H.1")
    reporter_comments: Text = element("H.2")
    sender_diagnoses: tuple[Coded, ...] = group("H.3.r.1a", "H.3.r.1b")
    sender_comments: Text = element("H.4")
    summaries: tuple[Summary, ...] = group("H.5.r")
