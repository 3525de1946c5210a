"""Writing an index with Whoosh.

The files of a segment stay apart: Whoosh reads those of a compound one into memory with every
question, 58 MB at 5,000 programmes.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex, create_in
from whoosh.reading import SegmentReader

from index.search.shelf import Document
from index.search.whoosh_shelf.codec import ArrayCodec
from index.search.whoosh_shelf.fields import SCHEMA
from index.search.whoosh_shelf.reading import open_index

_WAIT_SECONDS = 60.0
_MEMORY_MB = 256
_WRITING = dict(compound=False, codec=ArrayCodec())  # type: ignore[no-untyped-call]
_SMALL, _MANY = 200, 8
"""So many programmes are a small part of an index; so many small ones are joined to one."""


def fill(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index of one segment."""
    writer = create_in(str(folder), SCHEMA).writer(limitmb=_MEMORY_MB, **_WRITING)
    try:
        _add(writer, documents)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(optimize=True)


def renew(folder: Path, programmes: Iterable[int], documents: Iterable[Document]) -> None:
    """Delete these programmes and write what is known of them now."""
    writer = open_index(folder).writer(timeout=_WAIT_SECONDS, **_WRITING)
    try:
        for number in programmes:
            writer.delete_by_term("programme", str(number))
        _add(writer, documents)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_join_small)


def is_scattered(index: FileIndex) -> bool:
    """Whether it has many large segments, or much that was deleted."""
    reader = index.reader()  # type: ignore[no-untyped-call]
    large = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all() > _SMALL]
    whole, alive = reader.doc_count_all(), reader.doc_count()
    reader.close()
    return bool(len(large) > _MANY or whole - alive > _SMALL + alive // 4)


def _add(writer: Any, documents: Iterable[Document]) -> None:
    for it in documents:
        writer.add_document(
            programme=str(it.programme), card=it.card, sentences=it.sentences, **it.fields
        )


def _join_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Join the parts that single changes left, once they are many; never the large ones.

    Whoosh's own rule joins all parts now and then, which takes seconds, and minutes at 50,000.
    """
    small = [segment for segment in segments if segment.doc_count_all() <= _SMALL]
    if len(small) < _MANY:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]
