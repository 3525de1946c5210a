"""The programmes that a person follows: told of for a Vorhaben, kept, or recommended.

Changes and near deadlines are told of these alone.
"""

import json
from dataclasses import dataclass
from datetime import date

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest.ledger import Why
from webapp.digest.matches import towns_of
from webapp.digest.said import Said, remember
from webapp.digest.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A programme that somebody follows, for which Vorhaben, and whether it still fits there."""

    programme: int
    how: str  # kept, match, recommended
    project: str = ""
    label: str = ""
    fits: bool = True


_FOLLOWED = """
    select kept_match.programme, 'kept' as how, project.id as project,
        project.title as label, 1 as fits
    from kept_match join project on project.id = kept_match.project
    where project.municipality in (select value from json_each(:towns))
    union
    select letter_item.programme, 'match', project.id, project.title,
        iif(exists (select 1 from match where match.project = project.id
            and match.programme = letter_item.programme and match.eligible <> 'no'), 1, 0)
    from letter_item
    join letter on letter.id = letter_item.letter and letter.state = 'sent'
    join project on project.id = letter_item.project
    where letter_item.account = :account and letter_item.reason = :reason
        and project.municipality in (select value from json_each(:towns))
        and not exists (select 1 from dismissal where dismissal.project = project.id
            and dismissal.programme = letter_item.programme
            and undone_at is null and returned_on is null)
    union
    select programme, 'recommended', '', 'Empfohlen vom Fördermittelmanagement', 1
    from recommendation where municipality = :ags and withdrawn_at is null and :own
    order by 2, 4
"""


def followed_by(db: Database, account: Account) -> dict[int, Followed]:
    """What a person follows, by programme; what was kept comes before what only fitted."""
    values = dict(
        account=account.id,
        reason=Why.NEW_MATCH.value,
        towns=json.dumps(towns_of(db, account)),
        ags=account.municipality,
        own=account.role is not Role.MANAGER,
    )
    found: dict[int, Followed] = {}
    for row in db.query(_FOLLOWED, values):
        it = Followed(**row | dict(fits=bool(row["fits"])))
        stands = found.get(it.programme)
        if stands is None or (it.fits and not stands.fits):
            found[it.programme] = it
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a person was last told of a programme; `mark` differs from time to time."""

    said: Said
    mark: str


_LAST_TOLD = """
    select letter_item.programme, letter_item.id as at, programme_said.said, sources
    from letter_item
    join letter on letter.id = letter_item.letter and letter.state = 'sent'
    join programme_said on programme_said.mark = letter_item.said
    where letter_item.account = :account order by letter_item.id
"""
_BEFORE = """
    select programme, 0 as at, programme_said.said, sources from known_programme
    join programme_said on programme_said.mark = known_programme.said
    where known_programme.account = :account
"""


def known_to(db: Database, account: int) -> dict[int, Known]:
    """What a person knows of each programme, from the last letter that spoke of it."""
    found = {}
    for sql in (_BEFORE, _LAST_TOLD):
        for row in db.query(sql, dict(account=account)):
            words = json.loads(row["said"])
            said = Said(programme=row["programme"], words=words, sources=row["sources"])
            found[row["programme"]] = Known(said=said, mark=str(row["at"]))
    return found


def note_followed(db: Database, account: Account, shelf: Shelf) -> None:
    """Note what programmes say now that somebody follows without having been told of them."""
    unknown = followed_by(db, account).keys() - known_to(db, account.id).keys()
    programmes = shelf.shown(unknown).values()
    if not programmes:
        return
    with writing(db):
        marks = remember(db, [shelf.said(it) for it in programmes])
        for programme in programmes:
            _note(db, account.id, programme.id, marks[programme.id], shelf.today)


def _note(db: Database, account: int, programme: int, mark: str, day: date) -> None:
    row = dict(account=account, programme=programme, said=mark, day=day.isoformat())
    db.table("known_programme").insert(row, ignore=True)
