"""The doctor's look at the files of Förderakten."""

from collections.abc import Iterator
from contextlib import closing

from index.schema import open_database
from webapp.operation.file_archive import missing_files
from webapp.operation.finding import Finding, ok, wrong
from webapp.settings import Settings


def files_of_akten(settings: Settings) -> Iterator[Finding]:
    """Whether every file that an akte has is there and says what it said."""
    advice = "Aus FILE.files.tar der letzten Sicherung holen, siehe docs/deployment.md."
    with closing(open_database(settings.data)) as db:
        missing = missing_files(db, settings.data)
        kept = db.execute("""
            select (select count(*) from application_file where removed_at is null)
                + (select count(*) from attached_file)
        """)
        count = kept.fetchone()[0]
    if missing:
        said = f"{len(missing)} von {count} fehlen oder sind verändert, zuerst {missing[0]}."
        yield wrong("Dateien der Förderakten", said, advice)
    else:
        yield ok("Dateien der Förderakten", f"{count}, alle unversehrt")
