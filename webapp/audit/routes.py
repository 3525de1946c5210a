"""The page of the audit log, and the log as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from index.schema import writing
from webapp.accounts.access import current_account, for_roles
from webapp.accounts.administration import KEEPERS
from webapp.audit import queries
from webapp.audit.log import Deed, note
from webapp.audit.queries import Entry, Question
from webapp.exchange import separated
from webapp.exchange.columns import Cell, Heading
from webapp.paging import page_number, pages
from webapp.request import db, today
from webapp.town_choice import town_choice

bp = Blueprint("audit", __name__, template_folder="templates")

_SIZE = 50
_NAMES = dict(
    kind="was",
    actor="wer",
    subject="betrifft",
    municipality="kommune",
    since="von",
    until="bis",
)


@bp.app_template_filter("moment")
def moment(at: str) -> str:
    """Write a moment as it was here: 24.11.2026, 14:05."""
    return f"{datetime.fromisoformat(at).astimezone():%d.%m.%Y, %H:%M}"


@bp.get("/protokoll")
@for_roles(*KEEPERS)
def page() -> str:
    """Show who changed what and when."""
    question, number = _question(), page_number(request.args)
    total = queries.count_entries(db(), question)
    return render_template(
        "audit/log.html",
        question=question,
        entries=list(queries.entries(db(), question, _SIZE, (number - 1) * _SIZE)),
        total=total,
        kinds=queries.kinds(db()),
        towns=town_choice(db(), [question.municipality]),
        pages=pages(total, _SIZE, number, lambda it: url_for("audit.page", seite=it, **_asked())),
        table=url_for("audit.table", **_asked()),
    )


@bp.get("/protokoll.csv")
@for_roles(*KEEPERS)
def table() -> Response:
    """Give the entries as a table; that somebody took them along is an entry itself."""
    with writing(db()):
        note(db(), current_account().id, Deed.EXPORTED, "Protokoll")
        text = "".join(separated.separated(_Table(list(queries.entries(db(), _question())))))
    answer = Response(text, mimetype=separated.MIMETYPE)
    name = f"foerdernetz-protokoll-{today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@dataclass(frozen=True, slots=True)
class _Table:
    entries: list[Entry]

    @property
    def headings(self) -> tuple[Heading, ...]:
        names = ("Zeitpunkt", "Wer", "Was", "Betrifft", "Kommune", "Einzelheiten")
        return tuple(Heading(label=name) for name in names)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for it in self.entries:
            yield (moment(it.at), it.actor, it.kind, it.subject, it.town, it.details)


def _question() -> Question:
    asked: dict[str, Any] = {
        name: request.args.get(word, "").strip() for name, word in _NAMES.items()
    }
    for name in ("since", "until"):
        try:
            date.fromisoformat(asked[name])
        except ValueError:
            asked[name] = ""
    return Question(**asked)


def _asked() -> dict[str, Any]:
    return {word: request.args[word] for word in _NAMES.values() if request.args.get(word)}
