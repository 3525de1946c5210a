"""Writing into the audit log, in the transaction of the change it tells of.

People stand in it by the number of their account alone, so that an account can be forgotten
without rewriting it; addresses and names never go into `details`. What is decided about
programmes gets there by triggers (`AUDITED` in index/migrations/m080_accounts.py).
"""

from enum import StrEnum

from index.store import Database


class Deed(StrEnum):
    """What somebody did, as the page shows it."""

    ACCOUNT_MADE = "Konto angelegt"
    INVITED = "Einladung ausgestellt"
    ROLE_CHANGED = "Rolle oder Kommune geändert"
    DEACTIVATED = "Konto deaktiviert"
    REACTIVATED = "Konto reaktiviert"
    FORGOTTEN = "Konto gelöscht"
    PASSWORD_SET = "Passwort gesetzt"
    SESSIONS_ENDED = "Sitzungen beendet"
    SECOND_FACTOR_ON = "Zweiter Faktor eingerichtet"
    SECOND_FACTOR_OFF = "Zweiter Faktor abgeschaltet"
    SECOND_FACTOR_RESET = "Zweiter Faktor zurückgesetzt"
    SIGN_ON_BOUND = "Anmeldedienst verbunden"
    PARTICIPATION_CHANGED = "Teilnahme geändert"
    PAIR_UNDONE = "Entscheidung über Doppelte zurückgenommen"
    EXPORTED = "Liste mitgenommen"
    DATA_GIVEN = "Auskunft über Personendaten gegeben"
    CALENDAR_ADDRESS_GIVEN = "Kalenderadresse vergeben"
    CALENDAR_ADDRESS_REVOKED = "Kalenderadresse widerrufen"
    SIZE_CLASS_AGREED = "Größenklasse vereinbart"
    COST_SHARES_FIXED = "Umlage festgestellt"
    AKTE_OPENED = "Förderakte angelegt"
    AKTE_STAGE = "Stand einer Förderakte geändert"
    AKTE_MONEY = "Beträge einer Förderakte geändert"
    AKTE_AWARD = "Bescheid eingetragen"
    AKTE_FILE = "Datei einer Förderakte"
    AKTE_DELETED = "Förderakte gelöscht"


def note(
    db: Database,
    actor: int | None,
    deed: Deed,
    subject: str,
    *,
    municipality: str | None = None,
    details: str = "",
) -> None:
    """Write down one deed; `actor` is the number of an account, nothing is the command line.

    It has no transaction of its own: call it inside the one that changes something.
    """
    sql = """
        insert into audit_entry (actor, kind, subject, municipality, details)
        values (?, ?, ?, ?, ?)
    """
    db.execute(sql, [actor, deed.value, subject, municipality, details])


def forget_old(db: Database) -> int:
    """Delete the entries that have been kept for three years; gives how many."""
    sql = "delete from audit_entry where at <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-3 years')"
    return int(db.execute(sql).rowcount)


def account_subject(number: int) -> str:
    """How an account is named in the log."""
    return f"Konto {number}"
