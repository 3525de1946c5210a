"""gunicorn serves the site on the address asked for, or one sentence says why it cannot."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.store import Database
from webapp.cli import main
from webapp.operation.serving import listen


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run `serve` on a free port as a program of its own; gives its first line."""
    program = "from webapp.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", "0"]
    env = os.environ | dict(FOERDERNETZ_DATA=str(folder), PYTHONUNBUFFERED="1")
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)
    assert process.returncode == 0


def test_serve_says_its_address_and_answers_there(db: Database, data_folder: Path) -> None:
    with served(data_folder) as line:
        address = line.split(" auf ")[1].split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=120) as answer:
            assert answer.status == 200
            assert "Fördernetz" in answer.read().decode()


def test_no_answer_waits_for_a_receipt() -> None:
    with closing(listen("127.0.0.1", 0)) as listening:
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_busy_port_is_one_sentence(db: Database) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert result.exit_code == 2
    assert result.stderr == (
        f"Port {port} auf 127.0.0.1 ist belegt; wählen Sie mit --port einen anderen.\n"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "kein..rechner"])
def test_a_host_that_is_not_ours_is_one_sentence(db: Database, host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", host, "--port", "0"])
    assert result.exit_code == 2
    assert host in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_serve_without_a_data_folder_says_how_to_make_one(data_folder: Path) -> None:
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert "foerdernetz init" in result.stderr
