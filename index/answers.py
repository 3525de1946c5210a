"""The raw answers that versions were read from, so that a better parser can read them again.

An answer is kept once, compressed, in a table of its own: pages and searches never load it. One
answer may serve many versions (a contact of the export), and one version may need several.
"""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from index.store import Database

_FAST = 1  # half the time of the default for a tenth more bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source sent: under which name (mostly its address), the bytes, and their type."""

    name: str
    content: bytes
    kind: str = ""
    packed: bytes = field(default=b"", compare=False, repr=False)
    """The same bytes as zlib packs them, where the source sent them so."""


@dataclass(frozen=True, slots=True)
class PackedAnswer:
    """An answer ready to be kept; without `packed` content the register has it already."""

    name: str
    kind: str
    digest: bytes
    packed: bytes | None


def digest_of(answer: Answer) -> bytes:
    """A short name for an answer: equal answers, equal digests."""
    head = f"{answer.name}\n{answer.kind}\n".encode("utf-8", "surrogatepass")
    return blake2b(head + answer.content, digest_size=16).digest()


def pack(answer: Answer, known: Collection[bytes] = ()) -> PackedAnswer:
    """Compress an answer, unless it is known."""
    digest = digest_of(answer)
    packed = None
    if digest not in known:
        packed = answer.packed or zlib.compress(answer.content, _FAST)
    return PackedAnswer(answer.name, answer.kind, digest, packed)


def known_digests(db: Database) -> set[bytes]:
    """The digests of all answers that are kept."""
    return {row[0] for row in db.execute("select digest from answer")}


def store_answers(db: Database, answers: Iterable[PackedAnswer]) -> None:
    """Keep answers, each once; they belong to no version yet (see `attach_answers`)."""
    db.conn.executemany(
        "insert or ignore into answer (name, kind, digest, content) values (?, ?, ?, ?)",
        ((one.name, one.kind, one.digest, one.packed) for one in answers if one.packed is not None),
    )


def attach_answers(db: Database, version: int, answers: Collection[PackedAnswer]) -> None:
    """Say from which answers a version was read last; the first is the programme's own."""
    sql = """
        select digest from version_answer join answer on answer.id = answer
        where version = ? order by place
    """
    digests = list(dict.fromkeys(one.digest for one in answers))
    before = [row[0] for row in db.execute(sql, [version])]
    if before == digests:
        return
    if before:
        db.execute("delete from version_answer where version = ?", [version])
    db.conn.executemany(
        "insert or ignore into version_answer (version, answer, place)"
        " select ?, id, ? from answer where digest = ?",
        ((version, place, digest) for place, digest in enumerate(digests)),
    )


def answers_of(db: Database, version: int) -> tuple[Answer, ...]:
    """The answers that a version was read from, its own first."""
    sql = """
        select name, kind, content from version_answer join answer on answer.id = answer
        where version = ? order by place
    """
    return tuple(
        Answer(name, zlib.decompress(content), kind)
        for name, kind, content in db.execute(sql, [version])
    )


def current_answers(db: Database, source: str, key: str) -> tuple[Answer, ...]:
    """The answers that the current version of a record was read from."""
    sql = """
        select version.id from record
        join version on version.record = record.id and version.number = record.version
        where source = ? and key = ?
    """
    row = db.execute(sql, [source, key]).fetchone()
    return answers_of(db, row[0]) if row else ()


def kept_answer(db: Database, source: str, key: str, name: str) -> Answer | None:
    """One answer by name, of those that the current version of a record was read from."""
    sql = """
        select name, kind, answer.content from record
        join version on version.record = record.id and version.number = record.version
        join version_answer on version_answer.version = version.id
        join answer on answer.id = version_answer.answer
        where source = ? and key = ? and name = ?
    """
    row = db.execute(sql, [source, key, name]).fetchone()
    return row and Answer(row[0], zlib.decompress(row[2]), row[1])


def drop_unused(db: Database) -> int:
    """Forget answers that no version was read from; gives how many."""
    sql = "delete from answer where id not in (select answer from version_answer)"
    return int(db.execute(sql).rowcount)
