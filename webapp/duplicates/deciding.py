"""Deciding about pairs and taking it back; search and matches know it at once."""

import json

from index.merging import Merge, Unmergeable, is_merged, merge, merges_into, part, split
from index.programme import Programme
from index.rows import add_row
from index.schema import writing
from index.search.build import update
from index.store import Database
from webapp.accounts.act import Act
from webapp.audit.log import Deed, note
from webapp.duplicates.queries import decision_between, decisions, what_matters
from webapp.duplicates.verdict import PairDecision, Verdict
from webapp.projects.renewal import judge_programmes


def decide(
    act: Act, first: int, second: int, verdict: Verdict, note: str, known: int | None = None
) -> int:
    """Decide about two records; gives the programme to look at afterwards.

    `known` is the decision that stood when the pair was shown.

    Raises:
        Unmergeable: when it cannot be done, for example because somebody was quicker.
    """
    db = act.db
    with writing(db):
        before = decision_between(db, first, second)
        if before and before.merge:
            raise Unmergeable("Diese beiden sind schon zusammengeführt.")
        if before and before.id != known:
            raise Unmergeable(
                f"{before.by} hat hier inzwischen »{before.verdict.saying}« entschieden;"
                " das blieb, wie es ist."
            )
        if before:
            db.execute("delete from pair_decision where id = ?", [before.id])
        done = merge(db, first, second, act.today) if verdict is Verdict.MERGED else None
        _write(act, first, second, verdict, note, done.id if done else None)
        home = done.kept if done else programme_of(db, first)
    if done:
        _let_follow(act, done.kept, done.absorbed)
    return home


def take_back(act: Act, number: int) -> PairDecision:
    """Undo a decision: the pair is proposed again.

    Raises:
        Unmergeable: when it was undone already, or cannot be.
    """
    db = act.db
    changed: tuple[int, ...] = ()
    with writing(db):
        decision = next(decisions(db, [number]), None)
        if decision is None:
            raise Unmergeable("Diese Entscheidung ist schon zurückgenommen.")
        db.execute("delete from pair_decision where id = ?", [number])
        _note_undone(act, f"Einträge {decision.first} und {decision.second}", decision.verdict)
        if decision.merge and is_merged(db, decision.merge):
            changed = part(db, decision.merge)
        elif decision.verdict is Verdict.SPLIT:
            done = merge(db, decision.first, decision.second, act.today)
            changed = (done.kept, done.absorbed)
    if changed:
        _let_follow(act, *changed)
    return decision


def take_apart(act: Act, joined: Programme, record: int, note: str) -> int:
    """Give a record of a joined programme a page of its own again; gives its number.

    A merge is taken back, with all that it brought; what joined by itself is split off for good.

    Raises:
        Unmergeable: when the record stands alone or the rest hangs on it.
    """
    db = act.db
    with writing(db):
        done = merge_of(db, joined.id, record)
        if done:
            db.execute("delete from pair_decision where merge = ?", [done.id])
            _note_undone(act, f"Programm {joined.id}", Verdict.MERGED)
            changed = part(db, done.id)
            apart = done.absorbed
        else:
            _refuse_the_last(db, joined, record)
            apart = split(db, record, act.today)
            changed = (joined.id, apart)
            other = next(it.record_id for it in joined.tellings if it.record_id != record)
            _write(act, other, record, Verdict.SPLIT, note, None)
    _let_follow(act, *changed)
    return apart


def merge_of(db: Database, number: int, record: int) -> Merge | None:
    """The merge that brought a record into a programme, the smallest if there are several."""
    found = [it for it in merges_into(db, number) if record in it.records]
    return min(found, key=lambda it: len(it.records), default=None)


def base_records(db: Database, joined: Programme) -> list[int]:
    """The records that came by no merge: they were there before, or joined by themselves."""
    merged = {record for it in merges_into(db, joined.id) for record in it.records}
    return [it.record_id for it in joined.tellings if it.record_id not in merged]


def _note_undone(act: Act, subject: str, verdict: Verdict) -> None:
    note(act.db, act.account.id, Deed.PAIR_UNDONE, subject, details=verdict.value)


def _refuse_the_last(db: Database, joined: Programme, record: int) -> None:
    base = base_records(db, joined)
    if record not in base or len(base) < 2:
        raise Unmergeable("Die anderen Einträge sind mit diesem zusammengeführt; lösen Sie sie.")


def programme_of(db: Database, record: int) -> int:
    """The programme that holds a record.

    Raises:
        Unmergeable: when there is no such record.
    """
    sql = "select programme from programme_record where record = ?"
    found = db.execute(sql, [record]).fetchone()
    if found is None:
        raise Unmergeable("Einen der beiden Einträge gibt es nicht mehr.")
    return int(found[0])


def _write(
    act: Act, first: int, second: int, verdict: Verdict, note: str, number: int | None
) -> None:
    seen = {record: what_matters(act.db, record) for record in (first, second)}
    add_row(
        act.db,
        "pair_decision",
        first=first,
        second=second,
        verdict=verdict.value,
        note=note,
        seen=json.dumps(seen, ensure_ascii=False),
        merge=number,
        account=act.account.id,
        by=act.account.email,
        at=act.at,
    )


def _let_follow(act: Act, *programmes: int) -> None:
    """Renew the programmes in the search, and hold all Vorhaben against them at once."""
    update(act.db, act.folder, programmes)
    judge_programmes(act.db, programmes, act.today)
    with writing(act.db):
        act.db.execute("delete from task where name = 'judge_projects'")
