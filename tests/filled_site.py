"""A site on which every page has something to show, and the address of each page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from conftest import MONDAY, make_facts, make_record, make_source
from flask import Flask
from private_town import NOW, A, settle
from route_table import NUMBERS, TABLE, VORHABEN
from werkzeug.routing import Rule

from crawler.watch_list import Outcome
from index.duplicates import renew_proposals
from index.facts import Facts
from index.hints import Hint, keep_hints
from index.links import LinkAnswer, note_answer
from index.municipality import add_municipalities
from index.own_concepts import read_group, save_group
from index.record import Link, SourceRecord
from index.register import save_record
from index.runs import finish_run, reject, start_run
from index.schema import create_database
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from index.text import rich
from webapp.accounts.account import Account, Role
from webapp.accounts.act import Act
from webapp.accounts.queries import create_account
from webapp.by_hand import writing
from webapp.digest.actions import Act as LetterAct
from webapp.digest.actions import sign
from webapp.digest.ledger import Line, Why
from webapp.digest.outbox import Draft, Kind, put
from webapp.digest.rules import open_subscribing
from webapp.duplicates.deciding import decide
from webapp.duplicates.verdict import Verdict
from webapp.enquiries.enquiry import Asked, Shown
from webapp.enquiries.enquiry import Kind as EnquiryKind
from webapp.enquiries.writing import ask
from webapp.mailroom import circulars
from webapp.second_factor import keeping
from webapp.settings import Settings
from webapp.site import create_app
from webapp.subscriptions.queries import ask as ask_for_letter

LEAFLET = Link(label="Merkblatt", url="https://www.example.org/merkblatt")
RICH = (
    "<p>Anträge nimmt das <strong>Musteramt</strong> an.</p><table><tr><td>80 %</td></tr></table>"
)


@dataclass(frozen=True, kw_only=True)
class FilledSite:
    """The site, who visits it, and what stands in its addresses."""

    app: Flask
    people: Mapping[str, Account]
    values: Mapping[str, Mapping[str, Any]]
    """Numbers and tokens for single endpoints."""

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every endpoint that answers GET, with an address where something is to be seen."""
        for rule in self.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                yield rule.endpoint, self._address(rule)

    def _address(self, rule: Rule) -> str:
        line = TABLE[f"GET {rule.endpoint}"]
        values: dict[str, Any] = {name: NUMBERS.get(name, 1) for name in rule.arguments}
        built = rule.build(values | dict(line.values) | dict(self.values.get(rule.endpoint, {})))
        assert built, rule
        return built[1] + line.query


def fill(folder: Path) -> FilledSite:
    """Make a register with work for everybody: matches, questions, doubles, letters, alarms."""
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    people = settle(db, folder)
    add_work_of_the_manager(db, [_changed()])
    add_doubles(db, folder, people["manager"])
    app = create_app(Settings(data=folder), MONDAY)
    values = _words_and_letters(db, folder, people) | _tokens(db, app, people)
    rebuild(db, folder)
    db.close()
    return FilledSite(app=app, people=people, values=values)


def _changed() -> tuple[SourceRecord, Facts]:
    facts = make_facts(
        deadlines=[{"kind": "application", "date": "2026-07-31"}],
        deadline_model="single-stage",
        funding_rate_max=80,
    )
    texts = dict(guideline=rich("<p>Neuer Satz.</p>"), description=rich(RICH))
    return make_record(links=(LEAFLET,), **texts), facts


def add_work_of_the_manager(db: Database, told: Iterable[tuple[SourceRecord, Facts]]) -> None:
    """A second run with rejected items, hints, watched addresses and links of every kind."""
    run = start_run(db, "sample", MONDAY)
    for record, facts in told:
        save_record(db, run, record, facts, "test", MONDAY)
    reject(db, run, "https://www.example.org/" + "kaputt" * 20, "Die PDF-Datei ist beschädigt.")
    finish_run(db, run, MONDAY)
    remember_source(db, make_source("aus", label="Neue Quelle", switched_off=True))
    keep_hints(db, "sample", [Hint(source="sample", url="https://x.example/", title="Neu")])
    row = dict(level="Land", funder="Amt", added_on="2026-06-01", read_on="2026-06-15")
    for state in (*Outcome, None):
        address = f"https://www.example.org/{'sehr-lang-' * 12}{state}"
        db.table("watch").insert(row | dict(url=address, state=state, said="Ein Satz."))
    for days in (0, 1):
        gone = LinkAnswer(404, missing=True, said="Die Seite antwortet mit Status 404.")
        note_answer(db, LEAFLET.url, gone, MONDAY - timedelta(days=days))


def add_doubles(db: Database, folder: Path, manager: Account) -> None:
    """A pair that waits, and one that was joined although the sources contradict."""
    for source in ("amt", "bank"):
        remember_source(db, make_source(source, label=f"Quelle {source}"))
        run = start_run(db, source, MONDAY)
        for name, rate in (("Moorrichtlinie", 0), ("Obstwiesenrichtlinie", len(source) * 10)):
            page = dict(source=source, key=name, url=f"https://{source}.example.org/{name}")
            facts = make_facts(funding_rate_max=rate) if rate else make_facts()
            save_record(db, run, make_record(title=name, **page), facts, "test", MONDAY)
        finish_run(db, run, MONDAY)
    renew_proposals(db, MONDAY)
    act = Act(db=db, folder=folder, account=manager, at="2026-06-15", today=MONDAY)
    sql = "select id from record where key = 'Obstwiesenrichtlinie'"
    first, second = (row["id"] for row in db.query(sql))
    decide(act, first, second, Verdict.MERGED, "beide gelesen")


def _words_and_letters(
    db: Database, folder: Path, people: Mapping[str, Account]
) -> dict[str, Mapping[str, Any]]:
    """A report, a group of words, an entry by hand, a circular, letters sent and waiting."""
    staff, manager = people["staff of A"], people["manager"]
    shown = Shown(saying="80 %", quotes=("Gefördert werden 80 %.",))
    fault = Asked(
        kind=EnquiryKind.FAULT,
        subject="Quote",
        words="Es sind 90 %.",
        programme=1,
        fact="funding_rate_max",
        shown=shown,
        found_at="https://www.example.org/",
    )
    ask(db, fault, staff, NOW)
    group = save_group(db, read_group("Rad", "Radweg\nRadschnellweg", "Fahrradweg", ""), MONDAY)
    act = Act(db=db, folder=folder, account=manager, at=NOW.isoformat(), today=MONDAY)
    page = dict(key="stiftung", url="https://www.example.org/stiftung")
    entry = make_record(source=writing.SOURCE.name, title="Spielplätze", **page)
    by_hand = writing.keep(act, entry)
    draft = circulars.save(db, None, "Sommerpause", "Guten Tag", [1], [A], manager, NOW)
    open_subscribing(db, True, manager.email, NOW)
    letter = Draft(
        kind=Kind.WEEKLY,
        email=staff.email,
        subject="Drei neue Programme",
        message_id="<1@example.org>",
        account=staff.id,
        lines=(Line(why=Why.NEW_MATCH, programme=1, subject="geheim"),),
        send_after=NOW + timedelta(hours=3),
    )
    number = put(db, letter, MONDAY, NOW)
    failed = Draft(
        kind=Kind.ALIVE, email="fort@example.org", subject="Noch da", message_id="<2@example.org>"
    )
    change = dict(state="failed", error="550 Diese Adresse gibt es nicht.")
    db.table("letter").update(put(db, failed, MONDAY, NOW), change)
    draft_of = dict(number=draft)
    return {
        "concepts.change": dict(number=group),
        "by_hand.edit": dict(number=by_hand),
        "mailroom.circular": draft_of,
        "mailroom.show_circular": draft_of,
        "mailroom.one_letter": dict(number=number),
        "mailroom.show_waiting": dict(number=number),
        "mailroom.preview_of": dict(account=staff.id),
        "handbook.page": dict(name="verwaltung"),
    }


def _tokens(
    db: Database, app: Flask, people: Mapping[str, Account]
) -> dict[str, Mapping[str, Any]]:
    """What opens the pages behind links of mails."""
    staff = people["staff of A"]
    _, invitation = create_account(db, "neu@example.org", Role.STAFF, A, MONDAY)
    asked = ask_for_letter(db, "lese@example.org", (), datetime.now().astimezone())
    assert asked
    keeping.begin(db, staff.id)
    order = next(db.query("select unsubscribe_token from account where id = ?", [staff.id]))
    key = app.secret_key
    assert isinstance(key, bytes)
    return {
        "accounts.invitation": dict(token=invitation),
        "subscriptions.ask_to_confirm": dict(token=asked.token),
        "digest.ask_to_unsubscribe": dict(token=order["unsubscribe_token"]),
        "acting.ask": dict(
            action="nicht-relevant",
            token=sign(
                key,
                LetterAct(
                    account=staff.id, programme=1, made_on=MONDAY, project=VORHABEN["number"]
                ),
            ),
        ),
    }
