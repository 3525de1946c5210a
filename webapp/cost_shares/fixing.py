"""Fixing the Umlage of a year; what is fixed stays, and a correction is a further version."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from index.schema import writing
from index.store import Database
from webapp.accounts.act import Act
from webapp.audit.log import Deed, note
from webapp.cost_shares.drafting import Draft, draft_of
from webapp.cost_shares.rules import Rule
from webapp.cost_shares.splitting import Share, Split


class NotAgreed(Exception):
    """A year cannot be fixed yet; the message says in German what is missing."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a fixed statement says: the rule, the split, and the note about the costs."""

    rule: Rule
    split: Split
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fixed Umlage: the version `number` of a year, and what it changed in the one before."""

    year: int
    number: int
    rule: Rule
    split: Split
    note: str
    changed: str
    by: str
    at: str

    def share_of(self, ags: str) -> Share | None:
        """What one member pays."""
        return next((it for it in self.split.shares if it.payer.ags == ags), None)


def fix(act: Act, year: int, changed: str, seen: int) -> Statement:
    """Keep the draft of a year for good; `seen` is the version of the costs that was looked at.

    Raises:
        NotAgreed: when something is open, or a correction does not say what it changes.
    """
    db = act.db
    with writing(db):
        draft, before = draft_of(db, year), statements(db, year)
        content = _content(draft, seen)
        if before:
            _refuse_same(before[0], content, changed)
        row = dict(
            year=year,
            number=len(before) + 1,
            content=msgspec.json.encode(content).decode(),
            changed=changed if before else "",
            account=act.account.id,
            by=act.account.email,
            at=act.at,
        )
        db.table("cost_statement").insert(row)
        deed, said = Deed.COST_SHARES_FIXED, f"Fassung {row['number']}"
        note(db, act.account.id, deed, f"Umlage {year}", details=said)
    return _statement(row)


def statements(db: Database, year: int) -> list[Statement]:
    """The fixed versions of a year, the newest first."""
    sql = "select * from cost_statement where year = ? order by number desc"
    return [_statement(row) for row in db.query(sql, [year])]


def newest_statements(db: Database) -> list[Statement]:
    """Of every fixed year the version that holds, the newest year first."""
    sql = """
        select * from cost_statement as it where number =
            (select max(number) from cost_statement where year = it.year)
        order by year desc
    """
    return [_statement(row) for row in db.query(sql)]


def _content(draft: Draft, seen: int) -> Content:
    if draft.split is None or draft.rule is None or draft.entered is None:
        raise NotAgreed(f"Noch nicht feststellbar: {' '.join(draft.open)}")
    if draft.entered.version != seen:
        raise NotAgreed("Inzwischen hat jemand die Kosten geändert; bitte prüfen Sie noch einmal.")
    # A deleted person must not stay in what nobody can rewrite.
    rule = replace(draft.rule, by="")
    return Content(rule=rule, split=draft.split, note=draft.entered.note)


def _refuse_same(before: Statement, content: Content, changed: str) -> None:
    if (before.split, before.rule, before.note) == (content.split, content.rule, content.note):
        raise NotAgreed("Gegenüber der vorigen Fassung hat sich nichts geändert.")
    if not changed:
        raise NotAgreed("Bitte schreiben Sie, was sich gegenüber der vorigen Fassung ändert.")


def _statement(row: dict[str, Any]) -> Statement:
    content = msgspec.json.decode(row["content"], type=Content)
    return Statement(
        year=row["year"],
        number=row["number"],
        rule=content.rule,
        split=content.split,
        note=content.note,
        changed=row["changed"],
        by=row["by"],
        at=row["at"],
    )
