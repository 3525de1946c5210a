"""The page of the calendars, and the calendars themselves under their secret addresses."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipalities, municipality
from webapp.accounts.access import WRITERS, current_account, limited_to, public
from webapp.calendars import addresses, icalendar_file, reading
from webapp.calendars.addresses import Calendar, Owner
from webapp.calendars.events import Pages
from webapp.calendars.reading import Content
from webapp.programmes.shown import public_address
from webapp.request import db, now, settings, site_key, today

bp = Blueprint("calendars", __name__, template_folder="templates")

_SHOWN = 6


def _duty_address(number: int) -> str:
    return settings().base_url + url_for("duties.page", number=number)


def _training_address(number: int) -> str:
    return settings().base_url + url_for("trainings.page", number=number)


_PAGES = Pages(programme=public_address, duty=_duty_address, training=_training_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A calendar on the page: whose it is, its address if it has one, and what stands in it."""

    owner: str
    content: Content
    calendar: Calendar | None
    may_change: bool

    @property
    def address(self) -> str:
        """Where it can be fetched."""
        return _address(self.calendar) if self.calendar else ""


@bp.get("/kalender")
def page() -> str:
    """The own calendar and the one of the municipality, with their addresses."""
    town = _town()
    return render_template(
        "calendars/calendars.html",
        calendars=[_own(), *([_of_town(town)] if town else [])],
        towns=_towns(),
        town=town,
        shown=_SHOWN,
        tells_meetings=current_account().role in WRITERS,
    )


@bp.post("/kalender")
def change() -> ResponseReturnValue:
    """Give a calendar a new address, or take it away."""
    owner = _owner(request.form.get("owner", ""))
    if request.form.get("action") == "revoke":
        addresses.revoke(db(), owner, current_account())
        flash("Die Adresse ist widerrufen; wer sie kennt, bekommt nichts mehr.", "success")
    else:
        at = now().isoformat(timespec="seconds")
        addresses.give_address(db(), owner, current_account(), at)
        flash(
            "Hier ist die neue Adresse; gab es eine frühere, führt sie zu nichts mehr.", "success"
        )
    return redirect(url_for("calendars.page", kommune=owner.ags), 303)


@bp.get("/kalender/<token>.ics")
@public
def subscribed(token: str) -> ResponseReturnValue:
    """The calendar for whoever knows its address."""
    calendar = addresses.calendar_at(db(), token, site_key())
    if calendar is None:
        abort(404)
    content = reading.content_of(db(), calendar, today(), _PAGES) or abort(404)
    addresses.note_reading(db(), calendar, today())
    events = reading.events_of(db(), calendar, content, today(), now())
    host = urlsplit(settings().base_url).hostname or "localhost"
    text = icalendar_file.icalendar_file(content.name, events, host)
    answer = Response(text, mimetype=icalendar_file.MIMETYPE)
    answer.headers["Content-Disposition"] = 'inline; filename="foerderfristen.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer.make_conditional(request)


def _own() -> Shown:
    account = current_account()
    return Shown(
        owner="person",
        content=reading.content_for_person(db(), account, today(), _PAGES),
        calendar=addresses.calendar_of(db(), Owner(account=account.id)),
        may_change=True,
    )


def _of_town(town: Municipality) -> Shown:
    content = reading.content_for_town(db(), town.ags, today(), _PAGES)
    assert content is not None
    return Shown(
        owner=town.ags,
        content=content,
        calendar=addresses.calendar_of(db(), Owner(ags=town.ags)),
        may_change=current_account().role in WRITERS,
    )


def _towns() -> list[Municipality]:
    """The municipalities whose calendar this person may see."""
    limit = limited_to(current_account())
    if limit is None:
        return list(municipalities(db()))
    own = municipality(db(), limit)
    return [own] if own else []


def _town() -> Municipality | None:
    towns = {town.ags: town for town in _towns()}
    wanted = request.args.get("kommune") or next(iter(towns), "")
    if wanted and wanted not in towns:
        abort(404)
    return towns.get(wanted)


def _owner(said: str) -> Owner:
    account = current_account()
    if said == "person":
        return Owner(account=account.id)
    if said not in {town.ags for town in _towns()}:
        abort(404)
    if account.role not in WRITERS:
        abort(403)
    return Owner(ags=said)


def _address(calendar: Calendar) -> str:
    token = addresses.token_of(calendar, site_key())
    return settings().base_url + url_for("calendars.subscribed", token=token)
