"""What SQLite does by itself when rows change, as a function of the server that does it too."""

import re
from collections.abc import Iterator

from index.store.postgres.dialect import translated

_FORM = re.compile(
    r"create\s+trigger\s+\"?(?P<name>\w+)\"?\s+(?P<time>before|after)\s+"
    r"(?P<event>insert|delete|update(?:\s+of\s+[\w\s,]+?)?)\s+on\s+\"?(?P<table>\w+)\"?"
    r"(?:\s+when\s+(?P<when>.+?))?\s+begin\s+(?P<body>.+?)\s*end\s*;?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_REFUSAL = re.compile(r"^\s*select\s+raise\s*\(\s*abort\s*,\s*('(?:[^']|'')*')\s*\)", re.IGNORECASE)


def trigger(sql: str) -> Iterator[str]:
    """The function and the trigger that do what this trigger of SQLite does."""
    found = _FORM.match(sql.strip())
    if found is None:
        raise ValueError(f"Not a trigger as expected here: {sql}")
    name, table = found["name"], found["table"]
    body = "\n".join(_statement(it) for it in _statements(found["body"]))
    row = "old" if found["event"].lower() == "delete" else "new"
    yield (
        f'create or replace function "do_{name}"() returns trigger language plpgsql as '
        f"$do$ begin\n{body}\nreturn {row}; end $do$"
    )
    when = f" when ({_plain(found['when'])})" if found["when"] else ""
    yield (
        f'create trigger "{name}" {found["time"]} {found["event"]} on "{table}" '
        f'for each row{when} execute function "do_{name}"()'
    )


def _statements(body: str) -> list[str]:
    parts = re.findall(r"(?:[^;']|'(?:[^']|'')*')+", body)
    return [part.strip() for part in parts if part.strip()]


def _statement(sql: str) -> str:
    refused = _REFUSAL.match(sql)
    if refused is not None:
        return f"raise exception using message = {refused[1]}, errcode = '23000';"
    return _plain(sql) + ";"


def _plain(sql: str) -> str:
    """Translated, but not for psycopg: nothing is put in."""
    return translated(sql).replace("%%", "%")
