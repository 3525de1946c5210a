"""What is offered while somebody types, and which programmes are like another one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import MONDAY
from searching import make_register, sample

from index.own_concepts import OwnConcept, save_group
from index.programme import Programme, all_programmes
from index.search.build import rebuild
from index.search.similar import similar
from index.search.suggest import SuggestionKind, suggest
from index.store import Database
from index.vocabulary import ApplicantType, FundingArea, Region

ROADS = (
    sample("wege", "Bau von Radwegen", "Radwege und Brücken.", funders=("Amt für Verkehr",)),
    sample("netz", "Radverkehr in Städten", "Für Fahrradstraßen und Radwege.",
           funders=("Amt für Verkehr",), funding_areas=(FundingArea.MOBILITY,)),
    sample("firma", "Radverkehr in Betrieben", "Für Radwege und Fahrradstraßen.",
           eligible_applicants=(ApplicantType.COMPANY,), regions=(Region.BAVARIA,)),
    sample("bad", "Sanierung von Schwimmbädern", "Für Hallenbäder und Freibäder."),
    sample("kunst", "Kunst am Bau", "Für Ateliers und Galerien."),
    sample("strasse", "Förderung des Rades", "Fahrradstraßen.",
           funding_areas=(FundingArea.MOBILITY,)),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roads")


@pytest.fixture(scope="module")
def register(folder: Path) -> Iterator[Database]:
    db = make_register(folder, ROADS)
    rebuild(db, folder)
    yield db
    db.close()


@pytest.fixture
def offered(register: Database, folder: Path) -> Callable[..., list[str]]:
    def texts(typed: str, kind: SuggestionKind) -> list[str]:
        return [it.text for it in suggest(folder, register, typed, MONDAY) if it.kind is kind]

    return texts


def test_titles_are_completed_from_any_word_in_any_spelling(
    offered: Callable[..., list[str]],
) -> None:
    assert offered("radv", SuggestionKind.PROGRAMME)[0] == "Radverkehr in Städten"
    assert offered("schwimmbaed", SuggestionKind.PROGRAMME) == ["Sanierung von Schwimmbädern"]
    assert offered("Sanierung von", SuggestionKind.PROGRAMME) == ["Sanierung von Schwimmbädern"]
    assert offered("radv bet", SuggestionKind.PROGRAMME) == ["Radverkehr in Betrieben"]


def test_what_is_useful_here_and_begins_with_it_comes_first(
    offered: Callable[..., list[str]],
) -> None:
    assert offered("ra", SuggestionKind.PROGRAMME) == [
        "Radverkehr in Städten",
        "Radverkehr in Betrieben",
        "Bau von Radwegen",
        "Förderung des Rades",
    ]


def test_topics_and_funders_are_offered_too(offered: Callable[..., list[str]]) -> None:
    assert "leere Läden" in offered("leere L", SuggestionKind.TOPIC)
    assert offered("amt für v", SuggestionKind.FUNDER) == ["Amt für Verkehr"]


@pytest.mark.parametrize("typed", ["", " ", "r", "qzxw", '"', "\x00\x00", "-", "und", "x" * 5000])
def test_nothing_sensible_gets_no_answer_and_no_crash(
    register: Database, folder: Path, typed: str
) -> None:
    found = suggest(folder, register, typed, MONDAY)
    assert all(it.kind is SuggestionKind.TOPIC for it in found)


def test_own_words_are_offered_at_once(register: Database, folder: Path) -> None:
    save_group(register, OwnConcept(name="Rad", german=("Zweirad", "Pedelec")), MONDAY)
    assert "Pedelec" in [it.text for it in suggest(folder, register, "pede", MONDAY)]


def test_similar_programmes_say_why_and_leave_out_the_programme_itself(
    register: Database, folder: Path
) -> None:
    by_key = {it.url.rsplit("/", 1)[1]: it for it in all_programmes(register)}
    found = similar(folder, register, by_key["netz"], MONDAY)
    keys = [_key(it.programme) for it in found]
    assert set(keys) == {"strasse", "wege", "firma"}
    assert keys[-1] == "firma"  # of less use to a municipality here
    reasons = {_key(it.programme): "; ".join(it.reasons) for it in found}
    assert "gleicher Förderbereich: Mobilität" in reasons["strasse"]
    assert "gleicher Fördergeber: Amt für Verkehr" in reasons["wege"]
    assert all(text.startswith("Gemeinsame Themen: ") for text in reasons.values())
    assert similar(folder, register, by_key["kunst"], MONDAY) == []


def test_without_an_index_nothing_is_suggested(register: Database, tmp_path: Path) -> None:
    assert suggest(tmp_path, register, "rad", MONDAY) == ()
    one = next(iter(all_programmes(register)))
    assert similar(tmp_path, register, one, MONDAY) == []


def _key(programme: Programme) -> str:
    return programme.url.rsplit("/", 1)[1]
