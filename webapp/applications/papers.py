"""Which papers an application needs, as the texts of a programme say; each with its quote.

Only what a text asks for on the application itself counts: what has to be sent in for payment or
as Verwendungsnachweis is another matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.programme import Programme

MOST_PAPERS = 15
_LONGEST, _LONGEST_QUOTE = 240, 480

_ITEM = re.compile(r"(?:[•–·-]\s+|[a-z]{1,2}\)\s+)(?P<item>(?!und\b|oder\b)\S.*)")
_ON_APPLYING = (
    r"\b(?:(?:Förder|Zuwendungs|Projekt)?[Aa]ntrags?(?:formular\w*|stellung|unterlagen|es)?)\b"
)
_HEADS_LIST = re.compile(
    rf"{_ON_APPLYING}.{{0,160}}?"
    r"(?:beizufügen|vorzulegen|beizulegen|einzureichen|beigefügt|umfass\w+"
    r"|(?:muss|müssen|mindestens) .{0,60}?enthalten|folgende\w* (?:Unterlagen|Nachweise|Anlagen))"
)
_LATER = re.compile(
    r"Verwendungsnachweis|Auszahlung|Mittelab|Mittelanf|Zwischennachweis|nach Abschluss|Abrechnung"
)
_ONE = re.compile(
    r"(?:Dem|Mit dem|Bei(?: der)?|Zum) (?:(?:Förder|Zuwendungs)?[Aa]ntrag(?:stellung)?) "
    r"(?:ist|sind) (?:(?:auch|stets|zudem|außerdem|mindestens) )?"
    r"(?P<item>[^.;:]{4,200}?) (?:beizufügen|vorzulegen|beizulegen|mit einzureichen)\b"
)
_ENDS = re.compile(r"[\s,;.]*(?:\b(?:und|sowie|oder)\b)?[\s,;.]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper, and the words that ask for it."""

    title: str
    quote: str


def papers_of(programme: Programme) -> list[Paper]:
    """The papers that the texts name, each once, in reading order."""
    found: dict[str, Paper] = {}
    for name, passage in programme.passages():
        listed = _listed(passage.text) if name == "documents" else _in_prose(passage.text)
        for paper in listed:
            found.setdefault(paper.title.casefold(), paper)
    return list(found.values())[:MOST_PAPERS]


def _listed(text: str) -> Iterator[Paper]:
    """Read the passage that is nothing but the papers: its items, or else its lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    items = [found["item"] for line in lines if (found := _ITEM.match(line))]
    for item in items or lines:
        yield _paper(item, item)


def _in_prose(text: str) -> Iterator[Paper]:
    head = ""
    for line in map(str.strip, text.splitlines()):
        item = _ITEM.match(line)
        if item and head:
            yield _paper(item["item"], f"{head} … {line}")
            continue
        head = _last_sentence(line) if _heads_list(line) else ""
        for one in () if head else _ONE.finditer(line):
            yield _paper(one["item"], one[0])


def _heads_list(line: str) -> bool:
    last = _last_sentence(line)
    if last.endswith(".") or _LATER.search(last):
        return False
    return _HEADS_LIST.search(last) is not None


def _last_sentence(line: str) -> str:
    return re.split(r"(?<=[a-zäöüß)])\. (?=[A-ZÄÖÜ])", line)[-1]


def _paper(item: str, quote: str) -> Paper:
    title = _ENDS.sub("", item.strip())
    if len(title) > _LONGEST:
        title = f"{title[:_LONGEST].rsplit(' ', 1)[0]} …"
    return Paper(title=title[:1].upper() + title[1:], quote=quote[:_LONGEST_QUOTE])
