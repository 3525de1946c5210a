"""Two versions side by side: what was taken out, what was put in, and what is left folded."""

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from visitors import visitor

from index.record import Call, Contact, News
from index.store import Database
from webapp.accounts.account import Role
from webapp.programmes.versions import field_changes
from webapp.programmes.word_diff import DELETED, GAP, INSERTED, SAME, compare

TUESDAY = MONDAY + timedelta(days=1)
LONG = "\n".join(f"Satz {n} über die Förderung von Wegen. Er ist lang." for n in range(180))


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in compare(old, new)]


def test_only_the_words_that_differ_are_marked() -> None:
    assert kinds("Anträge bis 31.03.2027 stellen.", "Anträge bis 30.06.2027 stellen.") == [
        (SAME, "Anträge bis "),
        (DELETED, "31.03.2027"),
        (INSERTED, "30.06.2027"),
        (SAME, " stellen."),
    ]


def test_two_other_sentences_are_not_torn_into_words() -> None:
    assert kinds("Alt und kurz.", "Das ist etwas ganz Neues.") == [
        (DELETED, "Alt und kurz."),
        (INSERTED, "Das ist etwas ganz Neues."),
    ]


def test_what_is_no_news_is_not_marked() -> None:
    assert kinds("Der „Zuschuss“ – 80 %", 'Der "zuschuss" - 80 %') == [
        (SAME, 'Der "zuschuss" - 80 %')
    ]


def test_long_parts_without_a_change_are_folded() -> None:
    found = compare(LONG, LONG.replace("Satz 90 ", "Absatz 90 "))
    assert [piece.kind for piece in found] == [GAP, SAME, DELETED, INSERTED, SAME, GAP]
    assert found[0].words > 500


@pytest.mark.parametrize("text", [LONG * 2, "x " * 9_000, "x.\n" * 9_000, "Wort" * 5_000])
def test_a_whole_richtlinie_is_compared_at_once(text: str) -> None:
    start = perf_counter()
    compare(text, text.replace("x", "y", 40).replace("Satz 9", "Absatz 9"))
    compare(text, text[len(text) // 2 :] + "Neu.")
    assert perf_counter() - start < 2


@pytest.mark.parametrize("old", ["", "Eins.", "Eins. Zwei\n\nDrei", " Eins", LONG])
@pytest.mark.parametrize("new", ["", "Zwei.", "Eins. Drei\nVier", LONG.replace("Weg", "Steg", 7)])
def test_the_parts_together_give_both_texts(old: str, new: str) -> None:
    found = compare(old, new)
    assert "".join(it.text for it in found if it.kind != DELETED) == new
    gone = "".join(it.text for it in found if it.kind != INSERTED)
    assert gone.split() == old.split()


def test_lists_calls_contacts_and_messages_are_compared_in_german() -> None:
    call = Call(identifier="RAD-1", deadlines=(date(2027, 3, 1),), budget_eur=5_000_000)
    old = make_record(
        call=call, contacts=(Contact(name="Amt A", city="Mainz"),), news=(), funders=("B", "A")
    )
    new = make_record(
        call=Call(identifier="RAD-1", deadlines=(date(2027, 6, 1),), budget_eur=5_000_000),
        contacts=(Contact(name="Amt A", city="Darmstadt"),),
        news=(News(day=MONDAY, text="Neu"),),
        funders=("A", "B", "C"),
    )
    found = {change.label: change.pieces for change in field_changes(old, new)}
    assert set(found) == {"Förderaufruf", "Ansprechpunkt", "Meldungen", "Fördergeber"}
    assert (INSERTED, "01.06.2027") in {(it.kind, it.text.strip()) for it in found["Förderaufruf"]}
    assert [(it.kind, it.text.strip()) for it in found["Fördergeber"]][-1] == (INSERTED, "C")
    assert found["Meldungen"][0].text == "15.06.2026: Neu"


@pytest.fixture
def changed(save: Save) -> int:
    save(make_record(guideline=LONG, title="Radwege <b>alt</b>"), facts=make_facts())
    guideline = LONG.replace("Satz 90 ", "Satz <i>neunzig</i> ")
    facts = make_facts(funding_rate_max=80)
    record = make_record(guideline=guideline, title="Radwege <b>neu</b>")
    return save(record, facts=facts, today=TUESDAY)


@pytest.mark.parametrize("role", list(Role))
def test_the_page_of_two_versions_marks_and_escapes(
    db: Database, data_folder: Path, changed: int, role: Role
) -> None:
    record = next(iter(db["record"].rows))["id"]
    client = visitor(db, data_folder, role, today=TUESDAY)
    page = client.get(f"/programm/{changed}/fassungen/{record}/1-2")
    assert page.status_code == 200
    assert "Richtlinie im Wortlaut" in page.text
    assert "[eingefügt: </span>&lt;i&gt;neunzig&lt;/i&gt;<span" in page.text
    assert "<i>" not in page.text
    assert "Wörter unverändert" in page.text
    assert "Förderquote</th><td>keine Angabe</td><td>bis zu 80 %" in page.text
    assert page.text.index("Fassung 1 vom 15.06.2026") < page.text.index("Fassung 2 vom 16.06.2026")


def test_programme_and_desk_lead_to_what_changed(
    db: Database, data_folder: Path, changed: int
) -> None:
    record = next(iter(db["record"].rows))["id"]
    address = f"/programm/{changed}/fassungen/{record}/1-2"
    client = visitor(db, data_folder, Role.MANAGER, today=TUESDAY)
    for page in (f"/programm/{changed}", "/neues"):
        assert client.get(page).text.count(f'href="{address}"') == 1, page
    chosen = client.get(f"/programm/{changed}/fassungen/{record}?alt=2&neu=1")
    assert chosen.location == address.replace("1-2", "2-1")
    assert client.get(f"/programm/{changed}/fassungen/{record}").location == address


def test_versions_that_do_not_exist_or_belong_elsewhere_are_not_found(
    db: Database, data_folder: Path, save: Save, changed: int
) -> None:
    other = make_record(key="kita", url="https://www.example.org/kita", title="Kita")
    elsewhere = save(other, make_record(), today=TUESDAY)
    record = next(iter(db["record"].rows))["id"]
    client = visitor(db, data_folder)
    for address in (
        f"/programm/{changed}/fassungen/{record}/1-9",
        f"/programm/{elsewhere}/fassungen/{record}/1-2",
        f"/programm/{changed}/fassungen/999/1-2",
        f"/programm/{changed}/fassungen/999",
        f"/programm/{changed}/fassungen/{record}?alt=7&neu=1",
    ):
        assert client.get(address).status_code == 404, address
