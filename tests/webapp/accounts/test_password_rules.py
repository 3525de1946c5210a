"""Which passwords are taken, after NIST SP 800-63B, and how they are kept."""

import pytest
from argon2 import PasswordHasher
from conftest import MONDAY

from index.store import Database
from webapp.accounts import passwords
from webapp.accounts.account import Role
from webapp.accounts.passwords import LONGEST, SHORTEST, objection_to
from webapp.accounts.queries import account_with_password, create_account, set_password

ABOUT = ("jana.mueller", "riedstadt.example", "Riedstadt")


@pytest.mark.parametrize(
    "password",
    [
        "Grüne Wiesen am Altrhein",
        "nur kleine buchstaben reichen",
        "8321 0475 6692 1830 5",
        "xkq8#vtz!mr2plw9",
        "ä" * 3 + "Apfel Lampe Regen Tür",
        "Apfel Lampe Regen " * 7,
    ],
)
def test_long_passwords_are_taken_whatever_characters_they_have(password: str) -> None:
    assert SHORTEST <= len(password) <= LONGEST
    assert objection_to(password, ABOUT) is None


@pytest.mark.parametrize(
    "password",
    [
        "passwortpasswort",
        "Passwort12345678",
        "123456789012345",
        "aaaaaaaaaaaaaaaa",
        "qwertzuiopasdfghjkl",
        "iloveyouiloveyou",
        "P@ssw0rdP@ssw0rd",
        "Sommer2026Sommer2026",
        "Willkommen2026!!",
        "foerdernetz2026!",
        "Rathaus-Riedstadt",
        "Riedstadt2026!!!",
        "jana.mueller2026",
        "mueller-riedstadt",
    ],
)
def test_what_attackers_try_first_is_refused(password: str) -> None:
    assert len(password) >= SHORTEST
    told = objection_to(password, ABOUT)
    assert told is not None
    assert "leicht zu erraten" in told


def test_the_words_of_the_person_make_the_difference() -> None:
    assert objection_to("Mörfelden-Walldorf 7", ()) is None
    assert objection_to("Mörfelden-Walldorf 7", ("Mörfelden-Walldorf",)) is not None


def test_too_short_and_too_long_are_told_with_figures() -> None:
    assert "mindestens 15 Zeichen; Ihres hat 14" in (objection_to("Grüne Wiesen a") or "")
    assert "höchstens 128" in (objection_to("Apfel Lampe Regen " * 8) or "")


def test_a_password_is_hashed_anew_when_the_costs_have_changed(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    dearer = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)
    account, _ = create_account(db, "jana@b.example", Role.READER, None, MONDAY)
    set_password(db, account.id, "Grüne Wiesen am Altrhein")

    def stored() -> str:
        return str(next(db.query("select password_hash from account"))["password_hash"])

    old = stored()
    monkeypatch.setattr(passwords, "_hasher", dearer)
    assert account_with_password(db, "jana@b.example", "falsch geraten") is None
    assert stored() == old
    assert account_with_password(db, "jana@b.example", "Grüne Wiesen am Altrhein")
    assert "t=2" in stored()
    new = stored()
    assert account_with_password(db, "jana@b.example", "Grüne Wiesen am Altrhein")
    assert stored() == new
