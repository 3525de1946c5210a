"""Where a programme went that was joined to another one: bookmarks and letters name the old one."""

from index.store import Database


def home_of(db: Database, number: int) -> int:
    """The programme under which one is found today; itself unless it was joined to another."""
    sql = """
        with recursive way(number, steps) as (
            select cast(? as integer), cast(0 as integer)
            union all
            select merge.kept, steps + 1 from merge join way on merge.absorbed = way.number
        )
        select number from way order by steps desc limit 1
    """
    return int(db.execute(sql, [number]).fetchone()[0])
