"""The pages of the Umlage: years, what each member pays, and its files."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import Role, current_account, for_roles
from webapp.accounts.act import act_of_request
from webapp.cost_shares import agreeing, paper, table
from webapp.cost_shares.drafting import cost_years, draft_of, enter_costs
from webapp.cost_shares.fixing import (
    NotAgreed,
    Statement,
    fix,
    newest_statements,
    statements,
)
from webapp.cost_shares.forms import CostsForm, costs_data, is_year
from webapp.cost_shares.numbers import written
from webapp.cost_shares.sight import READERS, sees_all, shares_seen
from webapp.exchange.workbook import MIMETYPE
from webapp.request import db, seen_version, today

bp = Blueprint("cost_shares", __name__, template_folder="templates")
bp.add_app_template_filter(written, "gewicht")
for _address, _view in agreeing.VIEWS.items():
    bp.add_url_rule(_address, view_func=_view, methods=["GET", "POST"])

_YEAR = "/umlage/<int:year>"
_OVERTAKEN = "Inzwischen hat jemand dieses Jahr geändert; bitte sehen Sie noch einmal nach."


@bp.get("/umlage")
@for_roles(*READERS)
def overview() -> ResponseReturnValue:
    """The fixed years with what the own municipality pays; for the manager also open ones."""
    wanted = request.args.get("jahr", "")
    if wanted.isdecimal() and len(wanted) == 4 and is_year(int(wanted)):
        return redirect(url_for("cost_shares.year_page", year=int(wanted)))
    account, fixed = current_account(), newest_statements(db())
    years = {it.year for it in fixed}
    return render_template(
        "cost_shares/overview.html",
        fixed=[(it, shares_seen(account, it)) for it in fixed],
        entered=[it for it in cost_years(db()) if it.year not in years],
        sees_all=sees_all(account),
        today=today(),
    )


@bp.get(_YEAR)
@for_roles(*READERS)
def year_page(year: int) -> str:
    """One year: what is fixed, and for the manager what would be fixed now."""
    return _year_page(year)


@bp.post(_YEAR)
@for_roles(Role.MANAGER)
def enter(year: int) -> ResponseReturnValue:
    """Enter the costs of a year."""
    form = CostsForm()
    _refuse(year)
    if not form.validate_on_submit():
        return _year_page(year, form), 400
    if enter_costs(act_of_request(), form.told(year, seen_version())):
        flash("Gespeichert.", "success")
    else:
        flash(_OVERTAKEN, "warning")
    return redirect(url_for("cost_shares.year_page", year=year), 303)


@bp.post(f"{_YEAR}/feststellen")
@for_roles(Role.MANAGER)
def fix_year(year: int) -> ResponseReturnValue:
    """Fix the Umlage of a year for good."""
    _refuse(year)
    changed = request.form.get("changed", "").strip()[:1000]
    try:
        fixed = fix(act_of_request(), year, changed, seen_version())
    except NotAgreed as error:
        return _year_page(year, wrong=str(error), changed=changed), 400
    flash(f"Umlage {year} ist festgestellt (Fassung {fixed.number}).", "success")
    return redirect(url_for("cost_shares.year_page", year=year), 303)


@bp.get(f"{_YEAR}/<ags>.pdf")
@for_roles(*READERS)
def letter(year: int, ags: str) -> ResponseReturnValue:
    """What one member pays, as a letter."""
    statement = _statement(year)
    share = next(
        (it for it in shares_seen(current_account(), statement) if it.payer.ags == ags), None
    )
    if share is None:
        abort(404)
    data = BytesIO(paper.pdf_of(db(), statement, share))
    name = f"umlage-{year}-{ags}.pdf"
    return send_file(data, "application/pdf", download_name=name)


@bp.get(f"{_YEAR}.xlsx")
@for_roles(Role.MANAGER, Role.READER)
def workbook(year: int) -> ResponseReturnValue:
    """What all members pay, as a table."""
    data = BytesIO(table.workbook_of(_statement(year)))
    return send_file(data, MIMETYPE, as_attachment=True, download_name=f"umlage-{year}.xlsx")


def _year_page(year: int, form: CostsForm | None = None, wrong: str = "", changed: str = "") -> str:
    _refuse(year)
    account, fixed = current_account(), statements(db(), year)
    manages = account.role is Role.MANAGER
    shown = _chosen(fixed)
    seen = shares_seen(account, shown) if shown else []
    if not manages and not seen:
        abort(404)
    draft = draft_of(db(), year) if manages else None
    return render_template(
        "cost_shares/year.html",
        year=year,
        versions=fixed,
        shown=shown,
        shares=seen,
        sees_all=sees_all(account),
        draft=draft,
        form=form or CostsForm(formdata=None, data=costs_data(draft.entered if draft else None)),
        wrong=wrong,
        changed=changed,
    )


def _statement(year: int) -> Statement:
    _refuse(year)
    return _chosen(statements(db(), year)) or abort(404)


def _chosen(fixed: list[Statement]) -> Statement | None:
    """The version that the address asks for; without one the newest."""
    wanted = request.args.get("fassung", "")
    if not wanted:
        return fixed[0] if fixed else None
    return next((it for it in fixed if str(it.number) == wanted), None) or abort(404)


def _refuse(year: int) -> None:
    if not is_year(year):
        abort(404)
