"""The report as one page without network: each claim beside its evidence, to be filtered and read.

Everything is in the file, escaped; a policy forbids any other script, style, image or connection.
Without script all of it can be read, unfiltered.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.checkers import registry
from claimcheck.reports import wording
from claimcheck.reports.html_chart import drawn
from claimcheck.reports.html_parts import Marked, document, facts, marked, text
from claimcheck.reports.model import Found, Place, Report, Result, Slip, Source, Status
from claimcheck.types import Label, Location, Outcome

_SIGNS = {Status.FAIL: "✗", Status.WARN: "!", Status.OK: "✓"}
_OUTCOMES = {
    Outcome.AGREES: "✓ agrees",
    Outcome.CONFLICTS: "✗ conflicts",
    Outcome.UNCLEAR: "? unclear",
}


@dataclass(frozen=True, slots=True)
class _Card:
    """One entry of the list; `body` is markup, the rest text."""

    key: str
    status: Status
    sign: str
    kind: str
    title: str
    small: str
    body: str
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    open: bool


def render(report: Report) -> str:
    """The report as the text of an HTML file."""
    keys = _keys([one.claim.id for one in report.results])
    claims = [_of_result(one, key) for one, key in zip(report.results, keys, strict=True)]
    slips = [_of_slip(one, f"slip-{at}") for at, one in enumerate(report.slips, start=1)]
    cards = [*claims, *slips]
    names = _Names(cards)
    title = f"claimcheck {report.command}"
    body = [
        '<a class="skip" href="#list">Skip to the list</a>',
        f'<header><h1>{title}</h1><p class="summary">{text(report.summary.line())}</p></header>',
        "<main>",
        _filters(cards, names),
        '<div id="list" tabindex="-1">',
        *_section("Claims", claims, names),
        *_section("Within the texts" if report.results else "Findings", slips, names),
        *([] if cards else ["<p>There is nothing to show.</p>"]),
        "</div>",
        *_draft(report),
        *_codes(report),
        "</main>",
    ]
    return document(f"{title}: {report.summary.line()}", body, report.version)


def _keys(ids: Sequence[str]) -> list[str]:
    """The anchors of claims, made from their ids, so that a link to one outlives the next run."""
    seen: Counter[str] = Counter()
    keys = []
    for one in ids:
        key = f"claim-{re.sub(r'[^A-Za-z0-9_.]+', '-', one).strip('-')}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}--{seen[key]}")
    return keys


# --------------------------------------------------------------------------
# The list


class _Names:
    """Tags and sources with the short names by which the script filters."""

    def __init__(self, cards: Sequence[_Card]) -> None:
        self.tags = _numbered((tag for card in cards for tag in card.tags), "t")
        self.sources = _numbered((one for card in cards for one in card.sources), "s")


def _numbered(values: Iterable[str], letter: str) -> dict[str, str]:
    return {one: f"{letter}{at}" for at, one in enumerate(sorted(set(values), key=str.casefold))}


def _filters(cards: Sequence[_Card], names: _Names) -> str:
    counts = Counter(card.kind for card in cards)
    boxes = "".join(
        f'<label class="check"><input type="checkbox" checked value="{_token(kind)}">'
        f"{text(kind)} ({count})</label>"
        for kind, count in counts.items()
    )
    return (
        '<div class="filters" id="filters" role="search" aria-label="Filter the list" hidden>'
        f"<fieldset><legend>Show</legend>{boxes}</fieldset>"
        '<label class="field wide"><span>Words</span>'
        '<input type="search" id="words" spellcheck="false"></label>'
        f"{_select('status', 'Result', _results(cards))}"
        f"{_select('tag', 'Tag', names.tags)}{_select('source', 'Source', names.sources)}"
        '<div class="buttons"><button type="button" id="open">Open all</button>'
        '<button type="button" id="close">Close all</button>'
        '<button type="button" id="reset">Show all</button></div>'
        '<p class="shown" id="shown" role="status"></p></div>'
    )


def _results(cards: Sequence[_Card]) -> dict[str, str]:
    counts = Counter(card.status for card in cards)
    return {
        f"{_SIGNS[one]} {wording.STATUS_WORDS[one]} ({counts[one]})": one.value
        for one in Status
        if counts[one]
    }


def _select(key: str, name: str, values: dict[str, str]) -> str:
    if not values:
        return ""
    options = "".join(f'<option value="{v}">{text(told)}</option>' for told, v in values.items())
    return (
        f'<label class="field"><span>{name}</span><select id="{key}">'
        f'<option value="">any</option>{options}</select></label>'
    )


def _sign(told: Result | Slip) -> str:
    return f"{_SIGNS[told.status]} {wording.standing(told)}"


def _token(kind: str) -> str:
    return kind.replace(" ", "-")


def _section(heading: str, cards: Sequence[_Card], names: _Names) -> Iterator[str]:
    if not cards:
        return
    yield f'<section class="list"><h2>{heading}</h2><ol class="cards">'
    for card in cards:
        tags = " ".join(names.tags[tag] for tag in card.tags)
        sources = " ".join(names.sources[one] for one in card.sources)
        word = card.status.value
        small = f"<small>{text(card.small)}</small>"
        yield (
            f'<li><article class="card {word}" id="{card.key}" data-status="{word}" '
            f'data-kind="{_token(card.kind)}" '
            f'data-tags="{tags}" data-sources="{sources}">'
            f"<details{' open' if card.open else ''}><summary>"
            f'<span class="label"><b>{card.sign}</b> {text(card.kind)}</span>'
            f'<span class="name">{text(card.title)}{small}</span></summary>'
            f'<div class="body">{card.body}</div></details></article></li>'
        )
    yield "</ol></section>"


# --------------------------------------------------------------------------
# Claims


def _of_result(result: Result, key: str) -> _Card:
    claim = result.claim
    shown = result.decisive or result.findings
    pieces = list(dict.fromkeys(found.evidence for found in shown)) or [
        *range(min(len(result.evidence), 1))
    ]
    rest = [at for at in range(len(result.evidence)) if at not in pieces]
    expected = "" if result.as_expected else wording.expectation(result)
    return _Card(
        key=key,
        status=result.status,
        sign=_sign(result),
        kind=result.label.value,
        title=claim.text,
        small=f"{claim.id}{expected} · {claim.location}",
        body="".join(
            (
                f"<div>{_claim(result, shown)}</div>",
                f"<div><h3>{_heading(result)}</h3>{_evidence(result, shown, pieces, rest)}</div>",
                f'<div class="wide">{drawn(result.chart, key)}</div>' if result.chart else "",
            )
        ),
        tags=claim.tags,
        sources=tuple(dict.fromkeys(_origin(result.evidence[at].source) for at in pieces)),
        open=result.status is not Status.OK,
    )


def _heading(result: Result) -> str:
    if not result.evidence:
        return "No evidence was found"
    alone = result.label is Label.NOT_ENOUGH and not result.findings
    return "Nearest in the sources" if alone else "Evidence"


def _origin(source: Source) -> str:
    return source.outlet or source.at.path


def _claim(result: Result, shown: Sequence[Found]) -> str:
    claim = result.claim
    marks = [
        Marked(found.claim.start, found.claim.end, at, found.outcome.value)
        for at, found in enumerate(shown, start=1)
    ]
    marks += [Marked(gap.mark.start, gap.mark.end, None, "unread") for gap in result.gaps]
    findings = "".join(
        f'<li class="{found.outcome.value}" data-n="{at}"><b>{_OUTCOMES[found.outcome]}</b> '
        f'<a href="#code-{found.code}">{found.code}</a> {text(found.message)}</li>'
        for at, found in enumerate(shown, start=1)
    )
    said = {found.message for found in shown}  # what a finding tells is not told again
    gaps = "".join(f'<p class="gap">{text(told)}</p>' for told in wording.gaps(result, said))
    gaps += "".join(f'<p class="gap">{text(told)}</p>' for told in wording.beside(result))
    reason = "" if result.reason in said else f'<p class="reason">{text(result.reason)}</p>'
    listed = f'<ol class="findings">{findings}</ol>' if findings else ""
    origin = claim.origin if claim.origin != claim.location else None
    rows = (
        ("place", _place(str(claim.location))),
        ("draft", _place(str(origin)) if origin else ""),
        ("speaker", text(claim.speaker or "")),
        ("as of", claim.as_of.isoformat() if claim.as_of else ""),
        ("expected", claim.expect.value if claim.expect_stated else ""),
        ("confidence", f"{result.confidence:.2f}"),
        ("tags", text(", ".join(claim.tags))),
        ("note", text(claim.note or "")),
    )
    return (
        f'<h3>Claim</h3><p class="words">{marked(claim.text, marks)}</p>'
        f"{reason}{listed}{gaps}{facts(rows)}"
    )


def _evidence(
    result: Result, shown: Sequence[Found], pieces: Sequence[int], rest: Sequence[int]
) -> str:
    def piece(at: int) -> str:
        marks = [
            Marked(found.mark.start, found.mark.end, number, found.outcome.value)
            for number, found in enumerate(shown, start=1)
            if found.evidence == at
        ]
        source = result.evidence[at].source
        return _quoted(source, source.at, marks)

    told = "".join(map(piece, pieces))
    if rest:
        others = "".join(map(piece, rest))
        told += (
            f'<details class="more"><summary>{len(rest)} more considered</summary>'
            f"{others}</details>"
        )
    return told


def _quoted(
    source: Source, at: Location, marks: Sequence[Marked], look: str = "", word: str = ""
) -> str:
    """A sentence in its surroundings, with who published it and a place of it."""
    before = f'<span class="around">{text(source.before)}</span> ' if source.before else ""
    after = f' <span class="around">{text(source.after)}</span>' if source.after else ""
    title = text(source.title or "")
    if source.link:
        link = text(source.link)
        title = f'<a href="{link}" rel="noopener noreferrer">{title or link}</a>'
    credits = " · ".join(filter(None, (word, text(source.credits), title)))
    return (
        f'<figure class="piece{look}"><blockquote class="words">'
        f"{before}{marked(source.text, marks)}{after}</blockquote>"
        f"<figcaption>{credits}{'<br>' if credits else ''}{_place(str(at))}"
        "</figcaption></figure>"
    )


def _place(at: str) -> str:
    return f'<span class="place">{text(at)}</span>'


# --------------------------------------------------------------------------
# Slips


def _of_slip(slip: Slip, key: str) -> _Card:
    places = "".join(_slip_place(slip, at, place) for at, place in enumerate(slip.places))
    chart = f'<div class="wide">{drawn(slip.chart, key)}</div>' if slip.chart else ""
    rule = f'<a href="#code-{slip.code}">{slip.code}</a> {text(slip.name)}'
    beside = "".join(f'<p class="gap">{text(told)}</p>' for told in wording.beside(slip))
    said = f'<h3>Finding</h3><p class="reason">{text(slip.message)}</p>{beside}'
    said += facts([("rule", rule)])
    return _Card(
        key=key,
        status=slip.status,
        sign=_sign(slip),
        kind=slip.kind,
        title=slip.message,
        small=f"{slip.code} {slip.name} · {slip.main.mark.at}",
        body=f"<div>{said}</div><div><h3>Places</h3>{places}</div>{chart}",
        tags=(),
        sources=tuple(dict.fromkeys(_origin(place.source) for place in slip.places)),
        open=slip.status is Status.FAIL,
    )


def _slip_place(slip: Slip, at: int, place: Place) -> str:
    alone = at == slip.outlier
    mark = Marked(place.mark.start, place.mark.end, at + 1, Outcome.CONFLICTS.value)
    look, word = (" alone", "<b>stands alone</b>") if alone else ("", "")
    return _quoted(place.source, place.mark.at, [mark], look, word)


# --------------------------------------------------------------------------
# Below the list


def _draft(report: Report) -> Iterator[str]:
    """What is told of a draft beside its claims: sentences left out among them."""
    if report.draft is None:
        return
    from claimcheck.reports.drafts import every_line

    yield '<section><h2>Of the draft</h2><ul class="lines">'
    for line in every_line(report.draft):
        yield f"<li>{text(line)}</li>"
    yield "</ul></section>"


def _codes(report: Report) -> Iterator[str]:
    used = {found.code for result in report.results for found in result.findings}
    used |= {slip.code for slip in report.slips}
    known = [checker for checker in registry.load() if checker.code in used]
    if not known:
        return
    yield '<section><h2>What the codes mean</h2><dl class="codes">'
    for checker in known:
        page = re.split(r"^Why$", inspect.cleandoc(checker.doc), maxsplit=1, flags=re.M)[0]
        told = " ".join(page.replace("\nWhat\n", "\n").split())
        yield f'<dt id="code-{checker.code}">{checker.code} {text(checker.name)}</dt>'
        yield f"<dd>{text(told)}</dd>"
    yield "</dl></section>"
