"""The pages behind the links of a letter: keep, dismiss, pass on. Nobody has to sign in.

Opening one changes nothing, since mail scanners open every link; a button on it does. The token
in the address stands for the person, so the form needs no other proof.
"""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from index.programme import Programme, programme
from matcher.feedback import Reason
from matcher.project import Project
from webapp.accounts.access import WRITERS, csrf, may_see_project, public
from webapp.accounts.account import Account
from webapp.accounts.queries import account_with_id
from webapp.acting.passing_on import NotPassedOn, pass_on
from webapp.digest.actions import GOOD_FOR, LABELS, act_of
from webapp.feedback.queries import LONGEST_WORDS, dismiss, keep
from webapp.projects.judging import renew_feedback
from webapp.projects.queries import project, projects_of
from webapp.request import db, now, settings, site_key, today

bp = Blueprint("acting", __name__, template_folder="templates")

_ACTIONS = ", ".join(f"'{name}'" for name in LABELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who does something with which programme, and for which of the Vorhaben."""

    account: Account
    programme: Programme
    projects: tuple[Project, ...]

    def chosen(self) -> Project | None:
        """The Vorhaben that is meant: the only one, or the one that was chosen."""
        if len(self.projects) == 1:
            return self.projects[0]
        wanted = request.form.get("project", "")
        return next((it for it in self.projects if it.id == wanted), None)


@bp.get(f"/brief/<any({_ACTIONS}):action>/<token>")
@public
def ask(action: str, token: str) -> ResponseReturnValue:
    """Show what would be done, with a button."""
    return _over(token) or _page(action, _asked(token))


@bp.post(f"/brief/<any({_ACTIONS}):action>/<token>")
@csrf.exempt
@public
def act(action: str, token: str) -> ResponseReturnValue:
    """Do it, and say so."""
    if over := _over(token):
        return over
    asked = _asked(token)
    if action == "weitergeben":
        return _pass_on(asked)
    chosen = asked.chosen()
    if chosen is None:
        return _page(action, asked, "Bitte wählen Sie das Vorhaben.")
    if action == "merken":
        keep(db(), chosen.id, asked.programme.id, asked.account, now())
        return _done(f"Gemerkt für „{chosen.title}“. Sie werden rechtzeitig an Fristen erinnert.")
    reasons = [
        Reason[name] for name in request.form.getlist("reasons") if name in Reason.__members__
    ]
    if not reasons:
        return _page(action, asked, "Bitte wählen Sie mindestens einen Grund.")
    words = request.form.get("words", "").strip()[:LONGEST_WORDS]
    dismiss(db(), chosen.id, asked.programme, reasons, words, asked.account, now())
    renew_feedback(db(), chosen)
    return _done(f"Bei „{chosen.title}“ erscheint dieses Programm nicht mehr.")


def _pass_on(asked: _Asked) -> ResponseReturnValue:
    to, note = request.form.get("to", ""), request.form.get("note", "").strip()
    try:
        pass_on(db(), settings(), asked.account, asked.programme, to, note, now())
    except NotPassedOn as error:
        return _page("weitergeben", asked, str(error))
    return _done(f"Das Programm ist unterwegs an {to.strip()}.")


def _over(token: str) -> ResponseReturnValue | None:
    """The page of a link that is too old: nothing is done, and there is another way."""
    found = act_of(site_key(), token)
    if found is None or not found.is_over(today()):
        return None
    return render_template("acting/over.html", act=found, days=GOOD_FOR.days), 410


def _asked(token: str) -> _Asked:
    found = act_of(site_key(), token)
    account = found and account_with_id(db(), found.account)
    named = found and programme(db(), found.programme)
    if not found or not account or not account.active or account.role not in WRITERS:
        abort(404)
    if not named or named.hidden_because:
        abort(404)
    return _Asked(account=account, programme=named, projects=_projects(account, found.project))


def _projects(account: Account, number: str) -> tuple[Project, ...]:
    if not number:
        return tuple(projects_of(db(), account.municipality)) if account.municipality else ()
    found = project(db(), number)
    owner = found.municipality.ags if found and found.municipality else ""
    return (found,) if found and may_see_project(account, owner) else ()


def _page(action: str, asked: _Asked, problem: str = "") -> ResponseReturnValue:
    page = render_template(
        "acting/ask.html",
        action=action,
        label=LABELS[action],
        asked=asked,
        reasons=Reason,
        problem=problem,
    )
    return page, 400 if problem else 200


def _done(sentence: str) -> ResponseReturnValue:
    return render_template("acting/done.html", sentence=sentence)
