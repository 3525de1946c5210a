"""Which account somebody gets whom the service vouches for; never a new one."""

from datetime import date

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email, account_with_id
from webapp.audit.log import Deed, account_subject, note
from webapp.sign_on.provider import Proved


class NoAccount(Exception):
    """Nobody was invited under this address; the message is one German sentence."""


def account_for(db: Database, proved: Proved, today: date) -> Account:
    """The account that belongs to a person at the service.

    The first time it is found by the checked address, from then on by the person's number there:
    an address that is given to somebody else later opens nothing.

    Raises:
        NoAccount: when nobody was invited, or the account belongs to somebody else there.
    """
    with writing(db):
        sql = "select account from sign_on where issuer = ? and subject = ?"
        rows = db.query(sql, [proved.issuer, proved.subject])
        known = next((account_with_id(db, row["account"]) for row in rows), None)
        found = known or _bound(db, proved, today)
    if not found.active:
        raise NoAccount("Dieses Konto ist deaktiviert. Fragen Sie das Fördermittelmanagement.")
    return found


def _bound(db: Database, proved: Proved, today: date) -> Account:
    if proved.email is None:
        raise NoAccount("Der Anmeldedienst hat keine bestätigte E-Mail-Adresse mitgeteilt.")
    found = account_by_email(db, proved.email)
    taken = found and list(db.query("select 1 from sign_on where account = ?", [found.id]))
    if found is None or taken:
        raise NoAccount(
            "Für diese Anmeldung gibt es hier kein Konto."
            " Das Fördermittelmanagement lädt Sie gern ein."
        )
    if found.active:
        row = dict(account=found.id, issuer=proved.issuer, subject=proved.subject)
        db.table("sign_on").insert(row | dict(since=today.isoformat()))
        note(db, found.id, Deed.SIGN_ON_BOUND, account_subject(found.id))
    return found
