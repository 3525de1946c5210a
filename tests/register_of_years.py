"""A register of several years and all municipalities, made up by chance, for reports."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import make_source

from index.municipality import add_municipalities, municipalities, set_participation
from index.schema import create_database
from index.source import remember_source
from index.store import Database
from index.vocabulary import ChangeKind, FundingArea
from matcher.feedback import Reason
from webapp.accounts.account import Account, Role
from webapp.accounts.act import Act
from webapp.applications.stages import Because, Stage
from webapp.cost_shares.agreed import Agreed, agree
from webapp.cost_shares.drafting import CostYear, enter_costs
from webapp.cost_shares.fixing import fix
from webapp.cost_shares.rules import Rule, SizeClass, add_rule
from webapp.cost_shares.splitting import Costs
from webapp.duties.kinds import DutyKind
from webapp.joint.queries import Answer
from webapp.stances.queries import Saying

TOWNS = [f"064330{number:02}" for number in range(1, 15)] + ["06433"]
_AREAS = [it.value for it in FundingArea]
_SAID = dict(by="jemand@example.org")


@dataclass
class Years:
    """Writes rows by chance; the same seed writes the same register."""

    db: Database
    first: int
    count: int = 5
    busy: int = 1
    chance: Random = field(default_factory=lambda: Random(20261124))
    account: int = 0

    def fill(self) -> None:
        """Write everything, in one transaction."""
        with self.db.conn:
            self._people_and_sources()
            self._programmes()
            self._projects()
            self._said()
            self._enquiries()
            self._akten()
            self._letters()
            self._trainings()
        self._cost_shares()

    def day(self) -> date:
        """Any day of these years."""
        return date(self.first, 1, 1) + timedelta(days=self.chance.randrange(365 * self.count))

    def moment(self, day: date | None = None) -> str:
        """Any moment of a day."""
        hour, minute = self.chance.randrange(24), self.chance.randrange(60)
        return f"{day or self.day()}T{hour:02}:{minute:02}:00+00:00"

    def often(self, share: float) -> bool:
        """Yes in this share of cases."""
        return self.chance.random() < share

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        self.db.table(table).insert_all(rows)

    def _people_and_sources(self) -> None:
        for ags in TOWNS:
            row = dict(email=f"jemand-{ags}@example.org", role="staff", municipality=ags)
            self.db.table("account").insert(row | dict(subscribed=1))
        self.account = 1
        status = ("ok", "ok", "ok", "thin", "failed")
        self._insert(
            "run",
            [
                dict(source="sample", day=str(self.day()), status=self.chance.choice(status))
                | dict(error="Zeitüberschreitung")
                for _ in range(52 * self.count)
            ],
        )

    def _programmes(self) -> None:
        number = range(1, 121)
        records, versions, events, reviews = [], [], [], []
        for n in number:
            page = dict(source="sample", key=f"p{n}", url=f"https://www.example.org/{n}")
            rest = dict(address_key=f"www.example.org/{n}", presence="present", version=1)
            rest |= dict(first_seen=str(self.day()))
            records.append(dict(id=n) | page | rest)
            areas = self.chance.sample(_AREAS, self.chance.randrange(3))
            content = json.dumps(dict(title=f"Programm {n}", funding_areas=areas))
            versions.append(dict(record=n, number=1, fingerprint=str(n), content=content))
            events += [
                dict(record=n, day=str(self.day()), kind=self.chance.choice(list(ChangeKind)).value)
                | dict(fields="[]", version=1)
                for _ in range(4 * self.busy)
            ]
            reviews += [
                dict(programme=n, kind=self.chance.choice(("reviewed", "hidden", "shown")))
                | dict(reason="", before="{}", batch="", at=self.moment(), **_SAID)
                | dict(undone_at=self.moment() if self.often(0.1) else None)
                for _ in range(self.chance.randrange(4))
            ]
        self._insert("record", records)
        self._insert("version", versions)
        self._insert("programme", [dict(id=n) for n in number])
        self._insert("programme_record", [dict(record=n, programme=n) for n in number])
        self._insert("event", events)
        self._insert("review", reviews)

    def _projects(self) -> None:
        projects, matches, dismissals, kept = [], [], [], []
        for ags in TOWNS:
            for n in range(4 * self.busy):
                project = f"{ags}-{n}"
                projects.append(dict(id=project, municipality=ags, title=f"Vorhaben {project}"))
                for programme in self.chance.sample(range(1, 121), 14):
                    pair = dict(project=project, programme=programme)
                    found = dict(score=self.chance.uniform(10, 90), first_seen=str(self.day()))
                    match = pair | found | dict(eligible=self.chance.choice(("yes", "unclear")))
                    if self.often(0.2):
                        dismissals.append(self._dismissal(pair, match))
                    else:
                        matches.append(match | dict(reasons="[]"))
                    if self.often(0.15):
                        kept.append(pair | dict(at=self.moment(), **_SAID))
        self._insert("project", projects)
        self._insert("match", matches)
        self._insert("dismissal", dismissals)
        self._insert("kept_match", kept)

    def _dismissal(self, pair: dict[str, Any], match: dict[str, Any]) -> dict[str, Any]:
        reasons = [it.name for it in self.chance.sample(list(Reason), 2)]
        stood: dict[str, Any] = {"match": match} if self.often(0.8) else {"near_miss": match}
        return pair | dict(
            reasons=json.dumps(reasons),
            seen="{}",
            match=json.dumps(stood),
            at=self.moment(),
            undone_at=self.moment() if self.often(0.1) else None,
            returned_on=str(self.day()) if self.often(0.1) else None,
            **_SAID,
        )

    def _said(self) -> None:
        recommended, stances, interests = [], [], []
        for ags in TOWNS:
            for programme in self.chance.sample(range(1, 121), 12):
                town = dict(programme=programme, municipality=ags)
                withdrawn = self.moment() if self.often(0.1) else None
                said = dict(note="Passt.", at=self.moment(), withdrawn_at=withdrawn, **_SAID)
                recommended += [town | said] * self.busy
                reasons = json.dumps([self.chance.choice(list(Reason)).name])
                says = self.chance.choice(list(Saying)).value
                told = dict(says=says, reasons=reasons, words="", shared=0, version=1)
                stances.append(town | told | dict(at=self.moment(), **_SAID))
                answer = self.chance.choice([*(it.value for it in Answer), None])
                answered = dict(answer=answer, answered_at=self.moment() if answer else None)
                interests.append(town | answered | dict(invited_by="x", invited_at=self.moment()))
        self._insert("recommendation", recommended)
        self._insert("stance", stances)
        self._insert("joint_interest", interests)

    def _enquiries(self) -> None:
        enquiries, messages, minutes = [], [], []
        for number in range(1, 15 * 6 * self.count * self.busy + 1):
            ags = self.chance.choice(TOWNS)
            kind = self.chance.choice(("question", "question", "fault"))
            closed = self.moment() if self.often(0.5) else None
            row = dict(id=number, kind=kind, subject=f"Frage {number}", account=self.account)
            row |= dict(addressee=self.chance.choice(TOWNS) if self.often(0.1) else None)
            enquiries.append(row | dict(municipality=ags, at=self.moment(), closed_at=closed))
            for answers in (0, *(1 for _ in range(self.chance.randrange(3)))):
                words = dict(enquiry=number, answers=answers, words="Text", at=self.moment())
                messages.append(words | _SAID)
            if self.often(0.7):
                town = ags if self.often(0.9) else None
                spent = dict(enquiry=number, municipality=town, day=str(self.day()), words="")
                spent |= dict(minutes=self.chance.choice((5, 15, 30, 60)), at=self.moment())
                minutes.append(spent | _SAID)
        self._insert("enquiry", [row | _SAID for row in enquiries])
        self._insert("enquiry_message", messages)
        self._insert("advice_time", minutes)

    def _akten(self) -> None:
        for number in range(1, 15 * 4 * self.count * self.busy + 1):
            self._akte(number)

    def _akte(self, number: int) -> None:
        towns = self.chance.sample(TOWNS, self.chance.choice((1, 1, 1, 2, 3)))
        opened = self.day()
        way = self._way()
        days, steps = opened, []
        before = Stage.IDEA
        for stage in way:
            days += timedelta(days=self.chance.randrange(1, 90))
            reasons = [self.chance.choice(list(Because)).name] if stage.needs_reason else []
            step = dict(application=number, kind="stage", before=before.value, after=stage.value)
            told = dict(reasons=json.dumps(reasons), words="", at=self.moment(days))
            steps.append(step | told | _SAID)
            before = stage
        deadline = str(opened + timedelta(days=self.chance.randrange(20, 200)))
        self.db.table("application").insert(
            dict(
                id=number,
                title=f"Antrag {number}",
                programme=self.chance.choice((None, *range(1, 121))),
                programme_title="Programm",
                lead=towns[0],
                stage=before.value,
                deadline=deadline if self.often(0.8) else None,
                version=1,
                at=self.moment(opened),
                **_SAID,
            )
        )
        self._insert("applicant", [self._share(number, ags, towns[0]) for ags in towns])
        self._insert("application_event", steps)
        if Stage.APPROVED in way:
            granted = self.chance.randrange(1, 90_000_001)
            award = dict(application=number, dated=str(days), granted_cents=granted)
            self.db.table("award").insert(award | dict(at=self.moment(days), **_SAID))
            self._duties(number, towns, days)

    def _way(self) -> list[Stage]:
        ways = (
            [Stage.DRAFT],
            [Stage.DRAFT, Stage.DROPPED],
            [Stage.DRAFT, Stage.SUBMITTED],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.DRAFT],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.REJECTED],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.REJECTED, Stage.SUBMITTED, Stage.APPROVED],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.WITHDRAWN],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED],
            [Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED, Stage.RUNNING, Stage.REPORTED],
        )
        return list(self.chance.choice(ways))

    def _share(self, number: int, ags: str, lead: str) -> dict[str, Any]:
        cost = self.chance.randrange(100, 100_000_000)
        grant = self.chance.randrange(cost) if self.often(0.85) else None
        own = None if grant is None else cost - grant
        part = dict(part="lead" if ags == lead else "partner", team="PL", consent="given")
        money = dict(cost_cents=cost, grant_cents=grant, own_cents=own)
        return dict(application=number, municipality=ags) | part | money

    def _duties(self, number: int, towns: Sequence[str], since: date) -> None:
        for kind in self.chance.sample(list(DutyKind), 3):
            due = since + timedelta(days=self.chance.randrange(30, 1200))
            end = self.chance.choice(("done_at", "dropped_at", "", ""))
            row = dict(application=number, municipality=self.chance.choice(towns), kind=kind.value)
            row |= dict(title=kind.value, due_on=str(due), basis="Bescheid", note="", version=1)
            ended = {end: self.moment(due - timedelta(days=5))} if end else {}
            self.db.table("duty").insert(row | ended | dict(at=self.moment(since), **_SAID))

    def _trainings(self) -> None:
        seats = []
        for number in range(1, 6 * self.count + 1):
            day = self.day()
            held = dict(starts_at=f"{day}T09:00", ends_at=f"{day}T12:00", register_until=str(day))
            said = dict.fromkeys(("description", "place", "link", "audience", "topics"), "")
            off = dict(cancelled_at=self.moment(day) if self.often(0.2) else None)
            row = dict(id=number, title=f"Schulung {number}", given_by="", remind_days=3, version=1)
            self.db.table("training").insert(row | held | said | off | dict(at="", **_SAID))
            for place in range(self.chance.randrange(20)):
                state = self.chance.choice(("seat", "seat", "waiting", "given_up"))
                came = self.chance.choice((None, 0, 1)) if state == "seat" else None
                ags = self.chance.choice((*TOWNS, None))
                who = dict(name="Jemand", email=f"{place}@example.org", municipality=ags, **_SAID)
                rest = dict(state=state, attended=came, since="", sequence=1, at="")
                seats.append(dict(training=number) | who | rest)
        self._insert("training_seat", seats)

    def _cost_shares(self) -> None:
        """Fix the Umlage of every year but the last; one of them is corrected."""
        at = f"{self.first + self.count - 1}-02-01T09:00:00+00:00"
        manager = Account(id=self.account, email="jemand@example.org", role=Role.MANAGER)
        day = datetime.fromisoformat(at).date()
        act = Act(db=self.db, folder=Path(), account=manager, at=at, today=day)
        classes = tuple(SizeClass(name=str(n), weight=1000 * n) for n in (1, 2, 3))
        rule = Rule(first_year=self.first, base_percent=10, census="Zensus", county_pays=True)
        add_rule(act, replace(rule, classes=classes))
        for town in municipalities(self.db):
            joined = date(self.first, self.chance.randrange(1, 13), 1)
            set_participation(self.db, town.ags, joined, None)
            name = str(self.chance.randrange(1, 4))
            agreed = Agreed(municipality=town.ags, size_class=name, first=joined, basis="Vertrag")
            agree(act, town, agreed)
        for year in range(self.first, self.first + self.count - 1):
            for version in range(2 if year == self.first else 1):
                costs = Costs(total=self.chance.randrange(7_000_000, 9_000_000), funding=0)
                enter_costs(act, CostYear(year=year, costs=costs, note="", version=version))
                fix(act, year, "Nachzahlung", version + 1)

    def _letters(self) -> None:
        letters = []
        for week in range(52 * self.count):
            day = date(self.first, 1, 1) + timedelta(weeks=week)
            for account in range(1, 16):
                state = self.chance.choice(("sent", "sent", "sent", "failed", "queued"))
                sent = self.moment(day) if state == "sent" else None
                row = dict(account=account, day=str(day), message_id="<x>", subject="Ihr Brief")
                letters.append(row | dict(state=state, sent_at=sent))
        self._insert("letter", letters)


@pytest.fixture(scope="session")
def years_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the years 2022 to 2026; nobody may write into it."""
    folder = tmp_path_factory.mktemp("years")
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    Years(db, 2022).fill()
    db.close()
    return folder


@pytest.fixture
def years(years_folder: Path) -> Iterator[Database]:
    """The register of five years."""
    db = create_database(years_folder)
    yield db
    db.close()
