"""One programme held against many Vorhaben scores as each Vorhaben held against it."""

from random import Random

import pytest
from invented import some_programmes, some_projects

from matcher.shelf import Shelf
from matcher.wishes import Wishes, packed, terms_by_mark


@pytest.mark.parametrize("seed", range(3))
def test_the_scores_are_the_same(seed: int) -> None:
    random = Random(seed)
    shelf = Shelf(some_programmes(random, 60))
    projects = some_projects(random, 30)
    wishes = Wishes(packed(one, shelf.wishes(one)) for one in projects)
    across = [wishes.scores(shelf, number).tolist() for number in range(60)]
    along = [shelf.tally(one).scores.tolist() for one in projects]
    assert [list(row) for row in zip(*across, strict=True)] == along
    assert any(score for row in along for score in row)


def test_what_was_packed_gives_the_same_parts_again() -> None:
    random = Random(5)
    few = Shelf(some_programmes(random, 3))
    projects = some_projects(random, 20)
    wishes = Wishes(packed(one, few.wishes(one)) for one in projects)
    everything = few.general_loans.nonzero()[0]
    for at, one in enumerate(projects):
        again, new = few.tally(one, wishes.of(at, terms_by_mark(few))), few.tally(one)
        assert again.scores.tolist() == new.scores.tolist()
        assert again.fits(everything) == new.fits(everything)


def test_no_vorhaben_and_no_words_score_nothing() -> None:
    random = Random(0)
    shelf = Shelf(some_programmes(random, 1))
    assert Wishes([]).scores(shelf, 0).tolist() == []
    (one,) = some_projects(random, 1)
    assert (
        Wishes([packed(one, {})]).scores(shelf, 0).tolist() == shelf.tally(one, {}).scores.tolist()
    )
