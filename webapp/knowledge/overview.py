"""What the members know about a programme, a topic or together with a town: searched at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from index.programme import Programme, all_programmes
from index.store import Database
from webapp.advice.text_blocks import Purpose
from webapp.experience.queries import Experience, all_experience
from webapp.knowledge.entries import Entry, entries
from webapp.knowledge.expertise import Expertise, expertise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for: words, a Förderbereich, a municipality."""

    words: str = ""
    topic: str = ""
    municipality: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.topic or self.municipality)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was found, and the programmes it speaks of by number."""

    experience: tuple[Experience, ...]
    lessons: tuple[Entry, ...]
    blocks: tuple[Entry, ...]
    people: tuple[Expertise, ...]
    programmes: dict[int, Programme]


def known(db: Database, wanted: Wanted) -> Known:
    """Look through everything that the members told each other."""
    told = all_experience(db, wanted.municipality)
    programmes = {it.id: it for it in all_programmes(db, {one.programme for one in told})}
    place: dict[str, Any] = dict(topic=wanted.topic, municipality=wanted.municipality)
    people = expertise(db, **place)
    return Known(
        experience=tuple(it for it in told if _is_about(it, programmes, wanted)),
        lessons=tuple(_holding(entries(db, Purpose.LESSON, **place), wanted)),
        blocks=tuple(_holding(entries(db, Purpose.APPLICATION, **place), wanted)),
        people=tuple(it for it in people if _says((it.topic, it.words, it.town), wanted.words)),
        programmes=programmes,
    )


def _is_about(it: Experience, programmes: dict[int, Programme], wanted: Wanted) -> bool:
    about = programmes.get(it.programme)
    if about is None or about.hidden_because:
        return False
    if wanted.topic and wanted.topic not in about.funding_areas:
        return False
    told = it.told
    texts = (about.title, about.keywords, it.town, told.words, told.helped, told.heed)
    return _says(texts, wanted.words)


def _holding(some: Iterable[Entry], wanted: Wanted) -> Iterable[Entry]:
    return (
        it
        for it in some
        if _says((it.given.title, it.given.words, it.programme_title, it.town), wanted.words)
    )


def _says(texts: Iterable[str], words: str) -> bool:
    """Whether every word that was typed begins or stands in one of the texts."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())
