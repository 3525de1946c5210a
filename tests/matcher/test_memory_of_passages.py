"""What was read of a passage is remembered, in the process and in a store that outlives it."""

from collections.abc import Iterable, Mapping

from matcher import memory
from matcher.memory import Memory, key_of
from matcher.mentions import Mentions


class Drawer:
    """A store that is a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}

    def find(self, keys: Iterable[bytes]) -> Mapping[bytes, bytes]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def keep(self, terms: Mapping[bytes, bytes]) -> None:
        self.kept |= terms


def test_what_was_read_is_found_again_in_the_process_and_in_the_store() -> None:
    read: list[str] = []

    def reading(text: str, language: str) -> Mentions:
        read.append(f"{language}:{text}")
        found = Mentions()
        found.add(text.lower(), 1.5, text)
        return found

    drawer, texts = Drawer(), [("Öl", "de"), ("Sea", "en"), ("Öl", "de")]
    memory.forget()
    first = Memory(drawer).read(texts, reading)
    assert read == ["de:Öl", "en:Sea"]
    assert first[0] is first[2]
    assert set(drawer.kept) == {key_of("Öl", "de"), key_of("Sea", "en")}
    memory.forget()
    (again, other) = Memory(drawer).read([("Öl", "de"), ("Neu", "de")], reading)
    assert (again.counts, again.surfaces) == ({"öl": 1.5}, {"öl": "Öl"})
    assert (read[2:], other.counts) == (["de:Neu"], {"neu": 1.5})
    drawer.kept.clear()
    Memory(drawer).read([("Öl", "de")], reading)
    assert (len(read), drawer.kept) == (3, {})
    memory.forget()


def test_the_key_of_a_passage_is_that_of_its_words_and_language() -> None:
    keys = {key_of("Öl", "de"), key_of("Öl", "en"), key_of("Oel", "de")}
    assert (len(keys), {len(key) for key in keys}) == (3, {16})
