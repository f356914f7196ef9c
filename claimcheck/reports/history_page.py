"""The page of `claimcheck timeline`: what texts say of one thing over time, as charts."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck import __version__
from claimcheck.audit.timeline import Entry, History
from claimcheck.reports.building import place_of
from claimcheck.reports.charting import charts_of
from claimcheck.reports.html_chart import drawn
from claimcheck.reports.html_parts import Marked, document, marked, text
from claimcheck.types import Outcome


def render(about: str, histories: Sequence[History]) -> str:
    """The histories as the text of an HTML file."""
    body = [f"<header><h1>{text(about)}</h1></header>", "<main>"]
    charts = charts_of(histories, about)
    for at, (history, chart) in enumerate(zip(histories, charts, strict=True), start=1):
        name = f"{history.item} ({history.unit})" if history.item else history.unit
        body.append(f"<section><h2>{text(name)}</h2>")
        if chart is not None:
            body.append(drawn(chart, f"chart-{at}"))
        body += ["<ol>", *map(_entry, history.entries), "</ol></section>"]
    return document(f"claimcheck timeline: {about}", [*body, "</main>"], __version__)


def _entry(entry: Entry) -> str:
    place = place_of(entry.mention)
    source = place.source
    look = Outcome.CONFLICTS if entry.parts_from else Outcome.AGREES
    words = marked(source.text, [Marked(place.mark.start, place.mark.end, None, look.value)])
    others = ", ".join(str(other + 1) for other in entry.parts_from)
    beside = f'<p class="gap">✗ cannot hold beside {others}</p>' if others else ""
    credits = text(source.credits)
    return (
        f'<li><figure class="piece"><blockquote class="words">{words}</blockquote>'
        f"<figcaption>{credits}{'<br>' if credits else ''}"
        f'<span class="place">{text(place.mark.at)}</span></figcaption></figure>{beside}</li>'
    )
