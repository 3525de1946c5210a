"""What each user of load.py has to open: programmes, the Vorhaben of the own town, words to ask."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from load_mix import Place

from index.schema import open_database
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email
from webapp.calendars.addresses import Owner, calendar_of, give_address, token_of
from webapp.secret import secret_key
from webapp.stamp import stamp
from webapp.tokens.queries import Scope, make_token

WORDS, OFFICE_USERS = 3000, ("manager", "manager", "manager", "reader", "reader")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who visits: the address, the role and what there is to open."""

    email: str
    role: Role
    place: Place


def users(data: Path, count: int, shared: Path, pause: float) -> list[User]:
    """So many people, of the offices first; each gets a calendar and a token for programs."""
    db, chance = open_database(data), Random(5)
    asked, programmes = _words(db, shared, chance), _programmes(db)
    names = [f"{name}@load.example" for name in OFFICE_USERS]
    names += [f"load{number}@load.example" for number in range(count)]
    found = []
    for email in names[:count]:
        account = account_by_email(db, email)
        assert account, f"{email}: furnish the folder with load_data.py"
        place = Place(
            programmes=programmes,
            vorhaben=_vorhaben(db, account),
            akten=_akten(db, account),
            words=asked,
            calendar=_calendar(db, data, account),
            token=_token(db, account),
            pause=pause,
        )
        found.append(User(email, account.role, place))
    db.close()
    return found


def _words(db: Database, shared: Path, chance: Random) -> list[str]:
    """Questions of people, and words that stand side by side in titles, all of them different."""
    lines = (shared / "gold/search_dev.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["query"] for line in lines if line.strip()]
    sql = "select json_extract(content, '$.title') from version order by id % 7919, id limit ?"
    for (title,) in db.execute(sql, [WORDS]):
        parts = title.split()
        begin = chance.randrange(max(1, len(parts) - 2))
        asked.append(" ".join(parts[begin : begin + chance.randint(1, 3)])[:80])
    return list(dict.fromkeys(asked))


def _programmes(db: Database) -> list[int]:
    sql = "select id from programme where hidden_because is null order by id % 7919 limit 2000"
    return [row[0] for row in db.execute(sql)]


def _vorhaben(db: Database, account: Account) -> list[str]:
    sql = "select id from project where municipality = ? or ? limit 20"
    everywhere = account.role is Role.MANAGER
    return [row[0] for row in db.execute(sql, [account.municipality, everywhere])]


def _akten(db: Database, account: Account) -> list[int]:
    sql = "select application from applicant where municipality = ?"
    return [row[0] for row in db.execute(sql, [account.municipality])]


def _calendar(db: Database, data: Path, account: Account) -> str:
    owner, at = Owner(account=account.id), stamp(datetime.now(UTC))
    found = calendar_of(db, owner) or give_address(db, owner, account, at)
    return f"/kalender/{token_of(found, secret_key(data))}.ics"


def _token(db: Database, account: Account) -> str:
    day = datetime.now(UTC).date()
    return make_token(db, account, "Probe", [Scope.PROGRAMMES.value], 30, day)
