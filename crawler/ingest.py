"""From a record to the register: read the facts in it, then keep both."""

from datetime import date

from sqlite_utils import Database

from crawler.facts import EXTRACTOR, read_facts
from index.record import SourceRecord
from index.register import is_known, save_record
from index.vocabulary import ChangeKind


def keep(db: Database, run: int, record: SourceRecord, today: date) -> ChangeKind:
    """Read the facts of a record and keep it.

    Raises:
        RefusedRecord: when the address belongs to a source that comes before this one.
    """
    # Reading facts takes far longer than comparing; what did not change is not read again.
    facts = None if is_known(db, record, EXTRACTOR) else read_facts(record)
    return save_record(db, run, record, facts, EXTRACTOR, today)
