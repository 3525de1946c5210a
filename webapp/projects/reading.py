"""What was read from the passages of programmes, kept in the database for the next process."""

from collections.abc import Iterable, Mapping

from index.schema import writing
from index.store import Database

_AT_ONCE = 500
_MOST = 200_000
"""So many passages are kept, about 1 kB each; then the table begins anew."""


class StoredTerms:
    """The table of passages that were read."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """Give what is stored under these keys."""
        wanted = list(keys)
        found: dict[bytes, bytes] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            places = ",".join("?" * len(some))
            sql = f"select digest, terms from passage_terms where digest in ({places})"
            found |= {row["digest"]: row["terms"] for row in self._db.query(sql, some)}
        return found

    def keep(self, terms: Mapping[bytes, bytes]) -> None:
        """Store some more; what a dictionary of yesterday read is dropped some day."""
        table = self._db.table("passage_terms")
        with writing(self._db):
            if table.count + len(terms) > _MOST:
                self._db.execute("delete from passage_terms")
            rows = (dict(digest=key, terms=found) for key, found in terms.items())
            table.insert_all(rows, ignore=True)
