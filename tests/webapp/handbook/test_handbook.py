"""The handbook: every chapter is on the site, every picture and link in it exists."""

import re
from pathlib import Path

import pytest
from visitors import visitor

from index.store import Database
from webapp.handbook.chapters import CHAPTERS, PAGES, PICTURES, Chapter, content_of

TEXTS = [(it, (PAGES / f"{it.name}.md").read_text(encoding="utf-8")) for it in CHAPTERS]
_PICTURE = re.compile(r"!\[([^\]]*)\]\(bild/([^)]+)\)")


def test_every_file_of_the_handbook_is_a_chapter() -> None:
    assert {it.stem for it in PAGES.glob("*.md")} == {it.name for it in CHAPTERS}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda it: it.name)
def test_a_chapter_is_read_on_the_site(db: Database, data_folder: Path, chapter: Chapter) -> None:
    page = visitor(db, data_folder).get(f"/handbuch/{chapter.name}")
    assert page.status_code == 200
    for heading in content_of(chapter).headings:
        assert f'id="{heading.anchor}"' in page.text


def test_an_unknown_chapter_is_not_found(db: Database, data_folder: Path) -> None:
    assert visitor(db, data_folder).get("/handbuch/nirgends").status_code == 404


def test_every_picture_is_there_says_what_it_shows_and_is_used() -> None:
    named = {name for _, text in TEXTS for _, name in _PICTURE.findall(text)}
    assert all(words.strip() for _, text in TEXTS for words, _ in _PICTURE.findall(text))
    assert named == {it.name for it in PICTURES.glob("*.png")}


def test_every_address_in_the_handbook_leads_somewhere(db: Database, data_folder: Path) -> None:
    manager = visitor(db, data_folder)
    addresses = {it for _, text in TEXTS for it in re.findall(r"\]\((/[^)#]*)", text)}
    answers = {it: manager.get(it, follow_redirects=True).status_code for it in addresses}
    assert {it: code for it, code in answers.items() if code not in (200, 403)} == {}
