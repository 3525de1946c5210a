"""The doctor: each check looks at one thing and says what is wrong and what to do."""

import os
import shutil
import smtplib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from urllib.parse import urlsplit

from index.schema import open_database
from webapp.duties.reminding import count_untold
from webapp.operation.configuration import configuration
from webapp.operation.database_health import database, search_index
from webapp.operation.file_health import files_of_akten
from webapp.operation.finding import Finding, notice, ok, wrong
from webapp.operation.letter_health import letters
from webapp.operation.mending_health import backups, clock, unfinished
from webapp.operation.queries import SourceHealth, health_of_sources
from webapp.settings import Settings, environment
from webapp.statements.statement import (
    Statement,
    UnreadableStatement,
    file_of,
    gaps_in,
    text_of,
)
from webapp.work.queries import last_work

_ENOUGH_BYTES = 500 * 1024 * 1024
_SMTP_SECONDS = 5
_WORK_WITHIN_DAYS = 1


def examine(settings: Settings, today: date) -> list[Finding]:
    """Go through all checks; what needs the database is left out when it cannot be read."""
    findings = [*configuration(settings, environment())]
    findings += [*_data_folder(settings), *_disk(settings)]
    of_database = list(database(settings))
    findings += of_database
    if not any(finding.state == "wrong" for finding in of_database):
        findings += [*search_index(settings), *files_of_akten(settings)]
        findings += [*_sources(settings, today), *_work(settings, today)]
        findings += [*unfinished(settings), *backups(settings, today), *clock(settings, today)]
        findings += _duties(settings, today)
        findings += letters(settings, today)
    return [*findings, *_statements(settings), *_mail(settings)]


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    if not folder.is_dir():
        yield wrong(
            "Datenordner",
            f"{folder} fehlt.",
            "»foerdernetz init« aufrufen oder FOERDERNETZ_DATA setzen.",
        )
    elif not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(
            "Datenordner", f"{folder} ist nicht beschreibbar.", "Rechte des Ordners ändern."
        )
    else:
        yield ok("Datenordner", str(folder))


def _disk(settings: Settings) -> Iterator[Finding]:
    if not settings.data.is_dir():
        return
    free = shutil.disk_usage(settings.data).free
    megabytes = f"{free // 1024**2:,}".replace(",", ".")
    if free < _ENOUGH_BYTES:
        yield wrong("Plattenplatz", f"Nur noch {megabytes} MB frei.", "Platz schaffen.")
    else:
        yield ok("Plattenplatz", f"{megabytes} MB frei")


def _sources(settings: Settings, today: date) -> Iterator[Finding]:
    with closing(open_database(settings.data)) as db:
        sources = list(health_of_sources(db, today))
    if not sources:
        yield notice("Quellen", "Noch keine Quelle gelesen.", "»foerdernetz crawl« aufrufen.")
    for source in sources:
        if source.switched_off and source.status is None:
            continue
        check = f"Quelle {source.source}"
        if source.status is None:
            yield notice(
                check, "Noch nie gelesen.", f"»foerdernetz crawl {source.source}« aufrufen."
            )
        elif source.status == "ok" and not source.alarms:
            yield ok(check, f"{source.items} Einträge, zuletzt am {source.last_run}")
        else:
            yield _about_run(check, source)


def _about_run(check: str, source: SourceHealth) -> Finding:
    alarms = " ".join(source.alarms)
    if source.advice:
        return wrong(check, alarms or f"Letzter Lauf: {source.status}.", source.advice)
    return notice(check, alarms, f"»foerdernetz crawl {source.source}« wiederholen und ansehen.")


def _work(settings: Settings, today: date) -> Iterator[Finding]:
    advice = "»systemctl status foerdernetz-work.timer« ansehen, siehe docs/deployment.md."
    with closing(open_database(settings.data)) as db:
        last = last_work(db)
    if last is None:
        yield notice("Regelmäßige Arbeit", "Noch nie gelaufen.", advice)
    elif (today - last.day).days > _WORK_WITHIN_DAYS:
        yield wrong("Regelmäßige Arbeit", f"Zuletzt am {last.day}.", advice)
    else:
        yield ok("Regelmäßige Arbeit", f"zuletzt am {last.day}")


def _duties(settings: Settings, today: date) -> Iterator[Finding]:
    """Duties that are due within a year and of which no letter can tell anybody."""
    with closing(open_database(settings.data)) as db:
        untold = count_untold(db, today)
    if untold:
        advice = "Ein Konto für das Fördermittelmanagement anlegen, das den Brief bekommt."
        said = "1 Pflicht" if untold == 1 else f"{untold} Pflichten"
        yield wrong("Pflichten", f"{said} nach Bescheiden: Niemand wird erinnert.", advice)
    else:
        yield ok("Pflichten", "an jede wird jemand erinnert")


def _statements(settings: Settings) -> Iterator[Finding]:
    for statement in Statement:
        file = file_of(settings.data, statement)
        try:
            gaps = len(gaps_in(text_of(settings.data, statement)))
        except UnreadableStatement as error:
            yield wrong(statement.label, str(error), "Die Datei als Text in UTF-8 speichern.")
            continue
        if gaps:
            yield notice(
                statement.label, f"{gaps} Angaben fehlen.", f"{file} ausfüllen: alles zwischen ==."
            )
        else:
            yield ok(statement.label, "ausgefüllt")


def _mail(settings: Settings) -> Iterator[Finding]:
    advice = "FOERDERNETZ_SMTP_URL auf smtp://[benutzer:kennwort@]rechner:port setzen."
    parts = urlsplit(settings.smtp_url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if parts.scheme not in ("smtp", "smtps") or not host:
        yield wrong("E-Mail", "FOERDERNETZ_SMTP_URL ist keine gültige Adresse.", advice)
        return
    server = f"{host}:{port or (465 if parts.scheme == 'smtps' else 25)}"
    try:
        _greet(parts.scheme, host, port)
        yield ok("E-Mail", f"{server} antwortet")
    except (OSError, smtplib.SMTPException) as error:
        unset = settings.smtp_url == Settings().smtp_url
        tell = notice if unset else wrong
        yield tell(
            "E-Mail", f"{server} antwortet nicht ({error}); Briefe gehen nicht hinaus.", advice
        )


def _greet(scheme: str, host: str, port: int | None) -> None:
    kind = smtplib.SMTP_SSL if scheme == "smtps" else smtplib.SMTP
    with kind(host, port or 0, timeout=_SMTP_SECONDS) as server:
        server.noop()
