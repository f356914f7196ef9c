"""A chart of figures over time as inline SVG, and the same figures as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from claimcheck.quantities.describe import number
from claimcheck.reports.html_parts import text
from claimcheck.reports.model import Chart, Point

_WIDTH, _HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 620, 22, 200
#: Values on the scale, about.
_TICKS = 4
#: Pixels between figures of one day.
_BESIDE, _MOST_BESIDE = 16, 3
_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


def drawn(chart: Chart, key: str) -> str:
    """The figure; `key` is unique within the page."""
    scale = _scale(chart)
    title = text(f"{chart.title}, over time")
    unit = f" ({text(chart.unit)})" if chart.unit else ""
    lines = [
        f'<figure class="chart"><figcaption>{title}{unit}</figcaption>',
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="title-of-{key}">',
        f'<title id="title-of-{key}">{title}: {text(_spoken(chart))}</title>',
        *_axes(scale),
        *_claim(chart, scale),
        *_points(chart, scale),
        "</svg>",
        *_table(chart),
        "</figure>",
    ]
    return "\n".join(lines)


def _spoken(chart: Chart) -> str:
    return "; ".join(f"{one.day.isoformat()} {one.said}" for one in chart.points)


def _ends(point: Point) -> tuple[Decimal, Decimal]:
    """The values of a figure, an open end told by the other one."""
    low = point.low if point.low is not None else point.high
    high = point.high if point.high is not None else point.low
    assert low is not None
    assert high is not None
    return low, high


@dataclass(frozen=True, slots=True)
class _Scale:
    """Which days and values the chart shows, and where they stand in it."""

    first: date
    last: date
    low: Decimal
    high: Decimal

    def x(self, day: date) -> float:
        """Pixels from the left."""
        if self.first == self.last:
            return (_LEFT + _RIGHT) / 2
        share = (day - self.first).days / (self.last - self.first).days
        return _LEFT + 24 + share * (_RIGHT - _LEFT - 60)

    def y(self, value: Decimal) -> float:
        """Pixels from the top."""
        share = (value - self.low) / (self.high - self.low)
        return _BOTTOM - float(share) * (_BOTTOM - _TOP)

    def ticks(self) -> Iterator[Decimal]:
        """Round values across the scale: steps of 1, 2 or 5."""
        least = (self.high - self.low) / _TICKS
        size = Decimal(10) ** least.adjusted()
        step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least)
        value = (self.low / step).to_integral_value(ROUND_CEILING) * step
        while value <= self.high:
            yield value
            value += step


def _scale(chart: Chart) -> _Scale:
    """The scale of a chart: from nothing, unless all values are far above it."""
    told = [*chart.points, *([chart.claimed] if chart.claimed else [])]
    low = min(_ends(one)[0] for one in told)
    high = max(_ends(one)[1] for one in told)
    room = (high - low) or abs(high) or Decimal(1)
    low = Decimal(0) if 0 <= low < 2 * room else low - room / 5
    return _Scale(chart.points[0].day, chart.points[-1].day, low, high + room / 8)


def _axes(scale: _Scale) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.y(value)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield (
            f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{_short(value)}</text>"
        )
    days = sorted({scale.first, scale.last})
    for at, day in enumerate(days):
        anchor = "middle" if len(days) == 1 else ("start", "end")[at]
        x = scale.x(day) + (0 if len(days) == 1 else (-12, 12)[at])
        yield (
            f'<text class="tick" x="{x:.1f}" y="{_BOTTOM + 24}" text-anchor="{anchor}">'
            f"{day.isoformat()}</text>"
        )


def _short(value: Decimal) -> str:
    """A value as a scale tells it: "800 m", "1.25 bn"."""
    for size, name in _SCALES:
        if abs(value) >= size:
            return f"{number(_digits(value / size))} {name}"
    return number(_digits(value))


def _digits(value: Decimal) -> Decimal:
    """A few digits, which are enough for a scale."""
    if abs(value) >= 100:
        return value.quantize(Decimal(1))
    return value.quantize(Decimal("0.1") if abs(value) >= 10 else Decimal("0.001"))


def _claim(chart: Chart, scale: _Scale) -> Iterator[str]:
    if chart.claimed is None:
        return
    low, high = _ends(chart.claimed)
    top, bottom = scale.y(high), scale.y(low)
    if bottom - top > 1:
        yield (
            f'<rect class="band" x="{_LEFT}" y="{top:.1f}" width="{_RIGHT - _LEFT}" '
            f'height="{bottom - top:.1f}"/>'
        )
    middle = (top + bottom) / 2
    yield (
        f'<line class="claim" x1="{_LEFT}" x2="{_RIGHT}" y1="{middle:.1f}" y2="{middle:.1f}"/>'
        f'<text x="{_RIGHT}" y="{middle - 6:.1f}" text-anchor="end">the claim</text>'
    )


def _points(chart: Chart, scale: _Scale) -> Iterator[str]:
    seen: Counter[date] = Counter()
    for at, point in enumerate(chart.points, start=1):
        x = scale.x(point.day) + _BESIDE * (seen[point.day] % _MOST_BESIDE)
        seen[point.day] += 1
        low, high = _ends(point)
        top, bottom = scale.y(high), scale.y(low)
        y = (top + bottom) / 2
        look = "fault" if point.fault else "point"
        if bottom - top > 1:
            yield (
                f'<line class="{look}" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>'
            )
        if point.fault:  # a cross, so that the look tells it without colour
            yield (
                f'<path class="fault" d="M{x - 5:.1f} {y - 5:.1f}l10 10'
                f'M{x - 5:.1f} {y + 5:.1f}l10 -10"/>'
            )
        else:
            yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        yield from _open_ends(point, x, y, look)
        above = min(top, y - 5) - (20 if point.high is None else 5)
        yield (
            f'<text class="number" x="{x:.1f}" y="{above:.1f}" text-anchor="middle">'
            f"{_letter(at)}</text>"
        )


def _open_ends(point: Point, x: float, y: float, look: str) -> Iterator[str]:
    """An arrow where a figure tells one end of what it may be ("more than 713 million")."""
    for end, way in ((point.high, -1), (point.low, 1)):
        if end is None:
            tip = y + way * 20
            yield (
                f'<path class="{look} arrow" d="M{x:.1f} {y + way * 5:.1f}V{tip:.1f}'
                f'm-4 {-way * 5}l4 {way * 5}l4 {-way * 5}"/>'
            )


def _letter(at: int) -> str:
    """The name of a point; findings have the numbers."""
    before, last = divmod(at - 1, 26)
    return (_letter(before) if before else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def _table(chart: Chart) -> Iterator[str]:
    rows: Sequence[Point] = chart.points
    yield '<details class="table" open><summary>The figures as a table</summary>'
    yield (
        '<table><thead><tr><th scope="col">point</th><th scope="col">day</th>'
        '<th scope="col">figure</th><th scope="col">source</th><th scope="col">how it stands</th>'
        "</tr></thead><tbody>"
    )
    for at, point in enumerate(rows, start=1):
        sign = "✗ " if point.fault else "○ "
        cells = (point.day.isoformat(), point.said, point.credits, sign + point.standing)
        told = "".join(f"<td>{text(cell)}</td>" for cell in cells)
        yield f"<tr><td>{_letter(at)}</td>{told}</tr>"
    if chart.claimed:
        said = text(chart.claimed.said)
        yield f"<tr><td></td><td></td><td>{said}</td><td></td><td>the claim</td></tr>"
    yield "</tbody></table></details>"
