"""What people read of the place and its inhabitants, word for word."""

from typing import Any

from matcher_builders import TODAY, candidate, project

from index.vocabulary import Level, Region
from matcher.applicant_rules import population_fits
from matcher.area_rules import region_is_covered, special_area_is_covered
from matcher.verdict import Verdict, no, unclear, yes

KASSEL = dict(municipality=dict(ags="06633005"))
Told = dict[str, Any] | None


def region(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return region_is_covered(candidate(stated, **record), project(**who or {}), TODAY)


def area(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return special_area_is_covered(candidate(stated, **record), project(**who or {}), TODAY)


def people(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return population_fits(candidate(stated, **record), project(**who or {}), TODAY)


def test_the_foerdergebiet_is_named() -> None:
    assert region() == yes("Gilt in Hessen.")
    assert region(regions=(Region.NATIONWIDE,)) == yes("Gilt bundesweit.")
    assert region(regions=(Region.EU,)) == yes("Gilt EU-weit.")
    assert region(levels=(Level.EU,)) == yes("Gilt EU-weit.")
    assert region(regions=(Region.BAVARIA, Region.SAXONY)) == no(
        "Gilt nicht in Hessen, sondern nur in: Bayern, Sachsen."
    )
    assert region(regions=()) == unclear("Die Quelle nennt kein Fördergebiet.")
    assert region(who=dict(municipality=None)) == unclear(
        "Zum Vorhaben fehlt der Ort (AGS), deshalb ist das Fördergebiet ungeprüft."
    )


def test_areas_smaller_than_a_land_are_named_with_what_to_look_up() -> None:
    assert area(title="Mittel der GRW") == no(
        "Gilt nur in den GRW-Fördergebieten; Südhessen gehört nicht dazu."
    )
    assert area(who=dict(municipality=None), title="Mittel der GRW") == unclear(
        "Gilt nur in den GRW-Fördergebieten; bitte die Karte prüfen."
    )
    assert area(who=KASSEL, title="Mittel der GRW") == unclear(
        "Gilt nur in den GRW-Fördergebieten; bitte die Karte prüfen."
    )
    assert area(summary="Nur Oberzentren in Hessen.") == unclear(
        "Nur für Ober- und Mittelzentren; bitte den Regionalplan prüfen. Südhessen ist "
        "kein GRW-Fördergebiet."
    )
    assert area(who=KASSEL, summary="Nur Oberzentren in Hessen.") == unclear(
        "Nur für Ober- und Mittelzentren; bitte den Regionalplan prüfen."
    )
    assert area(summary="Vorrang für GRW-Gebiete.") == unclear(
        "GRW-Fördergebiete werden bevorzugt oder vorausgesetzt. Südhessen ist kein "
        "GRW-Fördergebiet."
    )
    assert area(who=KASSEL, summary="Vorrang für GRW-Gebiete.") == unclear(
        "GRW-Fördergebiete werden bevorzugt oder vorausgesetzt."
    )
    assert area(title="Dorfentwicklung") == unclear(
        "Für den ländlichen Raum: Ob der Ort dazugehört, ist zu klären."
    )


def test_the_number_of_inhabitants_is_told_beside_its_bound() -> None:
    assert people(dict(population_min=6000)) == yes(
        "Die Einwohnergrenze passt: Riedstadt hat 23.146."
    )
    assert people(dict(population_min=30000)) == no(
        "Erst ab 30.000 Einwohnern, Riedstadt hat 23.146.", remediable=True
    )
    assert people(
        dict(population_min=30000), who=dict(municipality=dict(ags="06433011", population=20000))
    ) == no("Erst ab 30.000 Einwohnern, der Ort hat 20.000.", remediable=True)
    assert people(dict(population_max=20000)) == no(
        "Nur bis 20.000 Einwohner, Riedstadt hat 23.146."
    )
    assert people(dict(population_min=23146, population_max=23146)) == yes(
        "Die Einwohnergrenze passt: Riedstadt hat 23.146."
    )
    assert people(dict(population_max=20000), who=dict(municipality=None)) == unclear(
        "Es gibt eine Einwohnergrenze; zum Vorhaben fehlt die Einwohnerzahl."
    )
    assert people(
        dict(population_min=6000), who=dict(municipality=dict(ags="06433011"))
    ) == unclear("Es gibt eine Einwohnergrenze; zum Vorhaben fehlt die Einwohnerzahl.")


def test_bounds_on_people_are_for_towns() -> None:
    assert people(dict(population_min=30_000), who=dict(applicant_type="Zweckverband")) == yes()
    company = dict(applicant_type="kommunales Unternehmen", municipality=None)
    assert people(dict(population_min=30_000), who=company) == yes()
    assert people() == yes()
