"""What arrives at a mail server."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from letters import BASE_URL, Mailbox, listening, make_person, make_project, match, send

from index.store import Database
from webapp.digest.mail import MailServer, MailServerDown, NotSent, Pace
from webapp.digest.readers import readers

FACTS = make_facts(
    deadlines=[dict(kind="application", date="2026-06-30")],
    funding_rate_max=80,
    own_share_min=10,
)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def _letter_for_one(db: Database, save: Save, **record: object) -> None:
    make_person(db)
    project = make_project(db, cost_eur=250_000)
    match(
        db, project, save(make_record(funders=("Ministerium für Verkehr",), **record), facts=FACTS)
    )


def test_a_letter_arrives_with_umlauts_right_in_both_parts(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save, title="Förderung für Städte: größere Radwege")
    send(db, mailbox)

    (letter,) = mailbox.messages
    assert letter.get_content_type() == "multipart/alternative"
    assert letter["Subject"] == "1 neuer Treffer für Ihr Vorhaben, KW 25"
    assert letter["From"].addresses[0].display_name == "Fördernetz Groß-Gerau"
    assert letter["To"].addresses[0].addr_spec == "jana@riedstadt.example"
    for kind in ("plain", "html"):
        part = letter.get_body([kind])
        assert part is not None
        content = " ".join(part.get_content().split())
        for words in (
            "Förderung für Städte: größere Radwege",
            "Radweg Größe Süd",
            "Kommunen können einen Antrag stellen.",
            "30.06.2026, in 15 Tagen",
            "bis zu 80 %",
            "mindestens 10 %",
            "bei 250.000 € Kosten rechnerisch mindestens 50.000 €",
            "Ministerium für Verkehr",
            "Musteramt, CC BY 4.0",
            f"{BASE_URL}/programm/1",
            "https://www.example.org/radweg",
            f"{BASE_URL}/abbestellen/",
        ):
            assert words in content, f"{words!r} is missing in the {kind} part"


def test_the_headers_are_those_that_mail_programs_look_for(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    send(db, mailbox)

    (letter,) = mailbox.messages
    token = readers(db)[0].unsubscribe_token
    assert letter["List-Unsubscribe"] == (
        f"<{BASE_URL}/abbestellen/{token}>,"
        f" <mailto:hilfe@foerdernetz.example?subject=Abbestellen%20{token}>"
    )
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"].endswith(
        "<wochenbrief.foerdernetz.kreis-musterland-am-langen-fluss.example.org>"
    )
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Precedence"] == "bulk"
    assert letter["Date"].datetime.isoformat() == "2026-06-15T07:00:00+00:00"
    assert letter["Message-ID"].endswith("@foerdernetz.example>")


def test_long_addresses_in_headers_are_folded_but_never_encoded(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    send(db, mailbox)

    head = mailbox.raw[0].partition(b"\r\n\r\n")[0].decode("ascii")
    assert f"List-Unsubscribe: <{BASE_URL}/abbestellen/" in head
    assert all(len(line) <= 998 for line in head.split("\r\n"))


def test_the_html_part_asks_nothing_of_another_host_and_follows_nobody(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    send(db, mailbox)

    part = mailbox.messages[0].get_body(["html"])
    assert part is not None
    html = part.get_content()
    assert "<img" not in html
    assert "<link" not in html
    assert "<script" not in html
    assert "url(" not in html
    assert 'style="' in html  # programs that drop style sheets show it all the same


def test_a_hostile_title_stays_text(db: Database, save: Save, mailbox: Mailbox) -> None:
    _letter_for_one(db, save, title="<script>alert(1)</script> & Radwege")
    send(db, mailbox)

    html = mailbox.messages[0].get_body(["html"])
    assert html is not None
    assert "<script" not in html.get_content()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Radwege" in html.get_content()


def test_a_programme_without_a_deadline_says_why(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), save(make_record(), facts=make_facts(deadline_model="rolling")))
    send(db, mailbox)

    text = mailbox.messages[0].get_body(["plain"])
    assert text is not None
    assert "Bis wann:    laufend" in text.get_content()
    assert "Förderung:" not in text.get_content()  # nobody stated anything


def test_the_letter_travels_encrypted_when_the_server_offers_it(
    db: Database, save: Save, tmp_path: Path
) -> None:
    _letter_for_one(db, save)
    with listening(tls_context=_own_key(tmp_path), require_starttls=True) as mailbox:
        assert [outcome.problem for outcome in send(db, mailbox)] == [""]
        assert len(mailbox.messages) == 1


def test_the_letter_travels_encrypted_from_the_first_word(
    db: Database, save: Save, tmp_path: Path
) -> None:
    _letter_for_one(db, save)
    with listening(ssl_context=_own_key(tmp_path)) as mailbox:
        server = MailServer(mailbox.url.replace("smtp://", "smtps://"))
        assert [outcome.problem for outcome in send(db, mailbox, carrier=server)] == [""]
        assert len(mailbox.messages) == 1


def test_many_letters_go_over_one_connection_with_bounces_to_their_address(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    for name in ("anna", "otto", "tina"):
        make_person(db, name)
    server = MailServer(mailbox.url, envelope_from="rueck@foerdernetz.example")
    assert len(send(db, mailbox, carrier=server)) == 4
    assert mailbox.greetings == 1
    assert set(mailbox.senders) == {"rueck@foerdernetz.example"}


def test_no_more_letters_leave_in_a_minute_than_are_allowed() -> None:
    clock, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    pace = Pace(3, lambda: clock[0], sleep)
    for _ in range(7):
        pace.wait()
        clock[0] += 1
    assert slept == [57.0, 57.0]  # three in the first minute, three in the second
    unlimited = Pace(0, lambda: clock[0], sleep)
    for _ in range(100):
        unlimited.wait()
    assert len(slept) == 2


@pytest.mark.parametrize(
    ("said", "for_good", "no_mailbox"),
    [
        ("550 5.1.1 unbekannt", True, True),
        ("552 5.2.2 voll", True, True),
        ("550 Unknown user", True, True),
        ("550 5.7.1 relaying denied", True, False),
        ("554 5.6.0 Inhalt", True, False),
        ("451 4.3.0 später", False, False),
    ],
)
def test_a_refusal_says_whether_it_is_about_the_mailbox(
    said: str, for_good: bool, no_mailbox: bool
) -> None:
    refused = NotSent(said)
    assert (refused.for_good, refused.no_mailbox) == (for_good, no_mailbox)


def test_a_server_that_does_not_answer_costs_no_try(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    with pytest.raises(MailServerDown, match=r"127\.0\.0\.1:9"):
        send(db, mailbox, carrier=MailServer("smtp://127.0.0.1:9"))
    (row,) = db.query("select state, attempts from letter")
    assert row == dict(state="waiting", attempts=0)
    assert len(send(db, mailbox)) == 1


@pytest.mark.parametrize("url", ["", "http://localhost", "smtp://", "smtp://localhost:mail"])
def test_an_address_that_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(MailServerDown, match="FOERDERNETZ_SMTP_URL"):
        MailServer(url)


def _own_key(folder: Path) -> ssl.SSLContext:
    """A key that the server signed itself, as the mail server of a Debian machine has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(Encoding.PEM)
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "key-and-certificate.pem"
    file.write_bytes(secret + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_the_day_of_the_letter_counts_the_days_left(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    _letter_for_one(db, save)
    send(db, mailbox, MONDAY.replace(day=29))
    text = mailbox.messages[0].get_body(["plain"])
    assert text is not None
    assert "30.06.2026, morgen" in text.get_content()
