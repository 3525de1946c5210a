"""The trainings for everybody: the list, one of them, registering and cancelling."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import (
    WRITERS,
    Account,
    Role,
    current_account,
    for_roles,
    public,
    towns_to_write_for,
)
from webapp.accounts.queries import account_by_email, normal_email
from webapp.files.attached import Place, attached
from webapp.paging import page_number, pages
from webapp.request import db, settings, site_key, today
from webapp.trainings import office, queries, ways_out
from webapp.trainings.blueprint import ONE, bp, found_training, letters
from webapp.trainings.forms import CancelForm, ColleagueForm
from webapp.trainings.seats import Guest, RefusedSeat, give_up, register
from webapp.trainings.training import Seat, SeatState

__all__ = ["bp", "office"]

_SIZE = 20
_WAY_OUT = "/schulungen/abmelden/<token>"


@bp.get("/schulungen")
def overview() -> str:
    """The trainings ahead and those that are over."""
    number = page_number(request.args)
    return render_template(
        "trainings/overview.html",
        coming=queries.coming(db(), today()),
        past=queries.past(db(), today(), size=_SIZE, page=number),
        own=queries.own_trainings(db(), current_account().id),
        today=today(),
        manages=current_account().role is Role.MANAGER,
        pages=pages(
            queries.count_past(db(), today()),
            _SIZE,
            number,
            lambda it: url_for("trainings.overview", seite=it, _anchor="vergangen"),
        ),
    )


@bp.get(ONE)
def page(number: int) -> str:
    """One training, with who comes of the own town."""
    return _page(number)


@bp.post(f"{ONE}/anmelden")
def take_seat(number: int) -> ResponseReturnValue:
    """Register oneself."""
    found_training(number)
    account = current_account()
    guest = Guest(email=account.email, municipality=account.municipality, person=account.id)
    _register(number, guest, account)
    return redirect(url_for("trainings.page", number=number), 303)


@bp.post(f"{ONE}/kollegen")
@for_roles(*WRITERS)
def bring(number: int) -> ResponseReturnValue:
    """Register a colleague by name and address."""
    found_training(number)
    form = ColleagueForm()
    form.offer(towns_to_write_for())
    if not form.validate_on_submit():
        return _page(number, form), 400
    known = account_by_email(db(), form.email.data)
    same = known is not None and known.municipality == form.town.data and known.active
    guest = Guest(
        email=normal_email(form.email.data),
        municipality=form.town.data,
        person=known.id if known and same else None,
        name="" if same else form.name.data,
    )
    _register(number, guest, current_account())
    return redirect(url_for("trainings.page", number=number), 303)


@bp.post("/schulungen/platz/<int:number>/abmelden")
def leave(number: int) -> ResponseReturnValue:
    """Give up a seat: the own one, or one of the own town."""
    seat = queries.seat(db(), number)
    if seat is None or not _may_give_up(seat, current_account()):
        abort(404)
    if found_training(seat.training).is_over(today()):
        abort(404)
    give_up(db(), number, letters())
    flash(f"{seat.shown_name} ist abgemeldet.", "success")
    return redirect(url_for("trainings.page", number=seat.training), 303)


@bp.get(_WAY_OUT)
@public
def ask_to_leave(token: str) -> ResponseReturnValue:
    """Ask somebody without an account whether to cancel: opening a link changes nothing."""
    seat = _seat_of(token)
    found = found_training(seat.training)
    return render_template("trainings/leave.html", seat=seat, training=found, token=token)


@bp.post(_WAY_OUT)
@public
def leave_by_link(token: str) -> ResponseReturnValue:
    """Cancel by the link in a letter."""
    seat = _seat_of(token)
    found = found_training(seat.training)
    if not found.is_over(today()):
        give_up(db(), seat.id, letters())
    seat = _seat_of(token)
    return render_template("trainings/leave.html", seat=seat, training=found, token=token)


def _page(number: int, form: ColleagueForm | None = None) -> str:
    found, account = found_training(number), current_account()
    towns = towns_to_write_for()
    if form is None:
        form = ColleagueForm(formdata=None)
        form.offer(towns)
    return render_template(
        "trainings/training.html",
        training=found,
        seats=queries.seats_seen_by(db(), number, account),
        own=queries.own_seat(db(), number, account),
        open_=found.takes_people(today()),
        over=found.is_over(today()),
        begun=found.starts_at.date() <= today(),
        brings=bool(towns),
        form=form,
        cancelling=CancelForm(formdata=None),
        manages=account.role is Role.MANAGER,
        files=attached(db(), Place(training=number)),
        most=settings().file_megabytes,
    )


def _register(number: int, guest: Guest, account: Account) -> None:
    try:
        seat = register(db(), number, guest, account, letters())
    except RefusedSeat as error:
        flash(str(error), "warning")
        return
    if seat.state is SeatState.SEAT:
        flash("Angemeldet. Die Bestätigung mit dem Termin kommt per E-Mail.", "success")
    else:
        flash("Alle Plätze sind vergeben; die Person steht auf der Warteliste.", "info")


def _may_give_up(seat: Seat, account: Account) -> bool:
    if seat.state is SeatState.GIVEN_UP:
        return False
    of_town = account.role is Role.STAFF and seat.municipality == account.municipality
    return account.role is Role.MANAGER or seat.person == account.id or of_town


def _seat_of(token: str) -> Seat:
    number = ways_out.seat_of(site_key(), token)
    return (queries.seat(db(), number) if number else None) or abort(404)
