"""Letters as plain values, without a database: a test says only what differs."""

from datetime import date
from typing import Any

from conftest import MONDAY, make_facts, make_record

from index.facts import Facts
from index.programme import Programme, Telling
from index.status import Standing
from index.vocabulary import Presence, Status
from webapp.accounts.account import Account, Role
from webapp.digest.ledger import Line, Why
from webapp.digest.letter import Finding, Letter, Notice, Offer, SearchSection, Section
from webapp.digest.matches import DueMatch
from webapp.digest.readers import Reader

OPEN = Standing(status=Status.OPEN, reason="laufend")


def programme(number: int = 1, facts: Facts = Facts(), **more: Any) -> Programme:
    around: dict[str, Any] = dict(presence=Presence.PRESENT)
    around |= {name: more.pop(name) for name in ("presence", "fingerprint") if name in more}
    telling = Telling(
        **around,
        record_id=number,
        record=make_record(**more),
        facts=facts,
        source_label="Musterquelle",
        precedence=1,
        version=1,
        first_seen=MONDAY,
        last_seen=MONDAY,
        last_changed=MONDAY,
    )
    return Programme(id=number, tellings=(telling,), first_seen=MONDAY, reviewed=True)


def stated(number: int = 1, **facts: Any) -> Programme:
    """A programme with these facts."""
    return programme(number, make_facts(**facts))


def account(role: Role = Role.STAFF, **more: Any) -> Account:
    values: dict[str, Any] = dict(id=1, email="a@example.org", municipality="06433011")
    return Account(role=role, **values | more)


STAFF = Reader(email="a@example.org", unsubscribe_token="t", account=account())
MANAGER = Reader(email="m@example.org", unsubscribe_token="t", account=account(Role.MANAGER))
NOBODY = Reader(email="n@example.org", unsubscribe_token="t", subscriber=1, since=MONDAY)


def match(project: str = "radweg", **more: Any) -> DueMatch:
    values: dict[str, Any] = dict(
        programme=1,
        project=project,
        project_title=project.capitalize(),
        cost_eur=None,
        town="Riedstadt",
        eligible="yes",
        score=50.0,
        reasons=(),
        obstacles=(),
    )
    return DueMatch(**values | more)


def offer(*matches: DueMatch, number: int = 1, **more: Any) -> Offer:
    values: dict[str, Any] = dict(
        programme=programme(number, title=f"Programm {number}"),
        standing=OPEN,
        matches=matches or (match(programme=number),),
        money=(),
        own_share=(),
        days_left=None,
    )
    return Offer(**values | more)


def dated(days: int, number: int = 1, **more: Any) -> Offer:
    """An offer whose deadline is so many days after the Monday of the letter."""
    ahead = date.fromordinal(MONDAY.toordinal() + days)
    standing = Standing(status=Status.OPEN, reason="Frist", next_deadline=ahead)
    return offer(number=number, **dict(standing=standing, days_left=days) | more)


def finding(number: int = 1, *lines: Line, **more: Any) -> Finding:
    values: dict[str, Any] = dict(
        programme=programme(number), standing=OPEN, money=(), days_left=None, own_lines=lines
    )
    return Finding(**values | more)


def notice(title: str = "Ding", **more: Any) -> Notice:
    values: dict[str, Any] = dict(title=title, text="", address="/", own_lines=())
    return Notice(**values | more)


def search(*findings: Finding, remaining: int = 0, number: int = 7) -> SearchSection:
    return SearchSection(
        search=number, name="Wege", address="q=Weg", findings=findings, remaining=remaining
    )


def letter(*offers: Offer, **more: Any) -> Letter:
    by_project: dict[str, list[Offer]] = {}
    for it in offers:
        by_project.setdefault(it.best.project, []).append(it)
    sections = tuple(
        Section(
            project_title=some[0].best.project_title, town=some[0].best.town, offers=tuple(some)
        )
        for some in by_project.values()
    )
    values: dict[str, Any] = dict(reader=STAFF, day=MONDAY, sections=sections)
    return Letter(**values | more)


def line(why: Why, number: int | None = 1, **more: Any) -> Line:
    return Line(why=why, programme=number, **more)
