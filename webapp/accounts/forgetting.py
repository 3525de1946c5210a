"""Deleting an account: the person goes, what was decided and entered stays.

The row stays under its number without an address, so that everything that points to it holds.
In its place others read »Konto 17 (gelöscht)«.
"""

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import changeable
from webapp.accounts.queries import RefusedAccount
from webapp.accounts.tokens import new_token
from webapp.audit.log import Deed, account_subject, note
from webapp.digest.forgetting import forget_letters_of

_PERSONAL = (
    "calendar_event where calendar in (select id from calendar where account = :number)",
    "calendar where account = :number",
    "session where account = :number",
    "second_factor where account = :number",
    "recovery_code where account = :number",
    "sign_on where account = :number",
    "saved_search where account = :number",
    "visit where account = :number",
    "letter_wish where account = :number",
    "reminder_wish where account = :number",
    "mention where account = :number",
    "enquiry_seen where account = :number",
    "expertise where account = :number",
    "mention where note in (select id from note where account = :number and visibility = 'own')",
    "note where account = :number and visibility = 'own'",
    "shortlist_entry where shortlist in"
    " (select id from shortlist where account = :number and of_town = 0)",
    "shortlist where account = :number and of_town = 0",
    "api_token where account = :number",
)
"""What belongs to the person alone and goes with the account."""


def forget(db: Database, actor: Account, number: int) -> None:
    """Delete a deactivated account for good.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    with writing(db):
        found = changeable(db, actor, number)
        if found.active:
            raise RefusedAccount("Bitte deaktivieren Sie das Konto, bevor Sie es löschen.")
        _hand_over_shared_lists(db, number)
        for what in _PERSONAL:
            db.execute(f"delete from {what}", dict(number=number))
        forget_letters_of(db, number)
        _take_out_of_rows_that_stay(db, found, f"Konto {number} (gelöscht)")
        _rename(db, found.email, f"Konto {number} (gelöscht)")
        nothing = dict(password_hash=None, invitation_hash=None, invited_on=None)
        rest = dict(role=Role.READER.value, unsubscribe_token=new_token())
        db.table("account").update(number, nothing | rest)
        town = found.municipality
        note(db, actor.id, Deed.FORGOTTEN, account_subject(number), municipality=town)


def _hand_over_shared_lists(db: Database, number: int) -> None:
    """Give the municipality what was shared with it: else nobody could change it any more."""
    sql = """
        update shortlist set of_town = 1
        where account = ? and municipality is not null and visibility <> 'own'
    """
    db.execute(sql, [number])


def _take_out_of_rows_that_stay(db: Database, found: Account, pseudonym: str) -> None:
    """Lists of a training and experiences stay with the municipality, without name and address."""
    values = dict(number=found.id, email=found.email, pseudonym=pseudonym)
    db.execute("delete from sign_in_attempt where email = :email", values)
    db.execute(
        "update training_seat set name = :pseudonym where person = :number or email = :email",
        values,
    )
    db.execute(
        "update experience set contact = replace(contact, :email, :pseudonym)"
        " where contact like '%' || :email || '%'",
        values,
    )


def _rename(db: Database, email: str, pseudonym: str) -> None:
    """Write the pseudonym wherever a table says who it was."""
    for table in db.tables:
        for column in table.columns:
            if column.name in ("by", "email") or column.name.endswith("_by"):
                sql = f'update "{table.name}" set "{column.name}" = ? where "{column.name}" = ?'
                db.execute(sql, [pseudonym, email])
