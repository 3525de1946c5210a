"""What each word and theme brings to a score, in numbers."""

from collections.abc import Mapping
from math import isclose, log

from matcher_builders import TODAY, make_programme, project

from index.vocabulary import FundingType
from matcher.judge import Judgement, full_score, judge, may_be_kept
from matcher.mentions import FIELDS, Mentions, mean, weigh
from matcher.parts import Part, PartKind
from matcher.question import Wish, is_place, label_of, tells_what_it_is_about
from matcher.shelf import Shelf, Statistics
from matcher.verdict import no, unclear, yes

CYCLING = make_programme()
THEME = Part(kind=PartKind.THEME, label="Radverkehr", points=37.4, surface="Radwege")
WORD = Part(kind=PartKind.WORD, label="Radwege", points=12.4, surface="Radwege")
APPLICANT, REGION = "Kommunen sind antragsberechtigt.", "Gilt in Hessen."
FORM, WORDS = "Förderart: Zuschuss.", "Stichwörter: Radwege"
NO_PLACE = "Zum Vorhaben fehlt der Ort (AGS), deshalb ist das Fördergebiet ungeprüft."
NO_LOAN = "Gesucht ist ein Darlehen, geboten wird: Zuschuss."
OPEN_LABEL = "Bedingungen, die noch zu klären sind"
FORM_LABEL = "Gesucht ist eine andere Förderart"


def taken(kind: PartKind, label: str, points: float) -> Part:
    return Part(kind=kind, label=label, points=points)


def asked(**more: object) -> Mapping[str, Wish]:
    return Shelf([]).wishes(project(**dict(title="Ding") | more))


def test_a_full_judgement_tells_conditions_words_and_parts_that_add_up() -> None:
    assert judge(CYCLING, project(), TODAY) == Judgement(
        eligible="yes",
        score=49.8,
        reasons=(APPLICANT, REGION, FORM, WORDS),
        obstacles=(),
        parts=(THEME, WORD),
    )


def test_what_is_open_and_another_form_take_away_one_after_the_other() -> None:
    both = judge(CYCLING, project(municipality=None, looking_for="Darlehen"), TODAY)

    assert both == Judgement(
        eligible="unclear",
        score=13.7,
        reasons=(APPLICANT, WORDS),
        obstacles=(NO_PLACE, NO_LOAN),
        parts=(
            THEME,
            WORD,
            taken(PartKind.UNCLEAR, OPEN_LABEL, -22.4),
            taken(PartKind.FORM, FORM_LABEL, -13.7),
        ),
    )
    loan = judge(CYCLING, project(looking_for="Darlehen"), TODAY)
    assert loan.parts[2:] == (taken(PartKind.FORM, FORM_LABEL, -24.9),)
    assert (loan.eligible, loan.score) == ("yes", 24.9)


def test_what_hardly_fits_is_not_taken_apart() -> None:
    assert judge(make_programme(title="Kita", summary=""), project(), TODAY).parts == ()


def test_half_of_all_points_are_reached_at_forty_five() -> None:
    assert [full_score(score) for score in (0.0, 45.0, 135.0)] == [0.0, 50.0, 75.0]


def test_one_condition_that_can_be_turned_is_a_near_miss_and_two_are_none() -> None:
    turned = no("Zu klein.", remediable=True)

    assert may_be_kept([yes(), unclear("Offen.")])
    assert may_be_kept([yes(), turned])
    assert not may_be_kept([turned, turned])
    assert not may_be_kept([turned, no("Nie.")])
    assert not may_be_kept([no("Nie."), yes()])


def test_the_title_weighs_three_times_the_description_and_topics_little() -> None:
    in_title = asked(title="Radweg")
    told = asked(description="Ein Radweg.")
    topic = asked(topics=["Radweg"])
    one_of_three = asked(topics=["Radweg, Kita und Wald"])

    for term, weight in (("radweg", 1.0), ("#radverkehr", 4.0)):
        assert isclose(in_title[term].weight, (3 * weight) ** 0.8)
        assert isclose(told[term].weight, weight**0.8)
        assert isclose(topic[term].weight, (weight / 4) ** 0.8)
        assert isclose(one_of_three[term].weight, (weight / 12) ** 0.8)
        assert in_title[term].own


def test_neighbours_of_a_theme_count_a_fifth_and_are_not_its_own() -> None:
    assert asked(title="Radweg")["#fussverkehr"] == Wish((3 * 4 * 0.2) ** 0.8, own=False)


def test_small_words_count_half_weak_ones_a_quarter_and_places_a_fifth() -> None:
    found = asked(title="Radweg am alten Bahnhof", description="Wir bauen.")

    assert isclose(found["alt"].weight, (3 * 0.5 * 0.25) ** 0.8)
    assert isclose(found["bahnhof"].weight, (3 * 0.2) ** 0.8)
    assert isclose(found["#bahnhof"].weight, (3 * 4 * 0.2) ** 0.8)
    assert isclose(found["bau"].weight, (0.5 * 0.25) ** 0.8)


def test_the_own_town_numbers_and_fillers_are_asked_for_nowhere() -> None:
    found = asked(title="Rund drei Kitas in Riedstadt 2027")
    assert {term for term in found if found[term].own} == {"kita", "#kita"}


def test_a_theme_that_is_a_place_is_not_what_a_vorhaben_is_about() -> None:
    own, other = Wish(1.0, own=True), Wish(1.0, own=False)

    assert tells_what_it_is_about("#radverkehr", own)
    assert not tells_what_it_is_about("#radverkehr", other)
    assert not tells_what_it_is_about("#bahnhof", own)
    assert not tells_what_it_is_about("radweg", own)
    assert is_place("#bahnhof")
    assert not is_place("bahnhof")
    assert label_of("#radverkehr") == "Radverkehr"


def test_the_fewer_say_a_term_the_more_it_tells() -> None:
    statistics = Statistics(count=100, frequencies=dict(radweg=4), lengths={})

    assert statistics.rarity("radweg") == log(1 + (400 - 4 + 0.5) / (4 + 0.5))
    assert statistics.rarity("xylophon") == log(1 + 400.5 / 0.5)


def test_the_statistics_of_a_shelf_count_programmes_and_words() -> None:
    found = Shelf([CYCLING, make_programme(number=2, title="Radwege Kita", summary="")]).statistics

    assert found.count == 2
    assert (found.frequencies["radweg"], found.frequencies["kita"]) == (2, 1)
    assert found.lengths["summary"] == 5.0  # of the only one that has words there
    assert found.lengths["description"] == 0.0


def mentions(**counts: float) -> Mentions:
    found = Mentions()
    for term, count in counts.items():
        found.add(term, count, term.capitalize())
    return found


def test_where_a_term_stands_decides_how_much_it_weighs() -> None:
    fields = {name: Mentions() for name in FIELDS}
    fields |= dict(title=mentions(rad=1), description=mentions(rad=1, weg=2, see=1))
    found = weigh(fields, dict.fromkeys(FIELDS, 2.0))

    in_title = 4 * 1 / (1 - 0.6 + 0.6 * 1 / 2)
    long = 1 - 0.6 + 0.6 * 4 / 2
    once_in_passing = 0.3 / long
    for term, weight in (("rad", in_title + 1 / long), ("weg", 2 / long), ("see", once_in_passing)):
        assert isclose(found[term].weight, weight)
        assert (found[term].surface, found[term].in_title) == (term.capitalize(), term == "rad")


def test_how_a_term_is_written_first_is_how_it_is_told() -> None:
    found = Mentions()
    found.add("rad", 1.0, "")
    found.add("rad", 0.5, "Räder")
    found.add("rad", 1.0, "Rad")
    assert (found.counts["rad"], found.length, found.surfaces) == (2.5, 2.5, dict(rad="Räder"))


def test_the_mean_is_that_of_what_is_there() -> None:
    assert (mean([0, 4, 2]), mean([]), mean([0])) == (3.0, 0.0, 0.0)


def test_a_general_loan_brings_thirty_points_or_twelve_to_who_wants_a_grant() -> None:
    text = "Darlehen für die kommunale und soziale Infrastruktur."
    loan = make_programme(title="x", summary=text, funding_types=(FundingType.LOAN,), keywords="")
    grant = make_programme(title="x", summary=text, keywords="")
    shelf = Shelf([loan, grant])
    for looking_for, gain in (("any", 30.0), ("Darlehen", 30.0), ("Zuschuss", 12.0)):
        asked_for = project(title="Neubau des Bauhofs", looking_for=looking_for)
        lent, given = shelf.tally(asked_for).scores.tolist()
        assert isclose(lent - given, gain)
    assert shelf.tally(project(title="Ferien")).scores.tolist() == [0.0, 0.0]
