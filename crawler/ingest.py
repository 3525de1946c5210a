"""From a record to the register: read the facts in it, then keep both."""

from datetime import date

from sqlite_utils import Database

from index.facts import Facts
from index.record import SourceRecord
from index.register import save_record
from index.vocabulary import ChangeKind

try:
    from crawler.facts import EXTRACTOR as EXTRACTOR
    from crawler.facts import read_facts as read_facts
except ImportError:  # until the reader of facts is there
    EXTRACTOR = "none"

    def read_facts(record: SourceRecord) -> Facts:
        """Read nothing."""
        return Facts()


def keep(db: Database, run: int, record: SourceRecord, today: date) -> ChangeKind:
    """Read the facts of a record and keep it.

    Raises:
        RefusedRecord: when the address belongs to a source that comes before this one.
    """
    return save_record(db, run, record, read_facts(record), EXTRACTOR, today)
