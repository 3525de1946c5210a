"""The list of duties and the page of one; the other modules hang their pages in here."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import WRITERS, current_account, for_roles, limited_to
from webapp.accounts.people import Person, people, people_of
from webapp.applications.blueprint import visible
from webapp.duties import handing_over_pages, on_pages, proposal_pages, writing
from webapp.duties.blueprint import ONE, OVERTAKEN, bp, own_duty, seen_duty, to_duty
from webapp.duties.forms import ChangeForm, DoneForm, DropForm, values_of
from webapp.duties.keepers import Workers, labels
from webapp.duties.kinds import DutyKind
from webapp.duties.listing import PAGE_SIZE, listed, unattended, wanted_by
from webapp.paging import page_number, pages
from webapp.request import db, now, seen_version, today
from webapp.town_choice import town_choice

__all__ = ["bp", "handing_over_pages", "on_pages", "proposal_pages"]


@bp.get("/pflichten")
def overview() -> str:
    """The duties of the own municipality, of the manager all: overdue first, then by day."""
    account = current_account()
    workers = Workers(db(), today(), limited_to(account))
    wanted = wanted_by(account, request.args)
    without = () if wanted.over else unattended(db(), account, wanted, workers)
    if request.args.get("ohne"):
        wanted = wanted.only(without)
    current = page_number(request.args)
    found = listed(db(), account, wanted, workers, current, today())
    chosen: dict[str, Any] = {k: v for k, v in request.args.items() if k != "seite" and v}
    everyone = limited_to(account) is None
    return render_template(
        "duties/list.html",
        found=found,
        wanted=wanted,
        without=without,
        kinds=DutyKind,
        towns=town_choice(db(), [wanted.ours]) if everyone else None,
        persons=people(db()) if everyone else _people_of(wanted.ours),
        akte=visible(wanted.akte) if wanted.akte else None,
        may_write=account.role in WRITERS,
        today=today(),
        pages=pages(
            found.total,
            PAGE_SIZE,
            current,
            lambda n: url_for("duties.overview", **chosen | dict(seite=n)),
        ),
    )


@bp.get(ONE)
def page(number: int) -> str:
    """One duty: what it rests on, who takes care of it, and the ways it can end."""
    return _page(number, DoneForm(formdata=None, done_on=today()), DropForm(formdata=None))


@bp.route(f"{ONE}/aendern", methods=["GET", "POST"])
@for_roles(*WRITERS)
def change(number: int) -> ResponseReturnValue:
    """Change day, person or words of a duty."""
    found = own_duty(number)
    akte = visible(found.application)
    form = ChangeForm(data=values_of(found))
    form.stood_on = found.due_on
    workers = _workers().choices(akte.id, akte.lead)
    form.offer(akte.applicants, workers)
    if not form.is_submitted():
        form.keep_only_offered()
    elif form.validate():
        done = writing.change_duty(
            db(), found.as_seen(seen_version()), form.plan, form.reason.data,
            current_account(), now(),
        )  # fmt: skip
        if done:
            return to_duty(number, done, "Gespeichert.")
        flash(OVERTAKEN, "warning")
    shown = render_template("duties/form.html", form=form, akte=akte, duty=found)
    return shown, 400 if form.errors else 200


@bp.post(f"{ONE}/erledigt")
@for_roles(*WRITERS)
def finish(number: int) -> ResponseReturnValue:
    """Note that a duty is done."""
    found, form = own_duty(number), DoneForm()
    if not form.validate_on_submit():
        return _page(number, form, DropForm(formdata=None)), 400
    seen = found.as_seen(seen_version())
    done = writing.finish_duty(
        db(), seen, form.done_on.data, form.words.data, current_account(), now()
    )
    if done and found.kind is DutyKind.DRAW_DOWN:
        flash("Erledigt. Ist das Geld da, legen Sie gleich fest, bis wann es verwendet ist.")
        paid = form.done_on.data.isoformat()
        address = url_for("duties.add", number=found.application, zahlung=paid, nach=number)
        return redirect(address, 303)
    return to_duty(number, done, "Erledigt; im Brief steht sie nicht mehr.")


@bp.post(f"{ONE}/entfaellt")
@for_roles(*WRITERS)
def drop(number: int) -> ResponseReturnValue:
    """Note that there is no such duty, and why."""
    found, form = own_duty(number), DropForm()
    if not form.validate_on_submit():
        return _page(number, DoneForm(formdata=None, done_on=today()), form), 400
    seen = found.as_seen(seen_version())
    done = writing.drop_duty(db(), seen, form.reason.data, current_account(), now())
    return to_duty(number, done, "Die Pflicht entfällt; der Grund steht in der Akte.")


@bp.post(f"{ONE}/wieder-offen")
@for_roles(*WRITERS)
def reopen(number: int) -> ResponseReturnValue:
    """Take back that a duty is done or dropped."""
    seen = own_duty(number).as_seen(seen_version())
    done = writing.reopen_duty(db(), seen, current_account(), now())
    return to_duty(number, done, "Die Pflicht ist wieder offen.")


def _workers() -> Workers:
    return Workers(db(), today(), limited_to(current_account()))


def _people_of(town: str | None) -> list[Person]:
    """Those of the own municipality alone."""
    return [it for it in people_of(db(), [town or ""]) if it.account.municipality == town]


def _page(number: int, done: DoneForm, drop: DropForm) -> str:
    found, workers = seen_duty(number), _workers()
    for form in (done, drop):
        form.version.data = form.version.data or found.version
    return render_template(
        "duties/duty.html",
        duty=found,
        care=workers.care_of(found),
        names=labels(db(), [found]),
        form=done,
        drop=drop,
        problem=bool(drop.errors),
        may_write=current_account().role in WRITERS,
        today=today(),
    )
