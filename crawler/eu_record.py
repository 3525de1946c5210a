"""From rows of the EU search to records: one per topic or call, however many rows tell of it.

topic row (type 1), stub, row of the old index, copy   -> the richest row wins
update (type 6)                                        -> a message of its topic
cascade call (type 8) under a topic that we have       -> a link of its topic
cascade call without such a topic, external action (2) -> a record of its own
updates alone                                          -> a record with title and messages
"""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from crawler.eu_answer import LEGACY, Row, UnreadableAnswer, day_of, read_row, words
from crawler.eu_budget import budget_of
from crawler.eu_details import latest_infos, merged, message
from crawler.eu_query import CASCADE, EXTERNAL, GRANT, PROGRAMMES, UPDATE
from crawler.eu_text import eu_passage
from index.answers import Answer
from index.record import Call, Link, SourceRecord
from index.source import Source
from index.status import german_date
from index.text import RichText, clean, comparable, rich, rich_from_text
from index.vocabulary import FundingType, Level, Region

SOURCE = Source(
    name="eu",
    label="EU Funding & Tenders",
    operator="Europäische Kommission",
    level=Level.EU,
    address="https://ec.europa.eu/info/funding-tenders/opportunities/portal/",
    licence="Weiterverwendung nach Beschluss 2011/833/EU der Kommission",
    attribution="© Europäische Union, Funding & Tenders Portal",
    rhythm="täglich",
    precedence=1,
)
_SCREEN = SOURCE.address + "screen/opportunities/"
_TOPIC = "topic-details/"
_PARTS = ("calls", "updates", "cascades", "translations")
_JSON = "application/json"


@dataclass(slots=True)
class Group:
    """The rows that tell of one topic or call."""

    calls: list[Row] = field(default_factory=list)
    updates: list[Row] = field(default_factory=list)
    cascades: list[Row] = field(default_factory=list)
    translations: list[Row] = field(default_factory=list)

    def answers(self) -> Iterator[Answer]:
        """The rows as they came; `group_of` reads them again."""
        for part in _PARTS:
            for row in getattr(self, part):
                name = f"{part}/{'/'.join(row.key)}"
                content = json.dumps(row.sent or _spelled_out(row), ensure_ascii=False)
                yield Answer(name, content.encode("utf-8", "surrogatepass"), _JSON)

    @property
    def topics(self) -> list[Row]:
        """The rows of the topic itself."""
        return [row for row in self.calls if row.type == GRANT]

    @property
    def best(self) -> Row:
        """The row that says most."""
        return max(self.calls or self.updates, key=_richness)


def _spelled_out(row: Row) -> dict[str, Any]:
    """A row that came from elsewhere, as the search would send it."""
    return dict(reference=row.reference, url=row.url, metadata=dict(row.fields))


def group_of(answers: Iterable[Answer]) -> Group:
    """The rows that tell of one topic or call, from the answers that were kept."""
    group = Group()
    for answer in answers:
        part = answer.name.split("/")[0]
        if part in _PARTS:
            sent = json.loads(answer.content.decode("utf-8", "surrogatepass"))
            getattr(group, part).append(read_row(sent))
    return group


def group_rows(rows: Iterable[Row], today: date, stored: Container[str] = ()) -> dict[str, Group]:
    """Sort rows under the key of their record; stale rows of the old index are left out.

    `stored` are the keys that we have: a cascade call does not become a record of its own
    because its topic is absent for once.
    """
    valid = [row for row in rows if not row.is_stale(today)]
    english = [row for row in valid if row.one("language") == "en"]
    topics = {row.identifier for row in english if row.type in (GRANT, UPDATE)}
    cascades = {row.identifier for row in valid if row.type == CASCADE}
    topics |= {name for name in cascades if f"{_TOPIC}{name}" in stored}
    groups: dict[str, Group] = {}
    for row in valid:
        group = groups.setdefault(_record_key(row, topics), Group())
        if row.one("language") != "en":
            group.translations.append(row)
        elif row.type == UPDATE:
            group.updates.append(row)
        elif row.type == CASCADE and row.identifier in topics:
            group.cascades.append(row)
        else:
            group.calls.append(row)
    return {key: group for key, group in groups.items() if group.calls or group.updates}


def record_of(key: str, group: Group) -> SourceRecord:
    """Make the record of one group."""
    row = group.best
    infos = (latest_infos(one.json("latestInfos")) for one in group.calls)
    updates = (message(one.one("startDate"), one.one("description")) for one in group.updates)
    return SourceRecord(
        source=SOURCE.name,
        key=key,
        url=_address(key, row),
        title=_title(row),
        language="en",
        summary=_german_title(row, group.translations),
        description=eu_passage(row.one("descriptionByte")),
        legal_requirements=eu_passage(row.one("topicConditions")),
        procedure=eu_passage(row.one("supportInfo")),
        keywords=", ".join(words(row)),
        levels=(Level.EU,),
        regions=(Region.EU,),
        funding_types=_funding_types(row),
        funders=(SOURCE.operator,),
        news=merged(*infos, (news for news in updates if news.text)),
        links=tuple(_cascade_links(group.cascades)),
        call=_call(row),
        licence=SOURCE.licence,
        attribution=SOURCE.attribution,
    )


def topic_key(row: Row) -> str:
    """The key of the topic that a row is about."""
    return f"{_TOPIC}{row.identifier}"


def _record_key(row: Row, topics: set[str]) -> str:
    if row.type in (GRANT, UPDATE) or (row.type == CASCADE and row.identifier in topics):
        return topic_key(row)
    folder = _FOLDERS.get(row.type)
    if folder is None:
        raise UnreadableAnswer(f"Die EU-Suche nennt eine unbekannte Art von Zeile: {row.type!r}.")
    return f"{folder}/{row.url.rpartition('/')[2].rpartition('=')[2].lower()}"


_FOLDERS = {CASCADE: "competitive-calls-cs", EXTERNAL: "publishedcalls"}


def _address(key: str, row: Row) -> str:
    """The page for people; rows may name the address of their data instead."""
    if key.startswith(_TOPIC):
        return f"{_SCREEN}{_TOPIC}{row.one('identifier')}"
    return row.url.removesuffix(".json")


def _richness(row: Row) -> tuple[Any, ...]:
    filled = sum(bool(values) for values in row.fields.values())
    current = row.one("DATASOURCE") != LEGACY
    return current, len(row.one("descriptionByte")), filled, row.reference


def _title(row: Row) -> str:
    title = _plain(row.one("title")) or _plain(row.one("callTitle")) or row.one("identifier")
    own = _plain(row.one("caName")) if row.type == CASCADE else ""
    # Cascade calls carry the title of their topic; their own name tells them apart.
    return f"{own} ({title})" if own and own != title else title


def _german_title(row: Row, translations: Iterable[Row]) -> RichText:
    """The German title, if there is one: many copies are in English still."""
    titles = sorted({_plain(one.one("title")) for one in translations})
    english = comparable(_plain(row.one("title")))
    german = next((title for title in titles if comparable(title) not in ("", english)), "")
    return rich_from_text(f"Deutscher Titel (maschinell übersetzt): {german}" if german else "")


def _plain(text: str) -> str:
    return clean(rich(text).text)


def _funding_types(row: Row) -> tuple[FundingType, ...]:
    actions = " ".join(row.fields.get("typesOfAction", ())).lower()
    grant = row.type in (GRANT, EXTERNAL) and "prize" not in actions
    return (FundingType.GRANT,) if grant else ()


def _call(row: Row) -> Call:
    dated = row.type != UPDATE
    codes = row.fields.get("frameworkProgramme", ())
    budget = asdict(budget_of(row)) if dated else {}
    start = row.one("startDate") if dated else ""
    return Call(
        identifier=row.one("identifier"),
        call_identifier=row.one("callIdentifier"),
        call_title=_plain(row.one("callTitle")),
        programme=", ".join(PROGRAMMES.get(code, code) for code in codes),
        actions=tuple(clean(action) for action in row.fields.get("typesOfAction", ())),
        opens_on=day_of(start) if start else None,
        deadlines=row.deadlines,
        deadline_model=row.one("deadlineModel"),
        **budget,
    )


def _cascade_links(rows: Iterable[Row]) -> Iterator[Link]:
    for row in sorted(rows, key=lambda row: row.reference):
        name = _plain(row.one("caName") or row.one("callTitle") or row.one("title"))
        days = ", ".join(german_date(day) for day in row.deadlines)
        label = f"Kaskadenförderung: {name}" + (f" (Frist {days})" if days else "")
        yield Link(label=label, url=row.url)
