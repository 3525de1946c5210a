"""Nothing that somebody typed becomes a header of a letter."""

from datetime import UTC, datetime

import pytest

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import RefusedAccount, refuse_impossible
from webapp.digest.message import Mail

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
HOSTILE = "Radwege\r\nBcc: alle@example.org\r\n\r\nText"


def mail(**more: str) -> Mail:
    values = dict(
        sender="Fördernetz <netz@example.org>",
        to="jana@example.org",
        subject="Radwege",
        text="Text",
        html="<p>Text</p>",
        message_id="<1@example.org>",
    )
    return Mail(**values | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["subject", "to", "sender", "message_id"])
def test_nothing_typed_becomes_a_header_of_its_own(field: str) -> None:
    assert mail().message(NOW)["Bcc"] is None
    try:
        written = mail(**{field: HOSTILE}).message(NOW).as_bytes()
    except ValueError:
        return  # refused: no letter is better than one to others
    head = written.split(b"\r\n\r\n")[0].lower()
    assert b"\nbcc:" not in head


@pytest.mark.parametrize(
    "address",
    ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "<a@example.org>",
     '"a b"@example.org', "a@example.org\0", "a@[127.0.0.1]"],
)  # fmt: skip
def test_an_address_is_one_address(db: Database, address: str) -> None:
    with pytest.raises(RefusedAccount):
        refuse_impossible(db, address, Role.READER, None)
