"""The file of a case: deterministic, ready or a draft that says why not, every quote checked, nothing lost unsaid."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers
from lxml import etree

from nocere.case import (
    Case,
    CausalityAssessment,
    Code,
    Condition,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    Literature,
    Patient,
    Quantity,
    Reaction,
    Recurrence,
    Report,
    Reporter,
    ReportType,
    Role,
    SenderType,
    Seriousness,
    Sex,
    Test,
)
from nocere.document import Document
from nocere.errors import EvidenceError, NotSubmissionReadyError, OutputError
from nocere.exchange.e2b.find import values
from nocere.exchange.e2b.header import Header
from nocere.exchange.e2b.table import NAMESPACES
from nocere.exchange.e2b.write import readiness, write_batch, write_icsr
from nocere.span import Fact, Missing, NullFlavor, Span, rule
from tests.exchange.e2b_cases import any_case, fact, minimal

LLT = Code(system="MedDRA", version="28.1", code="10012345", name="Rash")
HEADER = Header(
    batch_sender="ACME",
    batch_receiver="EVTEST",
    sender_organisation="Acme-Pharma",
    sender_type=SenderType.COMPANY,
    sender_country="GB",
    received="20261101",
    created="20261124120000+0000",
)


def ready(**fields: Any) -> Case:
    """A case that lacks nothing once the header is there."""
    report = Report(
        report_type=fact(ReportType.SPONTANEOUS),
        reporters=(Reporter(family_name=fact("Doe"), country=fact("SE")),),
        literature=(Literature(reference=fact("Doe J. A title. A journal. 2026;1:1-2.")),),
    )
    given: dict[str, Any] = {
        "report": report,
        "patient": Patient(sex=fact(Sex.FEMALE), age=fact(Quantity(value=Decimal(4), unit="a"))),
        "reactions": (Reaction(id="r1", name=fact("rash"), term=fact(LLT)),),
    }
    return minimal(**{**given, **fields})


def found(case: Case, number: str, header: Header = HEADER) -> tuple[str, ...]:
    """What the file of the case holds for that element."""
    return values(etree.fromstring(write_icsr(case, header, draft=True)), number)


def lacks(case: Case, header: Header = HEADER) -> list[str]:
    """The lacks as lines."""
    return [str(lack) for lack in readiness(case, header)]


def test_a_whole_case_is_ready_and_says_no_draft() -> None:
    """Nothing lacking, nothing refused, no comment."""
    assert lacks(ready()) == []
    data = write_icsr(ready(), HEADER)
    assert b"DRAFT" not in data
    root = etree.fromstring(data)
    assert values(root, "C.1.1") == values(root, "C.1.8.1") == values(root, "N.2.r.1") == ("SE-Acme Pharma-case-1",)
    assert values(root, "C.1.8.2") == ("2",)
    assert values(root, "C.2.r.5") == ("1",)
    assert values(root, "C.1.5") == ("20261101",)
    assert values(root, "E.i.3.2a", null=True) == ("NI",)
    assert values(root, "E.i.7") == ("0",)
    assert values(root, "D.1", null=True) == ("UNK",)


def test_what_is_lacking_is_refused_by_name_or_said_in_the_draft() -> None:
    """Each lack with its element and what would supply it; a comment holds no double hyphen."""
    case = minimal()
    with pytest.raises(NotSubmissionReadyError, match=r"C\.1\.4: date first received is not set; use --received"):
        write_icsr(case, Header())
    data = write_icsr(case, Header(), draft=True)
    comment = data.split(b"<!--")[1].split(b"-->")[0].decode()
    assert comment.startswith(" DRAFT, not submission-ready:\n- N.1.3: ")
    assert "--" not in comment
    expected = (
        "E.i.2.1b: 'rash' has no MedDRA LLT code, and the standard allows no nullFlavor here; "
        "give a MedDRA distribution (licensed, yours)"
    )
    assert f"- {expected}" in comment
    assert [line for line in lacks(case) if "MedDRA" in line] == [expected]
    assert {lack.number for lack in readiness(case, Header())} >= {"N.1.3", "N.1.4", "C.1.2", "C.1.3", "C.2.r", "D"}


@given(seed=integers(0, 2**32))
def test_the_same_case_gives_the_same_bytes(seed: int) -> None:
    """Twice, and its lacks are those of the draft."""
    case = any_case(seed)
    once, again = write_icsr(case, HEADER, draft=True), write_icsr(case, HEADER, draft=True)
    assert once == again
    assert (b"DRAFT" in once) == bool(readiness(case, HEADER))


def test_another_run_gives_the_same_bytes() -> None:
    """No hash seed, no clock, no random number."""
    code = (
        "import sys; from tests.exchange.e2b_cases import any_case; from nocere.exchange.e2b.header import Header;"
        "from nocere.exchange.e2b.write import write_icsr;"
        "sys.stdout.buffer.write(write_icsr(any_case(7), Header(), draft=True))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {write_icsr(any_case(7), Header(), draft=True)}


def test_every_quote_is_checked_first() -> None:
    """A case of another text is not written."""
    text = "A 4-year-old girl had a rash after aspirin."
    document = Document(id="doc", name="a.txt", media_type="text/plain", encoding="utf-8", text=text)
    quoted = Fact[str](value="rash", spans=(Span.of(text, 24, 28),), made=rule("test"))
    case = ready(reactions=(Reaction(id="r1", name=quoted, term=fact(LLT)),))
    assert b"<originalText" in write_icsr(case, HEADER, document)
    other = document.model_copy(update={"text": text.replace("rash", "burn")})
    with pytest.raises(EvidenceError, match="say 'burn', not 'rash'"):
        write_icsr(case, HEADER, other)


def test_drug_and_reaction_are_tied_by_uuid() -> None:
    """Matrix rows, intervals and rechallenge point to the ids of the reaction and of the drug."""
    link = DrugReaction(
        reaction="r2",
        interval=fact(Quantity(value=Decimal(3), unit="d")),
        rechallenge=fact(Recurrence.RECURRED),
        assessments=(
            CausalityAssessment(source=fact("author"), method=fact("Naranjo"), result=fact("probable")),
            CausalityAssessment(source=fact("sender"), result=fact("possible")),
        ),
    )
    reactions = (
        Reaction(id="r1", name=fact("rash"), term=fact(LLT)),
        Reaction(id="r2", name=fact("fever"), term=fact(LLT)),
    )
    drug = Drug(id="d1", name=fact("aspirin"), role=fact(Role.SUSPECT), reactions=(link,))
    root = etree.fromstring(write_icsr(ready(reactions=reactions, drugs=(drug,)), HEADER))
    ids = root.xpath("//h:observation[h:code/@code='29']/h:id/@root", namespaces=NAMESPACES)
    drugs = root.xpath("//h:productUseReference/h:id/@root", namespaces=NAMESPACES)
    assert len(set(ids)) == 2
    assert values(root, "G.k.9.i.1") == (ids[1], ids[1])
    assert values(root, "G.k.9.i.2.r.1") == ("author", "sender")
    assert values(root, "G.k.9.i.2.r.3") == ("probable", "possible")
    assert set(drugs) == set(root.xpath("//h:substanceAdministration/h:id/@root", namespaces=NAMESPACES))
    assert set(root.xpath("//h:actReference/h:id/@root", namespaces=NAMESPACES)) == {ids[1]}


def test_a_pair_without_judgement_is_still_written() -> None:
    """G.k.9.i.1 alone."""
    drug = Drug(id="d1", name=fact("aspirin"), role=fact(Role.SUSPECT), reactions=(DrugReaction(reaction="r1"),))
    assert len(found(ready(drugs=(drug,)), "G.k.9.i.1")) == 1
    astray = Drug(id="d1", name=fact("aspirin"), role=fact(Role.SUSPECT), reactions=(DrugReaction(reaction="r9"),))
    assert lacks(ready(drugs=(astray,))) == ["G.k.9.i.1: the case has no reaction r9; link the drug to a reaction"]


def test_history_without_a_code_is_text_and_with_one_is_a_row() -> None:
    """D.7.2 joins what has no code, with all that is known of it."""
    history = (
        Condition(name=fact("asthma"), start=fact("2010"), continuing=fact(True)),
        Condition(name=fact("eczema"), term=fact(LLT), comments=fact("mild")),
        Condition(name=fact("mother has diabetes"), family=fact(True)),
    )
    case = ready(patient=Patient(sex=fact(Sex.FEMALE), history=history, history_text=fact("Born at term")))
    assert found(case, "D.7.2") == (
        "Born at term; asthma (from 2010, continuing); mother has diabetes (family history)",
    )
    assert found(case, "D.7.1.r.1b") == ("10012345",)
    assert found(case, "D.7.1.r.5") == ("mild",)
    assert values(etree.fromstring(write_icsr(ready(), HEADER)), "D.7.2", null=True) == ("UNK",)


def test_words_without_codes_keep_their_free_text() -> None:
    """Indication, dosage, form and route; no code is made up."""
    dosage = Dosage(text=fact("one a day"), route=fact("by mouth"), form=fact("tablet"), batch=fact("B1"))
    drug = Drug(
        id="d1",
        name=fact("aspirin"),
        role=fact(Role.SUSPECT),
        dosages=(dosage,),
        indications=(Indication(name=fact("headache")),),
    )
    case = ready(drugs=(drug,))
    for number, text in (("G.k.7.r.1", "headache"), ("G.k.4.r.8", "one a day"), ("G.k.4.r.10.1", "by mouth")):
        assert found(case, number) == (text,)
    for number in ("G.k.7.r.2b", "G.k.4.r.10.2b", "G.k.4.r.9.2b"):
        assert found(case, number) == ()
    assert lacks(case) == []


def test_a_result_with_number_and_words_keeps_both() -> None:
    """An observation holds one value: the words are a comment."""
    test = Test(
        name=fact("platelets"),
        value=fact(Quantity(value=Decimal("22"), unit="10*9/L")),
        text=fact("fell to 22"),
        normal_low=fact("150"),
        normal_high=fact("about 400"),
    )
    case = ready(tests=(test,))
    assert found(case, "F.r.3.2") == ("22",)
    assert found(case, "F.r.6") == ("fell to 22",)
    assert found(case, "F.r.4") == ("150",)
    assert lacks(case) == ["F.r.5: 'about 400' is no number, and the schema takes nothing else; give the number alone"]


def test_start_end_and_duration_are_all_kept() -> None:
    """An interval holds two of the three; the third has a part of its own."""
    times: dict[str, Any] = {
        "start": fact("20260101"),
        "end": fact("20260103"),
        "duration": fact(Quantity(value=Decimal(3), unit="d")),
    }
    reaction = Reaction(id="r1", name=fact("rash"), term=fact(LLT), **times)
    drug = Drug(id="d1", name=fact("aspirin"), role=fact(Role.SUSPECT), dosages=(Dosage(**times),))
    case = ready(reactions=(reaction,), drugs=(drug,))
    for numbers in (("E.i.4", "E.i.5", "E.i.6a"), ("G.k.4.r.4", "G.k.4.r.5", "G.k.4.r.6a")):
        assert [found(case, number) for number in numbers] == [("20260101",), ("20260103",), ("3",)]


def test_seriousness_is_true_or_no_information() -> None:
    """The guide knows no false."""
    seriousness = Seriousness(hospitalisation=fact(True), death=fact(False))
    case = ready(reactions=(Reaction(id="r1", name=fact("rash"), term=fact(LLT), seriousness=seriousness),))
    root = etree.fromstring(write_icsr(case, HEADER))
    assert values(root, "E.i.3.2c") == ("true",)
    assert values(root, "E.i.3.2a") == ()
    assert values(root, "E.i.3.2a", null=True) == ("NI",)


def test_what_does_not_fit_is_cut_in_a_draft_only_and_said() -> None:
    """Too long, forbidden characters, a unit with a space, a conflict."""
    reaction = Reaction(
        id="r1",
        name=fact("x" * 300),
        term=fact(LLT),
        duration=fact(Quantity(value=Decimal(2), unit="table spoons")),
        end=Missing(missing=NullFlavor.CONFLICTING),
    )
    drug = Drug(id="d1", name=fact("asp\x00irin"), role=fact(Role.SUSPECT))
    case = ready(reactions=(reaction,), drugs=(drug,))
    said = lacks(case)
    assert "E.i.1.1a: longer than 250 characters (300); shorten it to 250 characters" in said
    assert "G.k.2.2: holds characters that XML forbids; they are written as U+FFFD; remove them from the value" in said
    assert "E.i.6b: 'table spoons' has a space, which is no code or unit; give the code or UCUM unit itself" in said
    assert any(line.startswith("E.i.5: ") and "contradict" in line for line in said)
    assert found(case, "E.i.1.1a") == ("x" * 249 + "…",)
    assert found(case, "G.k.2.2") == ("asp�irin",)
    assert found(case, "E.i.6a") == ()


def test_a_missing_value_keeps_its_reason_where_the_guide_has_it() -> None:
    """MSK and UNK are written where allowed, and nowhere else."""
    masked = Missing(missing=NullFlavor.MSK)
    case = ready(
        patient=Patient(name=masked, sex=Missing(missing=NullFlavor.UNK), weight=masked, birth_date=fact("19900101"))
    )
    root = etree.fromstring(write_icsr(case, HEADER))
    assert values(root, "D.1", null=True) == ("MSK",)
    assert values(root, "D.5", null=True) == ("UNK",)
    assert values(root, "D.3", null=True) == ()


def test_a_name_in_another_language_is_not_called_its_translation() -> None:
    """E.i.1.2 is English."""
    reaction = Reaction(id="r1", name=fact("Ausschlag"), language=fact("deu"), term=fact(LLT))
    case = ready(reactions=(reaction,))
    assert (found(case, "E.i.1.1a"), found(case, "E.i.1.1b"), found(case, "E.i.1.2")) == (("Ausschlag",), ("deu",), ())
    assert lacks(case) == ["E.i.1.2: Ausschlag is not in English; give its English translation"]


def test_names_and_addresses_keep_their_places() -> None:
    """A middle name without a first name is still the second; telephone, fax and e-mail are told apart."""
    reporter = Reporter(middle_name=fact("Q"), telephone=fact("+44 20 7946 0000"), country=fact("SE"))
    case = ready()
    case = case.model_copy(update={"report": case.report.model_copy(update={"reporters": (reporter,)})})
    assert (found(case, "C.2.r.1.2"), found(case, "C.2.r.1.3")) == ((), ("Q",))
    assert found(case, "C.2.r.2.7") == ("+44 20 7946 0000",)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"created": "20261124"}, "C.1.2: 20261124 is not given to the second; use --created"),
        ({"received": "202611"}, "C.1.4: 202611 is not given to the day; use --received"),
        ({"received": "20270101"}, "C.1.4: 20270101 lies after the file's own date 20261124120000+0000"),
        ({"sender_type": SenderType.PATIENT, "sender_organisation": Missing(missing=NullFlavor.NI)}, "C.1.1: "),
    ],
)
def test_the_header_is_judged_too(change: dict[str, Any], expected: str) -> None:
    """Precision and order of dates; a sender without organisation needs none, but an identifier does."""
    said = lacks(ready(), HEADER.model_copy(update=change))
    assert any(line.startswith(expected) for line in said), said
    assert not any(line.startswith("C.3.2") for line in said)


def test_one_meddra_version_in_a_report() -> None:
    """The guide allows one."""
    other = LLT.model_copy(update={"version": "27.0"})
    case = ready(patient=Patient(sex=fact(Sex.MALE), history=(Condition(name=fact("asthma"), term=fact(other)),)))
    assert [line for line in lacks(case) if "versions" in line] == [
        "E.i.2.1a: MedDRA versions 27.0, 28.1 in one report; code all terms in one version"
    ]


def test_a_batch_holds_a_message_for_each_case() -> None:
    """One batch header, as many messages as cases, none for none."""
    data = write_batch([ready(), ready(id="case-2")], HEADER)
    root = etree.fromstring(data)
    assert values(root, "N.1.2") == ("case-1",)
    assert values(root, "C.1.1") == ("SE-Acme Pharma-case-1", "SE-Acme Pharma-case-2")
    assert len(re.findall(rb"<PORR_IN049016UV>", data)) == 2
    with pytest.raises(OutputError, match="no cases"):
        write_batch([], HEADER)
    with pytest.raises(NotSubmissionReadyError, match="case case-3: "):
        write_batch([ready(), minimal(id="case-3")], HEADER)
