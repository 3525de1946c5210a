"""What we ask the search of the EU Funding & Tenders Portal, in the one form that it understands.

The search ignores a query that does not arrive as file parts of a multipart body, and answers with
everything it has. So the body is built by hand, and `crawler.eu_answer` checks every page.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

SEARCH = "https://api.tech.ec.europa.eu/search-api/prod/rest/search"
BOUNDARY = "foerdernetz"
"""Constant, so that the same question has the same body in every run."""
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
PAGE_SIZE = 100
WINDOW = 10_000
"""The search gives no row beyond this one, however many there are."""
FIRST_YEAR, YEARS_AHEAD = 2021, 2
"""Calls of the running programmes begin in these years."""

GRANT, EXTERNAL, UPDATE, CASCADE = "1", "2", "6", "8"
FORTHCOMING, OPEN, CLOSED = "31094501", "31094502", "31094503"

PROGRAMMES = {
    "43108390": "HORIZON",
    "43252405": "LIFE",
    "43251567": "CEF",
    "43251589": "CERV",
    "43152860": "DIGITAL",
    "43298203": "UCPM",
    "44416173": "I3",
    "44773066": "JTM",
    "43254019": "ESF",
    "43353764": "ERASMUS",
    "43251814": "CREA",
    "43252476": "SMP",
    "43332642": "EU4H",
    "44773133": "IMREG",
    "43637601": "PPPA",
    "46324255": "ERDF-TA",
    "43252368": "ISF",
    "43251447": "AMIF",
    "43089234": "INNOVFUND",
    "43254037": "ESC",
}
"""The programmes of 2021-2027 in which a municipality can take part, by the code of the portal.

Programmes of earlier periods are never asked for: whatever is still listed there is stale.
"""

DISPLAYED = (
    "DATASOURCE", "identifier", "type", "status", "language", "frameworkProgramme", "title",
    "callIdentifier", "callTitle", "caName", "startDate", "deadlineDate", "deadlineModel",
    "typesOfAction", "keywords", "tags", "descriptionByte", "description", "topicConditions",
    "supportInfo", "budgetOverview", "latestInfos", "budget", "currency", "url",
)  # fmt: skip
TRANSLATED = (
    "DATASOURCE", "identifier", "type", "status", "language", "frameworkProgramme", "title", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slice:
    """One question: rows of these types, states and programmes, perhaps of one starting year."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    programmes: tuple[str, ...]
    year: int | None = None
    language: str = "en"

    def parts(self) -> dict[str, object]:
        """The parts of the multipart body."""
        must: list[object] = [{"terms": {"type": self.types}}]
        if self.statuses:
            must.append({"terms": {"status": self.statuses}})
        must.append({"terms": {"frameworkProgramme": self.programmes}})
        if self.year:
            days = {"gte": f"{self.year}-01-01", "lt": f"{self.year + 1}-01-01"}
            must.append({"range": {"startDate": days}})
        return {
            "query": {"bool": {"must": must}},
            "languages": [self.language],
            # Every other order has ties that fall differently on each page, or drops rows.
            "sort": {"field": "identifier", "order": "ASC"},
            "displayFields": DISPLAYED if self.language == "en" else TRANSLATED,
        }

    def narrower(self, this_year: int) -> Iterator["Slice"]:
        """Split a question with more rows than the window: by programme, then by year."""
        if len(self.programmes) > 1:
            for programme in self.programmes:
                yield replace(self, programmes=(programme,))
        elif self.year is None:
            for year in range(FIRST_YEAR, this_year + YEARS_AHEAD + 1):
                yield replace(self, year=year)


def everything() -> tuple[Slice, ...]:
    """The questions of one crawl.

    Closed topics are asked for as well, as far as the running programmes go: the updates (type 6)
    mostly tell about them, and a topic that has just closed must not look as if it had vanished.
    Updates carry no status, so they are a question of their own, and name their programme by code
    or by abbreviation. English is what we keep: the other languages are machine-made copies. Of
    the German ones we want the titles, so that calls are found by German words.
    """
    codes = tuple(PROGRAMMES)
    return (
        Slice((GRANT, EXTERNAL, CASCADE), (FORTHCOMING, OPEN, CLOSED), codes),
        Slice((UPDATE,), (), codes + tuple(PROGRAMMES.values())),
        Slice((GRANT, CASCADE), (FORTHCOMING, OPEN), codes, language="de"),
    )


def address(page: int) -> str:
    """The address of one page of answers."""
    query = {"apiKey": "SEDIA", "text": "***", "pageSize": PAGE_SIZE, "pageNumber": page}
    return f"{SEARCH}?{urlencode(query, safe='*')}"


def multipart(parts: dict[str, object]) -> bytes:
    """Write every part as a JSON file: anything else is ignored or ends in an error 500."""
    lines: list[str] = []
    for name, value in parts.items():
        lines += [
            f"--{BOUNDARY}",
            f'Content-Disposition: form-data; name="{name}"; filename="blob"',
            "Content-Type: application/json",
            "",
            json.dumps(value),
        ]
    return "\r\n".join([*lines, f"--{BOUNDARY}--", ""]).encode()
