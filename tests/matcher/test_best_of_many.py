"""The best out of many are those that judging each programme by itself would find."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest
from conftest import make_facts
from invented import some_programmes, some_projects
from matcher_builders import TODAY, make_programme, project
from plain_judge import plain_best

from crawler.facts import read_facts
from index.programme import Programme
from index.record import Call
from index.vocabulary import Level
from matcher.best import Best, best_for, fitting
from matcher.joint import together
from matcher.rank import WORTH_A_LOOK
from matcher.shelf import Shelf


@pytest.mark.parametrize("seed", range(3))
def test_the_best_are_those_of_the_plain_judge(seed: int) -> None:
    random = Random(seed)
    shelf = Shelf(some_programmes(random, 100))
    matched = nearly = 0
    for vorhaben in some_projects(random, 20):
        plain = plain_best(shelf, vorhaben, TODAY, 500, WORTH_A_LOOK)
        assert best_for(shelf, vorhaben, TODAY, least=WORTH_A_LOOK) == plain
        few = best_for(shelf, vorhaben, TODAY, most=3, least=WORTH_A_LOOK)
        assert few == Best(matches=plain.matches[:3], near_misses=plain.near_misses[:3])
        matched += len(plain.matches)
        nearly += len(plain.near_misses)
    assert matched > 50
    assert nearly > 2


def test_of_equal_scores_the_older_programme_comes_first() -> None:
    shelf = Shelf(make_programme(number=number) for number in range(1, 9))
    best = best_for(shelf, project(), TODAY, most=3)
    assert [found.id for found, _ in best.matches] == [1, 2, 3]


def test_what_was_dismissed_makes_room_for_another() -> None:
    shelf = Shelf(make_programme(number=number) for number in range(1, 9))
    best = best_for(shelf, project(), TODAY, most=3, without={2})
    assert [found.id for found, _ in best.matches] == [1, 3, 4]


def test_what_one_programme_is_asked_about_does_not_keep_the_next_from_being_asked() -> None:
    floor = make_facts(total_cost_min_eur=100_000)
    call = Call(identifier="LIFE-2027-X")
    shelf = Shelf(
        [make_programme(floor, 1), make_programme(floor, 2, levels=(Level.EU,), call=call)]
    )
    best = best_for(shelf, project(), TODAY, least=1.0)
    assert {found.id: it.eligible for found, it in best.matches} == {1: "yes", 2: "unclear"}
    assert best == plain_best(shelf, project(), TODAY, 9, 1.0)


def test_no_programme_and_no_word_in_common_find_nothing() -> None:
    for shelf in (Shelf([]), Shelf([make_programme(title="Xylophon", summary="Musik.")])):
        best = best_for(shelf, project(title="Kanal"), TODAY)
        assert best.matches == best.near_misses == []


def test_what_fits_at_all_is_the_same_without_explaining_it() -> None:
    random = Random(7)
    shelf = Shelf(some_programmes(random, 100))
    for vorhaben in some_projects(random, 20):
        found = {it.id for it in fitting(shelf, vorhaben, TODAY, WORTH_A_LOOK)}
        plain = plain_best(shelf, vorhaben, TODAY, 500, WORTH_A_LOOK)
        assert found == {it.id for it, _ in plain.matches}
    assert list(together(shelf, some_projects(random, 25), TODAY))


def real_programmes(shared: Path, count: int) -> list[Programme]:
    with gzip.open(shared / "volume/opportunities.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["lang"] == "de"][:count]
    found = []
    for number, row in enumerate(rows, start=1):
        more = dict(title=row["title"], description=row["description"] or "", regions=())
        plain = make_programme(number=number, summary="", **more)
        facts = read_facts(plain.tellings[0].record)
        found.append(make_programme(facts, number, summary="", **more))
    return found


def test_so_it_is_with_real_texts_and_real_vorhaben(shared: Path) -> None:
    shelf = Shelf(real_programmes(shared, 120))
    with gzip.open(
        shared / "volume/municipal_projects_de.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        titles = [json.loads(line)["operation"] for line in file][:2000:100]
    found = 0
    for title in titles:
        best = best_for(shelf, project(title=title), TODAY, most=20, least=WORTH_A_LOOK)
        assert best == plain_best(shelf, project(title=title), TODAY, 20, WORTH_A_LOOK)
        found += len(best.matches)
    assert found
