"""The syntax of a question: »phrases«, -exclusion, UND, ODER, NICHT."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("„“”«»", '"""""')
_OPERATORS = {"AND": "and", "UND": "and", "OR": "or", "ODER": "or", "NOT": "not", "NICHT": "not"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or phrase, and how it was asked for."""

    text: str
    quoted: bool = False
    excluded: bool = False
    required: bool = False
    joined: bool = False  # by OR with the piece before
    opens: bool = False  # an OR follows


def pieces(text: str) -> Iterator[Piece]:
    """Cut a question into its words and phrases; operators are written in capitals."""
    operator = ""
    tokens = [
        match
        for match in _TOKEN.finditer(text.translate(_QUOTES))
        if match["word"] or match["phrase"]
    ]
    kinds = [_OPERATORS.get(match["word"] or "") for match in tokens]
    for number, match in enumerate(tokens):
        if kinds[number]:
            operator = kinds[number] or ""
            continue
        after = kinds[number + 1] if number + 1 < len(kinds) else None
        yield Piece(
            text=match["phrase"] or match["word"] or "",
            quoted=match["phrase"] is not None,
            excluded=bool(match["minus"]) or operator == "not",
            required=operator == "and" or after == "and",
            joined=operator == "or",
            opens=after == "or",
        )
        operator = ""
