"""The queue: programmes are looked through, hidden and shown again, one or several at once."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.desk import count_desk, desk_part
from index.municipality import participating
from index.programme import Programme, programme
from index.review_queue import Waiting, count_unreviewed_by_source
from index.reviews import ReviewKind, review_state, reviews_of
from index.source import MANUAL, remembered_sources
from webapp.accounts.access import Role, current_account, for_roles, signed_in
from webapp.accounts.act import act_of_request
from webapp.feedback.recommending import LONGEST_NOTE, recommend
from webapp.paging import page_number, pages
from webapp.programmes.wording import FACT_LABELS, FIELD_LABELS
from webapp.request import db, now, today
from webapp.reviews.cards import cards
from webapp.reviews.deciding import VERBS, Outcome, decide, set_rule, take_back, what_happened
from webapp.reviews.desk_list import renew_desk
from webapp.reviews.forms import LONGEST_REASON, ReviewForm, RuleForm, StepForm
from webapp.reviews.last_steps import last_steps
from webapp.reviews.queries import last_rules, rules
from webapp.reviews.showing import changes_since_review
from webapp.reviews.way_back import place, way_back
from webapp.reviews.wording import WAITING_LABELS
from webapp.town_choice import town_choice

bp = Blueprint("reviews", __name__, template_folder="templates")

_SIZE = 15


@bp.app_context_processor
def _give_reviewing() -> dict[str, Callable[[Programme], str]]:
    """Let the page of a programme show to the manager what was decided about it."""
    return dict(reviewing_of=_reviewing_of)


@bp.get("/pruefen")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """List what waits for a decision: what misleads people first."""
    renew_desk(db(), today())
    kind, source = _kind(), _source()
    counts = count_desk(db(), today(), source)
    total = counts.get(kind or "all", 0)
    number = min(page_number(request.args), max(1, -(-total // _SIZE)))
    choice = town_choice(db())
    part = desk_part(db(), today(), kind, source, (number - 1) * _SIZE, _SIZE)
    return render_template(
        "reviews/queue.html",
        cards=list(cards(db(), part, today())),
        counts=counts,
        total=total,
        kind=kind,
        labels=WAITING_LABELS,
        source=source,
        sources=list(remembered_sources(db())),
        steps=last_steps(db()),
        verbs=VERBS,
        facts=FACT_LABELS,
        field_labels=FIELD_LABELS,
        towns=[] if choice.searchable else [it for it in choice.towns if it.takes_part(today())],
        step_form=StepForm(formdata=None),
        may_decide=current_account().role is Role.MANAGER,
        pages=pages(total, _SIZE, number, lambda other: _address(kind, source, other)),
        address=_address,
        place=place,
        today=today(),
        longest=LONGEST_REASON,
    )


@bp.post("/pruefen/<int:number>")
@for_roles(Role.MANAGER)
def decide_one(number: int) -> ResponseReturnValue:
    """Decide about one programme."""
    form = ReviewForm()
    if not form.validate_on_submit():
        if form.reason.errors:
            flash(str(form.reason.errors[0]), "warning")
            return redirect(_back(number), 303)
        abort(400)
    kind, reason = ReviewKind(form.kind.data), form.reason.data or ""
    if kind is ReviewKind.HIDDEN and not reason:
        flash("Bitte nennen Sie den Grund; es wurde nichts ausgeblendet.", "warning")
        return redirect(_back(number), 303)
    _tell(kind, decide(act_of_request(), kind, {number: form.state.data or ""}, reason))
    return redirect(_back(number), 303)


@bp.post("/pruefen/mehrere")
@for_roles(Role.MANAGER)
def decide_marked() -> ResponseReturnValue:
    """Mark all ticked programmes as looked through."""
    states = {}
    for value in request.form.getlist("programme"):
        number, _, state = value.partition(":")
        if not number.isdecimal() or len(number) > 10:
            abort(400)
        states[int(number)] = state
    if not states:
        flash("Es war kein Programm markiert.", "warning")
    else:
        _tell(ReviewKind.REVIEWED, decide(act_of_request(), ReviewKind.REVIEWED, states))
    return redirect(_back(0), 303)


@bp.post("/pruefen/zuruecknehmen")
@for_roles(Role.MANAGER)
def undo() -> ResponseReturnValue:
    """Take back what was decided in one step."""
    form = StepForm()
    if not form.validate_on_submit():
        abort(400)
    outcome = take_back(act_of_request(), form.batch.data or "")
    if outcome.done:
        some = _counted(len(outcome.done))
        flash(f"Zurückgenommen; {some} wie vorher.", "success")
    if outcome.overtaken or not outcome.done:
        flash(
            "Hier wurde inzwischen etwas anderes entschieden oder schon zurückgenommen;"
            " das blieb, wie es ist.",
            "warning",
        )
    back = _back(outcome.done[0] if outcome.done else 0)
    # The keys go on where the entry stands again.
    return redirect(f"{back}#p{outcome.done[0]}" if outcome.done and "#" not in back else back, 303)


@bp.post("/pruefen/<int:number>/empfehlen")
@for_roles(Role.MANAGER)
def recommend_one(number: int) -> ResponseReturnValue:
    """Recommend a programme of the queue to towns with a note."""
    found = programme(db(), number)
    if found is None or found.hidden_because:
        abort(404)
    towns = {town.ags for town in participating(db(), today())} & set(request.form.getlist("towns"))
    if towns:
        note = request.form.get("note", "").strip()[:LONGEST_NOTE]
        recommend(db(), number, sorted(towns), note, current_account(), now())
        some = "1 Kommune" if len(towns) == 1 else f"{len(towns)} Kommunen"
        flash(f"Empfohlen an {some}.", "success")
    else:
        flash("Es war keine Kommune gewählt; nichts wurde empfohlen.", "warning")
    return redirect(_back(number), 303)


@bp.route("/pruefen/regeln", methods=["GET", "POST"])
@for_roles(Role.MANAGER, Role.ADMIN)
def rules_page() -> ResponseReturnValue:
    """Which sources count as looked through by themselves, and what that changes."""
    form, manages = RuleForm(), current_account().role is Role.MANAGER
    if form.is_submitted():
        names = {source.name: source.label for source in remembered_sources(db())}
        if not manages:
            abort(403)
        if not form.validate() or form.source.data not in names:
            abort(400)
        set_rule(act_of_request(), form.source.data, form.counts.data)
        says = "zählt jetzt als geprüft" if form.counts.data else "wird wieder einzeln geprüft"
        flash(f"{names[form.source.data]} {says}.", "success")
        return redirect(url_for("reviews.rules_page"), 303)
    return render_template(
        "reviews/rules.html",
        sources=[
            it for it in remembered_sources(db()) if it.name != MANUAL and not it.switched_off
        ],
        rules=rules(db()),
        alone=count_unreviewed_by_source(db()),
        changes=list(last_rules(db())),
        may_decide=manages,
    )


def _reviewing_of(found: Programme) -> str:
    account = signed_in()
    if account is None or account.role not in (Role.MANAGER, Role.ADMIN):
        return ""
    return render_template(
        "reviews/_on_programme.html",
        programme=found,
        state=review_state(db(), found.id),
        history=reviews_of(db(), found.id),
        changes=list(changes_since_review(db(), found)),
        by_hand=any(telling.record.source == MANUAL for telling in found.tellings),
        verbs=VERBS,
        may_decide=account.role is Role.MANAGER,
        longest=LONGEST_REASON,
    )


def _tell(kind: ReviewKind, outcome: Outcome) -> None:
    if outcome.done:
        counted = _counted(len(outcome.done))
        flash(f"{counted[0].upper()}{counted[1:]} {VERBS[kind]}.", "success")
    if len(outcome.overtaken) == 1:
        said = what_happened(db(), outcome.overtaken[0])
        flash(f"Ein Programm blieb, wie es ist: {said}", "warning")
    elif outcome.overtaken:
        flash(
            f"{len(outcome.overtaken)} Programme blieben, wie sie sind: Jemand hat sie inzwischen"
            " entschieden, oder ihre Quelle wurde neu gelesen. Bitte sehen Sie sie noch einmal an.",
            "warning",
        )


def _counted(number: int) -> str:
    return "ein Programm ist" if number == 1 else f"{number} Programme sind"


def _kind() -> str:
    wanted = request.values.get("art", "")
    return next((it.value for it in Waiting if it.value == wanted), "")


def _source() -> str:
    wanted = request.args.get("quelle", "")
    return wanted if any(it.name == wanted for it in remembered_sources(db())) else ""


def _back(number: int) -> str:
    """Where the form came from: the page of the programme or the queue at the same place."""
    if request.form.get("von") == "programm" and number:
        return url_for("programmes.page", number=number)
    return way_back(url_for("reviews.page"))


def _address(kind: str, source: str, number: int = 1) -> str:
    return url_for(
        "reviews.page",
        art=kind or None,
        quelle=source or None,
        seite=number if number > 1 else None,
    )
