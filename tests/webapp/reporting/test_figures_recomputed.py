"""Every figure of the report, worked out a second time by plain loops over all rows."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from index.municipality import municipalities
from index.store import Database
from webapp.reporting.figure import Asked, Period
from webapp.reporting.report import FIGURES, Sight, count, tell

TODAY = "2026-11-24"
ALL = Sight(all_rows=True, per_town=True)
PERIODS = [
    ("2022-01-01", "2026-12-31"),
    ("2024-01-01", "2024-12-31"),
    ("2025-02-14", "2025-02-28"),
    ("2026-06-01", "2026-11-24"),
]
Counted = tuple[tuple[str, ...], int]
"""The municipalities of one thing that counts, and how much it counts."""


@dataclass
class Register:
    """All rows of the tables, and the days asked for."""

    tables: dict[str, list[dict[str, Any]]]
    first: str
    last: str
    parted: dict[str, dict[int, list[dict[str, Any]]]] = field(default_factory=dict)

    def inside(self, moment: str | None) -> bool:
        return moment is not None and self.first <= moment[:10] <= self.last

    def find(self, table: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        rows = self.tables[table]
        if "application" in wanted:  # only for speed: else each akte walks through all rows
            rows = self.by_akte(table).get(wanted["application"], [])
        for row in rows:
            if all(row[name] == value for name, value in wanted.items()):
                yield row

    def by_akte(self, table: str) -> dict[int, list[dict[str, Any]]]:
        if table not in self.parted:
            self.parted[table] = defaultdict(list)
            for row in self.tables[table]:
                self.parted[table][row["application"]].append(row)
        return self.parted[table]

    def towns(self, akte: int) -> tuple[str, ...]:
        return tuple(row["municipality"] for row in self.find("applicant", application=akte))

    def last_step(self, akte: int, stage: str, *backwards: str) -> dict[str, Any] | None:
        """The last step to a stage, unless one after it leads back."""
        steps = list(self.find("application_event", application=akte, kind="stage"))
        for step in sorted(steps, key=lambda it: (it["at"], it["id"]), reverse=True):
            if step["after"] == stage:
                return step
            if step["after"] in backwards:
                return None
        return None


def events(kind: str) -> Callable[[Register], list[Counted]]:
    def found(of: Register) -> list[Counted]:
        home = {row["record"]: row["programme"] for row in of.tables["programme_record"]}
        hit = {home[row["record"]] for row in of.find("event", kind=kind) if of.inside(row["day"])}
        return [((), 1) for _ in hit]

    return found


def reviewed(of: Register) -> list[Counted]:
    rows = of.find("review", kind="reviewed", undone_at=None)
    return [((), 1) for _ in {row["programme"] for row in rows if of.inside(row["at"])}]


def bad_runs(of: Register) -> list[Counted]:
    bad = [row for row in of.tables["run"] if row["status"] in ("failed", "thin")]
    return [((), 1) for row in bad if of.inside(row["day"])]


def owner(of: Register, project: str) -> tuple[str, ...]:
    return tuple(row["municipality"] for row in of.find("project", id=project))


def found_matches(of: Register) -> list[Counted]:
    counted = []
    for row in of.tables["match"]:
        if row["score"] >= 25 and row["eligible"] != "no" and of.inside(row["first_seen"]):
            counted.append((owner(of, row["project"]), 1))
    for row in of.find("dismissal", undone_at=None, returned_on=None):
        stood = json.loads(row["match"])
        if "match" in stood and of.inside(stood["match"]["first_seen"]):
            counted.append((owner(of, row["project"]), 1))
    return counted


def of_project(table: str, **wanted: Any) -> Callable[[Register], list[Counted]]:
    return lambda of: [
        (owner(of, row["project"]), 1) for row in of.find(table, **wanted) if of.inside(row["at"])
    ]


def of_town(table: str, day: str, keep: Callable[[dict[str, Any]], bool]) -> Any:
    return lambda of: [
        ((row["municipality"],), 1) for row in of.tables[table] if keep(row) and of.inside(row[day])
    ]


def minutes(of: Register) -> list[Counted]:
    return [
        ((row["municipality"],) if row["municipality"] else (), row["minutes"])
        for row in of.tables["advice_time"]
        if of.inside(row["day"])
    ]


def answers(of: Register) -> list[Counted]:
    town = {row["id"]: row["municipality"] for row in of.find("enquiry", addressee=None)}
    rows = [row for row in of.find("enquiry_message", answers=1) if row["enquiry"] in town]
    return [((town[row["enquiry"]],), 1) for row in rows if of.inside(row["at"])]


def unanswered(of: Register) -> list[Counted]:
    said = {row["enquiry"] for row in of.find("enquiry_message", answers=1)}
    return [
        ((row["municipality"],), 1)
        for row in of.find("enquiry", closed_at=None, addressee=None)
        if of.inside(row["at"]) and row["id"] not in said
    ]


def opened(of: Register) -> list[Counted]:
    return [(of.towns(it["id"]), 1) for it in of.tables["application"] if of.inside(it["at"])]


def stage(name: str, *backwards: str) -> Callable[[Register], list[Counted]]:
    def found(of: Register) -> list[Counted]:
        steps = [
            (it["id"], of.last_step(it["id"], name, *backwards)) for it in of.tables["application"]
        ]
        return [(of.towns(akte), 1) for akte, step in steps if step and of.inside(step["at"])]

    return found


def handed_in(of: Register) -> list[tuple[dict[str, Any], str]]:
    steps = [
        (it, of.last_step(it["id"], "submitted", "idea", "draft"))
        for it in of.tables["application"]
    ]
    return [(akte, step["at"][:10]) for akte, step in steps if step and of.inside(step["at"])]


def in_time(of: Register) -> list[Counted]:
    found = [(akte, day) for akte, day in handed_in(of) if akte["deadline"]]
    return [(of.towns(akte["id"]), 1) for akte, day in found if day <= akte["deadline"]]


def late(of: Register) -> list[Counted]:
    found = [(akte, day) for akte, day in handed_in(of) if akte["deadline"]]
    return [(of.towns(akte["id"]), 1) for akte, day in found if day > akte["deadline"]]


def missed(of: Register) -> list[Counted]:
    return [
        (of.towns(akte["id"]), 1)
        for akte in of.tables["application"]
        if of.inside(akte["deadline"])
        and akte["deadline"] < TODAY
        and akte["stage"] in ("idea", "draft", "dropped")
        and not of.last_step(akte["id"], "submitted", "idea", "draft")
    ]


def applied_for(of: Register) -> list[Counted]:
    return [
        ((share["municipality"],), share["grant_cents"] or 0)
        for akte, _ in handed_in(of)
        for share in of.find("applicant", application=akte["id"])
    ]


def awards(of: Register) -> list[dict[str, Any]]:
    return [row for row in of.tables["award"] if of.inside(row["dated"])]


def granted(of: Register) -> list[Counted]:
    counted: list[Counted] = []
    for award in awards(of):
        shares = {
            it["municipality"]: it["grant_cents"]
            for it in of.find("applicant", application=award["application"])
        }
        total, whole = award["granted_cents"], sum(it or 0 for it in shares.values())
        if len(shares) == 1:
            counted.append((tuple(shares), total))
        elif None in shares.values() or not whole:
            counted.append(((), total))
        else:
            parts = {ags: total * cents // whole for ags, cents in shares.items()}
            rest = sorted(shares, key=lambda ags: (-(total * shares[ags] % whole), ags))
            for ags in rest[: total - sum(parts.values())]:
                parts[ags] += 1
            counted += [((ags,), cents) for ags, cents in parts.items()]
    return counted


def money(column: str) -> Callable[[Register], list[Counted]]:
    return lambda of: [
        ((share["municipality"],), share[column] or 0)
        for award in awards(of)
        for share in of.find("applicant", application=award["application"])
    ]


def duties(keep: Callable[[Register, dict[str, Any]], bool]) -> Callable[[Register], list[Counted]]:
    return lambda of: [((row["municipality"],), 1) for row in of.tables["duty"] if keep(of, row)]


def is_open(row: dict[str, Any]) -> bool:
    return row["done_at"] is None and row["dropped_at"] is None


def letters(state: str) -> Callable[[Register], list[Counted]]:
    def found(of: Register) -> list[Counted]:
        town = {row["id"]: row["municipality"] for row in of.tables["account"]}
        rows = of.find("letter", state=state)
        return [((town[it["account"]],), 1) for it in rows if of.inside(it["sent_at"] or it["day"])]

    return found


def shares(of: Register) -> list[Counted]:
    return [
        ((it["payer"]["ags"],), it["base"] + it["by_class"])
        for statement in newest(of)
        for it in json.loads(statement["content"])["split"]["shares"]
    ]


def costs(of: Register) -> list[Counted]:
    return [((), json.loads(it["content"])["split"]["costs"]["total"]) for it in newest(of)]


def newest(of: Register) -> list[dict[str, Any]]:
    latest: dict[int, dict[str, Any]] = {}
    for row in of.tables["cost_statement"]:
        if of.first[:4] <= str(row["year"]) <= of.last[:4]:
            before = latest.get(row["year"])
            if before is None or before["number"] < row["number"]:
                latest[row["year"]] = row
    return list(latest.values())


def question(row: dict[str, Any]) -> bool:
    """Whether somebody asks the Fördermittelmanagement, not another town."""
    return bool(row["kind"] == "question" and row["addressee"] is None)


def trainings(keep: Callable[[dict[str, Any]], bool]) -> Callable[[Register], list[Counted]]:
    return lambda of: [
        ((), 1) for it in of.tables["training"] if keep(it) and of.inside(it["starts_at"])
    ]


def seats(keep: Callable[[dict[str, Any]], bool]) -> Callable[[Register], list[Counted]]:
    def found(of: Register) -> list[Counted]:
        held = {
            it["id"] for it in of.find("training", cancelled_at=None) if of.inside(it["starts_at"])
        }
        rows = [it for it in of.tables["training_seat"] if keep(it) and it["training"] in held]
        return [((it["municipality"],) if it["municipality"] else (), 1) for it in rows]

    return found


EXPECTED: dict[str, Callable[[Register], list[Counted]]] = {
    "neue-programme": events("new"),
    "geaenderte-programme": events("changed"),
    "weggefallene-programme": events("gone"),
    "gepruefte-programme": reviewed,
    "gestoerte-quellen": bad_runs,
    "treffer": found_matches,
    "vorgemerkt": of_project("kept_match"),
    "verworfen": of_project("dismissal", undone_at=None),
    "empfehlungen": of_town("recommendation", "at", lambda it: it["withdrawn_at"] is None),
    "interesse": of_town(
        "stance", "at", lambda it: it["says"] in ("Interesse", "entschieden: wird beantragt")
    ),
    "kein-interesse": of_town(
        "stance",
        "at",
        lambda it: it["says"] in ("kein Interesse", "entschieden: wird nicht beantragt"),
    ),
    "gemeinsam": of_town(
        "joint_interest", "answered_at", lambda it: it["answer"] in ("ja", "vielleicht")
    ),
    "gespraeche": of_town("enquiry", "at", question),
    "fehlermeldungen": of_town(
        "enquiry", "at", lambda it: it["kind"] == "fault" and not it["addressee"]
    ),
    "antworten": answers,
    "beratungszeit": minutes,
    "ohne-antwort": unanswered,
    "akten": opened,
    "eingereicht": stage("submitted", "idea", "draft"),
    "bewilligt": stage("approved", "idea", "draft", "submitted", "rejected"),
    "abgelehnt": stage("rejected", "idea", "draft", "submitted", "approved"),
    "nicht-beantragt": stage("dropped", "idea", "draft", "submitted"),
    "zurueckgezogen": stage("withdrawn", "idea", "draft", "submitted"),
    "beantragte-euro": applied_for,
    "bewilligte-euro": granted,
    "eigenanteile": money("own_cents"),
    "gesamtkosten": money("cost_cents"),
    "rechtzeitig": in_time,
    "verspaetet": late,
    "fristen-verpasst": missed,
    "pflichten-erledigt": duties(lambda of, it: of.inside(it["done_at"])),
    "pflichten-offen": duties(
        lambda of, it: is_open(it) and it["due_on"] >= TODAY and of.inside(it["due_on"])
    ),
    "pflichten-ueberfaellig": duties(
        lambda of, it: is_open(it) and it["due_on"] < TODAY and it["due_on"] <= of.last
    ),
    "briefe": letters("sent"),
    "briefe-gescheitert": letters("failed"),
    "schulungen": trainings(lambda it: not it["cancelled_at"] and it["ends_at"][:10] < TODAY),
    "schulungen-abgesagt": trainings(lambda it: bool(it["cancelled_at"])),
    "anmeldungen": seats(lambda it: it["state"] == "seat"),
    "teilnahmen": seats(lambda it: it["attended"] == 1),
    "kosten": costs,
    "umlage": shares,
}


@pytest.fixture
def tables(years: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    return {name: list(years.table(name).rows) for name in years.table_names()}


def test_every_figure_is_worked_out_a_second_time() -> None:
    assert sorted(EXPECTED) == sorted(it.key for it in FIGURES)


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_every_figure_is_what_plain_loops_find(
    years: Database, tables: dict[str, list[dict[str, Any]]], first: str, last: str
) -> None:
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    asked = Asked(db=years, period=period, today=date.fromisoformat(TODAY))
    of = Register(tables, first, last)
    for figure in FIGURES:
        told, counted = tell(figure, asked, ALL), EXPECTED[figure.key](of)
        assert told.value == sum(amount for _, amount in counted), figure.key
        by_town: Counter[str] = Counter()
        for towns, amount in counted:
            for ags in towns:
                by_town[ags] += amount
        assert told.by_town == dict(by_town), figure.key
        assert len(told.rows) == len(counted), figure.key


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_what_is_counted_without_its_rows_is_their_number(
    years: Database, first: str, last: str
) -> None:
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    asked = Asked(db=years, period=period, today=period.last)
    for figure in (it for it in FIGURES if it.counted):
        counted, told = count(figure, asked, ALL), tell(figure, asked, ALL)
        assert (counted.value, counted.by_town) == (told.value, told.by_town)


def test_in_five_years_every_figure_counts_something(years: Database) -> None:
    period = Period(date(2022, 1, 1), date(2026, 12, 31))
    asked = Asked(db=years, period=period, today=date.fromisoformat(TODAY))
    assert [it.key for it in FIGURES if not tell(it, asked, ALL).value] == []


def test_the_sums_of_topics_are_those_of_their_akten(
    years: Database, tables: dict[str, list[dict[str, Any]]]
) -> None:
    areas = {
        row["record"]: json.loads(row["content"])["funding_areas"] or ["ohne Angabe"]
        for row in tables["version"]
    }
    programme = {row["id"]: row["programme"] for row in tables["application"]}
    euros: defaultdict[str, int] = defaultdict(int)
    for row in tables["award"]:
        for area in areas.get(programme[row["application"]], ["ohne Angabe"]):
            euros[area] += row["granted_cents"]
    period = Period(date(2022, 1, 1), date(2030, 12, 31))
    asked = Asked(db=years, period=period, today=date.fromisoformat(TODAY))
    (figure,) = [it for it in FIGURES if it.key == "bewilligte-euro"]
    assert tell(figure, asked, ALL).by_topic == euros
    assert len(list(municipalities(years))) == 15
