"""Everything else that is read from a text, and the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.types.moments import Moment
from claimcheck.types.quantities import Quantity
from claimcheck.types.texts import Context, Span


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
