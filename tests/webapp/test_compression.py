"""Pages go out compressed to browsers that can read it, and are the same page then."""

import gzip
from pathlib import Path

from conftest import Save, make_record
from visitors import visitor

from index.store import Database
from webapp.accounts.account import Role


def test_a_page_is_the_same_compressed_and_much_smaller(
    db: Database, data_folder: Path, save: Save
) -> None:
    save(make_record())
    client = visitor(db, data_folder, Role.MANAGER)
    plain = client.get("/programm/1")
    packed = client.get("/programm/1", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert b"Radwege" in gzip.decompress(packed.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_who_cannot_read_it_and_what_is_small_gets_it_plain(
    db: Database, data_folder: Path, save: Save
) -> None:
    client = visitor(db, data_folder)
    for path in ("/suche/vorschlaege?q=x", "/programm/99"):
        answer = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
        assert "Content-Encoding" not in answer.headers, path
    small = client.get("/suche/vorschlaege?q=x", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in small.headers
