"""The command `foerdernetz digest` from crawl to mailbox."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Save, make_record
from letters import TREBUR, Mailbox, listening, make_person, make_project
from served import everything_in

from index.store import Database
from index.vocabulary import Region
from matcher.project import ApplicantKind
from webapp.cli import main
from webapp.digest.single_run import only_run

DAY = ("--today", "2026-06-15")


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with listening() as found:
        monkeypatch.setenv("FOERDERNETZ_SMTP_URL", found.url)
        yield found


OTHER_TOPICS = ("Schwimmbad", "Breitband", "Feuerwehr", "Museum", "Kläranlage", "Kita", "Wald")


@pytest.fixture
def _one_match(db: Database, save: Save) -> None:
    """A Vorhaben and a programme for it that nobody has brought together yet."""
    make_person(db)
    make_project(
        db,
        title="Radweg an der Hauptstraße",
        description="Wir bauen einen Radweg und Abstellanlagen für Fahrräder.",
        applicant_type=ApplicantKind.TOWN,
    )
    others = [
        make_record(
            key=topic,
            url=f"https://www.example.org/{topic}",
            title=f"Förderung: {topic}",
            summary=f"Zuschuss für Vorhaben rund um das Thema {topic}.",
        )
        for topic in OTHER_TOPICS
    ]
    about = "Gefördert werden Radwege, Radverkehr und Abstellanlagen für Fahrräder in Kommunen."
    save(make_record(summary=about), *others)


def _digest(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["digest", *arguments])


@pytest.mark.usefixtures("_one_match")
def test_digest_judges_sends_and_says_one_line_per_letter(mailbox: Mailbox) -> None:
    result = _digest(*DAY)
    assert result.exit_code == 0
    subject = "1 neuer Treffer für Ihr Vorhaben, KW 25"
    assert result.stdout == f"Gesendet an jana@riedstadt.example: {subject}\n"
    assert [letter["Subject"] for letter in mailbox.messages] == [subject]


@pytest.mark.usefixtures("_one_match")
def test_digest_twice_sends_once(mailbox: Mailbox) -> None:
    _digest(*DAY)
    again = _digest(*DAY)
    assert (again.exit_code, again.stdout) == (0, "")
    assert len(mailbox.messages) == 1


@pytest.mark.usefixtures("_one_match")
def test_a_dry_run_says_the_same_and_changes_nothing(
    db: Database, mailbox: Mailbox, tmp_path: Path
) -> None:
    before = everything_in(db)
    result = _digest(*DAY, "--dry-run", "--save", str(tmp_path / "letters"))
    assert result.exit_code == 0
    assert result.stdout.startswith("Würde gesendet an jana@riedstadt.example: 1 neuer Treffer")
    assert [file.name for file in (tmp_path / "letters").iterdir()] == [
        "jana@riedstadt.example.eml"
    ]
    assert everything_in(db) == before
    assert mailbox.messages == []


@pytest.mark.usefixtures("_one_match")
def test_digest_exits_1_when_a_letter_was_refused(mailbox: Mailbox) -> None:
    mailbox.refuse = {"jana@riedstadt.example"}
    result = _digest(*DAY)
    assert result.exit_code == 1
    assert result.stdout.startswith("Nicht gesendet (550 5.1.1 Den")


@pytest.mark.usefixtures("_one_match")
def test_digest_names_a_mail_server_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOERDERNETZ_SMTP_URL", "smtp://127.0.0.1:9")
    result = _digest(*DAY)
    assert result.exit_code == 1
    assert "Der Mailserver 127.0.0.1:9 ist nicht zu gebrauchen" in result.stderr


@pytest.mark.usefixtures("_one_match")
def test_a_process_killed_while_the_server_takes_the_letter_repeats_only_that_letter(
    mailbox: Mailbox,
) -> None:
    command = [sys.executable, "-c", "from webapp.cli import main; main()", "digest", *DAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        mailbox.when_received = process.kill
        process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL

    mailbox.when_received = lambda: None
    assert _digest(*DAY).stdout.startswith("Gesendet an jana@")
    assert _digest(*DAY).stdout == ""
    first, again = mailbox.messages
    assert first["Message-ID"] == again["Message-ID"]
    assert first.get_body(["plain"]).get_content() == again.get_body(["plain"]).get_content()


@pytest.mark.usefixtures("_one_match")
def test_a_second_run_at_the_same_time_leaves_the_letters_to_the_first(
    data_folder: Path, mailbox: Mailbox
) -> None:
    with only_run(data_folder):
        result = _digest(*DAY)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Ein anderer Lauf" in result.stderr
    assert mailbox.messages == []


def test_a_programme_of_another_land_is_no_news(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    make_project(db, title="Radweg an der Hauptstraße")
    make_project(db, "trebur", title="Radweg an der Hauptstraße", ags=TREBUR)
    save(make_record(regions=(Region.BAVARIA,)))
    assert _digest(*DAY).stdout == ""
    assert mailbox.messages == []
