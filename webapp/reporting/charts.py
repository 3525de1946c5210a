"""Charts for the printed report: bars with their names, which read well without colour."""

from typing import Any

_LINE, _LABELS, _VALUES, _GAP = 15, 150, 92, 4


def bars(rows: list[tuple[str, int]], written: list[str], width: float) -> Any:
    """Draw a bar for each name; the value stands written behind its bar."""
    from reportlab.graphics.shapes import Drawing, Line, Rect, String
    from reportlab.lib.colors import HexColor

    most = max((value for _, value in rows), default=0)
    height = _LINE * len(rows) + _GAP
    drawing = Drawing(width, height)
    room = width - _LABELS - _VALUES
    for place, ((name, value), said) in enumerate(zip(rows, written, strict=True)):
        bottom = height - _LINE * (place + 1)
        long = room * value / most if most > 0 else 0
        drawing.add(_word(String, name, _LABELS - 6, bottom, "end"))
        if long:
            bar = Rect(_LABELS, bottom + 1, long, _LINE - 5, strokeWidth=0.5)
            bar.fillColor, bar.strokeColor = HexColor("#3f5fbf"), HexColor("#171a2b")
            drawing.add(bar)
        drawing.add(_word(String, said, _LABELS + long + 4, bottom, "start"))
    drawing.add(Line(_LABELS, 0, _LABELS, height, strokeWidth=0.5))
    return drawing


def _word(make: Any, text: str, x: float, bottom: float, anchor: str) -> Any:
    return make(x, bottom + 3, text, fontName="Helvetica", fontSize=8, textAnchor=anchor)
