"""Finding a Vorhaben for the person who asks."""

from flask import abort

from matcher.project import Project
from webapp.accounts.access import current_account, may_see_project
from webapp.projects.queries import project
from webapp.request import db


def visible_project(number: str) -> Project:
    """The Vorhaben, if this person may see it; a foreign one looks like one that is not there."""
    found = project(db(), number)
    if found is None or not may_see_project(current_account(), owner_of(found)):
        abort(404)
    return found


def owner_of(described: Project) -> str:
    """The AGS of the municipality that a Vorhaben belongs to."""
    return described.municipality.ags if described.municipality else ""
