"""New ways to apply together: invitations for towns, new groups for the Fördermittelmanagement."""

from collections.abc import Callable, Iterable
from datetime import date

from index.status import german_date
from index.store import Database
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Notice
from webapp.digest.readers import Reader
from webapp.digest.shelf import Shelf
from webapp.joint.groups import Group

MOST_NAMED = 6

_OPEN = """
    select joint_interest.programme, municipality, note, invited_at, respond_by
    from joint_interest left join joint_call on joint_call.programme = joint_interest.programme
    where municipality = ? and answer is null order by invited_at, joint_interest.programme
"""


def due_invitations(db: Database, reader: Reader, told: Told) -> list[Line]:
    """Invitations that the own municipality has not answered and no letter told of."""
    account = reader.account
    if account is None or reader.is_manager or not account.municipality:
        return []
    lines = (
        Line(
            why=Why.INVITATION,
            programme=row["programme"],
            subject=row["municipality"],
            version=row["invited_at"],
            detail=(row["note"] or "",),
        )
        for row in db.query(_OPEN, [account.municipality])
    )
    return [line for line in lines if line not in told]


def due_groups(groups: Callable[[], list[Group]], reader: Reader, told: Told) -> list[Line]:
    """Groups of municipalities that the manager was not told of; a smaller one is no news."""
    if not reader.is_manager:
        return []
    lines = []
    for group in groups():
        if not group.cooperation and not group.together:
            continue  # that it fits several towns stands with each Vorhaben
        before = told.versions(Why.JOINT, group.programme.id)
        if not any(set(group.towns) <= set(version.split(",")) for version in before):
            line = Line(
                why=Why.JOINT,
                programme=group.programme.id,
                version=",".join(sorted(group.towns)),
                detail=(tuple(group.towns.values()), group.cooperation or ""),
            )
            lines.append(line)
    return lines


def together(db: Database, lines: Iterable[Line], shelf: Shelf) -> tuple[Notice, ...]:
    """What a letter tells of joint applications; what was answered meanwhile is left out."""
    chosen = [line for line in lines if line.why in (Why.INVITATION, Why.JOINT)]
    usable = shelf.usable(line.programme for line in chosen if line.programme is not None)
    notices = []
    for line in chosen:
        text = _group(line) if line.why is Why.JOINT else _invitation(db, line)
        if line.programme not in usable or not text:
            continue
        programme = usable[line.programme]
        notices.append(
            Notice(
                title=programme.title,
                text=text,
                address=_address(line),
                own_lines=(line,),
                due_on=shelf.standing(programme).next_deadline,
                days_left=shelf.days_left(programme),
            )
        )
    return tuple(notices)


def _address(line: Line) -> str:
    if line.why is Why.INVITATION:
        return "/einladungen"
    return f"/gemeinsam/{line.programme}"


def _invitation(db: Database, line: Line) -> str:
    """What an invitation says today; nothing when it was answered."""
    rows = db.query(_OPEN, [line.subject])
    stands = next((row for row in rows if row["programme"] == line.programme), None)
    if stands is None:
        return ""
    said = ["Ihre Kommune ist eingeladen, sich gemeinsam mit anderen zu bewerben."]
    if stands["respond_by"]:
        day = german_date(date.fromisoformat(stands["respond_by"]))
        said.append(f"Bitte antworten Sie bis {day}.")
    if note := line.detail[0] if line.detail else "":
        said.append(f"Das Fördermittelmanagement schreibt dazu: „{note}“")
    return " ".join(said)


def _group(line: Line) -> str:
    towns, cooperation = line.detail
    named = ", ".join(towns[:MOST_NAMED])
    more = len(towns) - MOST_NAMED
    sentence = f"Passt zu Vorhaben in {len(towns)} Kommunen: {named}"
    sentence += f" und {more} weiteren." if more > 0 else "."
    return f"{sentence} Die Quelle sagt: „{cooperation}“" if cooperation else sentence
