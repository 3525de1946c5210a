"""What people read of the money, word for word."""

from typing import Any

from matcher_builders import TODAY, candidate, project

from index.record import Call
from index.vocabulary import FundingType, Level
from matcher.money_rules import cost_is_high_enough, form_of_money_fits, own_share_is_there
from matcher.verdict import Verdict, no, unclear, yes, yes_but

EU: dict[str, Any] = dict(levels=(Level.EU,), call=Call(identifier="LIFE-2027-X"))
Told = dict[str, Any] | None


def cost(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return cost_is_high_enough(candidate(stated, **record), project(**who or {}), TODAY)


def own(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return own_share_is_there(candidate(stated, **record), project(**who or {}), TODAY)


def form(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return form_of_money_fits(candidate(stated, **record), project(**who or {}), TODAY)


def test_a_floor_is_told_with_what_is_missing() -> None:
    assert cost(dict(total_cost_min_eur=25000)) == yes("Untergrenze 25.000 € ist erreicht.")
    assert cost(dict(total_cost_min_eur=500000)) == yes("Untergrenze 500.000 € ist erreicht.")
    assert cost(dict(total_cost_min_eur=500001)) == no(
        "Mindestvolumen 500.001 €: es fehlen 1 €.", remediable=True
    )
    assert cost(dict(amount_min_eur=250001, funding_rate_max=50)) == no(
        "Mindestförderung 250.001 €: es fehlen 1 €.", remediable=True
    )
    assert cost(dict(amount_min_eur=250000, funding_rate_max=50)) == yes(
        "Untergrenze 250.000 € ist erreicht."
    )
    assert cost(dict(total_cost_min_eur=1000000), **EU) == unclear(
        "Gefördert wird ab 1.000.000 €, meist für ein ganzes Konsortium."
    )
    assert cost(dict(total_cost_min_eur=1000000, amount_min_eur=2000000), **EU) == unclear(
        "Gefördert wird ab 2.000.000 €, meist für ein ganzes Konsortium."
    )
    assert cost(dict(total_cost_min_eur=1000), who=dict(cost_eur=None)) == unclear(
        "Es gibt eine Untergrenze; zum Vorhaben fehlen die Kosten."
    )


def test_a_missing_own_share_is_told_as_germans_write_numbers() -> None:
    assert own(dict(own_share_min=25)) == yes_but(
        "Eigenanteil mindestens 25 % (125.000 €): es fehlen 25.000 €."
    )
    assert own(dict(own_share_min=20)) == yes()
    assert own(dict(own_share_min=33.5)) == yes_but(
        "Eigenanteil mindestens 33,5 % (167.500 €): es fehlen 67.500 €."
    )
    assert own(dict(own_share_min=25), who=dict(own_funds_eur=0)) == yes_but(
        "Eigenanteil mindestens 25 % (125.000 €): es fehlen 125.000 €."
    )
    assert own(dict(own_share_min=25), who=dict(cost_eur=None)) == yes()


def test_the_form_of_the_money_is_told() -> None:
    assert form() == yes("Förderart: Zuschuss.")
    assert form(funding_types=(FundingType.LOAN,)) == yes_but(
        "Gesucht ist ein Zuschuss, geboten wird: Darlehen."
    )
    assert form(who=dict(looking_for="Darlehen"), funding_types=(FundingType.GRANT,)) == yes_but(
        "Gesucht ist ein Darlehen, geboten wird: Zuschuss."
    )
    assert form(
        who=dict(looking_for="any"), funding_types=(FundingType.LOAN, FundingType.GRANT)
    ) == yes("Förderart: Darlehen, Zuschuss.")
    assert form(title="Radwege", summary="", funding_types=()) == yes()
    assert form(title="Kredit", summary="", funding_types=()) == yes_but(
        "Gesucht ist ein Zuschuss, geboten wird: Darlehen."
    )
