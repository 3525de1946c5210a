"""Where nothing stands in the order: first, as SQLite has it; PostgreSQL puts it last."""

from index.store.postgres.tokens import next_word

_ENDS = {"limit", "offset", "rows", "range", "groups", "returning", "union", ")", ";"}


def with_nulls_first(pieces: list[str]) -> list[str]:
    """Say after every term of every `order by` where its nulls belong."""
    found, place = list[str](), 0
    while place < len(pieces):
        found.append(pieces[place])
        if pieces[place].lower() == "order":
            by = next_word(pieces, place + 1)
            if by < len(pieces) and pieces[by].lower() == "by":
                found += pieces[place + 1 : by + 1]
                terms, place = _terms(pieces, by + 1)
                found += _joined(terms)
                continue
        place += 1
    return found


def _terms(pieces: list[str], start: int) -> tuple[list[list[str]], int]:
    """The terms of an order and where it ends."""
    terms, depth, place = [list[str]()], 0, start
    while place < len(pieces):
        piece = pieces[place].lower()
        if depth == 0 and piece in _ENDS:
            break
        if depth == 0 and piece == ",":
            terms.append([])
        else:
            terms[-1].append(pieces[place])
        depth += (piece == "(") - (piece == ")")
        place += 1
    return terms, place


def _joined(terms: list[list[str]]) -> list[str]:
    found: list[str] = []
    for number, term in enumerate(terms):
        said = with_nulls_first(term)
        while said and said[-1] == " ":
            said.pop()
        last = said[-1].lower() if said else ""
        if said and "nulls" not in (piece.lower() for piece in said[-4:]):
            said += [" ", "nulls last" if last == "desc" else "nulls first"]
        found += ([","] if number else []) + said
    return [*found, " "]
