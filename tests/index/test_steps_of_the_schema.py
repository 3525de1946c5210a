"""Several processes of a new version that start at once bring the schema up to date together."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from served import only_a_file

from index.migrations import migrations
from index.schema import FILE_NAME, open_database
from index.store import Database

MANY = 4


@only_a_file
def test_all_that_start_with_an_old_schema_take_its_steps_once(tmp_path: Path) -> None:
    with closing(Database(tmp_path / FILE_NAME)) as old:
        last = list(migrations.pending(old))[-12].name
        migrations.apply(old, stop_before=last)
    together = Barrier(MANY)

    def start() -> int:
        together.wait(10)
        with closing(open_database(tmp_path)) as db:
            return len(migrations.pending(db))

    with ThreadPoolExecutor(MANY) as pool:
        assert [it.result(30) for it in [pool.submit(start) for _ in range(MANY)]] == [0] * MANY
