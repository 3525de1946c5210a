"""The index in the database of the register, where that lies on a PostgreSQL server."""

from index.search.postgres_shelf.database import PostgresShelf

__all__ = ["PostgresShelf"]
