"""The page on which the manager turns a group into a Förderakte."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import participating
from webapp.accounts.access import Role, current_account, for_roles
from webapp.applications.akte import LONGEST_TITLE, Team
from webapp.joint.blueprint import bp, known_interest, moment, open_programme, to_call
from webapp.joint.forms import FoundingForm
from webapp.joint.founding import Founding, found_akte
from webapp.joint.interest import Interested
from webapp.participation.forms import teams_in
from webapp.request import db, today


@bp.route("/gemeinsam/<int:number>/akte", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def found(number: int) -> ResponseReturnValue:
    """Choose who applies in which role, and open the akte."""
    programme = open_programme(number)
    stood = known_interest(programme)
    if stood.call.application:
        return to_call(number)
    towns = participating(db(), today())
    form = FoundingForm(data=dict(title=programme.title[:LONGEST_TITLE], lead=stood.call.lead))
    form.offer(towns)
    teams = teams_in(request.form, [it.ags for it in towns])
    if form.fits(teams):
        founding = Founding(title=form.title.data, lead=form.lead.data, teams=teams)
        opened = found_akte(db(), programme, stood, founding, current_account(), moment(), today())
        if opened is None:
            return to_call(number)
        flash(
            "Die gemeinsame Akte ist angelegt. Als Nächstes: die Aufteilung der Kosten.", "success"
        )
        return redirect(url_for("applications.page", number=opened), 303)
    page = render_template(
        "joint/found.html",
        programme=programme,
        stood=stood,
        form=form,
        towns=towns,
        chosen=teams if form.is_submitted() else _proposed(stood),
        teams=Team,
    )
    return page, 400 if form.is_submitted() else 200


def _proposed(stood: Interested) -> dict[str, Team]:
    """Who is interested takes part, who is to lead leads; the manager may see it otherwise."""
    wanting = {town.ags: Team.PROJECT for town in stood.towns if town.wants}
    return wanting | ({stood.call.lead: Team.LEADS} if stood.call.lead else {})
