"""Dismissing, keeping and recommending a programme; every form works without JavaScript."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.programme import Programme, programme
from matcher.feedback import Reason
from matcher.project import Project
from webapp.accounts.access import WRITERS, Role, current_account, for_roles
from webapp.feedback import queries
from webapp.feedback.recommending import LONGEST_NOTE, recommend, recommendations_of, withdraw
from webapp.projects.judging import renew_feedback
from webapp.projects.sight import visible_project
from webapp.request import db, now, today
from webapp.stances.progress import progress_of
from webapp.town_choice import searches_town, town_choice

bp = Blueprint("feedback", __name__, template_folder="templates")


@bp.route("/vorhaben/<number>/programm/<int:programme_number>/verwerfen", methods=["GET", "POST"])
@for_roles(*WRITERS)
def dismiss(number: str, programme_number: int) -> ResponseReturnValue:
    """Ask why a programme is dismissed for a Vorhaben, and dismiss it."""
    vorhaben, found = _pair(number, programme_number)
    chosen = [
        Reason[name] for name in request.form.getlist("reasons") if name in Reason.__members__
    ]
    if request.method == "GET" or not chosen:
        page = render_template(
            "feedback/dismiss.html",
            vorhaben=vorhaben,
            programme=found,
            reasons=Reason,
            asked=request.method == "POST",
        )
        return page, 400 if request.method == "POST" else 200
    words = request.form.get("words", "").strip()
    queries.dismiss(db(), number, found, chosen, words, current_account(), now())
    renew_feedback(db(), vorhaben)
    flash(f"„{found.title}“ ist für dieses Vorhaben verworfen.", "success")
    return _back(number)


@bp.post("/vorhaben/<number>/verworfen/<int:dismissal>/zurueck")
@for_roles(*WRITERS)
def undo(number: str, dismissal: int) -> ResponseReturnValue:
    """Put a dismissed programme back."""
    vorhaben = visible_project(number)
    found = queries.dismissal(db(), dismissal)
    if found is None or found.project != number:
        abort(404)
    queries.undo(db(), dismissal, current_account(), now())
    renew_feedback(db(), vorhaben)
    flash("Das Programm steht wieder bei diesem Vorhaben.", "success")
    return _back(number)


@bp.post("/vorhaben/<number>/programm/<int:programme_number>/merken")
@for_roles(*WRITERS)
def keep(number: str, programme_number: int) -> ResponseReturnValue:
    """Follow a programme for a Vorhaben, or no longer."""
    _pair(number, programme_number)
    if request.form.get("keep") == "nein":
        queries.let_go(db(), number, programme_number)
    else:
        queries.keep(db(), number, programme_number, current_account(), now())
    return _back(number)


@bp.route("/programm/<int:number>/empfehlen", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def recommend_page(number: int) -> ResponseReturnValue:
    """Recommend a programme to towns with a note."""
    found = _programme(number)
    sent = request.method == "POST" and not searches_town()
    choice = town_choice(db(), request.form.getlist("towns"))
    towns = [town for town in choice.towns if town.takes_part(today())]
    chosen = {town.ags for town in towns} & set(request.form.getlist("towns"))
    if sent and chosen:
        note = request.form.get("note", "").strip()[:LONGEST_NOTE]
        recommend(db(), number, sorted(chosen), note, current_account(), now())
        flash(
            f"Empfohlen an {len(chosen)} {'Kommune' if len(chosen) == 1 else 'Kommunen'}.",
            "success",
        )
        return redirect(url_for("feedback.recommend_page", number=number), 303)
    page = render_template(
        "feedback/recommend.html",
        programme=found,
        towns=towns,
        choice=choice,
        chosen=chosen,
        standing=progress_of(db(), number),
        asked=sent,
        today=today(),
    )
    return page, 400 if sent else 200


@bp.post("/programm/<int:number>/empfehlung/<int:recommendation>/zurueck")
@for_roles(Role.MANAGER)
def withdraw_one(number: int, recommendation: int) -> ResponseReturnValue:
    """Take a recommendation back."""
    if recommendation not in [item.id for item in recommendations_of(db(), number)]:
        abort(404)
    withdraw(db(), recommendation, now())
    return redirect(url_for("feedback.recommend_page", number=number), 303)


def _pair(number: str, programme_number: int) -> tuple[Project, Programme]:
    return visible_project(number), _programme(programme_number)


def _programme(number: int) -> Programme:
    found = programme(db(), number)
    if found is None or found.hidden_because:
        abort(404)
    return found


def _back(number: str) -> ResponseReturnValue:
    return redirect(url_for("projects.page", number=number), 303)
