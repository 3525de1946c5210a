"""The ways through the site that each role is offered."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from webapp.accounts.account import Account, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the header; without roles everybody who is logged in sees it.

    `also` names further capabilities whose pages belong to it.
    """

    label: str
    endpoint: str
    roles: tuple[Role, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    @property
    def current(self) -> bool:
        """Whether the page at hand belongs to it."""
        return request.blueprint in (self.endpoint.split(".")[0], *self.also)


_TOWNS = (Role.MANAGER, Role.STAFF, Role.READER)

_ENTRIES = (
    Entry("Start", "start.page"),
    Entry("Suche", "search.page", also=("saved", "concepts")),
    Entry(
        "Vorhaben",
        "projects.overview",
        also=("feedback", "meetings", "joint", "participation", "stances"),
    ),
    Entry("Förderakten", "applications.overview", _TOWNS, ("duties", "agreements")),
    Entry("Merklisten", "shortlists.overview"),
    Entry("Beratung", "enquiries.overview", (Role.MANAGER, Role.STAFF, Role.READER), ("advice",)),
    Entry("Wissen", "knowledge.page", _TOWNS, ("experience", "forecasts", "trainings")),
    Entry(
        "Neues",
        "desk.page",
        (Role.MANAGER, Role.ADMIN),
        ("duplicates", "decisions", "reviews", "by_hand"),
    ),
    Entry("Briefe", "mailroom.page", (Role.MANAGER,)),
    Entry(
        "Berichte",
        "reporting.page",
        (Role.MANAGER, Role.READER, Role.STAFF),
        ("cost_shares",),
    ),
    Entry("Quellen", "sources.page", (Role.MANAGER, Role.ADMIN), ("watchlist", "links")),
    Entry("Personen", "people.page", (Role.MANAGER, Role.ADMIN), ("audit",)),
)


def entries(account: Account | None) -> list[Entry]:
    """Give the links for this person."""
    if account is None:
        return []
    return [
        entry
        for entry in _ENTRIES
        if entry.endpoint in current_app.view_functions
        and (not entry.roles or account.role in entry.roles)
    ]
