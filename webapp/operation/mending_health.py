"""The doctor's look at what broke off, when everything was last backed up, and the clock."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta

from index.behind import programmes_behind
from index.schema import open_database
from index.status import german_date
from webapp.crawling.search_index import is_far_behind
from webapp.operation.finding import Finding, notice, ok, wrong
from webapp.operation.leftovers import leftovers
from webapp.request import now
from webapp.settings import Settings

_BACKED_UP_WITHIN_DAYS = 2


def unfinished(settings: Settings) -> Iterator[Finding]:
    """What processes that died left undone or lying about; the regular work puts it right."""
    advice = "»foerdernetz work« holt es nach."
    with closing(open_database(settings.data)) as db:
        behind = len(programmes_behind(db))
        left = len(leftovers(db, settings.data, now()))
    if is_far_behind(settings.data):
        said = (
            "Ein Abruf oder eine Rückkehr läuft oder brach ab; die Suche ist nicht auf dem Stand."
        )
        yield notice("Suche", said, advice)
    if behind:
        yield notice("Suche", f"Sie zeigt {behind} Entscheidungen noch nicht.", advice)
    if left:
        yield notice("Reste", f"{left} Dateien abgebrochener Vorgänge liegen herum.", advice)


def backups(settings: Settings, today: date) -> Iterator[Finding]:
    """When everything was last backed up."""
    advice = "»systemctl status foerdernetz-backup.timer« ansehen, siehe docs/deployment.md."
    sql = "select max(ended_at) as at from job where name = 'backup' and outcome = 'gelungen'"
    with closing(open_database(settings.data)) as db:
        last = next(iter(db.query(sql)))["at"]
    if last is None:
        yield notice("Sicherung", "Noch nie gesichert.", advice)
        return
    day = datetime.fromisoformat(last).astimezone().date()
    if (today - day).days > _BACKED_UP_WITHIN_DAYS:
        yield wrong("Sicherung", f"Zuletzt am {german_date(day)}.", advice)
    else:
        yield ok("Sicherung", f"zuletzt am {german_date(day)}")


def clock(settings: Settings, today: date) -> Iterator[Finding]:
    """Whether anything happened on a day that is still to come."""
    sql = "select max(day) from (select day from run union all select day from task)"
    with closing(open_database(settings.data)) as db:
        last = db.execute(sql).fetchone()[0]
    if last and date.fromisoformat(last) > today + timedelta(days=1):
        day = german_date(date.fromisoformat(last))
        said = f"Etwas geschah erst am {day}: Die Uhr ging oder geht falsch."
        yield wrong("Uhr", said, "Die Uhr stellen (»timedatectl«), dann »foerdernetz work«.")
