"""Reminders of days: of what, when, and how long before; any capability may have some to give.

A reminder is due from its day on until the day itself is over, so a missed run loses none; of
several that were missed only the last is told. What stays after its day, such as a duty, is told
once a month from then on. It counts back from the day on which the papers
have to be ready for the council, where this is known and there is still time for it.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from index.schema import writing
from index.status import german_date
from index.store import Database
from matcher.planning import plan_back
from webapp.accounts.account import Account
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import SOON_DAYS, Notice
from webapp.digest.matches import towns_of
from webapp.digest.reminding import MOST_DAYS, USUAL, Reminding, Source
from webapp.digest.shelf import Shelf
from webapp.duties.reminding import duties_of
from webapp.joint.reminding import open_invitations_of
from webapp.meetings.queries import lead_times_of, meetings_of

KEPT = "gemerkt"


def kept_programmes(db: Database, account: Account, shelf: Shelf) -> Iterable[Reminding]:
    """The next deadlines of the programmes that were kept for Vorhaben this person may see."""
    sql = """
        select kept_match.programme, kept_match.project, kept_match.at, project.title,
            project.municipality
        from kept_match join project on project.id = kept_match.project
        where project.municipality in (select value from json_each(?))
        order by kept_match.at
    """
    rows = list(db.query(sql, [json.dumps(towns_of(db, account))]))
    usable = shelf.usable(row["programme"] for row in rows)
    for row in rows:
        programme = usable.get(row["programme"])
        ahead = shelf.standing(programme).next_deadline if programme else None
        if programme is None or ahead is None:
            continue
        ready_on, note = _council(db, row["municipality"], ahead, shelf.today)
        yield Reminding(
            source=KEPT,
            key=f"{row['programme']}/{row['project']}",
            title=programme.title,
            due_on=ahead,
            since=date.fromisoformat(row["at"][:10]),
            address=f"/programm/{programme.id}",
            label=row["title"],
            note=note,
            programme=programme.id,
            ready_on=ready_on,
        )


SOURCES: tuple[Source, ...] = (kept_programmes, duties_of, open_invitations_of)
"""Whoever has days to remind of adds a function here."""


def remindings_for(db: Database, account: Account, shelf: Shelf) -> list[Reminding]:
    """All days to remind a person of, the nearest first, each as early as the person wants."""
    own = wished(db, account.id)
    usual = own.get(("", ""), USUAL)
    found = [
        _wanting(it, own.get((it.source, it.key), usual))
        for source in SOURCES
        for it in source(db, account, shelf)
    ]
    return sorted(found, key=lambda it: (it.due_on, it.title))


def due_reminders(found: Iterable[Reminding], told: Told, today: date) -> list[Line]:
    """The reminders of today; what was missed before is told once, as the last of its kind."""
    lines: list[Line] = []
    for it in found:
        if today > it.due_on:
            lines += [it.overdue_line(today)] if _told_again(it, told, today) else []
            continue
        passed = [days for days in sorted(it.days_before) if it.since < it.day_of(days) <= today]
        if passed and it.line(passed[0]) not in told:
            lines += [line for days in passed if (line := it.line(days)) not in told]
    return lines


def _told_again(it: Reminding, told: Told, today: date) -> bool:
    return it.stays and it.overdue_line(today) not in told


def reminders(lines: Iterable[Line], found: Iterable[Reminding], today: date) -> tuple[Notice, ...]:
    """The reminders of a letter; what has no such day any more is left out."""
    chosen: dict[str, list[Line]] = {}
    for line in lines:
        if line.why is Why.REMINDER:
            chosen.setdefault(f"{line.subject} {line.version.partition('/')[0]}", []).append(line)
    return tuple(
        _notice(it, chosen[name], today)
        for it in found
        if (name := f"{it.subject} {it.due_on}") in chosen and (it.stays or it.due_on >= today)
    )


def wished(db: Database, account: int) -> dict[tuple[str, str], tuple[int, ...]]:
    """How many days before a person wants to be reminded: for one thing, or as a rule."""
    sql = """
        select '' as source, '' as key, remind_before from letter_wish where account = :account
        union all select source, key, remind_before from reminder_wish where account = :account
    """
    rows = db.query(sql, dict(account=account))
    return {(row["source"], row["key"]): tuple(json.loads(row["remind_before"])) for row in rows}


def wish(db: Database, account: int, days: Iterable[int], source: str = "", key: str = "") -> None:
    """Keep how many days before somebody wants to be reminded; without any, not at all."""
    chosen = json.dumps(sorted({it for it in days if 0 < it <= MOST_DAYS}, reverse=True))
    with writing(db):
        if source:
            row = dict(account=account, source=source, key=key, remind_before=chosen)
            db.table("reminder_wish").upsert(row, pk=("account", "source", "key"))
            return
        db.execute(
            "insert into letter_wish (account, weekday, hour, remind_before) values (?, 0, 7, ?)"
            " on conflict (account) do update set remind_before = excluded.remind_before",
            [account, chosen],
        )


def _wanting(it: Reminding, days: tuple[int, ...]) -> Reminding:
    return replace(it, days_before=days)


def _council(db: Database, ags: str, deadline: date, today: date) -> tuple[date | None, str]:
    """The day on which the papers have to be ready, and what to say of the meeting."""
    plan = plan_back(deadline, today, meetings_of(db, ags, today), lead_times_of(db, ags))
    meeting = next((it for it in plan.milestones if it.label.startswith("Letzte Sitzung")), None)
    ready = plan.ready
    if meeting is None or ready is None:
        return None, plan.warning
    said = f"{meeting.label} am {german_date(meeting.day)}"
    said += f", Vorlage fertig bis {german_date(ready)}." if ready >= today else "."
    return (ready if ready > today - timedelta(days=SOON_DAYS) else None), said


def _notice(it: Reminding, lines: list[Line], today: date) -> Notice:
    left = (it.due_on - today).days
    own = tuple(lines)
    if it.programme is not None and left <= SOON_DAYS:
        told = Line(why=Why.DEADLINE, programme=it.programme, version=it.due_on.isoformat())
        own = (*own, told)
    return Notice(
        title=it.title,
        text=" ".join(filter(None, (f"Gemerkt für „{it.label}“." if it.label else "", it.note))),
        stays=it.stays,
        address=it.address,
        own_lines=own,
        due_on=it.due_on,
        days_left=left,
    )
