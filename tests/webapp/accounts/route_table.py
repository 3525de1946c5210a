"""Who may do what on which route; a new route needs its line here.

The key is the method and the endpoint. `who` names for whom the route is open; `status` is what
they get, `values` fills in the address, `query` and `data` are sent along. Addresses and data aim
at the Vorhaben `geheim` of town A. A new way to refuse somebody is a new audience.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

LOGIN, FORBIDDEN, HIDDEN = 302, 403, 404
ROLES = ("nobody", "reader", "mayor of A", "staff of A", "staff of B", "manager", "admin")
TO_LOGIN = {"nobody": LOGIN}


def _only(*roles: str, others: int = FORBIDDEN, **special: int) -> Mapping[str, int]:
    refused = {role: others for role in ROLES if role not in roles} | TO_LOGIN
    return refused | {name.replace("_", " "): status for name, status in special.items()}


PUBLIC: Mapping[str, int] = {}
SIGNED_IN: Mapping[str, int] = TO_LOGIN
MANAGER = _only("manager")
ADMIN = _only("admin")
DESK = _only("manager", "admin")
TOWNS = _only("staff of A", "staff of B")
WRITERS = _only("manager", "staff of A", "staff of B")
SEES_A = _only("manager", "staff of A", "mayor of A", others=HIDDEN)
WRITES_A = _only("manager", "staff of A", staff_of_B=HIDDEN)
NEEDS_TOKEN = dict.fromkeys(ROLES, 401)
"""A session opens nothing of the interface."""
OWNER = _only("staff of A", others=HIDDEN)
"""The person of A alone, for what belongs to one person."""
MEMBERS = _only("manager", "reader", "mayor of A", "staff of A", "staff of B")
ASKERS = _only("reader", "mayor of A", "staff of A", "staff of B")
OWN_QUESTION = _only("staff of A", reader=HIDDEN, staff_of_B=HIDDEN)
MEMBERS = _only("reader", "mayor of A", "staff of A", "staff of B", "manager")
READS_A = _only("manager", "staff of A", "mayor of A", reader=HIDDEN, staff_of_B=HIDDEN)
OWN_NOTE = _only("staff of A", manager=HIDDEN, staff_of_B=HIDDEN)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One route with one method. The statuses of the refused come from `who`."""

    who: Mapping[str, int]
    status: int = 200
    values: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    data: Callable[[], Mapping[str, Any]] = dict
    but: Mapping[str, int] = field(default_factory=dict)
    writes: bool = False
    """Whether it may write more than its own: a visit by reading, a question that found little."""

    def expected(self, role: str) -> int:
        """The status that this role gets."""
        return self.but.get(role, self.who.get(role, self.status))


def _vorhaben_of_a(title: str) -> dict[str, Any]:
    open_ = dict.fromkeys(("applicant_type", "looking_for", "stage"), "")
    return dict(municipality="06433011", title=title) | open_


def _table_of_a() -> dict[str, Any]:
    text = "kennung;titel;ags\ngeheim;Übernommen;06433011\n"
    return dict(file=(io.BytesIO(text.encode()), "vorhaben.csv"))


def _calendar() -> dict[str, Any]:
    text = "Datum;Gremium\n2026-09-01;Bauausschuss\n"
    return dict(kommune="06433011", anew="ja", file=(io.BytesIO(text.encode()), "sitzungen.csv"))


def _weeks() -> dict[str, Any]:
    return dict(kommune="06433011", preparation=9, papers=3, afterwards=1)


def _file_of_a() -> dict[str, Any]:
    return dict(kind="other", file=(io.BytesIO(b"Vermerk"), "vermerk.txt"))


NUMBERS = dict(
    number=1,
    programme_number=1,
    dismissal=1,
    recommendation=1,
    record=1,
    old=1,
    new=2,
    which=1,
    fact="deadlines",
    form="csv",
)
VORHABEN = dict(number="geheim")
FIXED_YEAR = dict(year=2025)
LETTER_OF_A = FIXED_YEAR | dict(ags="06433011")
POST = 303

TABLE: dict[str, Line] = {
    # everybody
    "GET accounts.sign_in_page": Line(who=PUBLIC, but=dict.fromkeys(ROLES[1:], 302)),
    "POST accounts.sign_in_page": Line(who=PUBLIC, status=400),
    "POST accounts.sign_out_page": Line(who=PUBLIC, status=POST),
    "GET accounts.invitation": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "POST accounts.invitation": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "GET monitoring.health": Line(who=PUBLIC),
    "GET monitoring.metrics": Line(who=PUBLIC, status=404),
    "GET assets.file": Line(who=PUBLIC, values=dict(name="site.css")),
    "GET digest.ask_to_unsubscribe": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "POST digest.unsubscribe": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "GET acting.ask": Line(who=PUBLIC, status=404, values=dict(action="merken", token="x")),
    "POST acting.act": Line(who=PUBLIC, status=404, values=dict(action="merken", token="x")),
    "GET subscriptions.order": Line(who=PUBLIC),
    "POST subscriptions.ordered": Line(who=PUBLIC, status=400),
    "GET subscriptions.ask_to_confirm": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "POST subscriptions.confirmed": Line(who=PUBLIC, status=404, values=dict(token="x")),
    "GET second_factor.code_page": Line(who=PUBLIC, status=303),
    "POST second_factor.code_page": Line(who=PUBLIC, status=303),
    "GET sign_on.there": Line(who=PUBLIC, status=404),
    "GET sign_on.back": Line(who=PUBLIC, status=404),
    "GET statements.page": Line(who=PUBLIC, values=dict(name="impressum")),
    # whoever is signed in
    "GET handbook.contents": Line(who=SIGNED_IN),
    "GET handbook.page": Line(who=SIGNED_IN, status=404, values=dict(name="x")),
    "GET handbook.picture": Line(who=SIGNED_IN, status=404, values=dict(name="x")),
    "GET accounts.own_account": Line(who=SIGNED_IN),
    "GET accounts.change_password": Line(who=SIGNED_IN),
    "POST accounts.change_password": Line(who=SIGNED_IN, status=400),
    "POST privacy.own": Line(who=SIGNED_IN),
    "POST accounts.choose_letter": Line(who=SIGNED_IN, status=POST),
    "GET wishes.page": Line(who=SIGNED_IN),
    "POST wishes.choose": Line(
        who=SIGNED_IN, status=POST, data=lambda: dict(weekday="2", hour="8")
    ),
    "POST wishes.choose_reminders": Line(who=SIGNED_IN, status=POST, data=lambda: dict(days="14")),
    "GET second_factor.page": Line(who=SIGNED_IN),
    "POST second_factor.page": Line(who=SIGNED_IN, status=400),
    "GET second_factor.set_up": Line(who=SIGNED_IN, status=303),
    "POST second_factor.set_up": Line(who=SIGNED_IN, status=303),
    "GET accounts.own_sessions": Line(who=SIGNED_IN),
    "POST accounts.end_sessions": Line(who=SIGNED_IN, status=POST, data=lambda: dict(session="3")),
    "GET start.whole": Line(
        who=_only("staff of A", "staff of B", "mayor of A", others=HIDDEN),
        values=dict(block="treffer"),
    ),
    "GET start.page": Line(who=SIGNED_IN, writes=True),
    "GET search.page": Line(who=SIGNED_IN, query="?q=Radwege", writes=True),
    "GET search.suggestions": Line(who=SIGNED_IN, query="?q=MARKE"),
    "GET programmes.page": Line(who=SIGNED_IN),
    "GET programmes.pdf": Line(who=SIGNED_IN),
    "GET programmes.compared": Line(who=SIGNED_IN),
    "GET programmes.compare_chosen": Line(who=SIGNED_IN, status=302),
    "GET saved.page": Line(who=SIGNED_IN),
    "POST saved.save": Line(
        who=SIGNED_IN, status=POST, data=lambda: dict(name="Neu", address="q=Rad")
    ),
    "POST saved.change": Line(who=OWNER, status=POST, data=lambda: dict(action="entfernen")),
    # Vorhaben and what belongs to a municipality
    "GET projects.overview": Line(who=SIGNED_IN),
    "GET projects.new": Line(who=WRITERS),
    "POST projects.new": Line(
        who=WRITERS,
        status=POST,
        data=lambda: _vorhaben_of_a("Untergeschoben"),
        but={"staff of B": 400},
    ),
    "GET projects.import_table": Line(who=WRITERS),
    "POST projects.import_table": Line(who=WRITERS, data=_table_of_a, but={"staff of B": 400}),
    "GET projects.page": Line(who=SEES_A, values=VORHABEN),
    "GET projects.edit": Line(who=WRITES_A, values=VORHABEN),
    "POST projects.edit": Line(
        who=WRITES_A,
        status=POST,
        values=VORHABEN,
        data=lambda: _vorhaben_of_a("Umbenannt"),
    ),
    "POST projects.delete": Line(who=WRITES_A, status=POST, values=VORHABEN),
    "GET feedback.dismiss": Line(who=WRITES_A, values=VORHABEN),
    "POST feedback.dismiss": Line(
        who=WRITES_A, status=POST, values=VORHABEN, data=lambda: dict(reasons="OTHER")
    ),
    "POST feedback.keep": Line(
        who=WRITES_A, status=POST, values=VORHABEN, data=lambda: dict(keep="nein")
    ),
    "POST feedback.undo": Line(who=WRITES_A, status=POST, values=VORHABEN),
    "GET participation.page": Line(who=SIGNED_IN),
    "GET participation.workbook": Line(who=SIGNED_IN),
    "GET joint.invitations": Line(who=SIGNED_IN),
    "POST joint.answer": Line(
        who=TOWNS, status=POST, data=lambda: dict(answer="nein"), but={"staff of B": HIDDEN}
    ),
    "GET meetings.page": Line(who=WRITERS, query="?kommune=06433011", but={"staff of B": HIDDEN}),
    "POST meetings.add": Line(who=WRITERS, status=POST, data=_calendar, but={"staff of B": HIDDEN}),
    "POST meetings.tell_lead_times": Line(
        who=WRITERS, status=POST, data=_weeks, but={"staff of B": HIDDEN}
    ),
    # working together
    "POST notes.write": Line(who=WRITERS, status=400),
    "GET notes.edit": Line(who=OWN_NOTE, status=POST),
    "POST notes.edit": Line(who=OWN_NOTE, status=POST),
    "POST notes.delete": Line(who=WRITES_A, status=POST, but={"manager": FORBIDDEN}),
    "POST notes.read": Line(who=SEES_A, status=POST),
    "GET notes.pass_on": Line(who=WRITERS),
    "POST notes.pass_on": Line(who=WRITERS, status=400),
    "GET shortlists.overview": Line(who=SIGNED_IN),
    "POST shortlists.make": Line(who=WRITERS, status=400),
    "GET shortlists.page": Line(who=SEES_A),
    "POST shortlists.change": Line(who=WRITES_A, status=400, but={"manager": FORBIDDEN}),
    "POST shortlists.delete": Line(who=WRITES_A, status=POST, but={"manager": FORBIDDEN}),
    "POST shortlists.note_one": Line(
        who=WRITES_A, status=POST, data=lambda: dict(version=1), but={"manager": FORBIDDEN}
    ),
    "POST shortlists.take_one_out": Line(who=WRITES_A, status=POST, but={"manager": FORBIDDEN}),
    "GET shortlists.choose": Line(who=WRITERS),
    "POST shortlists.keep": Line(who=WRITERS, status=POST),
    "GET stances.overview": Line(who=MANAGER),
    "GET forecasts.page": Line(who=MANAGER),
    "GET knowledge.page": Line(who=MEMBERS),
    "GET knowledge.own": Line(who=WRITERS),
    "POST knowledge.own": Line(who=WRITERS, status=400),
    "GET experience.share": Line(who=_only(staff_of_A=HIDDEN, staff_of_B=HIDDEN)),
    "POST experience.share": Line(who=_only(staff_of_A=HIDDEN, staff_of_B=HIDDEN)),
    "POST knowledge.forget": Line(
        who=_only("staff of A", manager=HIDDEN, staff_of_B=HIDDEN), status=POST
    ),
    "GET knowledge.give": Line(who=WRITERS),
    "POST knowledge.give": Line(who=WRITERS, status=400),
    "GET knowledge.change": Line(who=_only("manager", "staff of A"), values=dict(number=2)),
    "POST knowledge.change": Line(
        who=_only("manager", "staff of A"), status=400, values=dict(number=2)
    ),
    "POST knowledge.take_away": Line(
        who=_only("manager", "staff of A"), status=POST, values=dict(number=2)
    ),
    "GET knowledge.ask": Line(who=WRITERS, query="?kommune=06433001&programm=1"),
    "POST knowledge.ask": Line(who=WRITERS, query="?kommune=06433001&programm=1", status=400),
    "GET knowledge.conversation": Line(who=READS_A, values=dict(number=2)),
    "POST knowledge.conversation": Line(
        who=_only("staff of A", reader=HIDDEN, staff_of_B=HIDDEN), status=400, values=dict(number=2)
    ),
    "POST knowledge.turn_into_lesson": Line(
        who=_only(manager=HIDDEN, staff_of_A=HIDDEN, staff_of_B=HIDDEN),
        status=HIDDEN,
        values=dict(number=2, message=1),
    ),
    "GET forecasts.correct": Line(who=MANAGER),
    "POST forecasts.correct": Line(who=MANAGER, status=400),
    "POST forecasts.undo": Line(who=MANAGER, status=POST),
    "GET stances.say": Line(who=WRITERS),
    "POST stances.say": Line(who=WRITERS, status=400),
    "POST stances.take_back": Line(who=WRITERS, status=POST, data=lambda: dict(version=1)),
    "POST stances.seen": Line(who=WRITES_A, status=POST, but={"manager": HIDDEN}),
    "GET experience.tell": Line(who=WRITERS),
    "POST experience.tell": Line(who=WRITERS, status=400),
    "GET experience.change": Line(who=_only("staff of A")),
    "POST experience.change": Line(who=_only("staff of A"), status=400),
    "POST experience.forget": Line(who=_only("staff of A"), status=POST),
    "GET enquiries.moved": Line(who=SIGNED_IN, status=301),
    "GET enquiries.overview": Line(who=SIGNED_IN),
    "GET enquiries.ask": Line(who=ASKERS),
    "POST enquiries.ask": Line(who=ASKERS, status=400),
    "GET enquiries.ask_about": Line(who=ASKERS),
    "POST enquiries.ask_about": Line(who=ASKERS, status=400),
    "GET enquiries.report": Line(who=ASKERS),
    "POST enquiries.report": Line(who=ASKERS, status=400),
    "GET enquiries.page": Line(who=SEES_A, but={"admin": FORBIDDEN}),
    "POST enquiries.page": Line(who=SEES_A, status=400, but={"admin": FORBIDDEN}),
    "POST enquiries.close": Line(who=SEES_A, status=POST, but={"admin": FORBIDDEN}),
    "POST enquiries.open_again": Line(who=SEES_A, status=POST, but={"admin": FORBIDDEN}),
    "POST enquiries.step": Line(
        who=SEES_A, status=POST, data=lambda: dict(version="1"), but={"admin": FORBIDDEN}
    ),
    "POST enquiries.read": Line(who=SEES_A, status=POST, but={"admin": FORBIDDEN}),
    "POST enquiries.upload": Line(who=SEES_A, status=POST, but={"admin": FORBIDDEN}),
    "GET enquiries.download": Line(who=SEES_A, but={"admin": FORBIDDEN}),
    "POST enquiries.remove": Line(
        who=SEES_A, status=POST, but={"admin": FORBIDDEN, "mayor of A": FORBIDDEN}
    ),
    "POST enquiries.withdraw": Line(who=OWN_QUESTION, status=POST),
    # Förderakten
    "GET duties.overview": Line(who=SIGNED_IN),
    "GET duties.page": Line(who=SEES_A),
    "GET duties.change": Line(who=WRITES_A),
    "POST duties.change": Line(who=WRITES_A, status=400),
    "POST duties.finish": Line(
        who=WRITES_A, status=POST, data=lambda: dict(done_on="2026-06-15", version="1")
    ),
    "POST duties.drop": Line(
        who=WRITES_A, status=POST, data=lambda: dict(reason="Widerrufen", version="1")
    ),
    "POST duties.reopen": Line(who=WRITES_A, status=POST, data=lambda: dict(version="1")),
    "GET duties.propose": Line(who=WRITES_A),
    "POST duties.propose": Line(who=WRITES_A, status=400),
    "GET duties.add": Line(who=WRITES_A),
    "POST duties.add": Line(who=WRITES_A, status=400),
    "GET duties.pack": Line(who=WRITES_A, query="?person=3"),
    "GET duties.hand": Line(who=WRITES_A, values=dict(number=3)),
    "POST duties.hand": Line(
        who=WRITES_A,
        status=POST,
        values=dict(number=3),
        data=lambda: {"version-1": "1", "wer-1": "3"},
    ),
    "GET agreements.page": Line(who=SEES_A, values=dict(number=2)),
    "GET agreements.divide": Line(who=WRITES_A, values=dict(number=2)),
    "POST agreements.divide": Line(who=WRITES_A, values=dict(number=2), status=400),
    "POST agreements.consent": Line(
        who=WRITES_A, values=dict(number=2, ags="06433011"), status=400
    ),
    "GET agreements.teams": Line(who=WRITES_A, values=dict(number=2)),
    "POST agreements.teams": Line(
        who=WRITES_A, values=dict(number=2), status=POST, data=lambda: dict(version="2")
    ),
    "GET applications.overview": Line(who=SIGNED_IN),
    "GET applications.new": Line(who=WRITERS),
    "POST applications.new": Line(who=WRITERS, status=400),
    "GET applications.page": Line(who=SEES_A),
    "GET applications.pdf": Line(who=SEES_A),
    "GET applications.edit": Line(who=WRITES_A),
    "POST applications.edit": Line(
        who=WRITES_A, status=POST, data=lambda: dict(title="Anders", version="1")
    ),
    "POST applications.delete": Line(who=WRITES_A, status=POST),
    "GET applications.money": Line(who=WRITES_A),
    "POST applications.money": Line(
        who=WRITES_A, status=POST, data=lambda: {"cost-06433011": "5", "version": "1"}
    ),
    "GET applications.stage": Line(who=WRITES_A),
    "POST applications.stage": Line(
        who=WRITES_A, status=POST, data=lambda: dict(to="submitted", version="1")
    ),
    "POST applications.words": Line(who=WRITES_A, status=POST, data=lambda: dict(words="Ja")),
    "GET applications.award": Line(who=WRITES_A),
    "POST applications.award": Line(
        who=WRITES_A,
        status=POST,
        data=lambda: dict(dated="2026-06-01", granted="5", version="1"),
    ),
    "POST applications.add": Line(who=WRITES_A, status=POST, data=lambda: dict(title="Anrufen")),
    "POST applications.renew": Line(who=WRITES_A, status=POST),
    "POST applications.check": Line(who=WRITES_A, status=POST, data=lambda: dict(tun="erledigt")),
    "POST applications.upload": Line(who=WRITES_A, status=POST, data=_file_of_a),
    "GET applications.download": Line(who=SEES_A, status=POST),  # the walk keeps no file on disk
    "POST applications.remove": Line(who=WRITES_A, status=POST),
    "GET trainings.overview": Line(who=SIGNED_IN),
    "GET trainings.page": Line(who=SIGNED_IN),
    "GET trainings.download": Line(who=SIGNED_IN, values=dict(which=2)),
    "POST trainings.take_seat": Line(who=SIGNED_IN, status=POST),
    "POST trainings.bring": Line(who=WRITERS, status=400),
    "POST trainings.leave": Line(who=_only("manager", "staff of A", others=HIDDEN), status=POST),
    "GET trainings.ask_to_leave": Line(who=PUBLIC, status=404, values=dict(token="1-x")),
    "POST trainings.leave_by_link": Line(who=PUBLIC, status=404, values=dict(token="1-x")),
    # to take along
    "GET api.documentation": Line(who=PUBLIC),
    "GET api.description": Line(who=PUBLIC),
    "GET api.programmes": Line(who=PUBLIC, query="?q=Radwege"),
    "GET api.one_programme": Line(who=PUBLIC),
    "GET api.programme_as_json": Line(who=PUBLIC),
    "GET api.changes": Line(who=PUBLIC, query="?since=2026-01-01"),
    "GET api.projects": Line(who=NEEDS_TOKEN),
    "GET api.matches": Line(who=NEEDS_TOKEN, values=VORHABEN),
    "GET common_grants.opportunities": Line(who=PUBLIC),
    "GET common_grants.opportunity_page": Line(who=PUBLIC, status=404, values=dict(oppId="x")),
    "POST common_grants.search": Line(who=PUBLIC),
    "GET tokens.page": Line(who=SIGNED_IN),
    "POST tokens.make": Line(who=SIGNED_IN, status=400),
    "POST tokens.revoke": Line(who=OWNER, status=POST),
    "GET calendars.page": Line(who=SIGNED_IN),
    "POST calendars.change": Line(
        who=WRITES_A,
        status=POST,
        data=lambda: dict(owner="06433011"),
        but=dict(admin=HIDDEN, reader=HIDDEN),
    ),
    "GET calendars.subscribed": Line(who=PUBLIC, status=404, values=dict(token="1-x")),
    "GET exchange.search_feed": Line(who=PUBLIC, query="?q=Radwege"),
    "GET exchange.search_list": Line(who=SIGNED_IN, query="?q=Radwege", writes=True),
    "GET exchange.kept_list": Line(who=SIGNED_IN, writes=True),
    "GET exchange.shortlist_list": Line(who=SEES_A, writes=True),
    "GET exchange.project_list": Line(who=SEES_A, values=VORHABEN, writes=True),
    "GET exchange.news_list": Line(who=DESK, writes=True),
    # the desk of the Fördermittelmanagement
    "GET advice.blocks": Line(who=MANAGER),
    "POST advice.add_block": Line(who=MANAGER, status=400),
    "GET advice.change_block": Line(who=MANAGER),
    "POST advice.change_block": Line(who=MANAGER, status=400),
    "POST advice.retire_block": Line(who=MANAGER, status=POST),
    "GET advice.time": Line(who=MANAGER),
    "POST advice.add_time": Line(who=MANAGER, status=400),
    "POST advice.spend": Line(who=MANAGER, status=POST, data=lambda: dict(minuten="5")),
    "POST advice.correct": Line(who=MANAGER, status=POST, data=lambda: dict(minuten="5")),
    "POST trainings.upload": Line(who=MANAGER, status=POST),
    "POST trainings.remove": Line(who=MANAGER, status=POST, values=dict(which=2)),
    "GET trainings.new": Line(who=MANAGER),
    "POST trainings.new": Line(who=MANAGER, status=400),
    "GET trainings.edit": Line(who=MANAGER),
    "POST trainings.edit": Line(who=MANAGER, status=400),
    "POST trainings.call_off": Line(who=MANAGER, status=POST),
    "POST trainings.attendance": Line(who=MANAGER, status=POST),
    "GET trainings.missing_topics": Line(who=MANAGER),
    "GET desk.page": Line(who=DESK, writes=True),
    "GET sources.page": Line(who=DESK),
    "GET work.page": Line(who=DESK),
    "GET links.page": Line(who=DESK),
    "GET watchlist.page": Line(who=DESK),
    "POST watchlist.page": Line(who=DESK, status=400),
    "POST watchlist.change": Line(who=DESK, status=400),
    "GET decisions.overview": Line(who=DESK),
    "GET decisions.fact_page": Line(who=MANAGER),
    "POST decisions.fact_page": Line(who=MANAGER, status=400),
    "POST decisions.step": Line(who=MANAGER, status=400),
    "GET duplicates.page": Line(who=DESK),
    "GET duplicates.decided": Line(who=DESK),
    "GET duplicates.contradicting": Line(who=DESK),
    "POST duplicates.decide_pair": Line(who=DESK, status=400),
    "POST duplicates.undo": Line(who=DESK, status=400),
    "POST duplicates.apart": Line(who=DESK, status=400),
    "GET reviews.page": Line(who=DESK, writes=True),
    "POST reviews.recommend_one": Line(who=MANAGER, status=POST),
    "GET reviews.rules_page": Line(who=DESK),
    "POST reviews.rules_page": Line(who=DESK, status=400, but={"admin": FORBIDDEN}),
    "POST reviews.decide_one": Line(who=MANAGER, status=400),
    "POST reviews.decide_marked": Line(who=MANAGER, status=POST),
    "POST reviews.undo": Line(who=MANAGER, status=400),
    "GET mailroom.page": Line(who=MANAGER),
    "POST mailroom.rules": Line(who=MANAGER, status=POST, data=lambda: dict(hours="0", open="ja")),
    "POST mailroom.step": Line(who=MANAGER, status=400),
    "POST mailroom.free_address": Line(
        who=MANAGER, status=POST, data=lambda: dict(email="x@example.org")
    ),
    "GET mailroom.preview_of": Line(who=MANAGER, status=404, values=dict(account=999)),
    "POST mailroom.preview_of": Line(who=MANAGER, status=404, values=dict(account=999)),
    "GET mailroom.show_waiting": Line(who=MANAGER, status=404, values=dict(number=999)),
    "POST mailroom.show_waiting": Line(who=MANAGER, status=404, values=dict(number=999)),
    "GET mailroom.ledger": Line(who=MANAGER),
    "GET mailroom.one_letter": Line(who=MANAGER, status=404, values=dict(number=999)),
    "GET mailroom.circular": Line(who=MANAGER, status=404, values=dict(number=999)),
    "POST mailroom.circular": Line(who=MANAGER, status=404, values=dict(number=999)),
    "GET mailroom.show_circular": Line(who=MANAGER, status=404, values=dict(number=999)),
    "POST mailroom.show_circular": Line(who=MANAGER, status=404, values=dict(number=999)),
    "POST mailroom.send_circular": Line(who=MANAGER, status=404, values=dict(number=999)),
    "GET people.page": Line(who=DESK),
    "POST people.page": Line(who=DESK, status=400),
    "GET people.person": Line(who=DESK),
    "POST people.person": Line(who=DESK, status=400),
    "POST people.step": Line(who=DESK, status=400),
    "POST privacy.of_person": Line(who=DESK),
    "GET people.towns": Line(who=DESK),
    "POST people.participation": Line(
        who=DESK,
        status=POST,
        values=dict(ags="06433011"),
        data=lambda: dict(last="2026-01-01"),
        writes=True,
    ),
    "GET audit.page": Line(who=DESK),
    "GET audit.table": Line(who=DESK, writes=True),
    "GET by_hand.new": Line(who=MANAGER),
    "POST by_hand.new": Line(who=MANAGER, status=400),
    "GET by_hand.edit": Line(who=MANAGER, status=404),
    "POST by_hand.edit": Line(who=MANAGER, status=404),
    "GET concepts.page": Line(who=MANAGER),
    "GET concepts.add": Line(who=MANAGER),
    "POST concepts.add": Line(who=MANAGER, status=400),
    "GET concepts.change": Line(who=MANAGER, status=404),
    "POST concepts.change": Line(who=MANAGER, status=404),
    "POST concepts.remove": Line(who=MANAGER, status=404),
    "GET feedback.recommend_page": Line(who=MANAGER),
    "POST feedback.recommend_page": Line(who=MANAGER, status=400),
    "POST feedback.withdraw_one": Line(who=MANAGER, status=POST),
    "GET reporting.page": Line(who=MEMBERS),
    "GET reporting.one_figure": Line(who=MEMBERS, values=dict(key="vorgemerkt")),
    "GET reporting.pdf": Line(who=MEMBERS, writes=True),
    "GET reporting.workbook": Line(who=MEMBERS, writes=True),
    "GET cost_shares.overview": Line(who=MEMBERS),
    "GET cost_shares.year_page": Line(who=MEMBERS, values=FIXED_YEAR, but={"staff of B": HIDDEN}),
    "POST cost_shares.enter": Line(who=MANAGER, status=400, values=FIXED_YEAR),
    "POST cost_shares.fix_year": Line(who=MANAGER, status=400, values=FIXED_YEAR),
    "GET cost_shares.letter": Line(who=MEMBERS, values=LETTER_OF_A, but={"staff of B": HIDDEN}),
    "GET cost_shares.workbook": Line(
        who=_only("manager", "reader", "mayor of A"), values=FIXED_YEAR
    ),
    "GET cost_shares.rules_page": Line(who=MANAGER),
    "POST cost_shares.rules_page": Line(
        who=MANAGER, status=400, data=lambda: dict(first_year="bald")
    ),
    "GET cost_shares.classes_page": Line(who=MANAGER),
    "POST cost_shares.classes_page": Line(who=MANAGER, status=400),
    "GET cost_shares.one_class": Line(who=MANAGER),
    "POST cost_shares.one_class": Line(who=MANAGER, status=400, data=lambda: dict(first="bald")),
    "GET joint.overview": Line(who=MANAGER),
    "GET joint.interest": Line(who=MANAGER),
    "POST joint.invite": Line(who=MANAGER, status=400),
    "GET participation.new": Line(who=MANAGER),
    "POST participation.new": Line(who=MANAGER, status=400),
    "GET participation.change": Line(who=MANAGER),
    "POST participation.change": Line(who=MANAGER, status=400),
    "POST participation.delete": Line(who=MANAGER, status=POST),
    "POST joint.lead": Line(who=MANAGER, status=400),
    "GET joint.found": Line(who=MANAGER),
    "POST joint.found": Line(who=MANAGER, status=400),
}
