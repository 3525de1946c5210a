"""What other pages show of Förderakten: those of a programme, and those of a Vorhaben."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from index.programme import Programme
from matcher.project import Project
from webapp.accounts.access import signed_in
from webapp.applications.blueprint import bp
from webapp.applications.queries import Wanted, applications
from webapp.request import db

_MOST = 10


@bp.app_context_processor
def _give_akten() -> dict[str, Callable[[Any], str]]:
    """Let the pages of programmes and Vorhaben show the akten that belong to them."""
    return dict(akten_of=_akten_of, akten_for=_akten_for)


def _akten_of(found: Programme) -> str:
    return _shown(Wanted(programme=found.id))


def _akten_for(described: Project) -> str:
    return _shown(Wanted(project=described.id))


def _shown(wanted: Wanted) -> str:
    account = signed_in()
    akten = applications(db(), account, wanted, size=_MOST) if account else []
    return render_template("applications/_elsewhere.html", akten=akten) if akten else ""
