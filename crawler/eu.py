"""EU Funding & Tenders Portal: calls of the Commission that a municipality can take part in.

search (POST, two sweeps by identifier) -> rows -> one record per topic or call
topicDetails (GET, for topics that are not closed) -> messages that the rows leave out
reference file (GET, first run of a week) -> alarm about topics that the search lacks
reference file (GET, when the search fails) -> topics that we do not have yet; the run has failed
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.eu_answer import UnreadableAnswer, read_page
from crawler.eu_details import DETAILS, details_address, kept, read_details
from crawler.eu_harvest import Harvest
from crawler.eu_query import CONTENT_TYPE, Slice, address, everything, multipart
from crawler.eu_record import SOURCE, Group, group_of, group_rows, record_of, topic_key
from crawler.eu_reference import MAX_BYTES, REFERENCE, SECONDS, current_topics
from crawler.failures import sentence_for
from crawler.spider import SourceSpider
from crawler.unread import Unread
from index.answers import Answer, current_answers, kept_answer
from index.record import SourceRecord
from index.runs import THIN_BELOW, seen_last_time
from index.versions import load_record

_NAMED = 5
_LARGE = dict(download_maxsize=MAX_BYTES, download_timeout=SECONDS)


class EuSpider(SourceSpider):
    """Reads the search completely, then the details of topics that can still be applied for."""

    name = SOURCE.name
    source = SOURCE
    delay: ClassVar[float] = 1.0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.harvest = Harvest(everything(), self.today.year)
        self.without_details: list[str] = []
        self.falls_back = False
        self.known = set(self.present_keys())
        self.rows: dict[str, tuple[Answer, ...]] = {}
        self.details: dict[str, Answer] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of the first question."""
        for request in self._next_page():
            yield request

    def parse(self, response: Response, asked: Slice, page: int) -> Iterator[Any]:
        """Take one page of rows; after the last one make the records.

        An answer that does not fit the question ends the run before anything is kept.
        """
        try:
            self.harvest.take(read_page(response.body, asked, page))
            if self.harvest.wanted is None:
                yield from self._records()
        except UnreadableAnswer as error:
            yield from self._fall_back(str(error))
        yield from self._next_page()

    def unreached(self, failure: Failure) -> Iterator[Request]:
        """The search does not answer: read what the reference file knows."""
        yield from self._fall_back(sentence_for(failure))

    def cross_check(self, response: Response, found: set[str]) -> None:
        """Tell which topics of the reference file the search did not give."""
        if response.status == 304:
            return
        try:
            topics = list(current_topics(response.body, self.today))
        except UnreadableAnswer as error:
            self.notice(str(error))
            return
        self.remember(response)
        lacking = [row.one("identifier") for row in topics if topic_key(row) not in found]
        if lacking:
            self.notice(
                f"Der EU-Suche fehlen {len(lacking)} laufende Themen der Referenzdatei:"
                f" {', '.join(sorted(lacking)[:_NAMED])}{' …' if len(lacking) > _NAMED else ''}"
            )

    def read_reference(self, response: Response) -> Iterator[SourceRecord]:
        """Read the topics that we do not have; of the others the file knows less than we do."""
        stored, seen = self._stored(), set(self.present_keys())
        new = 0
        try:
            for row in current_topics(response.body, self.today):
                key = topic_key(row)
                if key not in stored:
                    new += 1
                    group = Group(calls=[row])
                    record = replace(record_of(key, group), provisional=True)
                    yield self.read_from(record, *group.answers())
                elif key in seen:
                    self.unmodified([key])
        except UnreadableAnswer as error:
            self.notice(str(error))
            return
        self.notice(f"Ersatzweise wurde die Referenzdatei gelesen; neue Themen: {new}.")

    def no_reference(self, failure: Failure) -> None:
        """The search is enough; without it nothing is left."""
        self.notice(f"Die Referenzdatei fehlt: {sentence_for(failure)}")

    def parse_details(self, response: Response, record: SourceRecord) -> Iterator[Any]:
        """Add the details of a topic; unchanged ones are in the stored record already."""
        if response.status != 304:
            try:
                record = read_details(response.body, record)
                self.remember(response)
                self.details[record.key] = Answer(response.url, response.body, "application/json")
            except UnreadableAnswer as error:
                self.without_details.append(str(error))
        yield self._told(record)

    def no_details(self, failure: Failure) -> Iterator[SourceRecord]:
        """Keep what the search told of a topic whose details do not come."""
        self.without_details.append(sentence_for(failure))
        yield self._told(failure.request.cb_kwargs["record"])  # type: ignore[attr-defined]

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read a topic again from its rows and its details."""
        record = kept(record_of(stored.key, group_of(answers)), stored)
        record = replace(record, provisional=stored.provisional)
        details = (answer for answer in answers if answer.name.startswith(DETAILS))
        return next((read_details(one.content, record) for one in details), record)

    def closed(self, reason: str) -> None:
        """Tell how many topics came without their details."""
        if self.without_details:
            count = len(self.without_details)
            self.notice(f"Einzelheiten fehlen bei {count} Themen: {self.without_details[0]}")

    def _next_page(self) -> Iterator[Request]:
        if self.harvest.wanted is None or self.error:
            return
        asked, page = self.harvest.wanted
        yield Request(
            address(page),
            self.parse,
            method="POST",
            body=multipart(asked.parts()),
            headers={"Content-Type": CONTENT_TYPE, "Accept": "application/json"},
            cb_kwargs=dict(asked=asked, page=page),
            dont_filter=True,  # the second sweep asks the same again
        )

    def _records(self) -> Iterator[Any]:
        if self.harvest.drifted:
            self.complete = False
            self.notice("Die Trefferzahl der EU-Suche schwankte während des Lesens.")
        stored = self._stored()
        groups = group_rows(self.harvest.rows, self.today, stored)
        if len(groups) < THIN_BELOW * (seen_last_time(self.db, self.source.name, self.run) or 0):
            # With many rows gone the others tell half of the truth: nothing is changed by them.
            self.unmodified(groups)
            return
        for key, group in groups.items():
            self.rows[key] = tuple(group.answers())
            try:
                record = kept(record_of(key, group), self._version(stored.get(key)))
            except UnreadableAnswer as error:
                yield Unread(key, str(error), key)
                continue
            ask = self._is_current(group) and not self._is_as_before(key, group)
            yield self._with_details(record) if ask else self._told(record)

        if self._is_first_of_its_week():
            yield self.ask(
                REFERENCE,
                self.cross_check,
                errback=self.no_reference,
                cb_kwargs=dict(found=set(groups)),
                meta=_LARGE,
            )

    def _fall_back(self, sentence: str) -> Iterator[Request]:
        """Mark the run as failed and ask for the reference file, once."""
        self.fail(sentence)
        if not self.falls_back:
            self.falls_back = True
            yield Request(REFERENCE, self.read_reference, errback=self.no_reference, meta=_LARGE)

    def _is_as_before(self, key: str, group: Group) -> bool:
        """Tell whether the rows of a topic say what they said last time, when it had its details.

        Then the details are not asked for: the portal writes a row anew when a topic changes.
        """
        if key not in self.known:
            return False
        answers = current_answers(self.db, self.source.name, key)
        had_details = any(answer.name.startswith(DETAILS) for answer in answers)
        return had_details and record_of(key, group_of(answers)) == record_of(key, group)

    def _is_first_of_its_week(self) -> bool:
        sql = "select max(day) from run where source = ? and status = 'ok' and id < ?"
        last = self.db.execute(sql, [self.source.name, self.run]).fetchone()[0]
        week = self.today.isocalendar()[:2]
        return last is None or date.fromisoformat(last).isocalendar()[:2] != week

    def _is_current(self, group: Group) -> bool:
        return any(max(row.deadlines, default=self.today) >= self.today for row in group.topics)

    def _with_details(self, record: SourceRecord) -> Request:
        return self.ask(
            details_address(record.key.removeprefix("topic-details/")),
            self.parse_details,
            errback=self.no_details,
            cb_kwargs=dict(record=record),
        )

    def _told(self, record: SourceRecord) -> SourceRecord:
        """Say what a record was read from; details that did not come again are those kept."""
        rows = self.rows.pop(record.key, ())
        details = self.details.pop(record.key, None) or self._details_kept(record)
        return self.read_from(record, *rows, *([details] if details else []))

    def _details_kept(self, record: SourceRecord) -> Answer | None:
        name = details_address(record.key.removeprefix("topic-details/"))
        return kept_answer(self.db, self.source.name, record.key, name)

    def _stored(self) -> dict[str, int]:
        sql = "select key, id from record where source = ?"
        return dict(self.db.execute(sql, [self.source.name]).fetchall())

    def _version(self, record_id: int | None) -> SourceRecord | None:
        return load_record(self.db, record_id) if record_id is not None else None
