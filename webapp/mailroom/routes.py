"""The pages of the Fördermittelmanagement about letters."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import municipalities
from webapp.accounts.access import Role, current_account, for_roles
from webapp.digest.edition import Edition
from webapp.digest.readers import readers
from webapp.digest.render import Rendered
from webapp.digest.rules import (
    MOST_HOURS,
    hours_to_look,
    let_wait,
    open_subscribing,
    subscribing_is_open,
)
from webapp.digest.single import deliver_now
from webapp.digest.undeliverable import free, undeliverable
from webapp.mailroom import circulars, queries
from webapp.mailroom.preview import links, preview, preview_waiting, send_to_oneself
from webapp.paging import page_number, pages
from webapp.request import db, folder, now, settings, today
from webapp.subscriptions.queries import count_subscribers

bp = Blueprint("mailroom", __name__, template_folder="templates")

_SIZE = 50
_LOOK_BACK = timedelta(days=60)
_LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_SOON = "Er geht mit der nächsten regelmäßigen Arbeit hinaus, meist in einer Viertelstunde."


@bp.get("/briefe")
@for_roles(Role.MANAGER)
def page() -> str:
    """What goes out next, what waits, and what went wrong."""
    return _page()


def _page(wrong_hours: str = "") -> str:
    moment = now().replace(tzinfo=None)
    people = [it for it in readers(db()) if it.account]
    number = page_number(request.args)
    shown = people[(number - 1) * _SIZE : number * _SIZE]
    return render_template(
        "mailroom/mailroom.html",
        readers=[(it, it.next_slot(moment)) for it in shown],
        pages=pages(len(people), _SIZE, number, lambda n: url_for("mailroom.page", seite=n)),
        waiting=queries.waiting(db()),
        failures=queries.failures(db(), now() - _LOOK_BACK),
        undeliverable=list(undeliverable(db())),
        hours=request.form.get("hours", "") if wrong_hours else hours_to_look(db()),
        wrong_hours=wrong_hours,
        most_hours=MOST_HOURS,
        is_open=subscribing_is_open(db()),
        subscribers=count_subscribers(db()),
        drafts=circulars.circulars(db()),
    )


@bp.post("/briefe/regeln")
@for_roles(Role.MANAGER)
def rules() -> ResponseReturnValue:
    """Let letters wait so many hours, and open or close subscribing without an account."""
    hours = request.form.get("hours", -1, int)
    if not 0 <= hours <= MOST_HOURS:
        return _page(f"Bitte geben Sie eine Zahl von 0 bis {MOST_HOURS} ein."), 400
    by = current_account().email
    let_wait(db(), hours, by, now())
    open_subscribing(db(), request.form.get("open") == "ja", by, now())
    flash("Gespeichert.", "success")
    return redirect(url_for("mailroom.page"), 303)


@bp.post("/briefe/<int:number>")
@for_roles(Role.MANAGER)
def step(number: int) -> ResponseReturnValue:
    """Let a letter go at once, try it again, or hold it back."""
    action = request.form.get("action")
    if action == "senden":
        done, told = queries.send_now(db(), number), f"Freigegeben. {_SOON}"
    elif action == "zurueckhalten":
        by = current_account().email
        done, told = queries.hold(db(), number, by), "Zurückgehalten; der Inhalt bleibt fällig."
    else:
        abort(400)
    if not done:
        abort(404)
    flash(told, "success")
    return redirect(url_for("mailroom.page"), 303)


@bp.post("/briefe/adresse")
@for_roles(Role.MANAGER)
def free_address() -> ResponseReturnValue:
    """Send to an address again."""
    email = request.form.get("email", "")
    free(db(), email)
    flash(f"An {email} gehen wieder Briefe; was fehlte, kommt mit dem nächsten.", "success")
    return redirect(url_for("mailroom.page"), 303)


@bp.route("/briefe/vorschau/<int:account>", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def preview_of(account: int) -> ResponseReturnValue:
    """Show the next letter of a person as it would go out today, or send it to oneself."""
    reader = next((it for it in readers(db()) if it.account_id == account), None)
    if reader is None:
        abort(404)
    return _shown(preview(_edition(), settings(), reader))


@bp.route("/briefe/<int:number>/ansehen", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def show_waiting(number: int) -> ResponseReturnValue:
    """Show a letter that waits in the outbox, or send it to oneself."""
    if number not in {it.id for it in queries.waiting(db())}:
        abort(404)
    return _shown(preview_waiting(db(), _edition(), settings(), number))


@bp.get("/briefe/verschickt")
@for_roles(Role.MANAGER)
def ledger() -> str:
    """Who got what."""
    email, number = request.args.get("wer", ""), page_number(request.args)
    found, total = queries.gone_out(db(), email, number, _SIZE)
    return render_template(
        "mailroom/ledger.html",
        letters=found,
        total=total,
        email=email,
        pages=pages(total, _SIZE, number, lambda n: url_for(".ledger", wer=email, seite=n)),
    )


@bp.get("/briefe/verschickt/<int:number>")
@for_roles(Role.MANAGER)
def one_letter(number: int) -> str:
    """What one letter told."""
    letter = queries.letter_with(db(), number)
    if letter is None or letter.kind == "single":
        abort(404)
    told, private = queries.told_in(db(), number)
    titles = queries.titles(db(), (line for _, line in told))
    return render_template(
        "mailroom/letter.html", letter=letter, told=told, private=private, titles=titles
    )


@bp.route("/briefe/rundbrief", methods=["GET", "POST"], defaults=dict(number=None))
@bp.route("/briefe/rundbrief/<int:number>", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def circular(number: int | None) -> ResponseReturnValue:
    """Write a circular, keep it as a draft."""
    draft = circulars.circular(db(), number) if number else None
    if number and draft is None:
        abort(404)
    problem, about, form = "", "programmes", request.form
    if request.method == "POST":
        chosen, strange = circulars.programmes_named(db(), form.get("programmes", ""))
        problem = f"Kein Programm: {', '.join(strange)}." if strange else ""
        towns = {it.ags for it in municipalities(db())} & set(form.getlist("towns"))
        values = (form.get("subject", ""), form.get("note", ""), chosen, towns)
        try:
            if not problem:
                kept = circulars.save(db(), number, *values, current_account(), now())
                return redirect(url_for(".circular", number=kept), 303)
        except circulars.NoCircular as error:
            problem, about = str(error), error.about
    page = render_template(
        "mailroom/circular.html",
        draft=draft,
        towns=list(municipalities(db())),
        people=circulars.recipients(db(), draft) if draft else [],
        problem=problem,
        about=about if problem else "",
    )
    return page, 400 if problem else 200


@bp.route("/briefe/rundbrief/<int:number>/ansehen", methods=["GET", "POST"])
@for_roles(Role.MANAGER)
def show_circular(number: int) -> ResponseReturnValue:
    """Show a circular as it would arrive, or send it to oneself."""
    draft = circulars.circular(db(), number)
    if draft is None:
        abort(404)
    people = circulars.recipients(db(), draft) or [it for it in readers(db()) if it.is_manager]
    if not people:
        return _shown(None)
    return _shown(circulars.written(_edition(), draft, people[0], links(settings())))


@bp.post("/briefe/rundbrief/<int:number>/senden")
@for_roles(Role.MANAGER)
def send_circular(number: int) -> ResponseReturnValue:
    """Let a circular go out, once."""
    draft = circulars.circular(db(), number)
    if draft is None:
        abort(404)
    try:
        many = circulars.send_out(db(), _edition(), settings(), draft, now())
    except circulars.NoCircular as error:
        flash(str(error), "danger")
    else:
        people = "eine Person" if many == 1 else f"{many} Menschen"
        flash(f"Der Rundbrief geht an {people}. {_SOON}", "success")
    return redirect(url_for(".circular", number=number), 303)


def _edition() -> Edition:
    return Edition(db(), folder(), today())


def _shown(rendered: Rendered | None) -> ResponseReturnValue:
    """The letter alone on a page, as text if that is asked for; by a form it goes to oneself."""
    if rendered is None:
        return render_template("mailroom/nothing.html")
    if request.method == "POST":
        account = current_account()
        number = send_to_oneself(db(), settings(), account, rendered, now())
        outcome = deliver_now(db(), settings(), number, now())
        if outcome and outcome.problem:
            flash(f"Die Probe ging noch nicht hinaus: {outcome.problem}", "warning")
        else:
            flash(f"Die Probe ist unterwegs an {account.email}.", "success")
        return redirect(url_for("mailroom.page"), 303)
    if request.args.get("form") == "text":
        return Response(rendered.text, mimetype="text/plain")
    return Response(rendered.html, headers={"Content-Security-Policy": _LETTER_POLICY})
