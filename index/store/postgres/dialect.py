"""A statement of SQLite, said in the words of PostgreSQL; each text is translated once.

What both understand stays. What only needs a function is a function (`functions.sql`).
"""

from collections.abc import Callable
from functools import lru_cache

from index.store.postgres.ordering import with_nulls_first
from index.store.postgres.tokens import arguments, closing, cut, next_word, words
from index.store.postgres.truths import with_conditions, with_truths

_KEPT_TRUTHS = {"null", "true", "false", "distinct", "unknown", "json"}
_TYPES = {"integer": "bigint", "int": "bigint", "real": "double precision", "blob": "bytea"}
_WORDS = {"like": "ilike", "==": "="}


@lru_cache(maxsize=4096)
def translated(sql: str) -> str:
    """The statement with the marks for values that psycopg knows."""
    pieces = cut(sql)
    for change in _CHANGES:
        pieces = change(pieces)
    return "".join(_mark(piece) for piece in pieces).strip()


def _mark(piece: str) -> str:
    """A value's place; every other per cent sign is meant as one."""
    if piece == "?":
        return "%s"
    if piece[0] == ":" and piece[1:2] not in ("", ":"):
        return f"%({piece[1:]})s"
    if piece[:2] in ("x'", "X'"):
        return f"'\\x{piece[2:-1]}'::bytea"
    return piece.replace("%", "%%")


def _words(pieces: list[str]) -> list[str]:
    return [_WORDS.get(piece.lower(), piece) for piece in pieces]


def _limits(pieces: list[str]) -> list[str]:
    """No limit is -1 in SQLite and null in PostgreSQL; a set may be empty only in SQLite."""
    found, bounded, told = list(pieces), set[int](), words(pieces)
    for (_, word), (place, after), (third, last) in zip(
        told, told[1:], [*told[2:], (0, "")], strict=False
    ):
        if word == "limit" and after[0] in ":?":
            bounded.add(place)
        if (word, after, last) == ("in", "(", ")"):
            found[third] = "null)"
    return [
        it
        for place, piece in enumerate(found)
        for it in (["nullif(", piece, ", -1)"] if place in bounded else [piece])
    ]


def _comparisons(pieces: list[str]) -> list[str]:
    """`is` between two values, where PostgreSQL wants to know whether they are distinct."""
    found, told = list(pieces), words(pieces)
    for (place, word), (second, after), (_, third) in zip(
        told, told[1:], [*told[2:], (0, "")], strict=False
    ):
        if word != "is":
            continue
        if after == "not" and third not in _KEPT_TRUTHS:
            found[place], found[second] = "is", "distinct from"
        elif after not in _KEPT_TRUTHS and after != "not":
            found[place] = "is not distinct from"
    return found


def _calls(pieces: list[str]) -> list[str]:
    """Calls whose form differs: casts, and what gathers many rows into one text."""
    found: list[str] = []
    place = 0
    while place < len(pieces):
        word, opening = pieces[place].lower(), next_word(pieces, place + 1)
        call = opening < len(pieces) and pieces[opening] == "("
        if call and word in _FORMS:
            end = closing(pieces, opening)
            given = [_calls(it) for it in arguments(pieces, opening)]
            after, end = _filter(pieces, end)
            found += cut(_FORMS[word](["".join(it).strip() for it in given], after))
            place = end + 1
            continue
        found.append(pieces[place])
        place += 1
    return found


def _filter(pieces: list[str], end: int) -> tuple[str, int]:
    """A `filter (where …)` behind a call, and where it ends."""
    place = next_word(pieces, end + 1)
    if place < len(pieces) and pieces[place].lower() == "filter":
        opening = next_word(pieces, place + 1)
        last = closing(pieces, opening)
        return " filter " + "".join(_calls(pieces[opening : last + 1])), last
    return "", end


def _cast(given: list[str], after: str) -> str:
    value, _, kind = given[0].rpartition(" as ")
    if not value:
        value, _, kind = given[0].rpartition(" AS ")
    kind = _TYPES.get(kind.strip().lower(), kind)
    function = {"bigint": "to_whole_number", "text": "as_text"}.get(kind)
    return f"{function}({value})" if function else f"cast({value} as {kind})"


def _concatenated(given: list[str], after: str) -> str:
    distinct = given[0].lower().startswith("distinct ")
    value = given[0][9:] if distinct else given[0]
    separator = given[1] if len(given) > 1 else "','"
    return f"string_agg({'distinct ' * distinct}cast({value} as text), {separator}){after}"


def _array(given: list[str], after: str) -> str:
    return f"coalesce(json_agg({given[0]}){after}, '[]'::json)"


def _object(given: list[str], after: str) -> str:
    return f"coalesce(json_object_agg({', '.join(given)}){after}, '{{}}'::json)"


_FORMS: dict[str, Callable[[list[str], str], str]] = {
    "cast": _cast,
    "group_concat": _concatenated,
    "json_group_array": _array,
    "json_group_object": _object,
    "json": lambda given, after: f"cast({given[0]} as json)",
    "json_object": lambda given, after: f"json_build_object({', '.join(given)})",
    "json_array": lambda given, after: f"json_build_array({', '.join(given)})",
}


def _inserting(pieces: list[str]) -> list[str]:
    """`insert or ignore`; the other one, `insert or replace`, does not say what it replaces."""
    told = words(pieces)
    for (_, first), (second, either), (third, what) in zip(told, told[1:], told[2:], strict=False):
        if (first, either, what) == ("insert", "or", "ignore"):
            rest = pieces[:second] + pieces[third + 1 :]
            return _before_returning(rest, "on conflict do nothing ")
        if (first, either) == ("insert", "or"):
            raise ValueError(f"'insert or {what}' has to be said with 'on conflict'.")
    return pieces


def _before_returning(pieces: list[str], clause: str) -> list[str]:
    end = next((place for place, word in words(pieces) if word == "returning"), len(pieces))
    if pieces[end - 1] == ";":
        end -= 1
    return [*pieces[:end], " ", *cut(clause), *pieces[end:]]


def _folded(pieces: list[str]) -> list[str]:
    """`name collate nocase`, where the name is one word or `table.word`."""
    found: list[str] = []
    skip = -1
    for place, piece in enumerate(pieces):
        if place <= skip:
            continue
        if piece.lower() == "collate":
            named = next_word(pieces, place + 1)
            if pieces[named].lower() == "nocase":
                _wrap_last(found, "lower")
                skip = named
                continue
        found.append(piece)
    return found


def _wrap_last(found: list[str], function: str) -> None:
    while found and found[-1] == " ":
        found.pop()
    start = len(found) - 1
    while start >= 2 and found[start - 1] == ".":
        start -= 2
    found[start:] = [function, "(", *found[start:], ")", " "]


_CHANGES = (
    *(with_conditions, with_truths, _calls, _inserting, _words, _limits, _comparisons, _folded),
    with_nulls_first,
)
