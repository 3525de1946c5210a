"""The list that every step of the schema enters itself in."""

from sqlite_utils import Migrations

migrations = Migrations("foerdernetz")
