"""The types that flow through claimcheck: frozen, slotted, with spans from birth.

Every `Span` counts characters of the text it was read from, so that
``span.of(text)`` is exactly what was meant. Values are `decimal.Decimal`,
never floats. Nothing here knows a file, a clock or a terminal.
"""

from claimcheck.types.claims import ALWAYS, Claim, Label, Period, Waiver
from claimcheck.types.comparisons import (
    AttributionPair,
    Comparison,
    Entailment,
    MomentPair,
    OrderPair,
    PolarityPair,
    QuantityPair,
    QuotationPair,
    Relation,
    RolePair,
    Slot,
)
from claimcheck.types.moments import Bound, Event, Moment, MomentKind, Order
from claimcheck.types.publishers import Publisher
from claimcheck.types.quantities import Form, Quantity, Role, Scope, Unit
from claimcheck.types.readings import Attribution, Name, Negation, Quotation, Reading, Unread, Word
from claimcheck.types.texts import (
    Article,
    Context,
    Location,
    Notation,
    Sentence,
    SentenceKind,
    Span,
    changed,
    record,
)
from claimcheck.types.verdicts import (
    Checker,
    Evidence,
    Finding,
    Observation,
    Outcome,
    Severity,
    Unchecked,
    Verdict,
)

__all__ = [
    "ALWAYS",
    "Article",
    "Attribution",
    "AttributionPair",
    "Bound",
    "Checker",
    "Claim",
    "Comparison",
    "Context",
    "Entailment",
    "Event",
    "Evidence",
    "Finding",
    "Form",
    "Label",
    "Location",
    "Moment",
    "MomentKind",
    "MomentPair",
    "Name",
    "Negation",
    "Notation",
    "Observation",
    "Order",
    "OrderPair",
    "Outcome",
    "Period",
    "PolarityPair",
    "Publisher",
    "Quantity",
    "QuantityPair",
    "Quotation",
    "QuotationPair",
    "Reading",
    "Relation",
    "Role",
    "RolePair",
    "Scope",
    "Sentence",
    "SentenceKind",
    "Severity",
    "Slot",
    "Span",
    "Unchecked",
    "Unit",
    "Unread",
    "Verdict",
    "Waiver",
    "Word",
    "changed",
    "record",
]
