"""Changing Förderakten: each change is one transaction with its entry in the history.

`found` is the akte as somebody saw it. A change tells whether it was done: it is not when a
colleague was quicker, and the newer version stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application, Consent, What
from webapp.applications.checklist import CONSENT
from webapp.applications.history import Told, note_deed, note_event
from webapp.applications.money import AMOUNTS, LABELS, Money, faults
from webapp.applications.opening import Details
from webapp.applications.stages import Because, Stage, reasons_for
from webapp.audit.log import Deed, account_subject
from webapp.filters import cent, datum


class RefusedChange(Exception):
    """A change that cannot be; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where an akte goes next, and why."""

    to: Stage
    reasons: tuple[Because, ...] = ()
    words: str = ""


def seen(found: Application, version: int) -> Application:
    """The akte with the version that somebody saw, as a form sends it back."""
    return replace(found, version=version)


def change_details(
    db: Database, found: Application, details: Details, account: Account, now: datetime
) -> bool:
    """Write the cover anew."""
    with writing(db):
        if not grow_version(db, found, **details.columns()):
            return False
        for name, old, new in _changed(found, details):
            told = Told(what=What.CHANGED, before=old, after=new, words=name)
            note_event(db, found.id, told, account, now)
    return True


def change_stage(
    db: Database, found: Application, move: Move, account: Account, now: datetime
) -> bool:
    """Take an akte to another stage.

    Raises:
        RefusedChange: when it cannot go there, or nobody says why.
    """
    if move.to not in found.stage.following:
        raise RefusedChange(f"Von »{found.stage.label}« geht es nicht nach »{move.to.label}«.")
    allowed = reasons_for(move.to)
    reasons = tuple(one for one in move.reasons if one in allowed)
    if allowed and not reasons:
        raise RefusedChange("Bitte wählen Sie mindestens einen Grund.")
    told = Told(
        what=What.STAGE,
        before=found.stage.value,
        after=move.to.value,
        reasons=reasons,
        words=move.words,
    )
    with writing(db):
        if not grow_version(db, found, stage=move.to.value):
            return False
        note_event(db, found.id, told, account, now)
        way = f"{found.stage.label} → {move.to.label}"
        note_deed(db, found, Deed.AKTE_STAGE, account, way)
    return True


def set_money(
    db: Database,
    found: Application,
    shares: Mapping[str, Money],
    account: Account,
    now: datetime,
    words: str = "",
) -> bool:
    """Write the money of some applicants, by AGS; the others keep theirs.

    Raises:
        RefusedChange: when it does not add up.
    """
    for wrong in (said for money in shares.values() for said in faults(money).values()):
        raise RefusedChange(wrong)
    stood = {one.municipality: one for one in found.applicants}
    new = {ags: it for ags, it in shares.items() if ags in stood and stood[ags].money != it}
    with writing(db):
        if not grow_version(db, found):
            return False
        for ags, money in new.items():
            db.table("applicant").update((found.id, ags), money.columns())
            told = Told(
                what=What.MONEY,
                before=in_words(stood[ags].money),
                after=in_words(money),
                words=f"{stood[ags].town}. {words}".strip(),
            )
            note_event(db, found.id, told, account, now)
        if new:
            _ask_again(db, found)
            note_deed(db, found, Deed.AKTE_MONEY, account)
    return True


def grow_version(db: Database, found: Application, **values: Any) -> bool:
    """Write columns of an akte and count its version up, unless a colleague was quicker."""
    names = "".join(f", {name} = :{name}" for name in values)
    sql = f"update application set version = version + 1{names} where id = :id and version = :seen"
    return bool(db.execute(sql, values | dict(id=found.id, seen=found.version)).rowcount)


def follow_consent(db: Database, number: int) -> None:
    """Let the steps of the checklist be done for whoever consents today, and for nobody else."""
    agreed = """
        from applicant where applicant.application = step.application
            and applicant.municipality = step.municipality and consent = 'given'
    """
    sql = f"""
        update application_step as step
        set done_at = (select consent_at {agreed}), done_by = (select consent_by {agreed})
        where application = ? and key = ?
    """
    db.execute(sql, [number, CONSENT])


def in_words(money: Money) -> str:
    """The amounts that are told, in one line."""
    told = [(name, getattr(money, name)) for name in (*AMOUNTS, "own")]
    return ", ".join(f"{LABELS[name]} {cent(it)}" for name, it in told if it is not None)


def _ask_again(db: Database, found: Application) -> None:
    """Consent to a joint application is to exact amounts: with others it has to be asked for."""
    nothing = "consent_at = null, consent_by = null, consent_words = null"
    if found.is_joint:
        sql = f"update applicant set consent = ?, {nothing} where application = ?"
        db.execute(sql, [Consent.ASKED.value, found.id])
        follow_consent(db, found.id)


def _changed(found: Application, details: Details) -> Iterator[tuple[str, str, str]]:
    """Name what is another one now, as people read it before and after."""
    pairs = (
        ("Titel", found.title, details.title),
        ("Frist", datum(found.deadline), datum(details.deadline)),
        ("Grundlage der Frist", found.deadline_basis, details.deadline_basis),
        ("Nächster Schritt", found.next_step, details.next_step),
        ("Zuständig", _person(found.responsible), _person(details.responsible)),
        ("Vertretung", _person(found.deputy), _person(details.deputy)),
    )
    yield from (pair for pair in pairs if pair[1] != pair[2])


def _person(number: int | None) -> str:
    """People stand in the history by number alone, so that an account can be forgotten."""
    return account_subject(number) if number else ""
