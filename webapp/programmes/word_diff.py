"""What was taken out of a text and what was put in, by sentences first and then by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.text import comparable

SAME, INSERTED, DELETED, GAP = "same", "inserted", "deleted", "gap"

_SENTENCE = re.compile(r"[^\n]*?(?:[.!?;:](?=\s)\s*|\n+|\Z)")
_KEPT_AROUND = 1
_MANY_SENTENCES = 4_000
_MANY_PAIRS = 250_000
_MOST_PAIRS = 25_000_000
_ALIKE_ENOUGH = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: the same in both, inserted, deleted, or a long part that is the same."""

    kind: str
    text: str

    @property
    def words(self) -> int:
        """So many words it has."""
        return len(self.text.split())


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts; what differs only in markup, case or quotation marks is the same."""
    before, after = _sentences(old), _sentences(new)
    many = max(len(before), len(after)) > _MANY_SENTENCES
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=many)
    pieces: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces += _shortened(after[k:m], first=k == 0, last=m == len(after))
        else:
            pieces += _words("".join(before[i:j]), "".join(after[k:m]))
    return tuple(_joined(pieces))


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    pairs = len(before) * len(after)
    if pairs > _MOST_PAIRS:
        yield from _replaced(old, new)
        return
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=pairs > _MANY_PAIRS)
    if matcher.ratio() < _ALIKE_ENOUGH:  # two other sentences, not one that was mended
        yield from _replaced(old, new)
        return
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(after[k:m]))
        else:
            yield from _replaced("".join(before[i:j]), "".join(after[k:m]))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    """Mark the words; the blank or line break after them is no part of the change."""
    end = new[len(new.rstrip()) :] if old and new else ""
    if old:
        yield Piece(DELETED, old.rstrip() if end else old)
    if new:
        yield Piece(INSERTED, new.removesuffix(end))
    yield Piece(SAME, end)


def _shortened(sentences: Sequence[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """Keep the sentences beside a change; what lies between is one gap."""
    head = 0 if first else _KEPT_AROUND
    tail = len(sentences) - (0 if last else _KEPT_AROUND)
    if tail - head < 2:
        yield Piece(SAME, "".join(sentences))
        return
    yield Piece(SAME, "".join(sentences[:head]))
    yield Piece(GAP, "".join(sentences[head:tail]))
    yield Piece(SAME, "".join(sentences[tail:]))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting is not None and waiting.kind == piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.findall(text) if part]


def _keys(parts: Sequence[str]) -> list[str]:
    return [comparable(part) for part in parts]
