"""The types that flow through claimcheck: frozen, slotted, with spans from birth.

Every `Span` counts characters of the text it was read from, so that
``span.of(text)`` is exactly what was meant. Values are `decimal.Decimal`,
never floats. Nothing here knows a file, a clock or a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def record(*, order: bool = False) -> Callable[[type[_T]], type[_T]]:
    """A dataclass of what is made for every figure: frozen to the type checker, and no further.

    A frozen dataclass sets each field through `object.__setattr__`; with the 21 fields of a
    `Quantity` that was a tenth of the time in which a sentence is read (docs/benchmarks.md).
    """
    return dataclass(slots=True, unsafe_hash=True, order=order)


# --------------------------------------------------------------------------
# Places


@record(order=True)
class Span:
    """A half-open range of characters ``[start, end)`` of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1, in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


# --------------------------------------------------------------------------
# Articles and sentences


@dataclass(frozen=True, slots=True)
class Article:
    """One source text, as read.

    `text` begins with the headline where the source states one apart from the
    body, so that a headline is a sentence like any other. `anchors` are
    ``(offset in text, line, column)`` in ascending order, each telling where in
    the file at `path` a run of characters begins that stands there unbroken; they are set
    where the text is not the file's own (markup taken out, wrapped lines joined,
    a string of JSON); without any, the lines are the file's own. `id` is unique within an
    index and stable between runs (a path, for JSON lines ``path#line``).
    """

    id: str
    path: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str = "en"
    anchors: tuple[tuple[int, int, int], ...] = ()


class SentenceKind(Enum):
    """What a sentence is in its article."""

    PROSE = "prose"
    HEADLINE = "headline"
    LIST_ITEM = "list item"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``span.of(article.text) == text``.

    `lead_in` is the line that introduces a list ("The package includes:"),
    kept with each of its items.
    """

    article_id: str
    ordinal: int
    span: Span
    text: str
    kind: SentenceKind = SentenceKind.PROSE
    lead_in: Span | None = None


class Notation(Enum):
    """How digits are grouped: "1,234.56" or "1.234,56"."""

    ENGLISH = "english"
    CONTINENTAL = "continental"


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read with; nothing in it has a span of its own.

    `before` and `after` are the neighbouring sentences' texts ("" at an end);
    `names` are the names that the whole article has, each once.
    """

    published: date | None = None
    title: str | None = None
    lead_in: str | None = None
    before: str = ""
    after: str = ""
    names: tuple[str, ...] = ()
    notation: Notation = Notation.ENGLISH


# --------------------------------------------------------------------------
# Claims


class Label(Enum):
    """The verdict on a claim, named as in AVeriTeC (Schlichtkrull et al., 2023)."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting evidence"
    NOT_ENOUGH = "not enough evidence"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim to check, with the place of its text in the claims file.

    `location` is the place of the first character of `text`. `text_locations`
    holds pairs of an offset in `text` and its place, one for each point where
    the text stops running on in its line (a folded line, an escape).
    `sources` restricts the search to articles whose id, path or outlet matches
    one of the glob patterns; empty means all. `expect_stated` tells an expectation
    written in the claims file from the default. `origin` is the place in a draft from which the
    claim was extracted. `lead_in` is the line that introduces the list of which the claim is
    an item, `before` the sentence before it: both are read with the claim, neither is judged.
    """

    id: str
    text: str
    location: Location
    as_of: date | None = None
    speaker: str | None = None
    sources: tuple[str, ...] = ()
    expect: Label = Label.SUPPORTED
    tags: tuple[str, ...] = ()
    note: str | None = None
    expect_stated: bool = False
    text_locations: tuple[tuple[int, Location], ...] = ()
    origin: Location | None = None
    lead_in: str = ""
    before: str = ""

    def place(self, offset: int) -> Location:
        """Where character `offset` of `text` stands in the claims file."""
        start, known = 0, self.location
        for begins, place in self.text_locations:
            if begins > offset:
                break
            start, known = begins, place
        return Location(known.path, known.line, known.column + offset - start)


# --------------------------------------------------------------------------
# Figures


class Form(Enum):
    """How a figure is hedged or shaped."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    ALMOST = "almost"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    RANGE = "range"


class Role(Enum):
    """What a figure says about the thing it counts."""

    VALUE = "value"
    TOTAL = "total"
    INCREMENT = "increment"
    DECREMENT = "decrement"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    FROM = "from"
    TO = "to"
    ORDINAL = "ordinal"
    AGE = "age"
    WHOLE = "whole"  # the 200 of "88 of the 200 seats"
    MULTIPLE = "multiple"
    MEMBER = "member"  # "one of the ministers": that it belongs to them, not how many there are


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure is measured in.

    `dimension` is "count", "currency", "percent", "percentage point", "mass",
    "length", "area", "volume", "speed", "temperature", "duration", "age",
    "multiple", "ordinal" …; two units of one dimension compare after scaling,
    except currencies, which compare only under the same `code`. `factor`
    takes a value in this unit to the base unit of its dimension, exactly.
    """

    dimension: str
    code: str
    name: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


@record()
class Scope:
    """When a figure holds: normalised words, and dates where they resolve.

    `since` tells a period that is counted from its start ("since 2021"); `text` is the
    period as written.
    """

    words: str
    start: date | None = None
    end: date | None = None
    since: bool = False
    text: str = ""
    span: Span | None = None


@record()
class Quantity:
    """One figure of a text: the values it allows, in base units, and its key.

    `low` and `high` bound the values allowed when agreeing (None: unbounded);
    `closed_low`/`closed_high` tell whether the bound itself is allowed.
    `face` is the number as written, before its unit's factor is applied, with its magnitude word
    ("$2.5 million" has face 2500000); `place` is the value of its last
    written digit in base units ("2.5 million": 100000), which is how precise the
    text claims to be; trailing zeros of a whole number are not digits of it ("800": 100).
    `number` covers the number alone, `span` number, unit
    and hedge. `item` is the head noun counted, as its stem, or "" where
    none is stated; `modifiers` are the stems beside it. `inherited` names
    the slots ("item", "agent", "scope", "role") taken from the context.
    """

    span: Span
    number: Span
    low: Decimal | None
    high: Decimal | None
    closed_low: bool
    closed_high: bool
    face: Decimal
    place: Decimal
    form: Form
    unit: Unit
    role: Role = Role.VALUE
    item: str = ""
    modifiers: tuple[str, ...] = ()
    item_span: Span | None = None
    scope: Scope | None = None
    per: str = ""
    inherited: tuple[str, ...] = ()
    denied: bool = False  # "not nine years": the text says that this is not the figure
    agent: str = ""  # who acts on what is counted, as written ("Canada" in "Canada sent 8 tanks")
    agent_span: Span | None = None  # None where the agent was taken from the context
    rough: bool = False  # the ends of a range are hedged ("about 40 to 50")

    @property
    def value(self) -> Decimal:
        """The face value in the base unit of the dimension."""
        return self.face * self.unit.factor + self.unit.offset


# --------------------------------------------------------------------------
# Dates and times


class MomentKind(Enum):
    """What a mention of time is."""

    DATE = "date"  # a day, month, quarter, year or decade, as far as stated
    WEEKDAY = "weekday"
    TIME = "time"
    DURATION = "duration"


class Bound(Enum):
    """Which side of a moment the text speaks of."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@record()
class Moment:
    """One mention of a date, weekday or time.

    Fields not stated are None: "February 24" has month and day only, and
    "Tuesday" a weekday. `start` and `end` (both inclusive) are the days meant
    where they resolve, alone or against the publication date; `deictic` marks
    words that need that date ("two days ago", "on Tuesday"), and
    `resolved` that it was known. `hour`/`minute` are as stated on the 24-hour clock and
    `offset` the zone in minutes east of UTC (None: no zone stated).
    """

    span: Span
    kind: MomentKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    hour: int | None = None
    minute: int | None = None
    offset: int | None = None
    zone: str | None = None
    start: date | None = None
    end: date | None = None
    bound: Bound = Bound.ON
    deictic: bool = False
    resolved: bool = False
    words: str = ""  # the mention lower-cased, single-spaced: equal words of one text are equal
    part: str = ""  # "Q3", "H1", "FY", "summer", "morning" …: what the fields cannot hold
    margin: int = 0  # days either side that the words allow ("three weeks ago")
    other: date | None = None  # first day of the second-best reading ("on Tuesday": 7 days off)
    on: date | None = None  # of a time: the publication date, which tells if summer time holds
    half_day: bool = False  # the hour is on a 12-hour clock and a.m. or p.m. is not stated


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a text says happened.

    `keys` are the canonical stems of its content words, `verbs` those of its verbs in a past
    form, `names` those of its proper names; `labels` are the figures in it and the dates by which
    it is called ("the 2016 election"). `open` is whether who acts, or on what, stands elsewhere
    ("he resigned", "after resigning"); `moment` is when it happened, where its clause tells.
    """

    span: Span
    keys: frozenset[str]
    verbs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    open: bool = False
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Two events of which a text says that the one came before the other.

    `cue` covers the word that says so, or, where only their dates tell, the two dates.
    """

    first: Event
    second: Event
    cue: Span
    dated: bool = False


# --------------------------------------------------------------------------
# Names, quotations, polarity


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as a span, with the titles before it ("US President")."""

    span: Span
    text: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage and who says it.

    `span` covers the passage inside its marks, clipped to the sentence; `text`
    is the whole passage, which may begin before the sentence or end after it.
    `speaker` is the name or description as written, None where the text
    does not say; `speaker_span` is None where it stands outside the sentence.
    """

    span: Span
    text: str
    speaker: str | None = None
    speaker_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a text says that somebody says, without quotation marks.

    `span` covers speaker, verb and clause; `clause` the words said. `speaker` is
    the name or description as written, resolved where it is a pronoun.
    """

    span: Span
    speaker: str
    speaker_span: Span
    verb: Span
    clause: Span


@dataclass(frozen=True, slots=True)
class Negation:
    """A cue that turns a predicate round, and the words it reaches.

    `words` are the stems of the content words in reach.
    """

    cue: Span
    reach: Span
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A figure that was seen and could not be understood; `why` says so in words."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its stem (lower case, Snowball English)."""

    span: Span
    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything extracted from one text, once."""

    text: str
    words: tuple[Word, ...] = ()  # the content words, in order
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    negations: tuple[Negation, ...] = ()
    names: tuple[Name, ...] = ()
    unread: tuple[Unread, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    context: Context = field(default_factory=Context)


# --------------------------------------------------------------------------
# Evidence, comparison, findings, verdicts


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence found for a claim.

    `score` is the cosine of claim and sentence (None where no vectors were
    compared, as with given evidence), `rank` counts from 1, `via` names the searches that
    found it ("vectors", "lexical").
    """

    sentence: Sentence
    article: Article
    context: Context
    score: float | None = None
    rank: int = 1
    via: tuple[str, ...] = ()


class Relation(Enum):
    """How what the evidence says stands to what the claim says."""

    ENTAILS = "entails"
    CONTRADICTS = "contradicts"
    NEITHER = "neither"


class Slot(Enum):
    """How one slot of two keys compares."""

    SAME = "same"
    UNKNOWN = "unknown"  # at least one side leaves it open
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class QuantityPair:
    """A figure of the claim beside the figure of the evidence set against it.

    Each slot tells whether the two keys agree there; `comparable` is whether
    the two speak of the same thing, all slots considered; `score`, 0 to 1, how surely.
    `sensed` is whether that is known by a model of entailment, not by the words.
    """

    claim: Quantity
    evidence: Quantity
    dimension: Slot
    item: Slot
    role: Slot
    scope: Slot
    agent: Slot
    comparable: bool
    score: float = 0.0
    sensed: bool = False


@dataclass(frozen=True, slots=True)
class MomentPair:
    """A date or time of the claim beside the one of the evidence for the same event."""

    claim: Moment
    evidence: Moment
    relation: Relation


@dataclass(frozen=True, slots=True)
class OrderPair:
    """Two events in the order of the claim, beside the same two in that of the evidence.

    `reversed` is whether the evidence has them the other way round. Events of the evidence may
    stand in its neighbouring sentences: only the span of its `cue` is one of its own text.
    """

    claim: Order
    evidence: Order
    reversed: bool


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """A quotation of the claim beside the passage of the evidence nearest to it.

    `similarity` is 0 to 1 (1: the same words); `speaker` compares the speakers.
    `changes` lists the differing runs of words, claim's beside evidence's.
    """

    claim: Quotation
    evidence: Quotation
    similarity: float
    speaker: Slot
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AttributionPair:
    """Words that both sides put to somebody, one of them at least without marks.

    `overlap` is the share of the content words of the claim's clause that the evidence's
    has, 0 to 1; `speaker` compares the speakers.
    """

    claim: Attribution
    evidence: Attribution
    overlap: float
    speaker: Slot


@dataclass(frozen=True, slots=True)
class PolarityPair:
    """One predicate that both sides state, and whether each denies it.

    Spans are those of the cue where there is one, else of the predicate.
    """

    predicate: str
    claim: Span
    evidence: Span
    claim_denies: bool
    evidence_denies: bool


@dataclass(frozen=True, slots=True)
class Entailment:
    """What a model of entailment says of a claim beside a passage, figures left out of both.

    The three shares are between 0 and 1 and sum to 1; `model` names it.
    """

    contradiction: float
    entailment: float
    neutral: float
    model: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside one piece of evidence, both read, their mentions aligned.

    This is all that a checker sees.
    """

    claim: Reading
    evidence: Reading
    quantities: tuple[QuantityPair, ...] = ()
    moments: tuple[MomentPair, ...] = ()
    orders: tuple[OrderPair, ...] = ()
    quotations: tuple[QuotationPair, ...] = ()
    polarity: tuple[PolarityPair, ...] = ()
    attributions: tuple[AttributionPair, ...] = ()
    coverage: float = 0.0  # share of the claim's content words that the evidence has, 0 to 1
    missing: tuple[str, ...] = ()  # the claim's content words it has not
    actors: Slot = Slot.UNKNOWN  # whether the evidence speaks of those the claim names
    absent: tuple[Name, ...] = ()  # the claim's names that the whole article has not
    entailment: Entailment | None = None  # None where no model was asked


class Outcome(Enum):
    """What a checker found."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one checker saw in one comparison; spans are of claim and sentence text."""

    outcome: Outcome
    message: str
    claim: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Checker:
    """A consistency rule as a value: its code, name, manual page and function."""

    code: str
    name: str
    doc: str
    check: Callable[[Comparison], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Finding:
    """An observation with its checker's code and the evidence it was made on."""

    code: str
    name: str
    outcome: Outcome
    message: str
    claim: Span
    evidence: Evidence
    evidence_span: Span


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A part of the claim that nothing could be said about, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one claim, with everything it rests on.

    `reason` is one sentence in words; `confidence` is between 0 and 1;
    `evidence` holds what was considered, the decisive pieces first.
    """

    claim: Claim
    label: Label
    confidence: float
    reason: str
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def as_expected(self) -> bool:
        """Whether the label is the one the claims file expects."""
        return self.label is self.claim.expect
