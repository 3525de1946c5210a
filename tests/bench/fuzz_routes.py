"""Ask every address of the site odd things in every role, and print what went wrong.

    .venv/bin/python tests/bench/fuzz_routes.py [--cases 6] [--role manager …]

The description that schemathesis works from is made here: addresses from the map of routes, the
parameters of queries from our sources, the fields of forms from the pages that each role sees. Each
address meets the same filled site. An answer counts as a fault that is a 5xx, lacks a header,
repeats a marker as markup, or tells of our code. Forms carry the token of their page.
"""

import argparse
import io
import logging
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT), str(PROJECT / "tests/webapp/accounts")]

import schemathesis  # noqa: E402
from faults import say  # noqa: E402
from filled_site import FilledSite, fill  # noqa: E402
from flask import got_request_exception  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from route_table import NUMBERS, TABLE  # noqa: E402
from visitors import let_in  # noqa: E402

from index.schema import FILE_NAME, create_database  # noqa: E402

ROLES = {
    "visitor": "",
    "staff": "staff of A",
    "reader": "mayor of A",
    "manager": "manager",
    "admin": "admin",
}
MARKER = '"><script>x7</script>'
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
_ODD = [MARKER, "", "0", "-1", "²", "9" * 30, "\x00", "31.2.2026", "1e400", "a" * 5000, "../x", "%"]
_ASKED = re.compile(r"args\.(?:get|getlist)\(\s*\"([\w-]+)\"")
_TOLD = re.compile(r"Traceback \(most recent|File \"/|sqlite3\.|jinja2\.|werkzeug\.")


class _Forms(HTMLParser):
    """The forms of a page: where they lead, how, and the values of their fields."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, set[str]], set[str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            way = told.get("method", "get").upper()
            self.found.append((told.get("action", ""), way, {}, set()))
        if not self.found:
            return
        *_, fields, files = self.found[-1]
        name = told.get("name", "")
        if tag in ("input", "textarea", "select", "button") and name:
            fields.setdefault(name, set()).add(told.get("value", ""))
            self._select = name if tag == "select" else self._select
            if told.get("type") == "file":
                files.add(name)
        elif tag == "option" and self._select:
            fields.setdefault(self._select, set()).add(told.get("value", ""))


class Site:
    """A filled site as one role sees it, brought back to its beginning for each address."""

    def __init__(self, site: FilledSite, folder: Path, role: str) -> None:
        self.site, self.folder, self.role = site, folder, role
        self.kept = folder.parent / "kept.sqlite3"
        self.token = ""
        self.crashes: list[str] = []
        got_request_exception.connect(self._crashed, site.app)

    def _crashed(self, _app: Any, exception: Exception) -> None:
        frames = traceback.extract_tb(exception.__traceback__)
        own = [it for it in frames if it.filename.startswith(str(PROJECT))]
        frame = [it for it in own if "/.venv/" not in it.filename][-1]
        where = f"{Path(frame.filename).relative_to(PROJECT)}:{frame.lineno}"
        self.crashes.append(f"{type(exception).__name__} in {where}: {str(exception)[:80]}")

    def begin(self) -> Any:
        """The database as it was, and a browser in which this person is signed in."""
        with (
            closing(sqlite3.connect(self.kept)) as kept,
            closing(sqlite3.connect(self.folder / FILE_NAME)) as live,
        ):
            kept.backup(live)
        client = self.site.app.test_client()
        if person := self.site.people.get(ROLES[self.role]):
            db = create_database(self.folder)
            let_in(client, db, person.id)
            db.close()
        page = client.get("/konto" if self.role != "visitor" else "/anmelden").text
        self.token = (re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page) or [""])[0]
        return client


def forms_of(site: Site) -> dict[tuple[str, str], tuple[dict[str, set[str]], set[str]]]:
    """The fields of all forms that this role sees, by method and endpoint."""
    found: dict[tuple[str, str], tuple[dict[str, set[str]], set[str]]] = {}
    client, urls = site.begin(), site.site.app.url_map.bind("localhost")
    for _, address in site.site.addresses():
        answer = client.get(address)
        answer.get_data()
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        reader = _Forms()
        reader.feed(answer.text)
        for action, way, fields, files in reader.found:
            try:
                endpoint, _ = urls.match((action or address).split("?")[0], method=way)
            except Exception:  # a form to another site
                continue
            known, sent = found.setdefault((way, endpoint), ({}, set()))
            sent |= files
            for name, values in fields.items():
                known.setdefault(name, set()).update(values)
    return found


def description(site: Site) -> dict[str, Any]:
    """All addresses with their parameters and fields, as OpenAPI."""
    code = "".join(it.read_text() for it in (PROJECT / "webapp").rglob("*.py"))
    asked = sorted(set(_ASKED.findall(code)))
    forms, paths = forms_of(site), dict[str, Any]()
    for rule in site.site.app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        for way in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}):
            fields, files = forms.get((way, rule.endpoint), ({}, set()))
            real = _real(site.site, rule, way)
            params = [
                dict(name=name, required=True, **{"in": "path"}, schema=_value({str(real[name])}))
                for name in rule.arguments
            ]
            query = sorted({*asked, *fields} if way == "GET" else [])
            params += [
                {"name": it, "in": "query", "schema": _value(fields.get(it, set()))} for it in query
            ]
            told: dict[str, Any] = dict(
                operationId=f"{way} {rule.endpoint}",
                parameters=params,
                responses={"default": dict(description="x")},
            )
            if way != "GET":
                line = TABLE.get(f"{way} {rule.endpoint}")
                sent = dict(line.data()) if line else {}
                names = {it: fields.get(it, set()) for it in {*fields, *sent}} | {"zurueck": set()}
                body = {it: _value(values | _texts(sent.get(it))) for it, values in names.items()}
                kind = "application/x-www-form-urlencoded"
                told["requestBody"] = dict(
                    content={
                        kind: dict(
                            schema=dict(
                                type="object", properties=body, required=sorted({*fields, *sent})
                            )
                        ),
                    }
                )
                told["x-files"] = sorted(files)
            paths.setdefault(path, {})[way.lower()] = told
    return dict(openapi="3.0.3", info=dict(title="Fördernetz", version="1"), paths=paths)


def _texts(sent: Any) -> set[str]:
    many = sent if isinstance(sent, list) else [sent]
    return {str(it) for it in many if isinstance(it, str | int)}


def _real(site: FilledSite, rule: Any, way: str) -> dict[str, Any]:
    line = TABLE.get(f"{way} {rule.endpoint}")
    values: dict[str, Any] = {name: NUMBERS.get(name, 1) for name in rule.arguments}
    return values | dict(line.values if line else {}) | dict(site.values.get(rule.endpoint, {}))


def _value(known: set[str]) -> dict[str, Any]:
    return {
        "anyOf": [
            {"enum": sorted(known)} if known else {"enum": ["1"]},
            {"enum": _ODD},
            {"type": "string", "maxLength": 40},
        ]
    }


def faults_in(answer: Any) -> Iterator[str]:
    """What is wrong with an answer, whatever was asked."""
    if answer.status_code >= 500 and answer.status_code != 503:
        yield f"status {answer.status_code}"
    for name in HEADERS:
        if name not in answer.headers:
            yield f"no {name} (status {answer.status_code})"
    if answer.mimetype in ("text/html", "application/xml", "application/atom+xml", "image/svg+xml"):
        text = answer.get_data(as_text=True)
        if "<script>x7" in text:
            yield "repeats the marker as markup"
        if _TOLD.search(text):
            yield "tells of our code"


def ask(site: Site, operation: Any, cases: int) -> tuple[Counter[int], Counter[str]]:
    """Ask one address so often; gives statuses and faults."""
    client, statuses, wrong = site.begin(), Counter[int](), Counter[str]()
    files = operation.definition.raw.get("x-files", ())

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        body = dict(case.body) if isinstance(case.body, dict) else {}
        body = {name: str(value) for name, value in body.items()} | dict(csrf_token=site.token)
        body |= {name: (io.BytesIO(b"%PDF-1.4"), f"{MARKER}.pdf") for name in files}
        path = case.formatted_path
        sent = dict(data=body) if operation.method != "get" else {}
        site.crashes.clear()
        answer = client.open(path, method=operation.method.upper(), query_string=case.query, **sent)
        answer.get_data()
        statuses[answer.status_code] += 1
        wrong.update(faults_in(answer))
        wrong.update(site.crashes)
        answer.close()

    one()
    return statuses, wrong


def main() -> None:
    """Ask in every role, or in those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=6)
    asked.add_argument("--role", nargs="*", default=list(ROLES))
    given_ = asked.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        filled = fill(folder)
        shutil.copyfile(folder / FILE_NAME, Path(place) / "kept.sqlite3")
        for role in given_.role:
            started, statuses, broken, count = time.perf_counter(), Counter[int](), 0, 0
            site = Site(filled, folder, role)
            schema = schemathesis.openapi.from_dict(description(site))
            for found in schema.get_all_operations():
                operation, count = found.ok(), count + 1
                told, wrong = ask(site, operation, given_.cases)
                statuses += told
                broken += bool(wrong)
                for fault, times in wrong.items():
                    say(f"  {role}: {operation.label}: {fault} ({times}×)")
            crashed = sum(times for status, times in statuses.items() if status >= 500)
            seconds = time.perf_counter() - started
            rows.append(
                f"| {role} | {count} | {statuses.total()} | {crashed} | {broken} |"
                f" {seconds:.0f} s |"
            )
            say(f"  {role}: {dict(sorted(statuses.items()))}")
    say(
        "\n| role | routes | requests | 5xx | routes with faults | time |\n"
        "|---|--:|--:|--:|--:|--:|"
    )
    say("\n".join(rows))


if __name__ == "__main__":
    main()
