"""Every hard condition says yes, no or unclear, and says why."""

from typing import Any

import pytest
from matcher_builders import TODAY, candidate, project, quoting

from index.record import Call
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region
from matcher.applicant_rules import applicant_may_apply, population_fits, who_applies
from matcher.area_rules import region_is_covered, special_area_is_covered
from matcher.call_rules import (
    call_is_open,
    can_be_used_alone,
    lead_time_is_left,
    start_is_allowed,
)
from matcher.money_rules import cost_is_high_enough, form_of_money_fits, own_share_is_there
from matcher.rules import RULES, verdicts
from matcher.verdict import Answer

STOCKSTADT = dict(ags="06433013", name="Stockstadt", population=5945)
RUESSELSHEIM = dict(ags="06433012", name="Rüsselsheim", population=65627)
KREIS = dict(ags="06433", name="Kreis Groß-Gerau", population=268310)
COMPANY = dict(applicant_type="kommunales Unternehmen")
ASSOCIATION = dict(applicant_type="Zweckverband")
DISTRICT = dict(applicant_type="Kreis", municipality=KREIS)
NO_CATEGORIES: dict[str, Any] = dict(eligible_applicants=())


def test_each_rule_answers_every_pair_and_a_no_or_unclear_has_a_sentence() -> None:
    bare = project(
        municipality=None, applicant_type=None, planned_start=None, cost_eur=None, looking_for=None
    )
    for vorhaben in (project(), bare):
        for found in (candidate(), candidate(eligible_applicants=(), regions=())):
            answers = verdicts(found, vorhaben, TODAY)
            assert len(answers) == len(RULES)
            assert all(v.sentence for v in answers if v.answer is not Answer.YES)


@pytest.mark.parametrize(
    ("place", "record", "answer", "sentence"),
    [
        ({}, dict(regions=(Region.HESSE,)), "yes", "in Hessen"),
        ({}, dict(regions=(Region.NATIONWIDE,)), "yes", "bundesweit"),
        ({}, dict(regions=(Region.EU,)), "yes", "EU-weit"),
        ({}, dict(regions=(Region.BAVARIA,)), "no", "nur in: Bayern"),
        ({}, dict(regions=(), levels=(Level.FEDERAL,)), "yes", "bundesweit"),
        ({}, dict(regions=(), title="Radwege (Hessen)"), "yes", "in Hessen"),
        ({}, dict(regions=(), title="Radwege in Sachsen-Anhalt"), "no", "Sachsen-Anhalt"),
        ({}, dict(regions=(), title="Radwege in Niedersachsen"), "no", "nur in: Niedersachsen."),
        ({}, dict(regions=(), url="https://bau.bayern.de/radwege"), "no", "Bayern"),
        ({}, dict(regions=(), summary="Das Land Hessen fördert Radwege."), "yes", "in Hessen"),
        ({}, dict(regions=()), "unclear", "kein Fördergebiet"),
        (dict(municipality=None), {}, "unclear", "fehlt der Ort"),
    ],
)
def test_the_region_counts(
    place: dict[str, Any], record: dict[str, Any], answer: str, sentence: str
) -> None:
    verdict = region_is_covered(candidate(**record), project(**place), TODAY)
    assert (verdict.answer, sentence in verdict.sentence) == (answer, True), verdict


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ({}, "yes"),
        (dict(title="Verbesserung der regionalen Wirtschaftsstruktur (GRW)"), "no"),
        (dict(summary="Vorrang haben die GRW-Fördergebiete."), "unclear"),
        (dict(summary="Gefördert wird in Ober- und Mittelzentren in Hessen."), "unclear"),
        (dict(title="Ladesäulen im ländlichen Raum"), "unclear"),
    ],
)
def test_areas_smaller_than_a_land_count(record: dict[str, Any], answer: str) -> None:
    assert special_area_is_covered(candidate(**record), project(), TODAY).answer == answer


def test_outside_suedhessen_the_grw_area_has_to_be_looked_up() -> None:
    kassel = project(municipality=dict(ags="06633005"))
    assert special_area_is_covered(candidate(title="GRW"), kassel, TODAY).answer == "unclear"


M, P, C = ApplicantType.MUNICIPALITY, ApplicantType.PUBLIC_BODY, ApplicantType.COMPANY
APPLICANTS = [
    # who, stated applicants, record, answer
    ({}, [], dict(eligible_applicants=(M, C)), "yes"),
    ({}, [], dict(eligible_applicants=(P, C)), "no"),
    ({}, ["Kommune"], dict(eligible_applicants=(C,)), "yes"),
    ({}, ["Landkreis"], dict(eligible_applicants=(M,)), "no"),
    ({}, ["Unternehmen"], NO_CATEGORIES, "no"),
    ({}, [], NO_CATEGORIES | dict(title="Radwege", summary="Für Städte und Gemeinden."), "yes"),
    ({}, [], NO_CATEGORIES | dict(title="Radwege", summary="Für alle."), "unclear"),
    (
        {},
        [],
        dict(eligible_applicants=(P,), summary="Auch öffentliche Stellen sind antragsberechtigt."),
        "yes",
    ),
    (
        {},
        [],
        dict(
            eligible_applicants=(M,),
            legal_requirements="Antragsberechtigt sind ausschließlich die beteiligten Staaten.",
        ),
        "no",
    ),
    (dict(applicant_type=None), [], {}, "unclear"),
    (DISTRICT, ["Landkreis"], NO_CATEGORIES, "yes"),
    (DISTRICT, [], dict(eligible_applicants=(M,)), "yes"),
    (DISTRICT, ["Kommune"], dict(summary="Für Städte und Gemeinden, auch Landkreise."), "yes"),
    (
        DISTRICT,
        ["Kommune"],
        dict(title="Radwege", summary="Antragsberechtigt sind Städte und Gemeinden."),
        "no",
    ),
    (DISTRICT, [], dict(eligible_applicants=(C,)), "no"),
    (ASSOCIATION, ["Zweckverband"], NO_CATEGORIES, "yes"),
    (ASSOCIATION, [], dict(eligible_applicants=(M,)), "unclear"),
    (ASSOCIATION, [], dict(eligible_applicants=(C,)), "no"),
    (COMPANY, ["kommunales_Unternehmen"], NO_CATEGORIES, "yes"),
    (COMPANY, [], dict(eligible_applicants=(C,)), "unclear"),
    (COMPANY, [], dict(eligible_applicants=(M,)), "no"),
    (
        COMPANY,
        [],
        dict(
            eligible_applicants=(C,),
            legal_requirements="Antragsberechtigt sind kleine und mittlere Unternehmen.",
        ),
        "no",
    ),
]


@pytest.mark.parametrize(("who", "stated", "record", "answer"), APPLICANTS)
def test_the_kind_of_applicant_counts(
    who: dict[str, Any], stated: list[str], record: dict[str, Any], answer: str
) -> None:
    record = dict(title="Radwege", summary="Wir fördern Radwege.") | record
    facts = dict(applicants=stated) if stated else {}
    verdict = applicant_may_apply(candidate(facts, **record), project(**who), TODAY)
    assert verdict.answer == answer, verdict


def test_kreise_and_kreisfreie_staedte_leave_out_towns_unless_sonderstatus_is_named() -> None:
    stated = dict(applicants=["Kommune", "Landkreis"])
    sentence = "Antragsberechtigt sind Landkreise und kreisfreie Städte"
    plain = quoting(candidate(stated, title="x"), "applicants", f"{sentence}.")
    text = f"{sentence} sowie Sonderstatusstädte."
    special = quoting(candidate(stated, title="x", legal_requirements=text), "applicants", text)
    ruesselsheim = project(municipality=RUESSELSHEIM)

    assert applicant_may_apply(plain, project(), TODAY).answer == "no"
    assert applicant_may_apply(plain, ruesselsheim, TODAY).answer == "no"
    assert applicant_may_apply(special, project(), TODAY).answer == "no"
    assert applicant_may_apply(special, ruesselsheim, TODAY).answer == "yes"
    assert applicant_may_apply(plain, project(municipality=None), TODAY).answer == "unclear"


def test_who_has_a_jugendamt_is_a_traeger_der_oeffentlichen_jugendhilfe() -> None:
    found = candidate(
        eligible_applicants=(P,),
        title="Jugendhilfe",
        legal_requirements="Antragsberechtigt sind öffentliche Träger der Jugendhilfe.",
    )
    assert applicant_may_apply(found, project(**DISTRICT), TODAY).answer == "yes"
    assert applicant_may_apply(found, project(municipality=RUESSELSHEIM), TODAY).answer == "yes"
    assert applicant_may_apply(found, project(), TODAY).answer == "no"


@pytest.mark.parametrize(
    ("stated", "who", "answer"),
    [
        ({}, {}, "yes"),
        (dict(population_min=6000), {}, "yes"),
        (dict(population_min=6000), dict(municipality=STOCKSTADT), "no"),
        (dict(population_max=20000), {}, "no"),
        (dict(population_max=20000), dict(municipality=STOCKSTADT), "yes"),
        (dict(population_min=6000), dict(municipality=dict(ags="06433013")), "unclear"),
        (dict(population_max=20000), COMPANY, "yes"),
        (dict(population_max=20000), DISTRICT, "yes"),
    ],
)
def test_the_number_of_inhabitants_counts(
    stated: dict[str, Any], who: dict[str, Any], answer: str
) -> None:
    assert population_fits(candidate(stated), project(**who), TODAY).answer == answer


def test_too_few_inhabitants_are_a_near_miss_and_say_how_many_there_are() -> None:
    stockstadt = project(municipality=STOCKSTADT)
    verdict = population_fits(candidate(dict(population_min=6000)), stockstadt, TODAY)
    assert verdict.sentence == "Erst ab 6.000 Einwohnern, Stockstadt hat 5.945."
    assert verdict.remediable


def _deadline(day: str) -> dict[str, Any]:
    return dict(deadlines=[dict(kind="application", date=day)])


@pytest.mark.parametrize(
    ("stated", "record", "answer", "sentence"),
    [
        ({}, {}, "yes", ""),
        (_deadline("2027-01-31"), {}, "yes", "31.01.2027"),
        (_deadline("2026-01-31"), {}, "no", "abgelaufen"),
        (_deadline("--03-31"), {}, "yes", "31.03.2027"),
        (
            _deadline("--10-31") | dict(programme_valid_until="2026-12-31"),
            {},
            "unclear",
            "jährlich",
        ),
        (dict(programme_valid_until="2025-12-31"), {}, "no", "31.12.2025"),
        (dict(programme_valid_until="2026-12-31"), {}, "yes", "gilt bis 31.12.2026"),
        (dict(deadline_model="rolling"), {}, "yes", "laufend"),
        ({}, dict(status_line="Antragstellung derzeit nicht möglich"), "no", "Derzeit"),
        ({}, dict(status_line="Antragstellung nicht mehr möglich"), "no", "nicht mehr möglich"),
        ({}, dict(title="Radwege, Projektaufruf 2024"), "no", "aus dem Jahr 2024"),
        ({}, dict(title="Radwege, Projektaufruf 2026"), "yes", ""),
        (_deadline("2027-01-31"), dict(title="Radwege, Aufruf 2025"), "yes", "31.01.2027"),
        ({}, dict(summary="Es stehen Mittel bereit von 2020 bis 2024."), "no", "nur bis 2024"),
        ({}, dict(summary="Es stehen Mittel bereit von 2024 bis 2030."), "yes", ""),
        (
            {},
            dict(url="https://www.example.org/2021/03/26/radwege"),
            "unclear",
            "aus dem Jahr 2021",
        ),
    ],
)
def test_the_call_has_to_be_open(
    stated: dict[str, Any], record: dict[str, Any], answer: str, sentence: str
) -> None:
    verdict = call_is_open(candidate(stated, **record), project(), TODAY)
    assert (verdict.answer, sentence in verdict.sentence) == (answer, True), verdict


def test_a_topic_of_the_eu_without_a_deadline_is_told_by_its_year() -> None:
    address = "https://ec.europa.eu/portal/topic-details/HORIZON-CL2-{}-HERITAGE-01"
    old = candidate(url=address.format(2024), levels=(Level.EU,))
    new = candidate(url=address.format(2026), levels=(Level.EU,))
    assert call_is_open(old, project(), TODAY).answer == "no"
    assert call_is_open(new, project(), TODAY).answer == "yes"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ({}, "yes"),
        (dict(levels=(Level.EU,), call=Call(identifier="LIFE-2027-X")), "unclear"),
        (
            dict(
                funding_areas=(FundingArea.RESEARCH_OPEN,),
                eligible_applicants=(M, ApplicantType.RESEARCH),
            ),
            "unclear",
        ),
        (dict(summary="Die Maßnahme muss vom jeweiligen Land angeboten werden."), "unclear"),
    ],
)
def test_what_takes_a_consortium_or_another_programme_is_unclear(
    record: dict[str, Any], answer: str
) -> None:
    assert can_be_used_alone(candidate(**record), project(), TODAY).answer == answer


BAN = dict(early_start="forbidden_before_approval")


@pytest.mark.parametrize(
    ("stated", "start", "answer", "warning"),
    [
        ({}, "2026-01-01", "yes", False),
        (dict(early_start="allowed"), "2026-01-01", "yes", False),
        (BAN, "2026-01-01", "no", False),
        (BAN, "2027-04-01", "yes", False),
        (BAN | _deadline("2027-06-30"), "2027-04-01", "yes", True),
        (BAN, None, "yes", True),
    ],
)
def test_who_has_begun_is_too_late(
    stated: dict[str, Any], start: str | None, answer: str, warning: bool
) -> None:
    verdict = start_is_allowed(candidate(stated), project(planned_start=start), TODAY)
    assert (verdict.answer, verdict.warning) == (answer, warning)


@pytest.mark.parametrize(
    ("stated", "cost", "answer", "sentence"),
    [
        ({}, 10, "yes", ""),
        (dict(total_cost_min_eur=25_000), 500_000, "yes", "25.000 €"),
        (dict(total_cost_min_eur=100_000), 40_000, "no", "Mindestvolumen 100.000 €: es fehlen 60"),
        (dict(amount_min_eur=20_000, funding_rate_max=50), 30_000, "no", "es fehlen 5.000 €"),
        (dict(amount_min_eur=20_000), 30_000, "yes", "20.000 €"),
        (dict(total_cost_min_eur=25_000), None, "unclear", "fehlen die Kosten"),
    ],
)
def test_a_floor_on_the_cost_counts(
    stated: dict[str, Any], cost: int | None, answer: str, sentence: str
) -> None:
    verdict = cost_is_high_enough(candidate(stated), project(cost_eur=cost), TODAY)
    assert (verdict.answer, sentence in verdict.sentence) == (answer, True), verdict
    assert verdict.remediable == (answer == "no")


def test_a_floor_on_what_can_be_funded_is_held_against_that() -> None:
    told = project(cost_eur=120_000, eligible_cost_eur=90_000)
    whole = candidate(dict(total_cost_min_eur=100_000))
    assert cost_is_high_enough(whole, told, TODAY).answer == "yes"
    said = "Die zuwendungsfähigen Ausgaben müssen mindestens 100.000 € betragen."
    quoted = quoting(whole, "total_cost_min_eur", said)
    verdict = cost_is_high_enough(quoted, told, TODAY)
    assert verdict.sentence == "Mindestvolumen 100.000 €: es fehlen 10.000 €."
    smallest = candidate(dict(amount_min_eur=50_000, funding_rate_max=50))
    assert cost_is_high_enough(smallest, told, TODAY).answer == "no"


def test_the_smallest_grant_of_an_eu_call_is_for_the_whole_consortium() -> None:
    call = Call(identifier="LIFE-2027-X")
    found = candidate(dict(amount_min_eur=2_000_000), levels=(Level.EU,), call=call)
    assert cost_is_high_enough(found, project(), TODAY).answer == "unclear"


def test_a_missing_own_share_is_a_catch_and_says_how_much_is_missing() -> None:
    found = candidate(dict(own_share_min=25))
    verdict = own_share_is_there(found, project(), TODAY)
    assert verdict.answer == "yes"
    assert verdict.warning
    assert verdict.sentence == "Eigenanteil mindestens 25 % (125.000 €): es fehlen 25.000 €."
    assert not own_share_is_there(found, project(own_funds_eur=125_000), TODAY).warning
    assert not own_share_is_there(found, project(own_funds_eur=None), TODAY).warning


@pytest.mark.parametrize(
    ("sought", "record", "warning"),
    [
        ("Zuschuss", {}, False),
        ("Zuschuss", dict(funding_types=(FundingType.LOAN,)), True),
        ("Darlehen", dict(funding_types=(FundingType.GRANT,)), True),
        ("any", dict(funding_types=(FundingType.LOAN,)), False),
        (None, dict(funding_types=(FundingType.LOAN,)), False),
        ("Zuschuss", dict(funding_types=(), title="Investitionskredit", summary=""), True),
        ("Zuschuss", dict(funding_types=(), title="Radwege", summary=""), False),
    ],
)
def test_the_wrong_form_of_money_is_a_catch(
    sought: str | None, record: dict[str, Any], warning: bool
) -> None:
    verdict = form_of_money_fits(candidate(**record), project(looking_for=sought), TODAY)
    assert (verdict.answer, verdict.warning) == ("yes", warning)


def _told_in(quote: str, stated: list[str], **record: Any) -> Any:
    """A programme whose applicants were read in this sentence, whatever else the text says."""
    text = "Als Kommune sparen Sie. Fragen Sie die Wasserbehörde bei den Landkreisen."
    found = candidate(dict(applicants=stated), title="Wasser", summary=text, **record)
    return quoting(found, "applicants", quote)


@pytest.mark.parametrize(
    ("who", "quote", "stated", "answer"),
    [
        (DISTRICT, "Antragsberechtigt sind Gemeinden über 6.000 Einwohner.", ["Kommune"], "no"),
        (DISTRICT, "Antragsberechtigt sind Kommunen.", ["Kommune"], "yes"),
        (ASSOCIATION, "Antragsberechtigt sind Städte und Gemeinden.", ["Kommune"], "no"),
        (ASSOCIATION, "Antragsberechtigt sind Kommunen.", ["Kommune"], "unclear"),
        (ASSOCIATION, "Antragsberechtigt sind Gemeinden und Zweck-/Planungsverbände.", [], "yes"),
        (COMPANY, "• Eigenbetriebe der Gemeinden", ["kommunales_Unternehmen"], "unclear"),
        (COMPANY, "• kommunale Unternehmen", ["kommunales_Unternehmen"], "yes"),
        (COMPANY | dict(title="Neue Busse"), "• Verkehrsunternehmen", ["Unternehmen"], "yes"),
        (COMPANY | dict(title="Neues Büro"), "• Verkehrsunternehmen", ["Unternehmen"], "unclear"),
        ({}, "• gemeinnützige Träger", ["freier_Träger", "andere"], "unclear"),
    ],
)
def test_the_sentence_that_names_the_applicants_counts_first(
    who: dict[str, Any], quote: str, stated: list[str], answer: str
) -> None:
    found = _told_in(quote, stated or ["andere"], eligible_applicants=(M,))
    assert applicant_may_apply(found, project(**who), TODAY).answer == answer


def test_a_sentence_that_lists_nobody_leaves_nobody_out() -> None:
    quote = "Wir fördern Investitionen der Kommunen."
    text = "Auch Zweckverbände können beantragen."
    found = candidate(dict(applicants=["Kommune"]), title="Kredit", summary=text)
    verdict = applicant_may_apply(
        quoting(found, "applicants", quote), project(**ASSOCIATION), TODAY
    )
    assert verdict.answer == "yes"


def test_a_kreis_that_only_lists_what_its_towns_propose_leaves_no_town_out() -> None:
    quote = "Die Landkreise und kreisfreien Städte reichen eine Vorschlagsliste ein."
    found = quoting(candidate(dict(applicants=["Kommune", "Landkreis"])), "applicants", quote)
    assert applicant_may_apply(found, project(), TODAY).answer is Answer.YES
    alone = "Antragsberechtigt sind Landkreise und kreisfreie Städte."
    found = quoting(candidate(dict(applicants=["Kommune", "Landkreis"])), "applicants", alone)
    assert applicant_may_apply(found, project(), TODAY).answer is Answer.NO


def test_a_text_that_addresses_zweckverbaende_means_them_whatever_its_list_says() -> None:
    text = "Unterstützt werden Sie als Gemeinde und als Zweck- und Planungsverband."
    stated = dict(applicants=["Kommune"])
    listed = "Antragsberechtigt sind Gemeinden."
    for description, answer in ((text, Answer.YES), ("Das Land unterstützt.", Answer.NO)):
        found = quoting(candidate(stated, description=description), "applicants", listed)
        assert applicant_may_apply(found, project(**ASSOCIATION), TODAY).answer is answer


def test_schultraeger_are_the_kreis_and_perhaps_a_town() -> None:
    found = candidate(title="Technik", summary="Für öffentliche Schulträger.", **NO_CATEGORIES)
    assert applicant_may_apply(found, project(**DISTRICT), TODAY).answer == "yes"
    assert applicant_may_apply(found, project(), TODAY).answer == "unclear"


def test_nobody_is_told_that_kommunen_may_apply_where_they_are_not_named() -> None:
    found = candidate(title="x", summary="y", eligible_applicants=(P,))
    assert "Kommunen" not in applicant_may_apply(found, project(**ASSOCIATION), TODAY).sentence


def test_a_call_for_this_year_does_not_return_next_year() -> None:
    old = "https://www.example.org/2021-02-22-radwege"
    for url, answer in ((old, "no"), ("https://www.example.org/radwege", "unclear")):
        found = quoting(
            candidate(_deadline("--04-30"), url=url), "deadlines", "In diesem Jahr bis 30. April."
        )
        assert call_is_open(found, project(), TODAY).answer == answer


def test_who_may_always_apply_is_not_too_late_for_an_old_special_call() -> None:
    found = candidate(_deadline("2024-04-24") | dict(status="open"))
    assert call_is_open(found, project(), TODAY).answer == "yes"


@pytest.mark.parametrize(
    ("stated", "record", "answer"),
    [
        (_deadline("2024-12-08"), dict(summary="Die Frist steht im Förderaufruf."), "no"),
        (
            _deadline("2024-12-08") | dict(programme_valid_until="2027-12-31"),
            dict(summary="Antrag bis zum im Förderaufruf genannten Termin."),
            "unclear",
        ),
        ({}, dict(title="Radverkehr (Überblick)"), "unclear"),
        ({}, dict(summary="Der Förderaufruf startete am 5. März 2025."), "unclear"),
        ({}, dict(summary="Der Förderaufruf startete am 5. März 2026."), "yes"),
    ],
)
def test_calls_without_a_day_ahead_are_judged_by_what_the_text_says(
    stated: dict[str, Any], record: dict[str, Any], answer: str
) -> None:
    assert call_is_open(candidate(stated, **record), project(), TODAY).answer == answer


@pytest.mark.parametrize(
    ("lead", "start", "warning", "sentence"),
    [
        (None, "2027-09-01", False, ""),
        ("P6M", None, False, ""),
        (
            "P6M",
            "2027-09-01",
            False,
            "6 Monate vor Beginn gestellt werden, also bis 01.03.2027",
        ),
        ("P1M", "2027-09-01", False, "1 Monat vor Beginn"),
        ("P6M", "2027-01-01", True, "dafür ist es zu spät"),
    ],
)
def test_a_lead_time_is_counted_back_from_the_start(
    lead: str | None, start: str | None, warning: bool, sentence: str
) -> None:
    found = candidate(dict(deadline_relative=lead) if lead else {})
    verdict = lead_time_is_left(found, project(planned_start=start), TODAY)
    assert (verdict.answer, verdict.warning) == ("yes", warning)
    assert sentence in verdict.sentence


def test_a_floor_for_each_year_is_not_held_against_the_whole_cost() -> None:
    stated = candidate(dict(amount_min_eur=100_000))
    found = quoting(stated, "amount_min_eur", "mindestens 100.000 Euro pro Jahr der Laufzeit")
    assert cost_is_high_enough(found, project(), TODAY).warning


def test_central_places_are_told_beside_the_grw_area() -> None:
    found = candidate(summary="Nur in Mittelzentren in Hessen. Vorrang für GRW-Fördergebiete.")
    sentence = special_area_is_covered(found, project(), TODAY).sentence
    assert "Mittelzentren" in sentence
    assert "Südhessen" in sentence


def test_vorhaben_share_a_verdict_unless_one_is_told_apart() -> None:
    shared = who_applies(project())

    assert who_applies(project(title="Neue Busse")) == shared
    assert who_applies(project(municipality=dict(ags="06433013"))) == shared
    assert who_applies(project(municipality=dict(ags="06433012"))) != shared
    assert who_applies(project(municipality=None)) != shared
    assert who_applies(project(**DISTRICT)) != shared
    office = who_applies(project(**COMPANY))
    assert who_applies(project(**COMPANY, title="Neues Büro")) == office
    assert who_applies(project(**COMPANY, title="Neue Busse")) != office
