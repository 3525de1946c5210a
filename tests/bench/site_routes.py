"""Every address of the site that can be opened, as each role, for site_speed.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_data import PEOPLE, TODAY, TOWN
from visitors import let_in
from werkzeug.routing import Rule

from index.schema import open_database
from webapp.accounts.queries import account_by_email
from webapp.settings import Settings
from webapp.site import create_app

QUERIES = {
    "search.page": ("?q=Radweg", "?q=Sanierung+der+Kita&status=offen", "?sort=deadline"),
    "search.suggestions": ("?q=Rad",),
    "reviews.page": ("", "?art=new", "?art=changed&seite=5"),
    "desk.page": ("?tage=365",),
    "meetings.page": (f"?kommune={TOWN}",),
}
NOT_PAGES = ("assets.file",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One address and the role that asks for it."""

    rule: str
    path: str
    role: str
    cookie: str


def sessions(data: Path) -> dict[str, str]:
    """Sign everybody in; gives the cookie of each."""
    db, cookies = open_database(data), {}
    for name, _, _ in PEOPLE:
        account = account_by_email(db, f"{name}@bench.example")
        assert account
        client = create_app(Settings(data=data), TODAY).test_client()
        let_in(client, db, account.id)
        cookie = client.get_cookie("foerdernetz")
        assert cookie is not None
        cookies[name] = f"foerdernetz={cookie.value}"
    db.close()
    return cookies


def routes(data: Path, cookies: dict[str, str]) -> Iterator[Asked]:
    """All GET routes with typical arguments; who may not open one, or finds nothing, is told so."""
    app = create_app(Settings(data=data), TODAY)
    values = _typical(data)
    for rule in sorted(app.url_map.iter_rules(), key=_pages_first):
        if "GET" not in (rule.methods or ()) or rule.endpoint in NOT_PAGES:
            continue
        path = _path(rule, values)
        for query in QUERIES.get(rule.endpoint, ("",)):
            for role, cookie in cookies.items():
                shown = rule.rule + query
                yield Asked(rule=shown, path=path + query, role=role, cookie=cookie)


def _pages_first(rule: Rule) -> tuple[bool, str]:
    """Files and data come last: they may be long, and a server that is busy with one is slow."""
    data = rule.rule.startswith(("/api/", "/common-grants/")) or "." in rule.rule
    return data, rule.rule


def _path(rule: Rule, values: dict[str, Any]) -> str:
    chosen = {name: _value(rule, name, values) for name in rule.arguments}
    built = rule.build(chosen)
    assert built
    return built[1]


def _value(rule: Rule, name: str, values: dict[str, Any]) -> Any:
    if items := getattr(rule._converters.get(name), "items", None):
        return min(items)
    if name == "number" and rule.rule.startswith("/vorhaben/"):
        return values["project"]
    if name == "number" and rule.endpoint == "programmes.compared":
        return values["changed"]
    known = {"number": values["programme"], "programme_number": values["programme"]}
    return (values | known).get(name, 1)


def _typical(data: Path) -> dict[str, Any]:
    """A Vorhaben of the town with its best programme, and a programme that changed."""
    db = open_database(data)
    best = """
        select programme, project from match join project on project.id = match.project
        where municipality = ? order by score desc limit 1
    """
    row = next(iter(db.query(best, [TOWN])))
    changed = """
        select programme as changed, programme_record.record from programme_record
        join record on record.id = programme_record.record where version > 1 limit 1
    """
    other = next(iter(db.query(changed)))
    db.close()
    more = dict(old=1, new=2, fact="deadlines", block="fristen", name="x", token="x")
    return row | other | more
