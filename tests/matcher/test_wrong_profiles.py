"""What is wrong in a profile is told word for word, and what is just right is read."""

from datetime import date

import pytest

from matcher.profile import Problem, UnreadableProfile, read_profile
from matcher.values import day_of, euro_of, stage_of, town_of


def problems(**told: object) -> list[str]:
    with pytest.raises(UnreadableProfile) as caught:
        read_profile(dict(id="1", title="x") | told)
    assert str(caught.value) == " ".join(map(str, caught.value.problems))
    return [str(problem) for problem in caught.value.problems]


def test_what_is_wrong_in_a_profile_is_told_word_for_word() -> None:
    told = dict(
        description=True, topics=3, municipality="12", applicant_type="Verein",
        planned_start="31.02.2027", planned_end="bald", cost_eur="viel", own_funds_eur=-1,
        eligible_cost_eur=10**12 + 1, looking_for="Geld", stage="fertig",
    )  # fmt: skip
    assert problems(**told) == [
        "description: »True« ist kein Text.",
        "topics: Erwartet wird eine Liste von Themen.",
        "municipality: »12« ist kein Gemeindeschlüssel (AGS: 8 Ziffern, ein Kreis 5).",
        "applicant_type: »Verein« ist keine Art von Antragsteller"
        " (Kommune, Landkreis, Zweckverband, kommunales Unternehmen).",
        "planned_start: »31.02.2027« ist kein Tag; erwartet wird zum Beispiel 2027-03-31.",
        "planned_end: »bald« ist kein Tag; erwartet wird zum Beispiel 2027-03-31.",
        "cost_eur: »viel« ist kein Betrag in Euro.",
        "eligible_cost_eur: »1000000000001« ist kein Betrag in Euro.",
        "own_funds_eur: »-1« ist kein Betrag in Euro.",
        "looking_for: »Geld« ist keine Förderart (Zuschuss, Darlehen oder any).",
        "stage: »fertig« ist kein Stand (Idee, Konzept, Planung, beschlossen).",
    ]
    assert problems(topics=["a", 1]) == ["topics: Erwartet wird eine Liste von Themen."]
    assert problems(id=None, title=" ") == ["id: Die Kennung fehlt.", "title: Der Titel fehlt."]


def test_days_and_costs_of_a_profile_have_to_agree() -> None:
    assert problems(planned_start="2027-02-01", planned_end="2027-01-31") == [
        "planned_end: Das Ende liegt vor dem Beginn."
    ]
    assert problems(cost_eur=1, eligible_cost_eur=2) == [
        "eligible_cost_eur: Die zuwendungsfähigen Ausgaben sind höher als die Gesamtkosten."
    ]
    same = read_profile(
        dict(
            id=" 1 ", title="x", planned_start="2027-02-01", planned_end="2027-02-01",
            cost_eur=2, eligible_cost_eur=2, own_funds_eur=10**12, stage="planung",
        )
    )  # fmt: skip
    assert same.planned_end == same.planned_start == date(2027, 2, 1)
    assert (same.id, same.eligible_cost_eur, same.own_funds_eur) == ("1", 2, 10**12)
    assert same.stage is stage_of("Planung")


def test_what_is_no_profile_at_all_is_told_without_a_field() -> None:
    for data, sentence in (
        ([], "Erwartet wird ein Vorhaben mit benannten Angaben."),
        (dict(profile="x"), "»profile« enthält keine benannten Angaben."),
    ):
        with pytest.raises(UnreadableProfile) as caught:
            read_profile(data)
        assert caught.value.problems == [Problem("", sentence)]


@pytest.mark.parametrize("people", [True, "viele", -1, 10**8 + 1, 2.5])
def test_a_number_of_inhabitants_is_a_whole_number(people: object) -> None:
    with pytest.raises(ValueError, match=f"^Die Einwohnerzahl »{people}« ist keine ganze Zahl.$"):
        town_of(dict(ags="06433011", population=people))


def test_a_town_is_read_from_its_key_alone_or_with_all_that_is_known() -> None:
    full = town_of(dict(ags=" 06433011 ", name=" Riedstadt ", population=0))
    assert (full.ags, full.name, full.population) == ("06433011", "Riedstadt", 0)
    assert town_of(dict(ags="06433", population=10**8)).population == 10**8
    assert (town_of("06433").name, town_of("06433").population) == ("", None)
    with pytest.raises(ValueError, match="»« ist kein Gemeindeschlüssel"):
        town_of({})


def test_days_are_read_as_they_are_written() -> None:
    assert day_of(date(2027, 3, 1)) == day_of(" 1.3.2027 ") == day_of("2027-03-01")


def test_amounts_in_words_are_read_in_any_case() -> None:
    written = ("2 mio", "2 Mio.", "2 Millionen Euro", "2,5 tsd", "2 Tausend", "1.234,56 €")
    assert [euro_of(it) for it in written] == [2_000_000] * 3 + [2_500, 2_000, 1_234]
