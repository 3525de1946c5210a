"""The fixed logins of the sample data; they exist only where `init --demo` created them."""

from dataclasses import dataclass
from datetime import date

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email, create_account, set_password


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """An account of the sample data."""

    email: str
    role: Role
    municipality: str | None
    purpose: str
    password: str = "Musterstadt-2026"


_LOGINS = (
    Login(
        email="management@demo.example",
        role=Role.MANAGER,
        municipality="06433",
        purpose="Fördermittelmanagement des Kreises",
    ),
    Login(
        email="buettelborn@demo.example",
        role=Role.STAFF,
        municipality="06433003",
        purpose="Verwaltung Büttelborn",
    ),
    Login(
        email="riedstadt@demo.example",
        role=Role.STAFF,
        municipality="06433011",
        purpose="Verwaltung Riedstadt",
    ),
    Login(
        email="beirat@demo.example",
        role=Role.READER,
        municipality=None,
        purpose="Beirat, liest Berichte",
    ),
    Login(
        email="technik@demo.example",
        role=Role.ADMIN,
        municipality=None,
        purpose="Technik: Konten und Quellen",
    ),
)


def add_logins(db: Database, today: date) -> None:
    """Create the accounts that are missing; a password that somebody changed stays."""
    for login in _LOGINS:
        if account_by_email(db, login.email) is None:
            account, _ = create_account(db, login.email, login.role, login.municipality, today)
            set_password(db, account.id, login.password)


def logins(db: Database) -> list[Login]:
    """The logins of the sample data that exist in this database."""
    return [login for login in _LOGINS if account_by_email(db, login.email)]
