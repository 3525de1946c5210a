"""A statement cut into the pieces that SQLite knows, and what is found among them."""

import re
from collections.abc import Iterator, Sequence

_PIECE = re.compile(
    r"""
    (?P<gap>\s+|--[^\n]*|/\*.*?\*/)
    |(?P<blob>[xX]'[0-9a-fA-F]*')
    |(?P<text>'(?:[^']|'')*')
    |(?P<name>"(?:[^"]|"")*")
    |(?P<kind>::)
    |(?P<value>\?|:[A-Za-z_]\w*)
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<word>[A-Za-z_\u0080-\uffff][\w$]*)
    |(?P<sign>\|\||->>|->|<>|<=|>=|==|!=|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def cut(sql: str) -> list[str]:
    """Cut a statement; what stands between the pieces becomes one blank."""
    found: list[str] = []
    for piece in _PIECE.finditer(sql):
        gap = piece.lastgroup == "gap"
        if not gap:
            found.append(piece.group())
        elif found and found[-1] != " ":
            found.append(" ")
    return found


def words(pieces: Sequence[str]) -> list[tuple[int, str]]:
    """Every piece that is no blank, in small letters unless quoted, with its place."""
    return [
        (place, piece if piece[0] in "'\"" else piece.lower())
        for place, piece in enumerate(pieces)
        if piece != " "
    ]


def closing(pieces: Sequence[str], opening: int) -> int:
    """Find the bracket that closes the one at this place."""
    depth = 0
    for place in range(opening, len(pieces)):
        if pieces[place] == "(":
            depth += 1
        elif pieces[place] == ")":
            depth -= 1
            if depth == 0:
                return place
    raise ValueError("A bracket is never closed.")


def arguments(pieces: Sequence[str], opening: int) -> Iterator[list[str]]:
    """The pieces of each argument of the call whose bracket opens at this place."""
    end, depth, found = closing(pieces, opening), 0, list[str]()
    for place in range(opening + 1, end):
        piece = pieces[place]
        if piece == "," and depth == 0:
            yield found
            found = []
            continue
        depth += (piece == "(") - (piece == ")")
        found.append(piece)
    if found:
        yield found


def next_word(pieces: Sequence[str], place: int) -> int:
    """The place of the next piece that is no blank; the end when there is none."""
    while place < len(pieces) and pieces[place] == " ":
        place += 1
    return place
