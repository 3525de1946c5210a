"""The form of a split: the whole, by what it is divided, and where needed what each town takes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from index.municipality import POPULATION_DAY, Municipality
from webapp.agreements.splits import LONGEST_WORDS, Plan
from webapp.agreements.splitting import Basis
from webapp.applications.amounts import cents_of
from webapp.applications.fields import an_amount, some_lines
from webapp.applications.money import AMOUNTS, LABELS, Money, faults
from webapp.filters import cent
from webapp.form_fields import one_of_the_choices, tidy

WHOLE = 10_000
"""All of it, in hundredths of per cent."""
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")
_KREIS = 5
"""So many figures has the AGS of a Kreis; that of a Kommune has eight."""


class SplitForm(FlaskForm):
    """The amounts of the whole application; the shares of the towns are read beside it."""

    basis = SelectField(
        "Wie wird geteilt?",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.value, it.label) for it in Basis],
        render_kw=dict(required=True),
    )
    cost = StringField(LABELS["cost"], [an_amount], filters=[tidy])
    eligible = StringField("Förderfähige Kosten", [an_amount], filters=[tidy])
    grant = StringField(LABELS["grant"], [an_amount], filters=[tidy])
    third_party = StringField(LABELS["third_party"], [an_amount], filters=[tidy])
    words = some_lines("Was wurde vereinbart?", LONGEST_WORDS)
    version = HiddenField()

    def plan(self, sent: MultiDict[str, str], towns: Iterable[Municipality]) -> Plan | None:
        """Read the whole split; `None` where something is wrong, which then stands at its field."""
        if not self.validate():
            return None
        basis = Basis(self.basis.data)
        try:
            weights = weights_of(basis, sent, list(towns))
        except ValueError as error:
            self.basis.errors = [str(error)]
            return None
        totals = self._totals(sum(weights.values()) if basis is Basis.AMOUNTS else None)
        if totals is None:
            return None
        day = POPULATION_DAY if basis is Basis.INHABITANTS else None
        words = self.words.data
        plan = Plan(basis=basis, totals=totals, weights=weights, population_day=day, words=words)
        try:
            _ = plan.division
        except ValueError as error:
            self.basis.errors = [str(error)]
            return None
        return plan

    def _totals(self, added_up: int | None) -> Money | None:
        told = {name: cents_of(self[name].data or "") for name in AMOUNTS}
        if told["cost"] is None:
            told["cost"] = added_up
        totals = Money(**told)
        wrong: dict[str, Any] = dict(faults(totals))
        if totals.cost is None:
            wrong["cost"] = "Bitte geben Sie die Gesamtkosten an."
        elif added_up is not None and totals.cost != added_up:
            said = f"Die Beträge der Kommunen ergeben {cent(added_up)}"
            wrong["cost"] = f"{said}, nicht {cent(totals.cost)}."
        for name, sentence in wrong.items():
            self[name].errors = [sentence]
        return None if wrong else totals


def weights_of(basis: Basis, sent: Mapping[str, str], towns: list[Municipality]) -> dict[str, int]:
    """What each town weighs, by AGS.

    Raises:
        ValueError: when what was typed does not fit; one German sentence.
    """
    if basis is Basis.EQUAL:
        return {town.ags: 1 for town in towns}
    if basis is Basis.INHABITANTS:
        return _inhabitants(towns)
    typed = {town.ags: sent.get(f"share-{town.ags}", "").strip() for town in towns}
    missing = [town.short_name for town in towns if not typed[town.ags]]
    if missing:
        raise ValueError(f"Es fehlt der Anteil von {', '.join(missing)}.")
    if basis is Basis.AMOUNTS:
        return {ags: cents_of(text) or 0 for ags, text in typed.items()}
    weights = {ags: _hundredths(text) for ags, text in typed.items()}
    if sum(weights.values()) != WHOLE:
        total = f"{sum(weights.values()) / 100:.2f}".replace(".", ",")
        raise ValueError(f"Die Anteile ergeben {total} %, nicht 100 %.")
    return weights


def _inhabitants(towns: list[Municipality]) -> dict[str, int]:
    if any(len(town.ags) == _KREIS for town in towns):
        raise ValueError(
            "Der Kreis zählt die Einwohner seiner Kommunen mit: Mit ihm lässt sich nicht nach"
            " Einwohnern teilen."
        )
    return {town.ags: town.population for town in towns}


def _hundredths(text: str) -> int:
    found = _PERCENT.fullmatch(text)
    if not found:
        raise ValueError(f"„{text}“ ist kein Anteil; erwartet wird zum Beispiel 33,34.")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
