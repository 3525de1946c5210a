"""Consent of each town to exactly one version of the split: asked, given, refused, asked again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.agreements.splits import Plan, Split, keep_split, splits_of
from webapp.applications.akte import Applicant, Application, Consent, What
from webapp.applications.changes import follow_consent
from webapp.applications.history import Told, note_event
from webapp.stamp import stamp

IN_WRITING = "Liegt schriftlich vor."
"""What the manager usually notes who enters the consent of a town for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a town said to a split: who wrote it down, in whose name, and with which words."""

    municipality: str
    split: int
    says: Consent
    on_behalf: bool
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a town stands; `counts` is whether it gave its consent to what the akte holds today.

    `consented` is the split to which it last agreed, if that is not the one of today.
    """

    applicant: Applicant
    said: Said | None
    counts: bool
    consented: Split | None = None


def may_consent(account: Account, ags: str) -> bool:
    """Whether somebody may say it: the staff of that town, the manager on its behalf."""
    if account.role is Role.MANAGER:
        return True
    return account.role is Role.STAFF and account.municipality == ags


def standings(db: Database, found: Application, splits: list[Split]) -> list[Standing]:
    """Where each applicant stands, the lead first."""
    by_id = {it.id: it for it in splits}
    valid = splits[0] if splits and splits[0].stands_in(found) else None
    history = _history(db, found.id)
    return [
        _standing(it, history.get(it.municipality, []), by_id, valid) for it in found.applicants
    ]


def agree_on_split(
    db: Database, found: Application, plan: Plan, account: Account, now: datetime
) -> bool:
    """Keep a split and ask every town for its consent to it; tells whether it was done.

    Raises:
        ValueError: when the amounts do not go together; one German sentence.
    """
    with writing(db):
        number = keep_split(db, found, plan, account, now)
        if number is None:
            return False
        for it in found.applicants:
            asked = _said(it.municipality, number, Consent.ASKED, "", on_behalf=False)
            _write(db, found, asked, account, now)
        told = Told(what=What.CONSENT, after="bei allen angefragt", words=plan.basis.label)
        note_event(db, found.id, told, account, now)
    return True


def say(
    db: Database,
    found: Application,
    ags: str,
    split: int,
    says: Consent,
    words: str,
    account: Account,
    now: datetime,
) -> bool:
    """Write down what a town says; tells whether it was done: not to a split that changed."""
    town = found.applicant(ags)
    with writing(db):
        splits = splits_of(db, found.id)
        if town is None or not splits or splits[0].id != split or not splits[0].stands_in(found):
            return False
        said = _said(ags, split, says, words, on_behalf=account.municipality != ags)
        _write(db, found, said, account, now)
        told = Told(what=What.CONSENT, before=town.town, after=says.label, words=_words(said))
        note_event(db, found.id, told, account, now)
    return True


def _write(db: Database, found: Application, said: Said, account: Account, now: datetime) -> None:
    add_row(
        db,
        "joint_consent",
        application=found.id,
        municipality=said.municipality,
        split=said.split,
        says=said.says.value,
        on_behalf=int(said.on_behalf),
        words=said.words,
        account=account.id,
        by=account.email,
        at=stamp(now),
    )
    answered = said.says is not Consent.ASKED
    row = dict(
        consent=said.says.value,
        consent_at=stamp(now) if answered else None,
        consent_by=account.email if answered else None,
        consent_words=_words(said) if answered else None,
    )
    db.table("applicant").update((found.id, said.municipality), row)
    follow_consent(db, found.id)


def _said(ags: str, split: int, says: Consent, words: str, *, on_behalf: bool) -> Said:
    return Said(
        municipality=ags, split=split, says=says, on_behalf=on_behalf, words=words, by="", at=""
    )


def _words(said: Said) -> str:
    told = "durch das Fördermittelmanagement eingetragen" if said.on_behalf else ""
    return ": ".join(filter(None, (told, said.words)))


def _history(db: Database, number: int) -> dict[str, list[Said]]:
    """What was said, by AGS, the newest first."""
    found: dict[str, list[Said]] = {}
    sql = "select * from joint_consent where application = ? order by id desc"
    for row in db.query(sql, [number]):
        found.setdefault(row["municipality"], []).append(_from_row(row))
    return found


def _standing(
    town: Applicant, history: list[Said], by_id: dict[int, Split], valid: Split | None
) -> Standing:
    last = history[0] if history else None
    given = next((it for it in history if it.says is Consent.GIVEN), None)
    fits = last is not None and valid is not None and last.split == valid.id
    counts = fits and last is not None and last.says is Consent.GIVEN
    agreed = by_id.get(given.split) if given and not counts else None
    return Standing(applicant=town, said=last, counts=counts, consented=agreed)


def _from_row(row: dict[str, Any]) -> Said:
    kept = ("municipality", "split", "words", "by", "at")
    return Said(
        **{name: row[name] for name in kept},
        says=Consent(row["says"]),
        on_behalf=bool(row["on_behalf"]),
    )
