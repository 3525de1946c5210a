"""The way back to the same place of the queue, from wherever something was decided."""

import re

from flask import request, url_for

_PART = r"[a-z]+=[\w-]+"
# Parts need their & between them: a text that can be cut in many ways is tried in all of them.
_PLACE = re.compile(rf"((?:{_PART}(?:&{_PART})*)?)(#p[0-9]+)?")


def way_back(default: str) -> str:
    """The place in the queue that `zurueck` names, as the queue wrote it; else the default.

    Only its filters, page and programme are taken over, so it never leads to another site.
    """
    found = _PLACE.fullmatch(request.values.get("zurueck", ""))
    if not found or not found[0]:
        return default
    query, anchor = found[1], found[2] or ""
    return url_for("reviews.page") + (f"?{query}" if query else "") + anchor


def place(kind: str, source: str, page: int, programme: int = 0) -> str:
    """Name a place of the queue, for `zurueck`."""
    parts = dict(art=kind, quelle=source, seite=str(page) if page > 1 else "")
    query = "&".join(f"{name}={value}" for name, value in parts.items() if value)
    return query + (f"#p{programme}" if programme else "")
