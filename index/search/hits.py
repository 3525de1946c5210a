"""The hits of one page, as they are shown."""

from dataclasses import dataclass
from datetime import date

from index.german import weak_words
from index.programme import Programme, all_programmes
from index.search.answering import Answer
from index.search.caveats import caveats
from index.search.document import telling_text
from index.search.highlight import Wanted, excerpt, highlight
from index.search.knowledge import Knowledge
from index.search.query import Unit
from index.search.rank import Ranked
from index.search.sentences import Sentences
from index.store import Database
from index.vocabulary import FundingType, Level, Region, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One programme that answers; `highlight` is safe HTML with <mark> only.

    `caveats` say why it is nothing for a municipality here, `whole` is the programme itself.
    """

    programme: int
    url: str
    urls: tuple[str, ...]
    title: str
    score: float
    highlight: str
    status: Status
    next_deadline: date | None
    no_deadline_because: str
    levels: tuple[Level, ...]
    funding_types: tuple[FundingType, ...]
    regions: tuple[Region, ...]
    funders: tuple[str, ...]
    reviewed: bool
    caveats: tuple[str, ...]
    whole: Programme


def hits_of(db: Database, page: Ranked, answer: Answer, today: date) -> tuple[Hit, ...]:
    """Show one page of an answer; what is no longer in the register is left out."""
    columns = answer.index.columns.programmes
    numbers = page.numbers.tolist()
    programmes = {it.id: it for it in all_programmes(db, columns[page.numbers].tolist())}
    wanted = _to_mark(answer.wish.units)
    read = answer.index.sentences(numbers)
    found = []
    for number, score in zip(numbers, page.scores.tolist(), strict=True):
        programme = programmes.get(int(columns[number]))
        if programme is not None:
            marked = _excerpt(programme, read.get(number), wanted, answer.knowledge)
            found.append(_hit(programme, score, marked, today))
    return tuple(found)


def _excerpt(
    programme: Programme, read: Sentences | None, wanted: Wanted, knowledge: Knowledge
) -> str:
    text = telling_text(programme)
    if read is not None and read.are_of(text):
        return excerpt(text, read, wanted)
    return highlight(text, wanted, programme.language, knowledge.analyser)  # just changed


def _hit(programme: Programme, score: float, marked: str, today: date) -> Hit:
    standing = programme.standing(today)
    return Hit(
        programme=programme.id,
        url=programme.url,
        urls=programme.urls,
        title=programme.title,
        score=round(score, 4),
        highlight=marked,
        status=standing.status,
        next_deadline=standing.next_deadline,
        no_deadline_because=standing.no_deadline_because,
        levels=programme.levels,
        funding_types=programme.funding_types,
        regions=programme.regions,
        funders=programme.funders,
        reviewed=programme.reviewed,
        caveats=caveats(programme),
        whole=programme,
    )


def _to_mark(units: tuple[Unit, ...]) -> Wanted:
    strong = [unit for unit in units if not unit.weak] or list(units)
    phrases = {phrase for unit in strong for phrase in unit.phrases()}
    return Wanted(phrase for phrase in phrases if not weak_words().issuperset(phrase))
