"""The chart of growth: milliseconds of a search over the number of programmes, as SVG."""

from math import log10
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 380, 64, 24, 40, 56
STYLE = """
text { font: 13px sans-serif; fill: #1c2530 }
.axis { stroke: #5b6670 } .grid { stroke: #d5dade } polyline { fill: none; stroke-width: 2.5 }
.folder { stroke: #0b5fa5 } .server { stroke: #b4490b; stroke-dasharray: 7 4 }
circle { fill: #fff; stroke-width: 2.5 }
circle.server { stroke-dasharray: none } .back { fill: #fff }
@media (prefers-color-scheme: dark) {
text { fill: #eef1f4 } .grid { stroke: #3a444d } .back, circle { fill: #14191e }
.folder { stroke: #7cc0ff } .server { stroke: #ffab73 } .axis { stroke: #aab4bd } }
"""
NAMES = {"folder": "index in a folder (Whoosh)", "server": "index on PostgreSQL"}


def chart(rows: list[dict[str, Any]]) -> str:
    """Draw p95 of CPU per search; both axes are logarithmic."""
    sizes = sorted({it["programmes"] for it in rows})
    low, high = log10(sizes[0] * 0.8), log10(sizes[-1] * 1.25)
    times = [it["cpu_p95"] for it in rows]
    bottom, top = log10(min(times) / 1.5), log10(max(times) * 1.5)

    def x(programmes: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(programmes) - low) / (high - low)

    def y(ms: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(ms) - bottom) / (top - bottom)

    drawn = [f'<rect class="back" width="{WIDTH}" height="{HEIGHT}"/>']
    for ms in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if bottom <= log10(ms) <= top:
            drawn.append(_line("grid", LEFT, y(ms), WIDTH - RIGHT, y(ms)))
            drawn.append(_text(LEFT - 8, y(ms) + 4, f"{ms} ms", "end"))
    drawn.append(_line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM))
    for size in sizes:
        drawn.append(_text(x(size), HEIGHT - BOTTOM + 20, f"{size:,}", "middle"))
    drawn.append(_text(WIDTH / 2, HEIGHT - 12, "programmes", "middle"))
    for number, (place, name) in enumerate(NAMES.items()):
        points = [(x(it["programmes"]), y(it["cpu_p95"])) for it in rows if it["place"] == place]
        line = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        drawn.append(f'<polyline class="{place}" points="{line}"/>')
        drawn += [f'<circle class="{place}" cx="{a:.1f}" cy="{b:.1f}" r="4"/>' for a, b in points]
        at = LEFT + 250 * number
        drawn.append(_line(place, at, 20, at + 28, 20, 'stroke-width="2.5"'))
        drawn.append(_text(at + 36, 25, name, "start"))
    title = "<title>CPU of one search, 95th percentile, by the number of programmes</title>"
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join([opening, title, f"<style>{STYLE}</style>", *drawn, "</svg>"]) + "\n"


def _line(kind: str, x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {more}/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
