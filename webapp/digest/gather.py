"""Everything that is due to one reader, or that a letter in the outbox tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.digest.changed import due_changes
from webapp.digest.edition import Edition
from webapp.digest.expected import due_forecasts
from webapp.digest.followed import Followed, followed_by, known_to
from webapp.digest.ledger import Line, told_to
from webapp.digest.matches import DueMatch, due_matches, matches_in
from webapp.digest.readers import Reader
from webapp.digest.recommended import due_recommendations
from webapp.digest.reminders import due_reminders, remindings_for
from webapp.digest.reminding import Reminding
from webapp.digest.searches import DueSearch, due_searches, searches_in
from webapp.digest.soon import due_deadlines
from webapp.digest.together import due_groups, due_invitations
from webapp.digest.trainings import due_trainings


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a letter may tell: matches and searches as such, everything else by its line."""

    matches: list[DueMatch] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    searches: list[DueSearch] = field(default_factory=list)
    followed: Mapping[int, Followed] = field(default_factory=dict)
    remindings: list[Reminding] = field(default_factory=list)


def due_to(edition: Edition, reader: Reader) -> Due:
    """Everything that is due to a reader this week."""
    db, shelf = edition.db, edition.shelf
    told = told_to(db, reader.account_id, reader.subscriber)
    searches = due_searches(db, edition.folder, reader, told, edition.today)
    if reader.account is None:
        return Due(searches=searches)
    followed = followed_by(db, reader.account)
    remindings = remindings_for(db, reader.account, shelf)
    return Due(
        matches=due_matches(db, reader.account, told),
        lines=[
            *due_recommendations(db, reader, told),
            *due_changes(followed, known_to(db, reader.account.id), told, shelf),
            *due_deadlines(followed, told, shelf),
            *due_reminders(remindings, told, edition.today),
            *due_forecasts(db, reader, told, edition.today),
            *due_invitations(db, reader, told),
            *due_groups(edition.groups, reader, told),
            *due_trainings(db, reader, told, edition.today),
        ],
        searches=searches,
        followed=followed,
        remindings=remindings,
    )


def reminders_due_to(edition: Edition, reader: Reader) -> Due:
    """The reminders of today alone."""
    if reader.account is None:
        return Due()
    told = told_to(edition.db, reader.account.id, None)
    remindings = remindings_for(edition.db, reader.account, edition.shelf)
    lines = due_reminders(remindings, told, edition.today)
    return Due(lines=lines, remindings=remindings)


def due_again(edition: Edition, reader: Reader, lines: list[Line]) -> Due:
    """What a letter in the outbox tells, as far as it still holds."""
    db = edition.db
    searches = searches_in(db, reader, lines)
    if reader.account is None:
        return Due(searches=searches)
    return Due(
        matches=matches_in(db, lines),
        lines=lines,
        searches=searches,
        followed=followed_by(db, reader.account),
        remindings=remindings_for(db, reader.account, edition.shelf),
    )
