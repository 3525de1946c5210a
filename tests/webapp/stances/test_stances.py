"""What towns say of a programme: read by themselves and the manager, the bare word when shared."""

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, TREBUR, let_in, post

from index.programme import programme as read_programme
from index.store import Database
from matcher.feedback import Reason
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.accounts.account import Account
from webapp.feedback.queries import dismissals_of
from webapp.feedback.recommending import recommend
from webapp.projects.queries import matches_of, save_project, store_matches
from webapp.request import now
from webapp.stances.progress import progress_of
from webapp.stances.queries import Said, Saying, stance_of, stances_on, take_stance

DECLINED = Said(says=Saying.DECLINED, reasons=(Reason.STAFF,), words="MARKE")


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record())


def test_of_another_town_only_the_shared_word_is_read(
    db: Database, programme: int, crowd: dict[str, Account]
) -> None:
    assert take_stance(db, programme, DECLINED, 0, crowd["anna"], now())
    assert [it.words for it in stances_on(db, programme, crowd["anna"])] == ["MARKE"]
    assert [it.words for it in stances_on(db, programme, crowd["dora"])] == ["MARKE"]
    assert stances_on(db, programme, crowd["clara"]) == []
    shared = Said(says=Saying.INTERESTED, reasons=(Reason.STAFF,), words="MARKE", shared=True)
    assert take_stance(db, programme, shared, 1, crowd["anna"], now())
    (seen,) = stances_on(db, programme, crowd["clara"])
    assert (seen.town, seen.says) == ("Riedstadt", Saying.INTERESTED)
    assert (seen.words, seen.reasons, seen.by) == ("", (), "")


def test_a_colleague_who_was_quicker_is_not_overwritten(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    address = f"/programm/{programme}/stand"
    assert post(client, address, says="INTERESTED", version=0) == 303
    assert post(client, address, says="APPLYING", version=0) == 303
    kept = stance_of(db, programme, RIEDSTADT)
    assert kept
    assert (kept.says, kept.version) == (Saying.INTERESTED, 1)
    assert "Inzwischen hat jemand" in client.get(address).text
    assert post(client, f"{address}/zuruecknehmen", version=7) == 303
    assert stance_of(db, programme, RIEDSTADT)
    assert post(client, f"{address}/zuruecknehmen", version=1) == 303
    assert stance_of(db, programme, RIEDSTADT) is None


@pytest.mark.parametrize("says", ["DECLINED", "NOT_APPLYING", "", "UNSINN"])
def test_what_cannot_be_understood_without_a_reason_asks_for_one(
    db: Database, client: FlaskClient, programme: int, says: str
) -> None:
    address = f"/programm/{programme}/stand"
    sent = dict(says=says, words="Bleibt stehen", version=0)
    assert post(client, address, **sent) == 400
    assert stance_of(db, programme, RIEDSTADT) is None
    with client.session_transaction() as session:
        session.pop("_flashes", None)


def test_not_relevant_dismisses_the_programme_at_the_chosen_vorhaben_of_the_own_town(
    db: Database, client: FlaskClient, programme: int
) -> None:
    found = read_programme(db, programme)
    assert found
    judged = Judgement(eligible="yes", score=80.0, reasons=("Weil.",), obstacles=())
    for number, ags in (("radring", RIEDSTADT), ("schule", RIEDSTADT), ("fremd", TREBUR)):
        vorhaben = Project(id=number, title=number, municipality=Town(ags=ags))
        save_project(db, vorhaben, MONDAY)
        store_matches(db, vorhaben, [(found, judged)], MONDAY)
    address = f"/programm/{programme}/stand"
    page = client.get(f"{address}?sagt=DECLINED").text
    assert "radring" in page
    assert "fremd" not in page
    sent = dict(says="DECLINED", reasons="OWN_SHARE", version=0)
    assert post(client, address, **sent, projects="fremd") == 400
    assert post(client, address, **sent, projects="radring") == 303
    assert [it.reasons for it in dismissals_of(db, "radring")] == [(Reason.OWN_SHARE,)]
    assert matches_of(db, "radring") == []
    assert len(matches_of(db, "schule")) == len(matches_of(db, "fremd")) == 1


def test_a_recommendation_is_new_seen_and_answered(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    recommend(db, programme, [RIEDSTADT, TREBUR], "Passt gut", crowd["dora"], now())

    def states() -> dict[str, str]:
        found = progress_of(db, programme)
        return {it.recommendation.town: it.state for it in found}

    assert states() == {"Riedstadt": "neu", "Trebur": "neu"}
    assert "Passt gut" in client.get(f"/programm/{programme}").text
    assert states()["Riedstadt"] == "neu"
    assert post(client, "/empfehlungen/1/gesehen") == 303
    assert post(client, "/empfehlungen/2/gesehen") == 404
    assert states() == {"Riedstadt": "gesehen", "Trebur": "neu"}
    take_stance(db, programme, DECLINED, 0, crowd["anna"], now())
    assert states()["Riedstadt"] == "kein Interesse"
    let_in(client, db, crowd["dora"].id)
    for page in (f"/programm/{programme}/empfehlen", "/empfehlungen"):
        text = client.get(page).text
        for words in ("kein Interesse", "keine personellen Kapazitäten", "MARKE", "neu"):
            assert words in text, (page, words)


def test_who_has_no_municipality_says_nothing(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    let_in(client, db, crowd["dora"].id)
    assert client.get(f"/programm/{programme}/stand").status_code == 403
    assert "Interesse bekunden" not in client.get(f"/programm/{programme}").text
