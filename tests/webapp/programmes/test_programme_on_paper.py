"""A programme on paper: at most two sheets, with the answers, the sources and own Vorhaben only."""

from io import BytesIO
from pathlib import Path

from conftest import MONDAY, Save, make_facts, make_record
from pypdf import PdfReader
from visitors import visitor

from index.programme import programme
from index.record import Contact
from index.store import Database
from index.text import rich
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.programmes.passages import gist, on_paper, sections
from webapp.programmes.sheet import writable
from webapp.projects.queries import save_project, store_matches

RIEDSTADT, TREBUR = "06433011", "06433014"
LONG = "Ein Satz, der sich oft wiederholt. " * 900


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_the_sheet_answers_and_names_its_sources(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(
        make_record(
            description=LONG,
            contacts=(Contact(name="Musteramt", phone="+49 0000 1", email="amt@example.org"),),
        ),
        facts=make_facts(funding_rate_max=80, early_start="allowed"),
    )
    answer = visitor(db, data_folder).get(f"/programm/{number}.pdf")
    assert answer.mimetype == "application/pdf"
    assert f"programm-{number}.pdf" in answer.headers["Content-Disposition"]
    sheets = pages(answer.data)
    assert len(sheets) == 1
    for words in (
        "Radwege für Städte", "bis zu 80 %", "Bei 80 % Förderung blieben", "erlaubt",
        "Keine Angabe: Kumulierung", "+49 0000 1", "https://www.example.org/radweg", "CC BY 4.0",
        "Stand 15.06.2026", f"/programm/{number}",
    ):  # fmt: skip
        assert words in sheets[0], words


def test_even_a_talkative_programme_takes_two_sheets_at_most(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(
        make_record(
            title="Förderung " * 60,
            summary=LONG,
            funders=("Amt " * 80,),
            contacts=(Contact(name="Amt " * 300), Contact(name="Stelle " * 300)),
        ),
        facts=make_facts(
            applicants=["Kommune"] * 80,
            deadlines=[{"kind": "application", "date": f"2027-{n:02}-01"} for n in range(1, 13)],
        ),
    )
    assert len(pages(visitor(db, data_folder).get(f"/programm/{number}.pdf").data)) <= 2


def test_the_sheet_shows_no_vorhaben_of_another_municipality(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record())
    found = programme(db, number)
    assert found
    judged = Judgement(eligible="yes", score=80.0, reasons=("Weil.",), obstacles=())
    for ags, title in ((RIEDSTADT, "Radring"), (TREBUR, "Geheimer Plan")):
        vorhaben = Project(id=title.lower(), title=title, municipality=Town(ags=ags))
        save_project(db, vorhaben, MONDAY)
        store_matches(db, vorhaben, [(found, judged)], MONDAY)
    text = pages(visitor(db, data_folder).get(f"/programm/{number}.pdf").data)[0]
    assert "Radring" in text
    assert "Geheimer Plan" not in text


def test_there_is_no_sheet_of_a_hidden_or_unknown_programme(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(hidden_because="Kein Programm"))
    client = visitor(db, data_folder)
    assert client.get(f"/programm/{number}.pdf").status_code == 404
    assert client.get("/programm/999.pdf").status_code == 404


def test_markup_in_a_title_is_written_as_text(db: Database, data_folder: Path, save: Save) -> None:
    number = save(make_record(title="<b>Rad & Weg</b> <font size=99>"))
    text = pages(visitor(db, data_folder).get(f"/programm/{number}.pdf").data)[0]
    assert "<b>Rad & Weg</b> <font size=99>" in text


def test_letters_that_the_paper_lacks_become_near_ones() -> None:
    assert writable("„Čačak“ – 5 € ≥ 4") == "„Cacak“ – 5 € >= 4"
    assert writable("日") == "?"


def test_on_paper_stand_the_first_texts_as_far_as_there_is_room(db: Database, save: Save) -> None:
    number = save(make_record(description="Kurz.", guideline=LONG))
    found = programme(db, number)
    assert found
    assert on_paper(sections(found)) == {"summary", "description"}


def test_the_gist_ends_with_a_sentence_or_says_that_more_follows(db: Database, save: Save) -> None:
    number = save(
        make_record(summary=rich(f"<p>{'Erster Satz mit Inhalt. ' * 3}{'lang ' * 90}</p>"))
    )
    found = programme(db, number)
    assert found
    assert (
        gist(found, 80) == "Erster Satz mit Inhalt. Erster Satz mit Inhalt. Erster Satz mit Inhalt."
    )
    assert gist(found, 40).endswith("Inhalt.")
    assert gist(found, 20) == "Erster Satz mit …"
