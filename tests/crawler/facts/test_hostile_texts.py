"""Reading takes as long as the text, whatever the text."""

from time import process_time

import pytest
from conftest import make_record
from hostile_texts import PIECES, hostile_text, shuffled_text

from crawler.facts import read_facts
from index.text import RichText

_SHORT, _TIMES_AS_LONG = 8_000, 4
# Linear is 4, quadratic is 16; the clock of a busy machine needs some room.
_MOST_GROWTH = 9
_TOO_SHORT_TO_MEASURE = 0.004


def _seconds(text: str) -> float:
    record = make_record(summary="", description="", guideline=RichText(text=text))
    taken = []
    for _ in range(2):
        start = process_time()
        read_facts(record)
        taken.append(process_time() - start)
    return max(min(taken), _TOO_SHORT_TO_MEASURE)


@pytest.mark.parametrize("name", PIECES)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    text = hostile_text(name, _SHORT * _TIMES_AS_LONG).replace(" w", "\n")
    assert _seconds(text) / _seconds(text[:_SHORT]) < _MOST_GROWTH


@pytest.mark.parametrize("seed", range(4))
def test_mixed_pieces_are_read_quickly(seed: int) -> None:
    assert _seconds(shuffled_text(seed, 100_000)) < 1


@pytest.mark.parametrize("name", PIECES)
def test_endless_sentence_is_not_read_to_its_end(name: str) -> None:
    text = hostile_text(name, 100_000).replace("\n", " ")
    assert _seconds(text) < 1
