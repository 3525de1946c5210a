"""The passages of a programme that tell what is funded, without what is not."""

import re
from collections.abc import Iterator

from index.programme import Programme

_NOT_FUNDED = re.compile(
    r"nicht (?:gefördert|förderfähig|zuwendungsfähig|förderungsfähig|bezuschusst)"
    r"|keine Förderung|von der Förderung ausgeschlossen|ausgenommen|ausgeschlossen"
    r"|kumulier|kombinier(?:t werden|bar|en)|in Kombination mit|Kombination mit anderen"
    r"|Doppelförderung|Rechtsanspruch|Anspruch auf (?:Gewährung|Bewilligung|Förderung|Zuwendung)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[a-zäöüß)][.!?])\s+(?=[A-ZÄÖÜ•])")


def passage(programme: Programme, name: str) -> str:
    """The named passage as plain text."""
    if name == "title":
        return programme.title
    if name == "keywords":
        return programme.keywords
    return "\n".join(_funded(programme.passage(name).text))


def _funded(text: str) -> Iterator[str]:
    """Leave out sentences on exclusion and combination, and the list under such a sentence."""
    skips_list = False
    for line in text.splitlines():
        if skips_list and line.startswith("•"):
            continue
        skips_list = False
        for sentence in _SENTENCE_ENDS.split(line):
            if not _NOT_FUNDED.search(sentence):
                yield sentence
            else:
                skips_list = sentence.endswith(":")
