"""Pages of the dictionary: see all groups, add own ones, and try a search before and after."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from index.concepts import groups
from index.german import fold
from index.own_concepts import (
    OwnConcept,
    UnreadableGroup,
    own_concepts,
    read_group,
    remove_group,
    save_group,
)
from webapp.accounts.access import Role, for_roles
from webapp.concepts.trial import Trial, trial
from webapp.request import db, folder, today

bp = Blueprint("concepts", __name__, template_folder="templates")

Shipped = list[tuple[str, dict[str, list[str]]]]


class GroupForm(FlaskForm):
    """One group of words and a question to try it with; `index.own_concepts` says what is wrong."""

    name = StringField("Name der Gruppe", render_kw=dict(required=True))
    german = TextAreaField("Deutsche Fachwörter")
    everyday = TextAreaField("Alltagswörter")
    english = TextAreaField("Englische Fachwörter")
    question = StringField("Probesuche")
    action = HiddenField()


@bp.get("/suchwoerter")
@for_roles(Role.MANAGER)
def page() -> str:
    """List the own groups and those that come with the project."""
    wanted = request.args.get("wort", "").strip()[:80]
    return render_template(
        "concepts/concepts.html",
        own=[it for it in own_concepts(db()) if _has(it.as_group(), it.name, wanted)],
        shipped=_shipped(wanted),
        wanted=wanted,
        form=GroupForm(formdata=None),
    )


@bp.route("/suchwoerter/neu", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def add() -> ResponseReturnValue:
    """Add a group of one's own."""
    return _edit(OwnConcept(name=""))


@bp.route("/suchwoerter/<int:number>", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def change(number: int) -> ResponseReturnValue:
    """Change a group of one's own."""
    group = next((it for it in own_concepts(db()) if it.id == number), None)
    if group is None:
        abort(404)
    return _edit(group)


@bp.post("/suchwoerter/<int:number>/entfernen")
@for_roles(Role.MANAGER)
def remove(number: int) -> ResponseReturnValue:
    """Remove a group of one's own."""
    if not GroupForm().validate_on_submit():
        abort(400)
    if not remove_group(db(), number):
        abort(404)
    flash("Die Gruppe ist entfernt; die Suche kennt sie nicht mehr.", "success")
    return redirect(url_for("concepts.page"), 303)


def _edit(group: OwnConcept) -> ResponseReturnValue:
    form = GroupForm(
        name=group.name,
        german="\n".join(group.german),
        everyday="\n".join(group.everyday),
        english="\n".join(group.english),
    )
    problem, about, tried = "", "", None
    if form.validate_on_submit():
        try:
            changed = _read(form, group.id)
            if form.action.data == "speichern":
                save_group(db(), changed, today())
                flash(f"»{changed.name}« ist gespeichert und gilt ab sofort.", "success")
                return redirect(url_for("concepts.page"), 303)
            tried = _try(form, changed)
        except UnreadableGroup as error:
            problem, about = str(error), error.about
    shown = render_template(
        "concepts/group.html", form=form, group=group, problem=problem, about=about, trial=tried
    )
    return shown, 400 if problem else 200


def _read(form: GroupForm, number: int) -> OwnConcept:
    texts = (form.name.data, form.german.data, form.everyday.data, form.english.data)
    group = read_group(*(text or "" for text in texts))
    return OwnConcept(
        id=number,
        name=group.name,
        german=group.german,
        everyday=group.everyday,
        english=group.english,
    )


def _try(form: GroupForm, group: OwnConcept) -> Trial:
    """Ask what was typed; without a question the first word that leads to the group."""
    words = (*group.everyday, *group.german, *group.english)
    question = (form.question.data or "").strip() or words[0]
    form.question.data = question
    return trial(folder(), db(), question, group, today())


def _shipped(wanted: str) -> Shipped:
    found = ((name, group) for name, group in groups().items() if _has(group, name, wanted))
    return sorted(found)


def _has(group: dict[str, list[str]], name: str, wanted: str) -> bool:
    words = [name, *(text for kind in ("de", "everyday", "en") for text in group.get(kind, ()))]
    return not wanted or any(fold(wanted) in fold(word) for word in words)
