"""The database on a PostgreSQL server: the same statements, the same answers, the same faults."""
