"""Charts for the page: the figures that dated texts tell of one thing.

The figures are read once more, at the places where findings stand: verdicts and audits keep what
they found in words, and a chart needs the values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claimcheck.audit import Discrepancy, Mention
from claimcheck.audit.timeline import History
from claimcheck.evidence import context_of
from claimcheck.quantities.describe import base_name, describe
from claimcheck.reading import read
from claimcheck.reports.model import Chart, Point, Result, Slip
from claimcheck.text.sentences import sentences
from claimcheck.types import (
    Context,
    Evidence,
    Finding,
    Outcome,
    Quantity,
    Reading,
    Role,
    Span,
    Verdict,
)

#: Figures that make a chart: one alone shows nothing over time.
_FEWEST = 2
_STANDING = {
    Outcome.AGREES: "agrees with the claim",
    Outcome.CONFLICTS: "conflicts with the claim",
    Outcome.UNCLEAR: "may or may not agree",
}
#: Figures that are not set against a scale.
_UNDRAWN = (Role.ORDINAL, Role.MEMBER)


def with_chart(result: Result, verdict: Verdict) -> Result:
    """The result with the chart of the claim's figure that most dated sources tell."""
    groups: dict[Span, list[Finding]] = {}
    for finding in verdict.findings:
        if finding.code.startswith("NUM") and finding.evidence.article.published:
            groups.setdefault(finding.claim, []).append(finding)
    for span, findings in sorted(groups.items(), key=lambda each: -len(each[1])):
        if len(findings) < _FEWEST:
            break
        if chart := _of_findings(verdict, span, findings):
            return replace(result, chart=chart)
    return result


def _of_findings(verdict: Verdict, span: Span, findings: Sequence[Finding]) -> Chart | None:
    claim = verdict.claim
    reading = read(claim.text, Context(published=claim.as_of))
    claimed = _at(reading, span)
    if claimed is None:
        return None
    points: dict[tuple[str, Span], Point] = {}
    for finding in findings:
        evidence = finding.evidence
        told = read(evidence.sentence.text, evidence.context)
        figure = _at(told, finding.evidence_span)
        if figure is None or not _comparable(figure, claimed):
            continue
        standing = _STANDING[finding.outcome]
        fault = finding.outcome is Outcome.CONFLICTS
        point = _point(evidence, figure, told, standing, fault=fault)
        points.setdefault((evidence.article.id, evidence.sentence.span), point)
    if len(points) < _FEWEST:
        return None
    in_order = tuple(sorted(points.values(), key=lambda point: point.day))
    own = _own(claimed, reading, in_order[-1])
    return Chart(describe(claimed, reading), _unit(claimed), in_order, own)


def _own(claimed: Quantity, reading: Reading, last: Point) -> Point:
    return Point(
        last.day, claimed.low, claimed.high, describe(claimed, reading), "", "the claim", False
    )


def _point(
    evidence: Evidence, figure: Quantity, reading: Reading, standing: str, *, fault: bool
) -> Point:
    article = evidence.article
    assert article.published is not None
    credits = article.outlet or article.id
    said = describe(figure, reading)
    return Point(article.published, figure.low, figure.high, said, credits, standing, fault)


def _at(reading: Reading, span: Span) -> Quantity | None:
    """The figure that stands at a place, where it can be drawn."""
    for figure in reading.quantities:
        if figure.span.overlaps(span) and figure.role not in _UNDRAWN:
            if figure.low is None and figure.high is None:
                return None
            return figure
    return None


def _comparable(one: Quantity, other: Quantity) -> bool:
    mine, theirs = one.unit, other.unit
    same = mine.dimension != "currency" or mine.code == theirs.code
    return mine.dimension == theirs.dimension and same


def _unit(figure: Quantity) -> str:
    return base_name(figure.unit) or figure.unit.name


# --------------------------------------------------------------------------
# Audits


def illustrated_slip(slip: Slip, found: Discrepancy) -> Slip:
    """The slip with the neighbours of its sentences, and a chart where it is of dated figures."""
    contexts = [_context(mention) for mention in found.mentions]
    places = tuple(
        replace(place, source=replace(place.source, before=context.before, after=context.after))
        for place, context in zip(slip.places, contexts, strict=True)
    )
    return replace(slip, places=places, chart=_of_mentions(found, contexts))


def _context(mention: Mention) -> Context:
    cut = sentences(mention.article)
    at = next((k for k, one in enumerate(cut) if one.span == mention.sentence.span), None)
    return Context() if at is None else context_of(mention.article, cut, at)


def _of_mentions(found: Discrepancy, contexts: Sequence[Context]) -> Chart | None:
    read_ = [
        (at, figure, reading)
        for at, (mention, context) in enumerate(zip(found.mentions, contexts, strict=True))
        if mention.article.published
        for reading in [read(mention.sentence.text, context)]
        for figure in [_at(reading, mention.span)]
        if figure is not None
    ]
    if len({found.mentions[at].article.published for at, _, _ in read_}) < _FEWEST:
        return None  # what one day tells is no history
    first = read_[0][1]
    points = []
    for at, figure, _ in read_:
        mention = found.mentions[at]
        if not _comparable(figure, first):
            return None
        alone = at == found.outlier
        standing = "stands alone" if alone else "one of the places"
        day, outlet = mention.article.published, mention.article.outlet or mention.article.id
        assert day is not None
        points.append(Point(day, figure.low, figure.high, mention.said, outlet, standing, alone))
    title = Counter(describe(figure, reading) for _, figure, reading in read_).most_common(1)[0][0]
    return Chart(title, _unit(first), tuple(sorted(points, key=lambda point: point.day)))


# --------------------------------------------------------------------------
# Histories


def charts_of(histories: Iterable[History], about: str) -> Iterator[Chart | None]:
    """The chart of each history of what `about` names; None where it has too few dated figures."""
    for history in histories:
        points = tuple(
            Point(
                entry.published,
                entry.low,
                entry.high,
                entry.mention.said,
                entry.mention.article.outlet or entry.mention.article.id,
                _beside(entry.parts_from),
                bool(entry.parts_from),
            )
            for entry in history.entries
            if entry.published and (entry.low is not None or entry.high is not None)
        )
        title = f"{about}: {history.item}" if history.item else about
        yield Chart(title, history.base, points) if len(points) >= _FEWEST else None


def _beside(others: Sequence[int]) -> str:
    if not others:
        return "no conflict"
    return f"cannot hold beside {', '.join(str(other + 1) for other in others)} of the list"
