"""All records move from one database to another and back, whatever holds them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Save, make_record
from served import on_server

from index.schema import create_database, database_in_file
from index.store import Database
from index.store.moving import UnmovableDatabase, move, rows_of


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    with closing(database_in_file(tmp_path / "elsewhere")) as found:
        yield found


def everything(db: Database) -> dict[str, set[str]]:
    names = [it for it in db.table_names() if it != "_sqlite_migrations"]
    return {name: {repr(tuple(row)) for row in rows_of(db, name)} for name in names}


def test_everything_arrives_as_it_was(db: Database, save: Save, elsewhere: Database) -> None:
    save(make_record(title="Grüße aus „Trebur“"), make_record(key="zwei", url="https://b.example/"))
    db.execute("insert into passage_terms (digest, terms) values (?, ?)", [b"\x00\xff", b""])
    counted = move(db, elsewhere)
    assert counted["record"].rows == 2
    assert everything(elsewhere) == everything(db)


def test_what_the_schema_does_by_itself_goes_on_afterwards(
    db: Database, save: Save, elsewhere: Database
) -> None:
    number = save(make_record())
    db.execute("delete from desk_stale")
    move(db, elsewhere)
    assert elsewhere.table("desk_stale").count == 0
    elsewhere.execute("update programme set hidden_because = 'Test' where id = ?", [number])
    assert elsewhere.table("desk_stale").count == 1


def test_nothing_is_written_over(db: Database, save: Save, elsewhere: Database) -> None:
    save(make_record())
    move(db, elsewhere)
    with pytest.raises(UnmovableDatabase, match="nicht leer"):
        move(db, elsewhere)


@pytest.mark.skipif(not on_server, reason="There is no server here.")
def test_the_way_back_leads_to_the_same(
    db: Database, save: Save, elsewhere: Database, tmp_path: Path
) -> None:
    save(make_record())
    move(db, elsewhere)
    with closing(create_database(tmp_path / "data" / "second")) as server:
        move(elsewhere, server)
        assert everything(server) == everything(elsewhere)
        assert (
            server.execute(
                "insert into run (source, day, status) values (?, ?, ?)",
                ["sample", "2026-06-15", "ok"],
            ).lastrowid
            == 2
        )
