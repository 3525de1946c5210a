"""From what was agreed to the fixed Umlage: pages, what blocks, who sees whose share."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from conftest import MONDAY
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from visitors import RIEDSTADT, TREBUR, let_in, post

from index.municipality import municipalities, municipality, set_participation
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.act import Act
from webapp.cost_shares.agreed import Agreed, RefusedClass, agree, agreed_classes
from webapp.cost_shares.drafting import CostYear, draft_of, enter_costs
from webapp.cost_shares.fixing import NotAgreed, fix, statements
from webapp.cost_shares.rules import Rule, SizeClass, add_rule
from webapp.cost_shares.splitting import Costs

GERNSHEIM = "06433004"
AGREED = "Vertrag vom 1. März 2023"
CLASSES = (
    SizeClass(name="klein", lower=10_000, upper=15_000, weight=1000),
    SizeClass(name="mittel", lower=24_000, upper=27_000, weight=2500),
)


@pytest.fixture
def act(db: Database, crowd: dict[str, Account], data_folder: Path) -> Act:
    """The manager at work; Riedstadt, Trebur and from April Gernsheim are members."""
    at = datetime(2026, 6, 15, 9).astimezone().isoformat()
    found = Act(db=db, folder=data_folder, account=crowd["dora"], at=at, today=MONDAY)
    for town in municipalities(db):
        set_participation(db, town.ags, None, date(2022, 12, 31))
    for ags, first in ((RIEDSTADT, date(2023, 4, 1)), (TREBUR, date(2023, 4, 1))):
        set_participation(db, ags, first, None)
    set_participation(db, GERNSHEIM, date(2026, 4, 1), None)
    return found


def settle_rules(act: Act, **more: object) -> None:
    values: dict[str, object] = dict(census="Zensus 2022, 31.12.2024", county_pays=False)
    values |= dict(first_year=2026, base_percent=10, classes=CLASSES) | more
    add_rule(act, Rule(**values))  # type: ignore[arg-type]


def settle_classes(act: Act) -> None:
    for ags, name in ((RIEDSTADT, "mittel"), (TREBUR, "klein"), (GERNSHEIM, "klein")):
        wanted = Agreed(municipality=ags, size_class=name, first=date(2023, 4, 1), basis=AGREED)
        town = municipality(act.db, ags)
        assert town
        agree(act, town, wanted)


def enter(act: Act, version: int = 0, total: int = 9_000_001) -> bool:
    costs = Costs(total=total, funding=1_500_000)
    return enter_costs(act, CostYear(year=2026, costs=costs, note="", version=version))


def fixed(act: Act) -> None:
    settle_rules(act)
    settle_classes(act)
    enter(act)
    fix(act, 2026, "", 1)


def test_whatever_is_not_agreed_is_asked_and_blocks(act: Act) -> None:
    settle_rules(act, census="", county_pays=None, classes=(SizeClass(name="klein"),))
    open_ = " ".join(draft_of(act.db, 2026).open)
    for said in (
        "Die Kosten des Jahres 2026 sind noch nicht eingetragen.",
        "Einwohnerzahlen",
        "ob der Kreis selbst",
        "Gewicht der Größenklasse »klein«",
        "Größenklasse von Riedstadt vom 01.01.2026 bis 31.12.2026",
        "Größenklasse von Gernsheim vom 01.04.2026 bis 31.12.2026",
    ):
        assert said in open_
    enter(act)
    with pytest.raises(NotAgreed, match="Riedstadt"):
        fix(act, 2026, "", 1)
    assert statements(act.db, 2026) == []


def test_a_member_without_a_first_day_or_with_an_unknown_class_blocks(act: Act) -> None:
    settle_rules(act, classes=CLASSES[:1])
    settle_classes(act)
    set_participation(act.db, TREBUR, None, None)
    open_ = " ".join(draft_of(act.db, 2026).open)
    assert "Von Trebur ist kein erster Tag" in open_
    assert "»mittel« von Riedstadt steht nicht in der Tabelle" in open_


def test_a_fixed_year_adds_up_and_stays(act: Act) -> None:
    fixed(act)
    (found,) = statements(act.db, 2026)
    assert sum(it.total for it in found.split.shares) == 7_500_001
    assert [it.payer.days for it in found.split.shares] == [275, 365, 365]
    for sql in ("update cost_statement set content = '{}'", "delete from cost_statement"):
        with pytest.raises(Exception, match="fixed statement"):
            act.db.execute(sql)
    settle_rules(act, base_percent=20)
    assert statements(act.db, 2026) == [found]


def test_a_correction_is_a_new_version_that_says_what_changed(act: Act) -> None:
    fixed(act)
    with pytest.raises(NotAgreed, match="nichts geändert"):
        fix(act, 2026, "nichts", 1)
    assert not enter(act, version=0, total=1)  # somebody entered costs since
    assert enter(act, version=1, total=9_500_000)
    with pytest.raises(NotAgreed, match="was sich"):
        fix(act, 2026, "", 2)
    with pytest.raises(NotAgreed, match="jemand die Kosten geändert"):
        fix(act, 2026, "Nachzahlung", 1)
    fix(act, 2026, "Nachzahlung", 2)
    new, old = statements(act.db, 2026)
    assert (new.number, new.changed, new.split.costs.net) == (2, "Nachzahlung", 8_000_000)
    assert (old.number, old.split.costs.net) == (1, 7_500_001)


def test_a_new_class_ends_the_open_one_and_days_never_have_two(act: Act) -> None:
    settle_rules(act)
    settle_classes(act)
    town = municipality(act.db, RIEDSTADT)
    assert town
    wanted = Agreed(
        municipality=RIEDSTADT, size_class="klein", first=date(2026, 7, 1), basis=AGREED
    )
    agree(act, town, wanted)
    assert [it.span for it in agreed_classes(act.db)[RIEDSTADT]] == [
        "01.04.2023 bis 30.06.2026",
        "ab 01.07.2026",
    ]
    with pytest.raises(RefusedClass, match="schon eine Klasse"):
        agree(act, town, wanted)


def test_the_manager_walks_from_the_rules_to_the_letter(
    act: Act, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    let_in(client, act.db, crowd["dora"].id)
    assert "67.000" in client.get("/umlage/regeln").text  # what is published is offered
    rule = {
        "first_year": "2026",
        "base_percent": "10",
        "census": "Zensus 2022",
        "county_pays": "nein",
        "classes-0-name": "klein",
        "classes-0-lower": "20.000",
        "classes-0-upper": "10.000",
        "classes-0-weight": "1,5",
    }
    wrong = client.post("/umlage/regeln", data=rule | dict(csrf_token=_token(client)))
    assert wrong.status_code == 400
    assert "unter der unteren" in wrong.text
    assert 'value="1,5"' in wrong.text
    assert post(client, "/umlage/regeln", **rule | {"classes-0-upper": "30.000"}) == 303
    for ags in (RIEDSTADT, TREBUR, GERNSHEIM):
        said = dict(municipality=ags, size_class="klein", first="2023-04-01", basis=AGREED)
        assert post(client, "/umlage/klassen", **said) == 303
    assert "außerhalb dieser Klasse" in client.get("/umlage/klassen").text
    assert post(client, "/umlage/2026", total="85000,5", funding="90.000", version=0) == 400
    assert post(client, "/umlage/2026", total="85.000,50", funding="15.000", version=0) == 303
    assert "70.000,50 €" in client.get("/umlage/2026").text
    assert post(client, "/umlage/2026/feststellen", version=1) == 303
    letter = client.get(f"/umlage/2026/{TREBUR}.pdf").data
    text = " ".join(PdfReader(BytesIO(letter)).pages[0].extract_text().split())
    share = statements(act.db, 2026)[0].share_of(TREBUR)
    assert share
    assert f"{share.total // 100:,}".replace(",", ".") in text
    assert "Zensus 2022" in text
    assert "Trebur" in text
    sheet = load_workbook(BytesIO(client.get("/umlage/2026.xlsx").data))["Anteile"]
    cents = [round(row[6] * 100) for row in sheet.iter_rows(2, 4, values_only=True)]  # type: ignore[operator]
    assert sum(cents) == 7_000_050
    assert sheet["G5"].value == "=SUM(G2:G4)"


def test_staff_see_the_own_share_and_the_beirat_sees_all(
    act: Act, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    fixed(act)
    shares = {it.payer.ags: it for it in statements(act.db, 2026)[0].split.shares}
    own, other = (_shown(shares[ags].total) for ags in (RIEDSTADT, TREBUR))
    page = client.get("/umlage/2026").text
    assert own in page
    assert other not in page
    assert client.get(f"/umlage/2026/{RIEDSTADT}.pdf").status_code == 200
    assert client.get(f"/umlage/2026/{TREBUR}.pdf").status_code == 404
    assert client.get("/umlage/2026.xlsx").status_code == 403
    let_in(client, act.db, crowd["rolf"].id)
    page = client.get("/umlage/2026").text
    assert own in page
    assert other in page
    assert "feststellen" not in page
    assert client.get("/umlage/2025").status_code == 404


def _shown(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d} €"


def _token(client: FlaskClient) -> str:
    return client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
