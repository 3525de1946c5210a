"""Draw the rooms, who imports whom, and which way the data goes, from the code as it is.

    .venv/bin/python docs/draw_architecture.py          # writes docs/images/architecture.svg

A test draws it again: a new folder, a new source or an import between rooms asks for a new picture.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"

# Left, top, width, height of what the picture shows.
ROOMS = {
    "crawler": (220, 70, 205, 250),
    "index": (480, 70, 190, 250),
    "matcher": (480, 410, 190, 110),
    "webapp": (765, 70, 475, 620),
}
SAYS = {
    "crawler": "the reader: one file per source",
    "index": "the register and the search",
    "matcher": "the judge",
    "webapp": "the counter: a folder per capability",
}
# Where the import of one room by another is drawn; an import without a place is an error.
IMPORTS = {
    ("crawler", "index"): ((425, 250), (480, 250)),
    ("matcher", "index"): ((530, 410), (530, 320)),
    ("webapp", "index"): ((765, 250), (670, 250)),
    ("webapp", "matcher"): ((765, 490), (670, 490)),
    ("webapp", "crawler"): ((765, 600), (260, 600), (260, 320)),
}
FLOWS = (
    ("texts", (180, 150), (220, 150)),
    ("records", (425, 150), (480, 150)),
    ("programmes", (620, 320), (620, 410)),
    ("programmes", (670, 150), (765, 150)),
    ("verdicts", (670, 440), (765, 440)),
)
# Named in its room if it is really imported there.
LIBRARIES = {
    "crawler": ("scrapy", "lxml", "trafilatura", "pypdf"),
    "index": ("sqlite_utils", "psycopg", "whoosh"),
    "matcher": ("numpy",),
    "webapp": ("flask", "click", "reportlab", "openpyxl"),
}
# Who stands outside, the library by which the site meets them, and whether they are asked.
OUTSIDE = (
    ("Browser", "flask", 150, False),
    ("Terminal, timer", "click", 250, False),
    ("Mail server (SMTP)", "smtplib", 350, False),
    ("Mailbox (IMAP)", "imaplib", 450, True),
    ("Tables (XLSX)", "openpyxl", 550, False),
)
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #171a2b }
.name { font-weight: 700; font-size: 17px } .small { font-size: 12px; fill: #4a5068 }
.room { fill: #f2f5fb; stroke: #35507a; stroke-width: 1.5 }
.outside { fill: #fff; stroke: #4a5068; stroke-dasharray: 2 3 }
.flow { stroke: #1d5fa8; stroke-width: 3; fill: none; marker-end: url(#flow) }
.import { stroke: #97410c; stroke-width: 1.5; fill: none; stroke-dasharray: 6 4;
  marker-end: url(#import) }
"""


def drawn() -> str:
    """The whole picture."""
    graph = grimp.build_graph(*ROOMS, include_external_packages=True)
    parts = [*_frame(), *_sources(), *_rooms(graph), *_arrows(graph), *_outside(graph), *_legend()]
    return "\n".join([*parts, "</svg>", ""])


def _frame() -> Iterator[str]:
    yield '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1460 760" role="img">'
    yield "<title>The rooms of Fördernetz</title>"
    yield f"<style>{STYLE}</style>"
    for name, colour in (("flow", "#1d5fa8"), ("import", "#97410c")):
        yield (
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse"'
            f' markerWidth="11" markerHeight="11" orient="auto">'
            f'<path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
        )
    yield '<rect width="1460" height="760" fill="#fff"/>'


def _sources() -> Iterator[str]:
    from crawler.spider import spiders

    names = sorted(spiders())
    yield _box("outside", 20, 70, 160, 50 + 22 * len(names))
    yield _text(32, 94, "Sources", "name")
    yield from (_text(32, 120 + 22 * row, name) for row, name in enumerate(names))


def _rooms(graph: grimp.ImportGraph) -> Iterator[str]:
    for room, (left, top, width, height) in ROOMS.items():
        yield _box("room", left, top, width, height)
        yield _text(left + 14, top + 28, room, "name")
        yield _text(left + 14, top + 48, SAYS[room], "small")
        named = (name for name in LIBRARIES[room] if _is_met(graph, room, name))
        yield _text(left + 14, top + height - 12, ", ".join(named), "small")
        folders = sorted(name for name in graph.find_children(room) if graph.find_children(name))
        rows = (height - 110) // 23 + 1
        for place, folder in enumerate(folders):
            column, row = divmod(place, rows)
            shown = f"{folder.partition('.')[2]} {_marks(graph, folder)}".strip()
            yield _text(left + 14 + 156 * column, top + 82 + 23 * row, shown)


def _is_met(graph: grimp.ImportGraph, room: str, library: str) -> bool:
    """Whether a room really imports a library."""
    if library not in graph.modules:
        return False
    found = graph.find_modules_that_directly_import(library)
    return any(name.startswith(f"{room}.") for name in found)


def _marks(graph: grimp.ImportGraph, folder: str) -> str:
    """What a folder of the site adds: pages, commands, and whether it asks the judge."""
    if not folder.startswith("webapp."):
        return ""
    children = {name.rpartition(".")[2] for name in graph.find_children(folder)}
    inside = {folder, *graph.find_descendants(folder)}
    asks = any(_of_room(graph, module, "matcher") for module in inside)
    marks = (("▤", "routes" in children), ("›", "commands" in children), ("◆", asks))
    return "".join(mark for mark, there in marks if there)


def _of_room(graph: grimp.ImportGraph, module: str, room: str) -> bool:
    """Whether a module imports something of a room."""
    found = graph.find_modules_directly_imported_by(module)
    return any(name.partition(".")[0] == room for name in found)


def _arrows(graph: grimp.ImportGraph) -> Iterator[str]:
    for label, begin, end in FLOWS:
        yield _line("flow", (begin, end))
        middle = (begin[0] + end[0]) / 2
        below = begin[0] == end[0]
        place = (middle + 8, (begin[1] + end[1]) / 2 + 4) if below else (middle, begin[1] - 10)
        yield _text(*place, label, "small", anchor="start" if below else "middle")
    for pair in sorted(real_imports(graph)):
        yield _line("import", IMPORTS[pair])
    doors = sorted(
        name for name in graph.find_descendants("webapp") if _of_room(graph, name, "crawler")
    )
    yield _text(270, 592, f"only {', '.join(doors)}", "small")


def real_imports(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    """Which room imports which."""
    return {
        (room, other)
        for room in ROOMS
        for module in graph.find_descendants(room)
        for other in ROOMS
        if other != room and _of_room(graph, module, other)
    }


def _outside(graph: grimp.ImportGraph) -> Iterator[str]:
    for label, library, top, is_asked in OUTSIDE:
        if _is_met(graph, "webapp", library):
            yield _box("outside", 1290, top - 24, 150, 44)
            yield _text(1302, top + 3, label)
            way = ((1240, top), (1290, top))
            yield _line("flow", way[::-1] if is_asked else way)


def _legend() -> Iterator[str]:
    yield _line("flow", ((220, 720), (270, 720)))
    yield _text(280, 724, "data")
    yield _line("import", ((350, 720), (400, 720)))
    yield _text(410, 724, "imports")
    yield _text(765, 724, "▤ has pages   › has commands   ◆ asks the judge")


def _box(kind: str, left: float, top: float, width: float, height: float) -> str:
    size = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return f'<rect class="{kind}" rx="6" {size}/>'


def _text(left: float, top: float, text: str, kind: str = "", anchor: str = "start") -> str:
    said = f' class="{kind}"' if kind else ""
    return f'<text x="{left:g}" y="{top:g}" text-anchor="{anchor}"{said}>{escape(text)}</text>'


def _line(kind: str, points: Iterable[tuple[float, float]]) -> str:
    return f'<path class="{kind}" d="M{" L".join(f"{x} {y}" for x, y in points)}"/>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
