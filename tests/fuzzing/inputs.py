"""What hypothesis gives to a parser: its samples cut, doubled and sprinkled with odd signs."""

import json
from typing import Any

from hypothesis import strategies as st

from fuzzing.parser import Parser

ODD = (
    "\x00", "\ud800", "\u00ad", "\u200b", "\u202e", "\u2028", "\ufeff", "İ", "ſ", "ﬁ", "Ⅷ", "²",
    "١", "１", "e\u0301", "\U0001f4a9", "?", "%", "%00", "%ff", "&", "&#x6a;", "&shy;", "<", ">",
    "&amp;lt;", '"', "'", "`", "<script>x()</script>", "<img src=x onerror=x()>", "<!--", "]]>",
    "javascript:x()", "<![CDATA[", "--", "=", "@", "\t", "\r\n", "\n", " ", "-", ".", ",", ";",
    "31.2.", "29.2.2027", "0", "-1", "1e400", "NaN", "9" * 30, "0001-01-01", "9999-12-31", "\\",
    "../", "//",
)  # fmt: skip
"""Signs over which readers of text have stumbled before."""

_LEAVES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, float("nan"), float("inf"), 10**30, 10**400, "", "x", [],
    {}, [[]], [None], {"": None}, "\ud800", "1e999", "nan", "2030-13-45", "0001-01-01",
    ["x", 1, {}],
)  # fmt: skip


def inputs_of(parser: Parser) -> "st.SearchStrategy[Any]":
    """Inputs of the kind that a parser is given."""
    if parser.json:
        return st.one_of(_other_json(parser.samples), _sprinkled(_text_of(parser)).map(_encoded))
    if parser.in_bytes:
        whole = st.sampled_from(parser.samples)
        return st.one_of(whole.flatmap(_damaged), st.binary(max_size=200),
                         _sprinkled(_text_of(parser)).map(_encoded))  # fmt: skip
    texts = _sprinkled(parser.samples)
    return texts if parser.halves else texts.map(_whole)


def _text_of(parser: Parser) -> tuple[str, ...]:
    return tuple(it.decode("utf-8", "replace") for it in parser.samples)


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sprinkled(samples: tuple[str, ...]) -> "st.SearchStrategy[str]":
    """Pieces of the samples, odd signs and any text, one after the other."""
    words = sorted({word for sample in samples for word in sample.split(" ")[:200]} | {" "})
    piece = st.one_of(
        st.sampled_from(words),
        st.sampled_from(ODD),
        st.sampled_from(samples).flatmap(_part),
        st.text(max_size=8),
    )
    return st.lists(piece, max_size=12).map("".join)


def _part(sample: Any) -> "st.SearchStrategy[Any]":
    place = st.integers(0, len(sample))
    return st.tuples(place, place).map(lambda it: sample[min(it) : max(it)])


def _damaged(sample: bytes) -> "st.SearchStrategy[bytes]":
    """The sample with something else in some of its places."""
    place = st.integers(0, len(sample))
    other = st.one_of(st.binary(max_size=4), st.sampled_from(ODD).map(_encoded), _part(sample))
    changes = st.lists(st.tuples(place, st.integers(0, 8), other), min_size=1, max_size=4)

    def change(found: list[tuple[int, int, bytes]]) -> bytes:
        data = sample
        for at, gone, new in found:
            data = data[:at] + new + data[at + gone :]
        return data

    return changes.map(change)


def _other_json(samples: tuple[bytes, ...]) -> "st.SearchStrategy[bytes]":
    """The sample as JSON with other values in some of its places."""
    values = [json.loads(sample) for sample in samples if _is_json(sample)]
    chosen = st.tuples(
        st.sampled_from(values),
        st.lists(
            st.tuples(
                st.integers(0, 200), st.one_of(st.sampled_from(_LEAVES), st.text(max_size=8))
            ),
            min_size=1,
            max_size=3,
        ),
    )
    return chosen.map(lambda it: json.dumps(_changed(*it)).encode())


def _changed(value: Any, changes: list[tuple[int, Any]]) -> Any:
    for at, new in changes:
        places = [*_places(value)]
        value = _with(value, places[at % len(places)], new)
    return value


def _places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(
        value, list) else ()  # fmt: skip
    for key, one in inner:
        yield from _places(one, (*path, key))


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return value | {path[0]: _with(value[path[0]], path[1:], new)}
    return [_with(it, path[1:], new) if at == path[0] else it for at, it in enumerate(value)]


def _is_json(sample: bytes) -> bool:
    try:
        json.loads(sample)
    except (ValueError, RecursionError):
        return False
    return True
