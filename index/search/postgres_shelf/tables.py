"""The tables of the index, in a schema of their own beside the records.

An edition has two tables: its programmes, numbered from 0 and never taken out, and its terms. Those
that were written together are a part, which is a range of numbers.
"""

from index.store.postgres.plain import sql

SCHEMA = "search"

MAKE = """
create schema if not exists search;
create table if not exists search.edition (
    name text primary key, vocabulary text not null, word_lists text not null,
    batches integer not null default 0, built_at timestamptz not null default now()
);
create table if not exists search.part (
    edition text not null references search.edition on delete cascade,
    first integer not null, behind integer not null, totals bigint[] not null,
    primary key (edition, first)
);
create table if not exists search.state (
    lone boolean primary key default true check (lone),
    edition text, version bigint not null default 0, is_watched boolean not null default false
);
create table if not exists search.noted (programme integer not null);
insert into search.state default values on conflict do nothing;
"""

_FILLED = """
create table {programmes} (
    number integer not null, programme integer not null, is_gone boolean not null default false,
    lengths integer[] not null, card bytea not null, sentences bytea not null
);
create table {terms} (term text collate "C" not null, places bytea not null);
"""

_INDEXED = """
create table {joined} as select term, string_agg(places, ''::bytea) as places
from {terms} group by term;
drop table {terms};
alter table {joined} rename to {plain_terms};
create index on {terms} (term);
create unique index on {programmes} (number);
create index on {programmes} (programme);
create index on {programmes} (number) where is_gone;
analyze {programmes};
analyze {terms};
"""


def programmes_of(edition: str) -> sql.Identifier:
    """The table of its programmes."""
    return sql.Identifier(SCHEMA, f"programmes_{edition}")


def terms_of(edition: str) -> sql.Identifier:
    """The table of its terms."""
    return sql.Identifier(SCHEMA, f"terms_{edition}")


def filled(edition: str) -> sql.Composed:
    """Make both tables, to be filled."""
    return sql.SQL(_FILLED).format(programmes=programmes_of(edition), terms=terms_of(edition))


def indexed(edition: str) -> sql.Composed:
    """Join the lists of each term, and make what finds them."""
    return sql.SQL(_INDEXED).format(
        programmes=programmes_of(edition),
        terms=terms_of(edition),
        joined=sql.Identifier(SCHEMA, f"joined_{edition}"),
        plain_terms=sql.Identifier(f"terms_{edition}"),
    )


def dropped(edition: str) -> sql.Composed:
    """Take an edition away."""
    text = "drop table if exists {programmes}, {terms}; delete from search.edition where name = {}"
    return sql.SQL(text).format(
        sql.Literal(edition), programmes=programmes_of(edition), terms=terms_of(edition)
    )
