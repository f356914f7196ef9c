"""Text to Reading: everything is extracted once, and nothing later parses again."""

from __future__ import annotations

from claimcheck.dates.read import find_moments
from claimcheck.names import find_names
from claimcheck.polarity import find_negations
from claimcheck.quantities import find_quantities, with_agents
from claimcheck.quotations import find_attributions, find_quotations
from claimcheck.text.covers import Cover
from claimcheck.text.words import content_words
from claimcheck.types import Context, MomentKind, Reading


def read(text: str, context: Context | None = None) -> Reading:
    """What `text` says: figures, dates, quotations, names, negations, with spans of `text`."""
    given = context or Context()
    moments = find_moments(text, published=given.published)
    quantities, unread = find_quantities(text, moments=moments, notation=given.notation)
    # "Two years ago" and "the past 30 years" are judged as dates; "two years later" has a length
    # that can be compared, and a date that cannot.
    dated = Cover(
        m.span
        for m in moments
        if m.kind is not MomentKind.DURATION and not m.words.endswith(("later", "earlier"))
    )
    quantities = with_agents(
        text,
        [q for q in quantities if not dated.contains(q.number)],
        before=given.before,
    )
    return Reading(
        text=text,
        words=content_words(text),
        quantities=quantities,
        moments=moments,
        quotations=find_quotations(text, given),
        attributions=find_attributions(text, given),
        negations=find_negations(text),
        names=find_names(text),
        unread=unread,
        context=given,
    )
