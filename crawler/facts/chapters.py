"""The chapters of a collective Richtlinie: only the programme's own one speaks for it.

One Richtlinie often holds several programmes, each with its own Gegenstand, Zuwendungsempfänger,
amounts and procedure. Where it does, a record reads the chapter whose heading names what the
title of the record names, and what holds for all. Where no heading does, it reads what holds for
all alone: a value of some other chapter would look right and be wrong.
"""

import re
from dataclasses import dataclass, field

_LONGEST_HEADING = 90
_NUMBER = r"^(?:(?:[A-Z]{1,4}|[\d.]{1,12}|[a-z])[.):]* ?){0,3}"
_REST = r"(?:,? (?:und|/|Rechtsgrundlagen?|Zielgruppen?|Laufzeit)\b.*)?:?$"
# The headings that every programme has; the second of a kind opens the next chapter.
_OPENING = {
    "object": re.compile(
        _NUMBER + r"(?:Zuwendungszweck, |Zweck, )?(?:Gegenst[aä]nde? der (?:Förderung|Zuwendung)"
        r"|Fördergegenst[aä]nde?|Fördertatbest[aä]nde?)" + _REST
    ),
    "purpose": re.compile(
        _NUMBER + r"(?:(?:Zuwendungs|Förder)(?:zweck|ziele?)|(?:Zweck|Ziele?) der (?:Förderung"
        r"|Zuwendung|Beteiligung))" + _REST
    ),
    "applicants": re.compile(
        _NUMBER + r"(?:Zuwendungsempf|Antragsberechtigt|Antragsberechtigung|Begünstigte"
        r"|Zuwendungsnehm|Förder\w*empf)[\w/*:-]{0,20}(?: und [\w/*:-]+)?" + _REST
    ),
}
_FIRST = re.compile(r"^(?:[\d.]{0,12}\b1|I)[.)]? ")
# A heading above chapters, or of what holds for all of them.
_BREAK = re.compile(
    r"^(?:(?:Teil|Abschnitt) )?(?:(?:[A-Z]|[IVX]{1,4}|\d)[.):]* ){0,2}"
    r"(?:(?:Allgemeine|Gemeinsame|Übergreifende|Besondere|Spezielle)"
    r" (?:\w*[Bb]estimmung|\w*[Rr]egelung|\w*[Vv]orschrift)|Schluss(?:best|vorsch)|Übergangs"
    r"|In-?[Kk]raft|Geltungsdauer|Laufzeit der|Gültigkeit|Außer-?[Kk]raft)"
)
_GENERAL = re.compile(r"\bAllgemeine[rn]?\b|\bGemeinsame\b|\bÜbergreifende")
_WORD = re.compile(r"[A-ZÄÖÜ]\w{2,}|[a-zäöüß]{5,}")
_ENDING = re.compile(r"(?:innen|en|er|es|e|s|n)$")
# What the heading of any chapter may say.
_COMMON = re.compile(
    r"förder|zuwendung|richtlinie|programm|vorhaben|maßnahme|projekt|besonder|bestimmung|bereich"
    r"|einzel|teil|einzelbest|abschnitt|durch|sowie|nach\b|land"
)
_ENOUGH = 0.6


@dataclass(slots=True, eq=False)
class _Chapter:
    """Lines of a Richtlinie between two opening headings of one kind."""

    lines: list[str] = field(default_factory=list)
    title: str = ""
    openings: set[str] = field(default_factory=set)

    @property
    def stands_alone(self) -> bool:
        """Whether it says what is funded and who may apply, as only a programme does."""
        whole = "applicants" in self.openings and len(self.openings) > 1
        return whole and not _GENERAL.search(self.title)


def own_lines(lines: list[str], title: str) -> list[str]:
    """The lines of a Richtlinie that speak for the programme of this title."""
    chapters = _chapters(lines)
    alone = [chapter for chapter in chapters if chapter.stands_alone]
    if len(alone) < 2:
        return lines
    own, first = _own(alone, title), chapters.index(alone[0])
    return [
        line
        for number, chapter in enumerate(chapters)
        if chapter is own or not (chapter.stands_alone or (number > first and chapter.openings))
        for line in chapter.lines
    ]


def _chapters(lines: list[str]) -> list[_Chapter]:
    chapters = [_Chapter()]
    above = ""
    for line in lines:
        kind = _opening(line) if len(line) < _LONGEST_HEADING else ""
        openings = chapters[-1].openings
        again = kind in openings or (kind and openings and _FIRST.search(line))
        if again and not _opening(above):
            chapters.append(_Chapter(title=above))
        elif kind and not openings:
            chapters[-1].title = above
        elif len(line) < _LONGEST_HEADING and _BREAK.search(line):
            chapters.append(_Chapter())
        if kind:
            chapters[-1].openings.add(kind)
        chapters[-1].lines.append(line)
        above = line
    return chapters


def _opening(line: str) -> str:
    if line[-1:] in ".;,":
        return ""
    return next((kind for kind, heading in _OPENING.items() if heading.search(line)), "")


def _own(chapters: list[_Chapter], title: str) -> _Chapter | None:
    """The chapter whose heading is said by the title; of two equal ones none."""
    scores = sorted(
        ((_share(chapter.title, title), number) for number, chapter in enumerate(chapters)),
        reverse=True,
    )
    (best, number), (second, _) = scores[:2]
    return chapters[number] if best >= _ENOUGH and best > second else None


def _share(heading: str, title: str) -> float:
    """How much of the heading the title says.

    One word is no name, unless the title adds it behind a dash: "Verkehr – A – Radwege".
    """
    wanted = _stems(heading)
    whole, dash, last = title.rpartition(" – ")
    told = _stems(f"{whole} {last}") if len(wanted) > 1 else _stems(last if dash else "")
    return len(wanted & told) / len(wanted) if wanted else 0.0


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {_ENDING.sub("", word) for word in words if not _COMMON.match(word)}
