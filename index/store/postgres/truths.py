"""A number where a truth is expected: SQLite asks whether it is 0, PostgreSQL wants that said."""

from collections.abc import Sequence

from index.store.postgres.tokens import closing, next_word

_BEFORE = {"where", "and", "or", "not", "when", "on", "having", "("}
_AFTER = {
    *("and", "or", "then", ")", "group", "order", "limit", "having", "union", ";", "", "join"),
    *("left", "inner", "cross", "returning", "window", "except"),
}
_AFTER_NOT = {",", "from", "as", "end", "else"}
_NO_VALUES = {"exists", "not", "true", "false", "null", "case", "select", "json_valid"}
_BOUNDS = {"and", "or", "where", "on", "when", "having"}


def with_truths(pieces: list[str]) -> list[str]:
    """Compare with 0 whatever stands alone where a truth is expected."""
    ends = set[int]()
    for place, piece in enumerate(pieces):
        if not _truth_begins(pieces, place):
            continue
        start = next_word(pieces, place + 1)
        end = _end(pieces, start)
        if end is None:
            continue
        after = _word(pieces, next_word(pieces, end + 1))
        wanted = _AFTER | (_AFTER_NOT if piece.lower() == "not" else set())
        if piece == "(":
            wanted = {"and", "or", *([","] if _before(pieces, place) == "iif" else [])}
        if after in wanted:
            ends.add(end)
    return [
        it for place, piece in enumerate(pieces) for it in (piece, *[" <> 0"] * (place in ends))
    ]


def _truth_begins(pieces: Sequence[str], place: int) -> bool:
    word = pieces[place].lower()
    if word == "not" and _before(pieces, place) == "is":
        return False
    return word in _BEFORE and not (word == "and" and _ends_a_range(pieces, place))


def _before(pieces: Sequence[str], place: int) -> str:
    place -= 1
    while place >= 0 and pieces[place] == " ":
        place -= 1
    return pieces[place].lower() if place >= 0 else ""


def _ends_a_range(pieces: Sequence[str], place: int) -> bool:
    """Whether this `and` belongs to a `between`."""
    depth = 0
    for before in range(place - 1, -1, -1):
        word = pieces[before].lower()
        depth += (word == ")") - (word == "(")
        if depth < 0 or (depth == 0 and word in _BOUNDS):
            return False
        if depth == 0 and word == "between":
            return True
    return False


def _end(pieces: Sequence[str], start: int) -> int | None:
    """Where the one value ends that begins here; None when there is none."""
    word = _word(pieces, start)
    if not word or word in _NO_VALUES or word in "'+-*/,)":
        return None
    if word == "(":
        inside = _word(pieces, next_word(pieces, start + 1))
        return closing(pieces, start) if inside == "select" else None
    if not (word[0].isalnum() or word[0] in '_":?'):
        return None
    end = start
    while _word(pieces, end + 1) == ".":
        end += 2
    opening = next_word(pieces, end + 1)
    if _word(pieces, opening) == "(" and word[0].isalpha():
        return closing(pieces, opening)
    return end


def _word(pieces: Sequence[str], place: int) -> str:
    return pieces[place].lower() if place < len(pieces) else ""


_JOIN_ENDS = {"where", "group", "order", "limit", "join", "left", "inner", "cross", "union", ")"}


def with_conditions(pieces: list[str]) -> list[str]:
    """Say `on true` where tables are joined without a condition."""
    found, missing = list[str](), _joins_without(pieces)
    for place, piece in enumerate(pieces):
        if place in missing:
            found.append(" on true ")
        found.append(piece)
    if len(pieces) in missing:
        found.append(" on true")
    return found


def _joins_without(pieces: Sequence[str]) -> set[int]:
    """The places at which the condition of a join is missing."""
    missing = set[int]()
    for place in range(len(pieces)):
        if pieces[place].lower() != "join" or _before(pieces, place) == "cross":
            continue
        depth, end = 0, place + 1
        while end < len(pieces) and not (depth == 0 and pieces[end].lower() in _JOIN_ENDS):
            depth += (pieces[end] == "(") - (pieces[end] == ")")
            if depth == 0 and pieces[end].lower() in ("on", "using"):
                break
            end += 1
        if end == len(pieces) or pieces[end].lower() in _JOIN_ENDS:
            missing.add(end)
    return missing
