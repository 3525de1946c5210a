"""What the page of results is measured against: a bare page over SQLite FTS5, and Datasette.

All answer the same: titles and texts with any of the telling words of a question (words that
carry no meaning are left out; with »für« every German text would be a hit), and the counts of
three categories. The floor orders by rank and marks a passage of twenty hits. Datasette shows its
table page: a hundred rows without order as it is shipped, twenty where it is tuned.
"""

import json
import os
import re
import sqlite3
from pathlib import Path

from flask import Flask, request

from index.german import fold, stop_words
from index.store import Database

COLUMNS = ("level", "funding_type", "applicant")
TUNED = ("suggest_facets", "off", "default_page_size", "20")
_WORD = re.compile(r"\w+")
_PAGE = """<!doctype html><html lang="de"><title>{{ words }}</title><h1>{{ total }} Treffer</h1>
<ol>{% for title, text in hits %}<li><h2>{{ title }}</h2><p>{{ text|safe }}</p></li>
{% endfor %}</ol>
{% for name, counts in facets %}<h2>{{ name }}</h2><ul>{% for value, count in counts %}
<li>{{ value }} {{ count }}</li>{% endfor %}</ul>{% endfor %}</html>"""


def any_of(words: str) -> str:
    """The question as FTS5 is asked it: any of its telling words."""
    telling = [word for word in _WORD.findall(words) if fold(word) not in stop_words()]
    return " OR ".join(f'"{word}"' for word in telling or _WORD.findall(words))


def make_rival(db: Database, file: Path, *, indexed: bool) -> None:
    """Copy titles, texts and three categories into a file with a full-text index."""
    rival = Database(file)
    rows = (
        dict(
            id=number,
            title=record["title"],
            text=_text(record),
            level=_first(record["levels"]),
            funding_type=_first(record["funding_types"]),
            applicant=_first(record["eligible_applicants"]),
        )
        for number, content in db.execute("select record, content from version")
        for record in (json.loads(content),)
    )
    rival.table("doc").insert_all(rows, pk="id")
    rival.table("doc").enable_fts(["title", "text"], tokenize="unicode61")
    if indexed:
        for column in COLUMNS:
            rival.table("doc").create_index([column])
        rival.execute("analyze")
    rival.close()


def floor_site() -> Flask:
    """The least that a page of results can be, over the file that `FLOOR` names."""
    app, file = Flask("floor"), os.environ["FLOOR"]
    page = app.jinja_env.from_string(_PAGE)

    @app.get("/suche")
    def results() -> str:
        words = request.args["q"]
        found = any_of(words)
        with sqlite3.connect(file) as db:
            hits = db.execute(
                "select title, snippet(doc_fts, 1, '<mark>', '</mark>', '…', 24) from doc_fts"
                " where doc_fts match ? order by rank limit 20",
                [found],
            ).fetchall()
            total = "select count(*) from doc_fts where doc_fts match ?"
            count = db.execute(total, [found]).fetchone()[0]
            facets = [
                (
                    column,
                    db.execute(
                        f"select {column}, count(*) from doc where id in"
                        " (select rowid from doc_fts where doc_fts match ?) group by 1",
                        [found],
                    ).fetchall(),
                )
                for column in COLUMNS
            ]
        return page.render(words=words, hits=hits, total=count, facets=facets)

    return app


def _first(values: list[str]) -> str | None:
    return values[0] if values else None


def _text(record: dict[str, dict[str, str]]) -> str:
    passages = (record[name]["text"] for name in ("summary", "description", "legal_requirements"))
    return "\n".join(filter(None, passages))
