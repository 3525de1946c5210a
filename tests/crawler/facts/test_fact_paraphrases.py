"""The same statement in the words of different ministries is read the same way."""

from typing import Any

import pytest
from conftest import make_record

from crawler.facts import read_facts
from index.text import rich

_G, _L, _Z, _V = "Kommune", "Landkreis", "Zweckverband", "Verein/Verband"

APPLICANTS: list[tuple[str, list[str] | None]] = [
    ("Das Land unterstützt Städte und Landkreise beim Radverkehr.", [_G, _L]),
    ("Mit dem Zuschuss fördert das Land Hessen Städte, Gemeinden und Landkreise.", [_G, _L]),
    ("Finanzielle Hilfe erhalten Landkreise, Gemeinden und Zweckverbände.", [_G, _L, _Z]),
    ("Das Förderangebot wendet sich an Vereine und Kirchengemeinden.", [_V, "andere"]),
    ("Anträge können von Gemeinden und Landkreisen gestellt werden.", [_G, _L]),
    ("Vereine und Stiftungen sind ebenfalls antragsberechtigt.", [_V, "andere"]),
    ("Antragsteller können Gemeinden und Gemeindeverbände sein.", [_G]),
    ("Antragstellende sind kreisfreie Städte und Landkreise.", [_G, _L]),
    ("Bewerben können sich Kommunen mit weniger als 20.000 Einwohnern.", [_G]),
    ("Das Programm steht allen Gemeinden offen.", [_G]),
    ("Gefördert werden Projekte von gemeinnützigen Vereinen.", [_V]),
    ("Das Land gewährt Kommunen Zuwendungen für den Bau von Radwegen.", [_G]),
    ("Die Zuwendung wird Trägern der freien Jugendhilfe gewährt.", ["freier_Träger"]),
    ("Als Gemeinde oder Landkreis können Sie Zuschüsse für Schulhöfe beantragen.", [_G, _L]),
    ("Zielgruppe des Förderprogramms sind kleine Gemeinden.", [_G]),
    ("Antragsberechtigt sind kommunale, kirchliche und freie Träger.", [_G, "freier_Träger"]),
    ("Antragsberechtigt sind natürliche Personen mit Unternehmereigenschaft.", ["Unternehmen"]),
    ("Antragsberechtigt ist der Trägerverein des Museums.", [_V]),
    # Somebody is named, but not as an applicant.
    ("Das Programm unterstützt die Zusammenarbeit von Kommunen.", None),
    ("Das Land fördert Kindertageseinrichtungen in Gemeinden.", None),
    ("Die Gemeinden erhalten von den Vereinen eine Abrechnung der Zuschüsse.", None),
    ("Kommunen können den Zuschuss an Vereine weiterleiten.", None),
    ("Städte erhalten die Möglichkeit, Plätze zu begrünen.", None),
    ("Der Bund unterstützt die Länder bei der Finanzierung.", None),
]


def _value(text: str, name: str) -> Any:
    passage = rich(text) if text.startswith("<") else text
    return read_facts(make_record(summary="", description=passage)).value(name)


@pytest.mark.parametrize(("text", "groups"), APPLICANTS)
def test_applicants_of_an_ordinary_sentence(text: str, groups: list[str] | None) -> None:
    assert _value(text, "applicants") == groups
