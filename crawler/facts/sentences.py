"""Split German funding prose into sentences without stumbling over its abbreviations."""

import re
from itertools import islice

_END = re.compile(r"([.!?])[)\"“”]?\s+(?=[A-ZÄÖÜ„\"(•])")
_WORD_BEFORE = re.compile(r"[\wÄÖÜäöüß.]+$")
_MONTH = re.compile(
    r"(?:Jan|Feb|März|Apr|Mai|Juni|Juli|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\b|Jahrhundert\b"
)
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\s?\d{1,2}$")
_LONGEST = 1500
# No sentence goes on for so long; the rest of one that does is not read.
_MOST_PIECES = 8
_MOST_SENTENCES = 20_000
_WORD_LENGTH = 7
_NUMBER = re.compile(r"(?<!\d)\d{1,3}$")

_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "abs allg anm anl art aufl az bspw buchst bzw ca dgl dr einschl erg etc evtl f ff ggf "
        "gem gez grds hrsg inkl insb kap lfd lit max mind min mio mrd nr nrn o p pos prof rd "
        "rn s sog st str tel tit tsd u usf v vgl vs z zb ziff zzgl zzt bgbl gvbl gvobl gmbl "
        "abl amtsbl mbl stanz banz rspr idf nds nw",
    )
)


def sentences(block: str) -> list[str]:
    """Split one block of text (a paragraph, a list item); every sentence is a piece of it.

    What goes on for longer than any sentence is cut between two words.
    """
    found: list[str] = []
    start = 0
    for end in islice(_END.finditer(block), _MOST_SENTENCES):
        if _continues(block, end.start(1), end.end()):
            continue
        found += _pieces(block[start : end.end()].strip())
        start = end.end()
    if rest := block[start:].strip():
        found += _pieces(rest)
    return found


def _pieces(sentence: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    while len(sentence) - start > _LONGEST and len(pieces) < _MOST_PIECES:
        cut = sentence.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces.append(sentence[start:cut].strip())
        start = cut
    return [*pieces, sentence[start : start + _LONGEST].strip()]


def _continues(block: str, stop: int, following: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, a number or a date."""
    if block[stop] != ".":
        # the export turns dashes and quotation marks into question marks: " ? "
        return block[stop] == "?" and (stop == 0 or block[stop - 1] == " ")
    if block[max(0, stop - _WORD_LENGTH) : stop].isalpha() and stop >= _WORD_LENGTH:
        return False  # longer than any abbreviation
    found = _WORD_BEFORE.search(block, max(0, stop - 24), stop)
    if found is None:
        return False
    word = found.group()
    if _DAY_AND_MONTH.search(word):
        return False
    if _NUMBER.search(word) and (word.isdigit() or _MONTH.match(block, following)):
        return True
    last = word.rsplit(".", 1)[-1].lower()
    return len(last) == 1 or last in _ABBREVIATIONS
