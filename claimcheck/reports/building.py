"""From verdicts, or an audit, to the one model that every format writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.reports.grounds import decisive
from claimcheck.reports.model import (
    Found,
    Gap,
    Mark,
    Piece,
    Place,
    Report,
    Result,
    Slip,
    Source,
)
from claimcheck.reports.policy import Fate, Policy
from claimcheck.reports.summary import summarise, summarise_audit
from claimcheck.text.places import place
from claimcheck.types import (
    Article,
    Claim,
    Evidence,
    Location,
    Publisher,
    Sentence,
    Span,
    Verdict,
)

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Audit, Discrepancy, Kind, Mention
    from claimcheck.reports.drafts import DraftNotes


def of_verdicts(
    verdicts: Iterable[Verdict],
    policy: Policy,
    *,
    draft: DraftNotes | None = None,
    publisher: Publisher | None = None,
    illustrated: bool = False,
) -> Report:
    """The report of `verify`, or with `draft` that of `check`.

    `illustrated` adds what only a page shows: charts, and the neighbours of sentences in slips.
    """
    results = [of_verdict(verdict, policy, illustrated) for verdict in verdicts]
    return of_results(results, policy, draft=draft, publisher=publisher, illustrated=illustrated)


def of_results(
    results: Sequence[Result],
    policy: Policy,
    *,
    draft: DraftNotes | None = None,
    publisher: Publisher | None = None,
    illustrated: bool = False,
) -> Report:
    """The report of `verify` or `check`, of results that `of_verdict` made with this policy."""
    inner = draft.inner if draft else ()
    fatal = policy.fatal_within if inner else ()
    slips = tuple(_slip(one, policy.slip_fate(one, fatal), illustrated) for one in inner)
    return Report(
        command="verify" if draft is None else "check",
        version=__version__,
        summary=summarise(results, None if draft is None else slips, policy),
        results=tuple(results),
        slips=slips,
        draft=draft,
        publisher=publisher,
    )


def of_audit(
    audit: Audit, fail_on: Collection[Kind], policy: Policy, *, illustrated: bool = False
) -> Report:
    """The report of `audit`, which the kinds of `fail_on` fail; `illustrated` as for verdicts."""
    slips = tuple(_slip(one, policy.slip_fate(one, fail_on), illustrated) for one in audit.found)
    return Report(
        command="audit",
        version=__version__,
        summary=summarise_audit(audit, slips, tuple(fail_on)),
        slips=slips,
    )


# --------------------------------------------------------------------------
# Claims


def of_verdict(verdict: Verdict, policy: Policy, illustrated: bool = False) -> Result:
    """The result of one claim in a run with this policy."""
    claim = verdict.claim
    found = (finding.evidence for finding in verdict.findings)
    pieces = list(dict.fromkeys([*verdict.evidence, *found]))
    resting = decisive(verdict)
    fate = policy.fate(verdict)
    result = Result(
        claim=claim,
        label=verdict.label,
        status=fate.status,
        confidence=round(verdict.confidence, 4),
        reason=verdict.reason,
        whole=_in_claim(claim, Span(0, len(claim.text))),
        findings=tuple(
            Found(
                finding.code,
                finding.name,
                finding.outcome,
                finding.message,
                _in_claim(claim, finding.claim),
                pieces.index(finding.evidence),
                _in_article(
                    finding.evidence.article, finding.evidence.sentence, finding.evidence_span
                ),
                decisive=finding in resting,
            )
            for finding in verdict.findings
        ),
        evidence=tuple(piece(one) for one in pieces),
        gaps=tuple(Gap(_in_claim(claim, part.span), part.why) for part in verdict.unchecked),
        excuse=fate.excuse,
        notes=fate.notes,
    )
    if illustrated:
        from claimcheck.reports.charting import with_chart

        return with_chart(result, verdict)
    return result


def piece(evidence: Evidence) -> Piece:
    """A piece of evidence as reports and `claimcheck search` tell it."""
    context = evidence.context
    return Piece(
        _source(evidence.article, evidence.sentence, context.before, context.after),
        None if evidence.score is None else round(evidence.score, 4),
        evidence.rank,
        evidence.via,
    )


def _in_claim(claim: Claim, span: Span) -> Mark:
    last = claim.place(max(span.end - 1, span.start))
    until = Location(last.path, last.line, last.column + (span.end > span.start))
    return Mark(span.start, span.end, span.of(claim.text), claim.place(span.start), until)


# --------------------------------------------------------------------------
# Articles


def _source(article: Article, sentence: Sentence, before: str = "", after: str = "") -> Source:
    return Source(
        text=sentence.text,
        at=place(article, sentence.span.start),
        article=article.id,
        before=before,
        after=after,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
    )


def _in_article(article: Article, sentence: Sentence, span: Span) -> Mark:
    start = sentence.span.start + span.start
    length = max(span.end - span.start, 0)
    last = place(article, start + max(length - 1, 0))
    until = Location(last.path, last.line, last.column + (length > 0))
    return Mark(span.start, span.end, span.of(sentence.text), place(article, start), until)


def place_of(mention: Mention) -> Place:
    """The place of a mention, with its article."""
    return Place(
        _source(mention.article, mention.sentence),
        _in_article(mention.article, mention.sentence, mention.span),
        mention.said,
    )


def _slip(one: Discrepancy, fate: Fate, illustrated: bool) -> Slip:
    slip = Slip(
        kind=one.kind.value,
        code=one.code,
        name=one.name,
        message=one.message,
        status=fate.status,
        excuse=fate.excuse,
        weight=round(one.weight, 4),
        outlier=one.outlier,
        places=tuple(map(place_of, one.mentions)),
    )
    if illustrated:
        from claimcheck.reports.charting import illustrated_slip

        return illustrated_slip(slip, one)
    return slip
