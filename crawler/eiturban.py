"""EIT Urban Mobility: calls of the KIC, as WordPress gives them to programs.

    /wp-json/wp/v2/status-call           the names of the states
    /wp-json/wp/v2/call-for-proposals    the calls, at most a hundred on a page

Nothing of this site was seen by us. Built from what others tell of it, hence switched off.
"""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.site_spider import LICENCE
from crawler.spider import SourceSpider
from crawler.unread import Unread
from index.answers import Answer
from index.record import SourceRecord
from index.signs import storable
from index.source import Source
from index.text import RichText, clean, rich
from index.vocabulary import Level, Region

SOURCE = Source(
    name="eiturban",
    label="EIT Urban Mobility",
    operator="EIT Urban Mobility",
    level=Level.EU,
    address="https://www.eiturbanmobility.eu/",
    licence=LICENCE,
    attribution="EIT Urban Mobility, ein Netzwerk des EIT, Einrichtung der EU",
    rhythm="wöchentlich",
    precedence=1,
    switched_off=True,
)
API = f"{SOURCE.address}wp-json/wp/v2/"
PER_PAGE = 100
_STATES = f"{API}status-call"
_JSON = "application/json"
_MOST_PAGES = 50


class UnreadableCalls(Exception):
    """The answer is no list of calls; the message is a German sentence."""


class EitUrbanSpider(SourceSpider):
    """Reads the names of the states, then all pages of calls."""

    name = SOURCE.name
    source = SOURCE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.states: dict[int, str] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the states."""
        yield Request(f"{_STATES}?per_page={PER_PAGE}", self.parse_states, errback=self.no_states)

    def parse_states(self, response: Response) -> Iterator[Request]:
        """Learn the names of the states, then ask for the calls."""
        try:
            self.states = read_states(response.body)
        except UnreadableCalls as error:
            self.notice(str(error))
        yield calls_on(1)

    def no_states(self, failure: Failure) -> Iterator[Request]:
        """Without the states the calls are read all the same."""
        self.notice("Die Zustände der Aufrufe sind nicht lesbar.")
        yield calls_on(1)

    def parse(self, response: Response, page: int) -> Iterator[Any]:
        """Read one page of calls and ask for the next."""
        try:
            calls = listed(response.body)
        except UnreadableCalls as error:
            self.fail(str(error))
            return
        states = Answer(_STATES, json.dumps(self.states).encode(), _JSON)
        for call in calls:
            item = read_call(call, self.states)
            if isinstance(item, SourceRecord):
                self.read_from(item, Answer(item.url, json.dumps(call).encode(), _JSON), states)
            yield item
        pages = (response.headers.get("X-WP-TotalPages") or b"1").decode("latin-1")
        if not pages.isdigit() or int(pages) > _MOST_PAGES:
            self.fail(f"EIT Urban Mobility nennt {pages!r} Seiten.")
        elif page < int(pages):
            yield calls_on(page + 1)

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read a call again with the names of the states as they were then."""
        call, states = (json.loads(answer.content) for answer in answers)
        return read_call(call, {int(number): name for number, name in states.items()})


def calls_on(page: int) -> Request:
    """The request for one page of calls, in an order that new calls do not disturb."""
    query = dict(per_page=PER_PAGE, page=page, orderby="id", order="asc")
    return Request(f"{API}call-for-proposals?{urlencode(query)}", cb_kwargs=dict(page=page))


def read_states(body: bytes) -> dict[int, str]:
    """Read the taxonomy of states: names by number.

    Raises:
        UnreadableCalls: when this is no list.
    """
    numbered = (one for one in listed(body) if isinstance(one.get("id"), int))
    return {one["id"]: clean(str(one.get("name", ""))) for one in numbered}


def read_call(call: Mapping[str, Any], states: Mapping[int, str]) -> SourceRecord | Unread:
    """Read one call."""
    key, link = storable(str(call.get("id", ""))), storable(str(call.get("link") or ""))
    title = clean(_rendered(call, "title").text)
    if key and title and link.startswith(SOURCE.address):
        return _record_of(key, link, title, call, states)
    return Unread(link or key, "Der Aufruf hat keinen Titel oder keine Adresse.", key)


def _record_of(
    key: str, link: str, title: str, call: Mapping[str, Any], states: Mapping[int, str]
) -> SourceRecord:
    told = call.get("status-call")
    numbers = told if isinstance(told, list) else []
    names = [states.get(number, "") for number in numbers if isinstance(number, int)]
    return SourceRecord(
        source=SOURCE.name,
        key=key,
        url=link,
        title=title,
        language="en",
        summary=_rendered(call, "excerpt"),
        description=_rendered(call, "content"),
        # A status line restricts; a call that is open says so by its days.
        status_line=next((name for name in names if "clos" in name.casefold()), ""),
        levels=(Level.EU,),
        regions=(Region.EU,),
        funders=(SOURCE.operator,),
        licence=SOURCE.licence,
        attribution=SOURCE.attribution,
    )


def _rendered(call: Mapping[str, Any], name: str) -> RichText:
    part = call.get(name)
    return rich(str(part.get("rendered") or "") if isinstance(part, dict) else "")


def listed(body: bytes) -> list[dict[str, Any]]:
    """Read an answer, which is a list of objects.

    Raises:
        UnreadableCalls: when it is anything else.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableCalls("EIT Urban Mobility antwortet nicht mit einer Liste von Aufrufen.")
    return found
