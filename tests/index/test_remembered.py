"""What reads the whole register is asked again only when the register says something else."""

from datetime import timedelta

from conftest import MONDAY, Save, make_record

from index.links import outgoing_links
from index.record import Link
from index.remembered import remembered
from index.schema import database_in_memory
from index.store import Database

KITA = make_record(key="kita", url="https://www.example.org/kita", title="Kita")


def test_it_is_asked_once_until_something_is_read_hidden_or_joined(
    db: Database, save: Save
) -> None:
    asked = []
    count = remembered(lambda db: asked.append(1) or len(asked))
    save(make_record(), KITA)
    steps = (
        lambda: save(make_record(summary="Neu"), KITA, today=MONDAY + timedelta(days=1)),
        lambda: db.execute("update programme set hidden_because = 'x' where id = 1"),
        lambda: db.execute("update programme_record set programme = 1"),
    )
    assert (count(db), count(db)) == (1, 1)
    for number, step in enumerate(steps, 2):
        step()
        assert (count(db), count(db)) == (number, number)


def test_links_follow_what_is_hidden(db: Database, save: Save) -> None:
    save(make_record(links=(Link(url="https://a.example/", label="A"),)))
    assert "https://a.example/" in outgoing_links(db)
    db.execute("update programme set hidden_because = 'x'")
    assert "https://a.example/" not in outgoing_links(db)


def test_a_database_in_memory_is_asked_every_time() -> None:
    asked = []
    count = remembered(lambda _: asked.append(1) or len(asked))
    assert [count(database_in_memory()) for _ in range(2)] == [1, 2]
