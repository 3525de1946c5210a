"""What the Fördermittelmanagement adds to the concept dictionary; the search reads it each time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.german import standard, weak_words
from index.schema import writing
from index.store import Database

Words = tuple[str, ...]

MOST_WORDS, LONGEST_WORDING, MOST_IN_A_ROW, LONGEST_NAME = 40, 80, 5, 60


class UnreadableGroup(Exception):
    """The input is no group of words; the message is one German sentence about one field."""

    def __init__(self, said: str, about: str = "german") -> None:
        super().__init__(said)
        self.about = about


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnConcept:
    """One own group: German terms, everyday words that lead to them, English terms."""

    name: str
    german: Words = ()
    everyday: Words = ()
    english: Words = ()
    id: int = 0
    changed_on: str = ""

    def as_group(self) -> dict[str, list[str]]:
        """The group as the dictionary's file would write it."""
        return dict(de=list(self.german), everyday=list(self.everyday), en=list(self.english))


def own_concepts(db: Database) -> tuple[OwnConcept, ...]:
    """All own groups by name."""
    rows = db.query("select id, name, de, everyday, en, changed_on from own_concept order by name")
    return tuple(_from_row(row) for row in rows)


Group = dict[str, list[str]]


def dictionary_with(groups: Mapping[str, Group], own: tuple[OwnConcept, ...]) -> dict[str, Group]:
    """The groups of the file and the own ones; a colon keeps their names apart.

    An own group with a term of a group of the file widens that one: all its words then lead to
    all of the other's, and the reverse.
    """
    widened = dict(groups)
    terms = {name: _terms(group) for name, group in groups.items()} if own else {}
    for it in own:
        added = it.as_group()
        mine = _terms(added)
        shared = [name for name, theirs in terms.items() if not mine.isdisjoint(theirs)]
        for name in shared:
            widened[name] = _joined(widened[name], added)
        if not shared:
            widened[f"own:{it.name}"] = added
    return widened


def _terms(group: Group) -> set[Words]:
    """What is looked for in texts, in stems; everyday words are not."""
    return {
        tuple(word.stem for word in standard().words(text, language))
        for language in ("de", "en")
        for text in group.get(language, ())
    }


def _joined(group: Group, added: Group) -> Group:
    joined = {kind: [*group.get(kind, ()), *words] for kind, words in added.items()}
    return {**group, **{kind: list(dict.fromkeys(words)) for kind, words in joined.items()}}


def read_group(name: str, german: str, everyday: str, english: str) -> OwnConcept:
    """Read a group as somebody typed it: words parted by commas or lines.

    Raises:
        UnreadableGroup: when it could not work in the search.
    """
    name = " ".join(name.split())
    if not name:
        raise UnreadableGroup("Bitte geben Sie der Gruppe einen Namen.", "name")
    if len(name) > LONGEST_NAME:
        raise UnreadableGroup(f"Der Name darf höchstens {LONGEST_NAME} Zeichen haben.", "name")
    group = OwnConcept(
        name=name,
        german=_words(german, "german"),
        everyday=_words(everyday, "everyday"),
        english=_words(english, "english"),
    )
    if not group.german and not group.english:
        raise UnreadableGroup(
            "Ohne deutsche oder englische Fachwörter gibt es nichts, wohin die Gruppe führt."
        )
    if len({*group.german, *group.everyday, *group.english}) < 2:
        raise UnreadableGroup("Eine Gruppe braucht mindestens zwei Wörter, die dasselbe meinen.")
    return group


def save_group(db: Database, group: OwnConcept, today: date) -> int:
    """Add a group, or change the one of this number.

    Raises:
        UnreadableGroup: when another group has the name, or the number is gone.
    """
    row = dict(
        name=group.name,
        de=json.dumps(group.german, ensure_ascii=False),
        everyday=json.dumps(group.everyday, ensure_ascii=False),
        en=json.dumps(group.english, ensure_ascii=False),
        changed_on=today.isoformat(),
    )
    with writing(db):
        taken = [it for it in own_concepts(db) if it.name.lower() == group.name.lower()]
        if any(it.id != group.id for it in taken):
            raise UnreadableGroup(f"Eine Gruppe »{group.name}« gibt es schon.", "name")
        if not group.id:
            return int(db.table("own_concept").insert(row).last_pk)  # type: ignore[arg-type]
        if not any(it.id == group.id for it in own_concepts(db)):
            raise UnreadableGroup("Diese Gruppe gibt es nicht mehr.")
        db.table("own_concept").update(group.id, row)
        return group.id


def remove_group(db: Database, number: int) -> bool:
    """Remove a group; tells whether there was one."""
    with writing(db):
        return db.execute("delete from own_concept where id = ?", [number]).rowcount > 0


def _words(text: str, about: str) -> Words:
    lines = text.replace(",", "\n").replace(";", "\n").splitlines()
    words = tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    if len(words) > MOST_WORDS:
        said = f"Höchstens {MOST_WORDS} Wörter je Feld, hier sind es {len(words)}."
        raise UnreadableGroup(said, about)
    for wording in words:
        _check(wording, about)
    return words


def _check(wording: str, about: str) -> None:
    if len(wording) > LONGEST_WORDING:
        raise UnreadableGroup(f"»{wording[:30]}…« ist länger als {LONGEST_WORDING} Zeichen.", about)
    language = "en" if about == "english" else "de"
    stems = [word.stem for word in standard().words(wording, language)]
    if not stems:
        said = f"»{wording}« enthält kein Wort, nach dem gesucht werden kann."
        raise UnreadableGroup(said, about)
    if len(stems) > MOST_IN_A_ROW:
        raise UnreadableGroup(f"»{wording}« hat mehr als {MOST_IN_A_ROW} Wörter.", about)
    if weak_words().issuperset(stems):
        said = f"»{wording}« steht in fast jedem Programm und taugt nicht als Suchwort."
        raise UnreadableGroup(said, about)


def _from_row(row: dict[str, Any]) -> OwnConcept:
    return OwnConcept(
        id=row["id"],
        name=row["name"],
        german=tuple(json.loads(row["de"])),
        everyday=tuple(json.loads(row["everyday"])),
        english=tuple(json.loads(row["en"])),
        changed_on=row["changed_on"],
    )
