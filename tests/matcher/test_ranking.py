"""Programmes are ranked by what they are about; »no« never is a match."""

from conftest import make_facts
from matcher_builders import TODAY, make_programme, project

from index.german import standard
from index.programme import Programme
from index.record import Call
from index.vocabulary import FundingType, Level, Region
from matcher.joint import cooperation_quote, together
from matcher.judge import judge
from matcher.rank import WORTH_A_LOOK, judge_all, matches, near_misses
from matcher.shelf import Shelf
from matcher.themes import ThemeFinder

CYCLING = make_programme(number=1)
KITA = make_programme(
    number=2, title="Kindertagesstätten", summary="Der Bau von Krippen wird gefördert."
)
ABROAD = make_programme(number=3, regions=(Region.BAVARIA,))
RIVERS = make_programme(
    number=4, title="Radschnellwege", summary="Zuschuss für Verbindungen zum Radfahren."
)
LOAN = make_programme(
    number=5,
    title="Investitionskredit",
    summary="Darlehen für die kommunale und soziale Infrastruktur.",
    funding_types=(FundingType.LOAN,),
)
SHELF = Shelf([CYCLING, KITA, ABROAD, RIVERS, LOAN])


def numbers(found: list[Programme]) -> list[int]:
    return [programme.id for programme in found]


def test_what_is_about_the_same_comes_first_and_a_no_never() -> None:
    found = [p for p, _ in matches(judge_all(SHELF, project(), TODAY))]
    assert numbers(found) == [1, 4]


def test_every_programme_is_judged_and_says_why_not() -> None:
    judged = {
        programme.id: judgement for programme, judgement in judge_all(SHELF, project(), TODAY)
    }
    assert len(judged) == 5
    assert judged[3].eligible == "no"
    assert judged[3].obstacles == ("Gilt nicht in Hessen, sondern nur in: Bayern.",)


def test_the_reasons_name_conditions_and_words() -> None:
    judgement = judge(CYCLING, project(), TODAY)
    assert judgement.reasons[:2] == ("Kommunen sind antragsberechtigt.", "Gilt in Hessen.")
    assert judgement.reasons[-1].startswith("Stichwörter: ")
    assert "Radweg" in judgement.reasons[-1]


def test_nothing_in_common_is_no_score() -> None:
    assert judge(KITA, project(), TODAY).score == 0


def test_missing_data_makes_a_verdict_unclear_and_no_better_score() -> None:
    known = judge(CYCLING, project(), TODAY)
    unknown = judge(CYCLING, project(municipality=None), TODAY)
    assert (known.eligible, unknown.eligible) == ("yes", "unclear")
    assert unknown.score < known.score


def test_the_number_of_other_programmes_hardly_changes_a_score() -> None:
    alone = judge(CYCLING, project(), TODAY).score
    others = [make_programme(number=n, title="Krankenhaus", summary="Bau") for n in range(2, 40)]
    among = {p.id: j for p, j in judge_all(Shelf([CYCLING, *others]), project(), TODAY)}
    assert abs(among[1].score - alone) < 5


def test_the_wrong_form_of_money_halves_the_score() -> None:
    loan = make_programme(funding_types=(FundingType.LOAN,))
    full = judge(CYCLING, project(), TODAY).score
    assert abs(judge(loan, project(), TODAY).score - full / 2) <= 0.1


def test_a_general_loan_fits_any_building_when_a_loan_would_do() -> None:
    building = project(title="Neubau des Bauhofs", looking_for="any")
    assert 5 in numbers([p for p, _ in matches(judge_all(SHELF, building, TODAY))])
    for other in (project(title="Neubau des Bauhofs"), project(title="Ferien", looking_for="any")):
        assert 5 not in numbers([p for p, _ in matches(judge_all(SHELF, other, TODAY))])


def test_what_towns_do_together_finds_programmes_for_cooperation() -> None:
    shelf = Shelf(
        [make_programme(title="Interkommunale Zusammenarbeit", summary="Wir fördern sie."), KITA]
    )
    together_ = project(title="Archiv", description="Drei Kommunen planen ein Archiv.")
    assert numbers([p for p, _ in matches(judge_all(shelf, together_, TODAY))]) == [1]
    assert not list(matches(judge_all(shelf, project(title="Archiv"), TODAY)))


def test_one_mention_in_passing_is_less_than_being_about_it() -> None:
    once = make_programme(
        number=2,
        title="Gesundheit",
        summary="Kurse.",
        description="Auch Radwege. " + "Kurse. " * 99,
    )
    judged = {p.id: j.score for p, j in judge_all(Shelf([CYCLING, once]), project(), TODAY)}
    assert judged[2] < judged[1] / 2


def test_what_is_not_funded_does_not_speak_for_a_programme() -> None:
    text = "Kurse. Nicht gefördert werden:\n• Radwege\n• Radverkehr\nAnträge jederzeit."
    found = make_programme(title="Gesundheit", summary="Kurse.", description=text)
    assert judge(found, project(), TODAY).score == 0


def test_what_a_vorhaben_is_not_about_does_not_count() -> None:
    office = project(
        title="Büro", description="Es geht um Personal, nicht um den Bau eines Radwegs."
    )
    assert judge(CYCLING, office, TODAY).score == 0


def test_where_something_happens_is_not_what_it_is_for() -> None:
    town = make_programme(title="Altstadt", summary="Wir fördern die Altstadt.")
    there = judge(town, project(title="Nahwärme für die Musterheimer Altstadt"), TODAY).score
    about = judge(town, project(title="Altstadt beleben"), TODAY).score
    assert there < about / 2


def test_a_call_of_the_eu_needs_two_themes_or_one_in_the_title() -> None:
    call = Call(identifier="LIFE-2027-X")
    record = dict(levels=(Level.EU,), call=call, language="en", keywords="")
    loose = make_programme(title="Future", summary="About cyclists.", **record)
    about = make_programme(title="Cyclists", summary="About the future.", **record)
    two = make_programme(title="Future", summary="About cyclists and public transport.", **record)
    both = project(title="Radweg und ÖPNV")
    scores = [judge(found, both, TODAY).score for found in (loose, about, two)]
    assert scores[0] < scores[1] / 2
    assert scores[0] < scores[2] / 2


def test_the_words_told_are_those_of_the_source_and_no_fillers() -> None:
    found = make_programme(title="Radschnellwege", summary="Drei neue Wege. Rund um die Stadt.")
    asked = project(description="Rund drei Radwege, außerdem neue Schilder.")
    assert judge(found, asked, TODAY).reasons[-1] == "Stichwörter: Radschnellwege"


def test_words_side_by_side_are_told_with_the_little_ones_between() -> None:
    found = make_programme(title="Alltag", summary="Für Menschen mit Behinderung.", keywords="")
    asked = project(title="Treff", description="Für Menschen mit Behinderung im Ort.")
    assert judge(found, asked, TODAY).reasons[-1] == "Stichwörter: Menschen mit Behinderung"


def test_a_general_loan_is_the_last_resort_of_who_wants_a_grant() -> None:
    grant = project(title="Neubau des Bauhofs")
    listed = [p for p, _ in matches(judge_all(SHELF, grant, TODAY), WORTH_A_LOOK)]
    assert numbers(listed)[-1] == LOAN.id


def test_an_old_building_is_an_occasion_to_save_energy() -> None:
    energy = make_programme(title="Energetische Sanierung", summary="Für Gebäude.", keywords="")
    old = project(title="Umbau", description="Das alte Schulgebäude wird umgebaut.")
    new = project(title="Neubau", description="Ein neues Archiv.")
    assert judge(energy, old, TODAY).score > judge(energy, new, TODAY).score


def test_a_single_condition_that_could_be_met_makes_a_near_miss() -> None:
    large = make_programme(make_facts(total_cost_min_eur=600_000))
    judged = judge_all(Shelf([large, ABROAD]), project(), TODAY)
    assert not list(matches(judged))
    assert numbers([programme for programme, _ in near_misses(judged)]) == [1]


def test_numbers_and_the_own_name_are_no_reason() -> None:
    same_place = make_programme(title="Riedstadt 2027", summary="Riedstadt in 2027.")
    assert judge(same_place, project(title="Kita in Riedstadt 2027"), TODAY).score == 0


def test_themes_are_found_in_other_words_and_inside_compounds() -> None:
    finder = ThemeFinder(standard())
    for text in ("Fahrradwege", "ein Radwegenetz", "Bau von Radwegen"):
        assert "radverkehr" in finder.count(text), text
    assert "hochwasser" in finder.count("flood protection", "en")
    assert not finder.count("Wir suchen Zuschüsse")


def test_towns_come_together_over_a_programme_and_the_text_is_quoted() -> None:
    text = (
        "Gefördert wird viel. Mehrere Kommunen können gemeinsam beantragen. Fristen gibt es nicht."
    )
    shared = make_programme(description=text)
    trebur = project(id="t", municipality=dict(ags="06433014"))
    again = project(id="r")

    (group,) = together(Shelf([shared, KITA]), [project(), trebur, again], TODAY)
    assert group.programme.id == 1
    assert group.municipalities == ("06433011", "06433014")
    assert [p.id for p in group.projects] == ["radweg", "t", "r"]
    assert group.cooperation == "Mehrere Kommunen können gemeinsam beantragen."


def test_two_projects_of_one_town_are_no_group_and_silence_is_no_quote() -> None:
    assert not list(together(SHELF, [project(), project(id="zwei")], TODAY))
    assert cooperation_quote(CYCLING) is None


def test_a_category_of_three_things_is_no_wish_for_each_of_them() -> None:
    sport = make_programme(title="Sportförderung", summary="Für Vereine.", keywords="")
    three = judge(sport, project(title="Bücherei", topics=["Kultur, Medien & Sport"]), TODAY)
    one = judge(sport, project(title="Bücherei", topics=["Sport"]), TODAY)
    assert 0 < three.score < one.score / 1.5


def test_a_sentence_that_denies_a_claim_to_money_is_not_what_a_programme_is_about() -> None:
    text = "Ein Rechtsanspruch auf Förderung besteht nicht."
    denied = make_programme(title="Bäume", summary=text, keywords="")
    assert judge(denied, project(title="Rechtsanspruch auf Ganztag"), TODAY).score == 0


def test_a_house_that_is_bought_or_rebuilt_is_a_building_in_any_form_of_the_verb() -> None:
    for said in ("Ein Hotel wird gekauft.", "Das Hotel wird umgebaut.", "Es ist umzubauen."):
        asked = project(title="Unterkunft", description=said, looking_for="Darlehen")
        assert 5 in numbers([p for p, _ in matches(judge_all(SHELF, asked, TODAY))]), said
