"""Passing a programme on to a colleague by mail."""

from datetime import UTC, date, datetime, timedelta

from index.programme import Programme
from index.status import german_date
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email, normal_email
from webapp.digest.message import domain_of
from webapp.digest.single import send_single
from webapp.programmes.quick_check import in_one_line
from webapp.settings import Settings

MOST_A_DAY, LONGEST_NOTE = 10, 500


class NotPassedOn(Exception):
    """A programme cannot be passed on like that; the message is one German sentence."""


def pass_on(
    db: Database,
    settings: Settings,
    account: Account,
    programme: Programme,
    to: str,
    note: str,
    now: datetime,
) -> None:
    """Write to a colleague of the same administration, or to somebody with an account.

    Raises:
        NotPassedOn: when the address is somebody else's, or too much was passed on today.
    """
    to = normal_email(to)
    same_house = "@" in to and domain_of(to) == domain_of(account.email)
    if not same_house and account_by_email(db, to) is None:
        raise NotPassedOn(
            "Weitergeben können Sie an Adressen Ihrer Verwaltung und an Menschen mit Konto."
        )
    if _passed_on(db, account, now) >= MOST_A_DAY:
        raise NotPassedOn(f"Mehr als {MOST_A_DAY} Weitergaben am Tag sind nicht möglich.")
    told = [f"{account.email} gibt Ihnen dieses Förderprogramm weiter: {programme.title}."]
    told += [f"Dazu geschrieben: „{note[:LONGEST_NOTE]}“"] if note else []
    told.append(
        " ".join(filter(None, (_until(programme, now.date()), in_one_line(programme.facts))))
    )
    link = ("Programm ansehen", f"{settings.base_url}/programm/{programme.id}")
    subject = f"Förderprogramm: {programme.title}"[:150]
    send_single(db, settings, to, subject, told, now, link=link, account=account.id)


def _passed_on(db: Database, account: Account, now: datetime) -> int:
    since = (now.astimezone(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    sql = """
        select count(*) as n from letter
        where account = ? and kind = 'single' and claimed_at > ? and email <> ?
    """
    return int(next(db.query(sql, [account.id, since, account.email]))["n"])


def _until(programme: Programme, today: date) -> str:
    standing = programme.standing(today)
    if standing.next_deadline:
        return f"Frist: {german_date(standing.next_deadline)}."
    return f"Frist: {standing.no_deadline_because}."
