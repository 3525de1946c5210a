"""The sentence of a programme that asks for a decision of the municipality's own bodies."""

import re

from index.programme import Programme

_ASKS = re.compile(
    r"[^.\n]*\b(?:Gemeinderats|Ratsbeschl|Kreistagsbeschl|Stadtratsbeschl"
    r"|Beschl(?:uss|üsse)\w* (?:des|der) (?:zuständigen |kommunalen |jeweiligen |örtlichen )*"
    r"(?:Gemeinde|Stadt|Rat|Kreistag|Gremi|Vertretung|Kommun|Organ|Magistrat|Verbandsversammlung)"
    r")\w*[^.\n]*\.?"
)
_LONGEST = 300


def council_quote(programme: Programme) -> str | None:
    """Quote it, if a passage has one."""
    for _, passage in programme.passages():
        if found := _ASKS.search(passage.text):
            return found[0].removeprefix("•").strip()[:_LONGEST]
    return None
