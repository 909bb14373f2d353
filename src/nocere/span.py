"""Evidence: where a value was read, what was read, and why a value is missing.

    span = Span.of(text, 10, 20)                 # the only way to make one: against the text it quotes
    Fact(value=4, spans=(span,), made=rule("age.years"))
    Missing(missing=NullFlavor.NI)

The rule (DESIGN 2): a value that was read from a document has at least one span, and `text[start:end] == quote`
in Unicode code points. It is checked when a span is made and whenever one is loaded: a `Span` cannot be built without
the text, so `Case.model_validate_json(data)` refuses where `Case.model_validate_json(data, context=grounds(text))` checks.
`check_spans` checks a whole tree again, before export. Missing values carry an ICH E2B(R3) nullFlavor (HL7 V3 data types).

What it will not do: search for a quote, or mend an offset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationInfo, model_validator

from nocere.errors import EvidenceError

T = TypeVar("T")


def grounds(text: str) -> dict[str, Any]:
    """The validation context that lets spans be made or loaded against `text`."""
    return {"text": text}


class Frozen(BaseModel):
    """The base of all data in nocere: immutable, nothing unknown let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open stretch of `Document.text` in Unicode code points, with the document's own words.

    Raises `EvidenceError` when no text is at hand, when the stretch is empty or outside it, or when it says something else.
    """

    start: int
    end: int
    quote: str

    @model_validator(mode="wrap")
    @classmethod
    def _says_so(cls, data: Any, build: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        text = (info.context or {}).get("text")
        span = build(data)
        if text is not None:
            span.check(text)
        elif not isinstance(data, cls):
            raise EvidenceError(
                "a span was given without the text it quotes; use Span.of(text, start, end) or grounds(text)"
            )
        return span

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span of `text[start:end]`."""
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"characters {start} to {end} are not a stretch of a text of {len(text)} characters")
        return cls.model_validate({"start": start, "end": end, "quote": text[start:end]}, context=grounds(text))

    def check(self, text: str) -> None:
        """Raise `EvidenceError` unless `text` says the quote at this place."""
        if not 0 <= self.start < self.end <= len(text):
            raise EvidenceError(
                f"characters {self.start} to {self.end} are not a stretch of a text of {len(text)} characters"
            )
        found = text[self.start : self.end]
        if found != self.quote:
            raise EvidenceError(f"characters {self.start} to {self.end} say {found!r}, not {self.quote!r}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end


class By(StrEnum):
    """Who or what made a value. `rule` and `model` read the document and so must quote it."""

    RULE = "rule"
    MODEL = "model"
    PERSON = "person"
    SETTING = "setting"
    COMPUTED = "computed"


class Made(Frozen):
    """How a value was made: by what, under which name (rule id, model version, person, setting), and on what grounds."""

    by: By
    name: str
    why: str = ""

    @property
    def reads(self) -> bool:
        """Whether what made the value read the document."""
        return self.by in (By.RULE, By.MODEL)


def rule(name: str, why: str = "") -> Made:
    """Made by the rule of that name."""
    return Made(by=By.RULE, name=name, why=why)


def model(name: str, why: str = "") -> Made:
    """Made by the model of that name and version."""
    return Made(by=By.MODEL, name=name, why=why)


class Fact(Frozen, Generic[T]):
    """A value, the spans it was read from, how it was made, and how sure (0 to 1).

    A value read by rule or model has at least one span (`EvidenceError` otherwise). One that a person enters, a setting
    gives or the program computes (an identifier, say) may have none, and says so by its `made`.
    """

    value: T
    spans: tuple[Span, ...] = ()
    made: Made
    confidence: float | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        self.check()
        return self

    def check(self) -> None:
        """Raise `EvidenceError` where the value was read and quotes nothing."""
        if self.made.reads and not self.spans:
            raise EvidenceError(f"{self.value!r} was read by {self.made.by} {self.made.name!r} but quotes nothing")

    @property
    def quote(self) -> str:
        """The first span's words, or "" where the value quotes nothing."""
        return self.spans[0].quote if self.spans else ""


class NullFlavor(StrEnum):
    """Why a value is missing: the nullFlavors of ICH E2B(R3), and `conflicting`, which is nocere's own."""

    NI = "NI"
    UNK = "UNK"
    ASKU = "ASKU"
    NASK = "NASK"
    MSK = "MSK"
    NA = "NA"
    CONFLICTING = "conflicting"


class Missing(Frozen):
    """A value that is not there, and the reason. A conflict keeps the spans that contradict each other."""

    missing: NullFlavor
    why: str = ""
    spans: tuple[Span, ...] = ()


NOT_STATED = Missing(missing=NullFlavor.NI)
"""No information: the document does not say."""


def spans_in(value: object) -> Iterator[Span]:
    """Every span in a tree of models and containers."""
    return (part for part in _parts(value) if isinstance(part, Span))


def facts_in(value: object) -> Iterator[Fact[Any]]:
    """Every fact in a tree of models and containers."""
    return (part for part in _parts(value) if isinstance(part, Fact))


def check_spans(value: object, text: str) -> None:
    """Raise `EvidenceError` at the first span in the tree that `text` does not bear out, or read fact without one."""
    for span in spans_in(value):
        span.check(text)
    for fact in facts_in(value):
        fact.check()


def _parts(value: object) -> Iterator[BaseModel]:
    """Every model in the tree, those too that a copy put where a tuple or no field at all belongs."""
    if isinstance(value, BaseModel):
        yield value
        yield from _parts(vars(value))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _parts(item)
