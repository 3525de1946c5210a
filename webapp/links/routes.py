"""The page of links that lead nowhere, the worst first."""

from flask import Blueprint, render_template, request, url_for

from index.links import LinkState, outgoing_links
from webapp.accounts.access import Role, for_roles
from webapp.links.queries import count_links, doubtful_links
from webapp.paging import page_number, pages
from webapp.request import db

bp = Blueprint("links", __name__, template_folder="templates")

_SIZE = 50


@bp.get("/quellen/links")
@for_roles(Role.MANAGER, Role.ADMIN)
def page() -> str:
    """List broken links, then the doubtful ones."""
    outgoing, number = outgoing_links(db()), page_number(request.args)
    found = doubtful_links(db(), outgoing)
    start = (number - 1) * _SIZE
    return render_template(
        "links/links.html",
        links=found[start : start + _SIZE],
        broken=sum(link.state is LinkState.BROKEN for link in found),
        counts=count_links(db(), outgoing),
        pages=pages(
            len(found), _SIZE, number, lambda n: url_for("links.page", seite=n if n > 1 else None)
        ),
    )
