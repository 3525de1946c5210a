"""The pages on which the manager writes down what the members agreed: rules and size classes."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.municipality import Municipality, municipalities, municipality
from webapp.accounts.access import Role, for_roles
from webapp.accounts.act import act_of_request
from webapp.cost_shares.agreed import (
    Agreed,
    RefusedClass,
    agree,
    agreed_class,
    agreed_classes,
    correct,
    take_out,
)
from webapp.cost_shares.forms import AgreedForm
from webapp.cost_shares.rule_form import RuleForm, rule_data
from webapp.cost_shares.rules import PUBLISHED, Rule, add_rule, rule_for, rules
from webapp.request import db, seen_version, today

_OVERTAKEN = "Inzwischen hat jemand das geändert; bitte sehen Sie noch einmal nach."


@for_roles(Role.MANAGER)
def rules_page() -> ResponseReturnValue:
    """All versions of the rules, and a form for a new one that starts from the last."""
    stood = rules(db())
    offer = stood[0] if stood else Rule(first_year=today().year, base_percent=10, classes=PUBLISHED)
    form = RuleForm(data=rule_data(offer))
    if form.validate_on_submit():
        add_rule(act_of_request(), form.told)
        flash("Die neue Fassung der Regeln ist gespeichert.", "success")
        return redirect(url_for("cost_shares.rules_page"), 303)
    page = render_template("cost_shares/rules.html", rules=stood, form=form)
    return page, 400 if form.is_submitted() else 200


@for_roles(Role.MANAGER)
def classes_page() -> ResponseReturnValue:
    """Which size class was agreed for whom, and a form for another."""
    form = AgreedForm()
    _offer(form)
    if form.validate_on_submit():
        try:
            agree(act_of_request(), _town(form.municipality.data), form.told())
            flash("Die Größenklasse ist gespeichert.", "success")
            return redirect(url_for("cost_shares.classes_page"), 303)
        except RefusedClass as error:
            form.first.errors = [str(error)]
    agreed = agreed_classes(db())
    page = render_template(
        "cost_shares/classes.html",
        form=form,
        towns=[(it, agreed.get(it.ags, [])) for it in municipalities(db())],
        rule=rule_for(db(), today().year),
        today=today(),
    )
    return page, 400 if form.is_submitted() else 200


@for_roles(Role.MANAGER)
def one_class(number: int) -> ResponseReturnValue:
    """Correct what was entered, or take it out."""
    stood = agreed_class(db(), number) or abort(404)
    town = _town(stood.municipality)
    form = AgreedForm(
        data=dict(
            municipality=stood.municipality,
            size_class=stood.size_class,
            first=stood.first,
            last=stood.last,
            basis=stood.basis,
            version=stood.version,
        )
    )
    _offer(form, stood)
    if request.form.get("action") == "entfernen":
        return _done(take_out(act_of_request(), town, number, seen_version()), "Entfernt.")
    if form.validate_on_submit():
        try:
            done = correct(act_of_request(), town, form.told(number), seen_version())
            return _done(done, "Geändert.")
        except RefusedClass as error:
            form.first.errors = [str(error)]
    page = render_template("cost_shares/one_class.html", form=form, stood=stood, town=town)
    return page, 400 if form.is_submitted() else 200


def _offer(form: AgreedForm, stood: Agreed | None = None) -> None:
    """Offer the classes of all rules: an older year may need an older name."""
    towns = [_town(stood.municipality)] if stood else list(municipalities(db()))
    names = [it.name for rule in rules(db()) for it in rule.classes]
    if stood:
        names.append(stood.size_class)
    form.offer([(it.ags, it.name) for it in towns], list(dict.fromkeys(names)))


def _done(done: bool, said: str) -> ResponseReturnValue:
    flash(said if done else _OVERTAKEN, "success" if done else "warning")
    return redirect(url_for("cost_shares.classes_page"), 303)


def _town(ags: str) -> Municipality:
    return municipality(db(), ags) or abort(404)


VIEWS: dict[str, Callable[..., ResponseReturnValue]] = {
    "/umlage/regeln": rules_page,
    "/umlage/klassen": classes_page,
    "/umlage/klassen/<int:number>": one_class,
}
"""Where these pages lie; `routes` gives them their addresses."""
