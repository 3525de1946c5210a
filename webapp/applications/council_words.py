"""The sentence of a programme that asks for a decision of the municipality's own bodies."""

import re

from index.programme import Programme

_RESOLUTION = re.compile(
    r"\b(?:Gemeinderatsbeschl|Ratsbeschl|Kreistagsbeschl|Stadtratsbeschl|Gremienbeschl"
    r"|Beschl(?:uss|üsse)\w* (?:des|der) (?:zuständigen |kommunalen |jeweiligen |örtlichen )*"
    r"(?:Gemeinde|Stadt|Rat|Kreistag|Gremi|Vertretung|Kommun|Organ|Magistrat|Verbandsversammlung))"
)
_FOR_APPLYING = re.compile(
    r"[Aa]ntrag|[Vv]orzulegen|[Bb]eizufügen|[Nn]achzuweisen|[Nn]achweis|bestätig|[Ee]rforderlich"
)
"""Without such a word a resolution is about something else, as where a Fördergebiet lies."""

_SENTENCE = re.compile(r"[^.\n]+\.?")
_LONGEST = 300


def council_quote(programme: Programme) -> str | None:
    """Quote it, if a passage has one."""
    for _, passage in programme.passages():
        for sentence in _SENTENCE.findall(passage.text):
            if _RESOLUTION.search(sentence) and _FOR_APPLYING.search(sentence):
                return str(sentence).strip().removeprefix("•").strip()[:_LONGEST]
    return None
