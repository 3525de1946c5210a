"""Words that differ by a letter or two, and the sentences that the index keeps."""

from itertools import product

import pytest

from index.german import standard
from index.search.highlight import Wanted, excerpt
from index.search.near_words import NearWords, edits
from index.search.sentences import decode_sentences, encode_sentences, read_sentences

WORDS = sorted({"".join(it) for it in product("ab", "abc", ("", "a", "cd"), ("", "żx"))} | {"zoo"})


@pytest.mark.parametrize(("one", "other", "far"), [("", "ab", 2), ("rad", "rad", 0), ("x", "y", 1)])
def test_edits_are_counted(one: str, other: str, far: int) -> None:
    assert edits(one, other) == edits(other, one) == far


def test_letters_may_be_missing_wrong_or_too_many() -> None:
    assert edits("schwimbad", "schwimmbad") == 1
    assert edits("pfelge", "pflege") == 2
    assert edits("kanalsanierung", "kannalsanirung") == 2


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("word", ["ab", "abcd", "bżx", "caa", "q", "aacdżx"])
def test_near_words_are_all_that_are_near(word: str, most: int) -> None:
    wanted = [it for it in WORDS if it[0] == word[0] and it != word and edits(word, it) <= most]
    found = NearWords(WORDS).within(word, most, 99)
    assert found == sorted(wanted, key=lambda it: (edits(word, it), it))


def test_of_too_many_near_words_the_nearest_are_given() -> None:
    found = NearWords(WORDS).within("ab", 2, 5)
    far = sorted(edits("ab", it) for it in WORDS if it[0] == "a" and it != "ab")
    assert [edits("ab", it) for it in found] == far[:5]


def test_no_word_is_near_where_there_are_none() -> None:
    assert NearWords([]).within("rad", 2, 20) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "• \n . ",
        "Was gilt:\nRadwege in 3.5 km. Ärzt:innen und Wege!",
        "Ein Satz ohne Ende " * 500,
    ],
)
def test_sentences_are_the_same_when_they_come_from_the_index(text: str) -> None:
    read = read_sentences(text, "de", standard())
    kept = decode_sentences(encode_sentences(read))
    wanted = Wanted([("radweg",), ("radweg", "km")])
    assert kept.are_of(text)
    assert not kept.are_of("x" + text)
    assert excerpt(text, kept, wanted) == excerpt(text, read, wanted)


def test_a_phrase_is_not_found_across_the_end_of_a_sentence() -> None:
    text = "Rad. Weg. Sie bauen Rad Weg."
    read = read_sentences(text, "de", standard())
    assert (
        excerpt(text, read, Wanted([("rad", "weg")]))
        == "Sie bauen <mark>Rad</mark> <mark>Weg</mark>."
    )
