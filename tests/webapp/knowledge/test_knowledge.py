"""What members tell each other: shared on purpose, found at once, and seen by members alone."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import let_in, post

from index.store import Database
from index.vocabulary import FundingArea
from webapp.accounts import room
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import deactivate
from webapp.accounts.forgetting import forget
from webapp.accounts.queries import create_account
from webapp.applications.stages import Because
from webapp.enquiries.queries import enquiries, open_enquiries
from webapp.experience.queries import experience_with
from webapp.knowledge.expertise import know
from webapp.knowledge.questions import questions
from webapp.request import now
from webapp.settings import Settings
from webapp.site import create_app

RIEDSTADT, TREBUR, GERNSHEIM = "06433011", "06433014", "06433004"
SENT = dict(helped="Früh anrufen", heed="Eigenanteil im Haushalt", took_months="7", contact="Amt 3")


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record(funding_areas=(FundingArea.MOBILITY,)))


@pytest.fixture
def towns(db: Database) -> dict[str, Account]:
    """Somebody of each of three towns, the management, a board member and Technik."""
    who = dict(
        anna=(Role.STAFF, RIEDSTADT),
        tom=(Role.STAFF, TREBUR),
        gerda=(Role.STAFF, GERNSHEIM),
        leitung=(Role.MANAGER, "06433"),
        beirat=(Role.READER, None),
        technik=(Role.ADMIN, None),
    )
    return {
        name: create_account(db, f"{name}@example.org", role, ags, MONDAY)[0]
        for name, (role, ags) in who.items()
    }


@pytest.fixture
def site(db: Database, data_folder: Path) -> FlaskClient:
    return create_app(Settings(data=data_folder), MONDAY).test_client()


def page(client: FlaskClient, db: Database, account: Account, address: str = "/wissen") -> str:
    let_in(client, db, account.id)
    return client.get(address).text


@pytest.fixture
def akte(db: Database, programme: int) -> int:
    """A joint akte of Riedstadt and Trebur that was refused."""
    row = dict(id=7, title="Geheime Akte", programme=programme, programme_title="Radwege")
    told = dict(by="anna@example.org", at="2026-06-01T09:00:00+00:00")
    db.table("application").insert(row | told | dict(lead=RIEDSTADT, stage="rejected", version=1))
    for ags, part in ((RIEDSTADT, "lead"), (TREBUR, "partner")):
        applicant = dict(application=7, municipality=ags, part=part, team="PL", consent="given")
        db.table("applicant").insert(applicant | dict(own_cents=123_456_00))
    event = dict(kind="stage", before="submitted", after="rejected", words="Streng intern")
    reasons = f'["{Because.EXHAUSTED.name}"]'
    db.table("application_event").insert(event | told | dict(application=7, reasons=reasons))
    return 7


def test_nothing_of_an_akte_is_seen_before_its_town_shares_it(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int, akte: int
) -> None:
    for name in ("gerda", "beirat", "leitung", "tom"):
        for address in ("/wissen", f"/programm/{programme}"):
            text = page(site, db, towns[name], address)
            assert "Riedstadt: abgelehnt" not in text, (name, address)
    let_in(site, db, towns["gerda"].id)
    assert site.get(f"/foerderakten/{akte}/erfahrung").status_code == 404
    assert post(site, f"/foerderakten/{akte}/erfahrung", **SENT, consent="y") == 404
    assert experience_with(db, programme) == []


def test_a_town_shares_outcome_and_contact_of_an_akte_and_takes_it_back(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int, akte: int
) -> None:
    address = f"/foerderakten/{akte}/erfahrung"
    offered = page(site, db, towns["anna"], address)
    assert f"In der Akte steht: {Because.EXHAUSTED.value}" in offered
    assert "checked" not in offered
    assert post(site, address, **SENT) == 400  # without consent
    assert post(site, address, **SENT, consent="y") == 303
    text = page(site, db, towns["gerda"])
    for words in ("Riedstadt: abgelehnt", "Amt 3", "Früh anrufen", "7 Monate"):
        assert words in text, words
    for secret in ("Geheime Akte", "123.456", "Streng intern", "Trebur: abgelehnt"):
        assert secret not in text, secret
    assert Because.EXHAUSTED.value not in text  # the reasons were not ticked
    (told,) = experience_with(db, programme)
    db.execute("update application set stage = 'approved' where id = 7")
    assert "Riedstadt: bewilligt" in page(site, db, towns["gerda"])
    let_in(site, db, towns["anna"].id)
    assert post(site, f"/erfahrungen/{told.id}/loeschen") == 303
    assert "Riedstadt: bewilligt" not in page(site, db, towns["gerda"])


def test_an_akte_that_was_not_handed_in_has_nothing_to_share(
    db: Database, site: FlaskClient, towns: dict[str, Account], akte: int
) -> None:
    db.execute("update application set stage = 'draft' where id = 7")
    let_in(site, db, towns["anna"].id)
    assert post(site, f"/foerderakten/{akte}/erfahrung", **SENT, consent="y") == 404


def test_technik_is_no_member(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int
) -> None:
    let_in(site, db, towns["technik"].id)
    assert site.get("/wissen").status_code == 403
    assert "Erfahrung im Kreis" not in site.get(f"/programm/{programme}").text


def test_it_is_found_by_words_topic_and_town(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int
) -> None:
    let_in(site, db, towns["anna"].id)
    sent = SENT | dict(outcome="bewilligt", year="2025", consent="y")
    assert post(site, f"/programm/{programme}/erfahrung", **sent) == 303
    found = {
        query: "Riedstadt: bewilligt" in site.get(f"/wissen?{query}").text
        for query in (
            "q=radwege+anrufen", "q=schwimmbad", "thema=Mobilität", "thema=Arbeit",
            f"kommune={RIEDSTADT}", f"kommune={TREBUR}", "kommune=x&seite=99",
        )
    }  # fmt: skip
    assert [query for query, hit in found.items() if hit] == [
        "q=radwege+anrufen", "thema=Mobilität", f"kommune={RIEDSTADT}",
    ]  # fmt: skip


def test_a_person_tells_and_takes_back_what_oneself_knows(
    db: Database, site: FlaskClient, towns: dict[str, Account]
) -> None:
    let_in(site, db, towns["anna"].id)
    sent = dict(topic="Mobilität", words="Radwege und Brücken")
    assert post(site, "/wissen/eigenes", **sent) == 400
    assert post(site, "/wissen/eigenes", **sent, consent="y") == 303
    assert post(site, "/wissen/eigenes", **sent | dict(words="Nur Brücken"), consent="y") == 303
    text = page(site, db, towns["tom"])
    assert "Nur Brücken" in text
    assert "Radwege und Brücken" not in text
    number = next(db.query("select id from expertise"))["id"]
    assert post(site, f"/wissen/eigenes/{number}/loeschen") == 404
    let_in(site, db, towns["anna"].id)
    assert post(site, f"/wissen/eigenes/{number}/loeschen") == 303
    assert "Nur Brücken" not in page(site, db, towns["tom"])


def test_what_somebody_knows_goes_with_the_account(
    db: Database, site: FlaskClient, towns: dict[str, Account]
) -> None:
    know(db, FundingArea.MOBILITY, "Nur Brücken", towns["anna"], now())
    deactivate(db, towns["technik"], towns["anna"].id, MONDAY)
    assert "Nur Brücken" not in page(site, db, towns["tom"])
    forget(db, towns["technik"], towns["anna"].id)
    assert db.table("expertise").count == 0


def test_texts_are_read_by_all_members_and_changed_by_their_town(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int
) -> None:
    let_in(site, db, towns["anna"].id)
    sent = dict(purpose="application", title="Klimawirkung <b>", words="Der Radweg spart …")
    assert post(site, f"/wissen/texte/neu?programm={programme}", **sent | dict(title="")) == 400
    assert post(site, f"/wissen/texte/neu?programm={programme}", **sent) == 303
    number = next(db.query("select id from text_block"))["id"]
    for name in ("tom", "beirat", "leitung"):
        for address in ("/wissen", f"/programm/{programme}"):
            assert "Klimawirkung &lt;b&gt;" in page(site, db, towns[name], address), name
    let_in(site, db, towns["tom"].id)
    for way in ("", "/loeschen"):
        assert post(site, f"/wissen/texte/{number}{way}", **sent, version="1") == 403
    let_in(site, db, towns["anna"].id)
    assert post(site, f"/wissen/texte/{number}", **sent | dict(words="Neu"), version="1") == 303
    assert post(site, f"/wissen/texte/{number}", **sent | dict(words="Spät"), version="1") == 303
    assert "Spät" not in site.get("/wissen").text
    assert "Neu" in site.get("/wissen").text
    assert post(site, f"/wissen/texte/{number}/loeschen") == 303
    assert "Klimawirkung" not in site.get("/wissen").text


@pytest.fixture
def asked(db: Database, site: FlaskClient, towns: dict[str, Account], programme: int) -> int:
    """Riedstadt asks Gernsheim about a programme."""
    let_in(site, db, towns["anna"].id)
    address = f"/wissen/fragen/neu?kommune={GERNSHEIM}&programm={programme}"
    assert "Erfahrung mit: Radwege" in site.get(address).text
    assert site.get(f"{address}{'9' * 30}").status_code == 200  # no number of a programme
    assert post(site, address, subject="Radweg zum Badesee", words="Wie lief es?") == 303
    return questions(db, towns["anna"])[0].id


def test_a_question_is_read_by_both_towns_and_the_management_alone(
    db: Database, site: FlaskClient, towns: dict[str, Account], asked: int
) -> None:
    for name in ("anna", "gerda", "leitung"):
        assert "Wie lief es?" in page(site, db, towns[name], f"/wissen/fragen/{asked}"), name
    for name in ("tom", "beirat"):
        let_in(site, db, towns[name].id)
        assert site.get(f"/wissen/fragen/{asked}").status_code == 404, name
        assert questions(db, towns[name]) == []
        assert "Radweg" not in site.get("/wissen").text.split("</header>")[-1]
    let_in(site, db, towns["leitung"].id)
    assert post(site, f"/wissen/fragen/{asked}", words="Von mir") == 403
    letters = [row["email"] for row in db.query("select email from letter order by id")]
    assert letters == ["gerda@example.org"]


def test_it_waits_on_the_first_page_of_the_town_that_is_asked_until_it_answers(
    db: Database, site: FlaskClient, towns: dict[str, Account], asked: int
) -> None:
    address = f"/wissen/fragen/{asked}"
    assert address in page(site, db, towns["gerda"], "/")
    assert "Riedstadt fragt Sie" in site.get("/").text
    for name in ("anna", "tom", "leitung", "beirat"):
        assert address not in page(site, db, towns[name], "/"), name
    let_in(site, db, towns["gerda"].id)
    assert post(site, address, words="Gut.") == 303
    assert address not in site.get("/").text


def test_nobody_floods_another_town_with_questions(
    site: FlaskClient, asked: int, programme: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_QUESTIONS_A_DAY", 2)
    for status in (303, 409):
        address = f"/wissen/fragen/neu?kommune={GERNSHEIM}&programm={programme}"
        assert post(site, address, subject="Noch eine", words="Und?") == status
    assert post(site, "/beratung/neu", subject="Noch eine", words="Und?") == 409


def test_it_is_no_question_to_the_management(
    db: Database, towns: dict[str, Account], asked: int
) -> None:
    assert open_enquiries(db, towns["leitung"]) == []
    for name in ("anna", "gerda", "leitung"):
        assert enquiries(db, towns[name]) == [], name


def test_an_answer_becomes_a_lesson_by_the_click_of_those_who_answered(
    db: Database, site: FlaskClient, towns: dict[str, Account], programme: int, asked: int
) -> None:
    address = f"/wissen/fragen/{asked}"
    let_in(site, db, towns["gerda"].id)
    assert post(site, address, words="") == 400
    assert post(site, address, words="Der Förderlotse half.") == 303
    number = next(db.query("select max(id) as id from enquiry_message"))["id"]
    let_in(site, db, towns["anna"].id)
    assert "beantwortet" in site.get("/wissen").text
    assert post(site, f"{address}/erfahrung/{number}") == 403
    assert post(site, f"{address}/erfahrung/{number - 1}") == 404  # a question is no lesson
    let_in(site, db, towns["gerda"].id)
    assert post(site, f"{address}/erfahrung/{number}") == 303
    for name in ("tom", "beirat"):
        text = page(site, db, towns[name], f"/programm/{programme}")
        assert "Der Förderlotse half." in text, name
        assert "Wie lief es?" not in text
        assert "Badesee" not in text  # what the other town is after stays between the two


@pytest.mark.parametrize("town", [RIEDSTADT, "06433099", ""])
def test_nobody_asks_the_own_town_or_one_that_does_not_exist(
    db: Database, site: FlaskClient, towns: dict[str, Account], town: str
) -> None:
    let_in(site, db, towns["anna"].id)
    assert site.get(f"/wissen/fragen/neu?kommune={town}").status_code == 404
