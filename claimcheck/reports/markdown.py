"""The report in Markdown, as forges show it: for a comment, a wiki, or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.reports import wording
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import Place, Report, Result, Slip, Source, Status
from claimcheck.types import Location

_SIGNS = {Status.FAIL: "❌", Status.WARN: "⚠️", Status.OK: "✅"}
#: What is markup wherever it stands …
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&~|@#$])")
#: … as a link without brackets …
_LINK = re.compile(r"(?i)(?<=\w)(://)|(?<=\bwww)(\.)")
#: … and at the start of a line: lists, rules, headings.
_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+=.)])")
#: Bytes that a forge takes of a summary of a job; more, and it shows none at all.
LIMIT = 1024 * 1024


def render(report: Report) -> str:
    """The report as Markdown text."""
    return "\n".join(_lines(report))


def within(report: Report, limit: int) -> str:
    """The report in at most so many bytes: what fails first, and a note of what is left out.

    "" where not even the counts fit.
    """
    text = render(report)
    if len(text.encode()) <= limit:
        return text
    head = [*_head(report), ""]
    parts = [*_details(report)]
    note = "\n\n{} more are left out here: the summary of a job takes no more.\n"
    size = len("\n".join(head).encode()) + len(note) + 20
    if size > limit:
        return ""
    kept = 0
    for part in parts:
        size += len(part.encode()) + 1
        if size > limit:
            break
        kept += 1
    return "\n".join([*head, *parts[:kept]]) + note.format(len(parts) - kept)


def _lines(report: Report) -> Iterator[str]:
    yield from _head(report)
    if report.results:
        yield ""
        yield from _table(report.results)
    yield ""
    yield from _details(report)
    if report.draft is not None:
        from claimcheck.reports.drafts import every_line

        yield "## Of the draft"
        yield ""
        for line in every_line(report.draft):
            yield f"- {escaped(line)}"
        yield ""


def _head(report: Report) -> Iterator[str]:
    failed = report.summary.exit_code
    yield f"# {_SIGNS[Status.FAIL if failed else Status.OK]} claimcheck {report.command}"
    yield ""
    yield f"{escaped(report.summary.line())}."


def _table(results: Iterable[Result]) -> Iterator[str]:
    yield "| | claim | verdict | confidence | place |"
    yield "|---|---|---|---|---|"
    for result in results:
        claim = result.claim
        word = f"{_SIGNS[result.status]} {wording.standing(result)}"
        at = escaped(str(claim.location))
        label, sure = result.label.value, result.confidence
        yield f"| {word} | {escaped(claim.text)} | {label} | {sure:.2f} | {at} |"


def _details(report: Report) -> Iterator[str]:
    """What is not as it should be, a part each, what fails first."""
    order = [Status.FAIL, Status.WARN, Status.OK]
    told = [one for one in report.results if one.status is not Status.OK or one.gaps or one.notes]
    for result in sorted(told, key=lambda one: order.index(one.status)):
        yield "\n".join(_of_result(result))
    for slip in sorted(report.slips, key=lambda one: order.index(one.status)):
        yield "\n".join(_of_slip(slip))


def _of_result(result: Result) -> Iterator[str]:
    claim = result.claim
    yield f"## {_SIGNS[result.status]} {escaped(wording.title(result))}"
    yield ""
    yield f"> {_marked(claim.text, [(f.claim.start, f.claim.end) for f in result.decisive])}"
    yield ""
    yield f"{escaped(result.reason.strip())} (confidence {result.confidence:.2f}, {_at(result)})"
    yield ""
    for line in wording.beside(result):
        yield f"- {escaped(line)}"
    pieces: dict[int, list[tuple[int, int]]] = {}
    said: dict[str, None] = {result.reason: None}
    for found in result.decisive:
        pieces.setdefault(found.evidence, []).append((found.mark.start, found.mark.end))
        if found.message not in said:
            said[found.message] = None
            yield f"- {found.code} {found.name}: {escaped(found.message)}"
    if not pieces and result.evidence:
        pieces[0] = []
    for at, marks in pieces.items():
        source = result.evidence[at].source
        yield f"- {_source(source, source.at, marks)}"
    for gap in wording.gaps(result, said):
        yield f"- {escaped(gap)}"
    yield ""


def _at(result: Result) -> str:
    claim = result.claim
    origin = claim.origin
    draft = f", from {origin}" if origin is not None and origin != claim.location else ""
    return escaped(f"{claim.location}{draft}")


def _of_slip(slip: Slip) -> Iterator[str]:
    yield f"## {_SIGNS[slip.status]} {escaped(wording.slip_title(slip))}"
    yield ""
    yield escaped(slip.message)
    yield ""
    for line in wording.beside(slip):
        yield f"- {escaped(line)}"
    for at, place in enumerate(slip.places):
        yield f"- {'**stands alone:** ' if at == slip.outlier else ''}{_place(place)}"
    yield ""


def _place(place: Place) -> str:
    return _source(place.source, place.mark.at, [(place.mark.start, place.mark.end)])


def _source(source: Source, at: Location, marks: Sequence[tuple[int, int]]) -> str:
    credits = f" ({escaped(source.credits)})" if source.credits else ""
    return f"{escaped(str(at))}{credits}: {_marked(source.text, marks)}"


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The text with what is marked in bold; marks that overlap are one."""
    made, at = "", 0
    for start, end in sorted(marks):
        start = max(start, at)
        words = text[start:end].strip()
        if words:
            start = text.index(words, start)
            made += f"{escaped(text[at:start])}**{escaped(words)}**"
            at = start + len(words)
    return made + escaped(text[at:])


def escaped(text: str) -> str:
    """Text as it stands, in which nothing is markup, a link, a mention or a tag."""
    told = _SPECIAL.sub(r"\\\1", printable(text))
    return _START.sub(r"\1\\\2", _LINK.sub(r"\\\g<0>", told))
