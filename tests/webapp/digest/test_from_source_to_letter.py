"""One programme goes the whole way, command by command: from its source's bytes to the letter."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from export_builder import PROGRAMME, category, classified, programme, rich
from letters import listening
from small_replay import Page, small_replay

HOST = "www.foerderdatenbank.de"
URL = f"https://{HOST}/FDB/Content/DE/Foerderprogramm/Land/Hessen/musterradweg.html"
TODAY = "2026-06-15"
VORHABEN = dict(
    id="radweg-sued",
    municipality=dict(ags="06433011", name="Riedstadt", population=23146),
    applicant_type="Kommune",
    title="Radweg zum Bahnhof",
    description="Wir bauen einen Radweg mit Beleuchtung vom Ortsrand bis zum Bahnhof.",
    topics=["Mobilität"],
    planned_start="2027-04-01",
    planned_end="2028-03-31",
    cost_eur=800_000,
    own_funds_eur=250_000,
    looking_for="Zuschuss",
)


def _export() -> bytes:
    document = programme(
        rich("procInfluence", "<p>Anträge sind bis zum 31. Oktober 2026 einzureichen.</p>"),
        rich("summary", "<p>Der Zuschuss beträgt 70 Prozent der zuwendungsfähigen Ausgaben.</p>"),
        classified(
            "cl2Processes",
            Foerderart=[category("Foerderart", "zuschuss")],
            Foerderbereich=[category("Foerderbereich", "mobilitaet")],
            Foerdergebiet=[category("Foerdergebiet", "hessen")],
            Foerderberechtigte=[category("Foerderberechtigte", "kommune")],
            Foerdergeber=[category("Foerdergeber", "land")],
        ),
        title="Musterförderung für Radwege in Städten und Gemeinden",
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(PROGRAMME, document)
    return file.getvalue()


def _run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from webapp.cli import main; main()", *words],
        capture_output=True,
        text=True,
        timeout=400,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def test_one_programme_goes_from_the_source_to_the_letter(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run("init")
    with small_replay() as replay:
        monkeypatch.setenv("FOERDERNETZ_REPLAY", replay.base)
        monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0")
        replay.pages[f"{HOST}/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 30\n")
        replay.pages[f"{HOST}/FDB/WS/export"] = Page(_export())
        crawled = json.loads(_run("crawl", "foerderdatenbank", "--json", "--today", TODAY))
    assert (crawled["status"], crawled["new"]) == ("ok", 1)

    changes = json.loads(_run("changes", "--since", TODAY, "--json"))
    assert changes == [dict(url=URL, kind="new", fields=[])]
    told = json.loads(_run("programme", URL, "--json", "--today", TODAY))
    rate = told["facts"]["funding_rate_max"]
    quote = "Der Zuschuss beträgt 70 Prozent der zuwendungsfähigen Ausgaben."
    assert rate["value"] == 70
    assert rate["evidence"] == dict(quote=quote, field="description")
    _run("reindex")
    (hit,) = json.loads(_run("search", "Radwegebau", "--json", "--today", TODAY))["results"]
    assert (hit["url"], hit["status"], hit["next_deadline"]) == (URL, "offen", "2026-10-31")

    vorhaben = tmp_path / "vorhaben.jsonl"
    vorhaben.write_text(json.dumps(VORHABEN) + "\n", encoding="utf-8")
    _run("projects", "import", str(vorhaben))
    (judged,) = map(json.loads, _run("match", "--today", TODAY).splitlines())
    assert (judged["id"], judged["results"]) == ("radweg-sued", [URL])
    assert judged["details"][0]["eligible"] == "yes"

    _run("user", "add", "bauamt@riedstadt.example", "--role", "staff", "--municipality", "06433011")
    with listening() as mailbox:
        monkeypatch.setenv("FOERDERNETZ_SMTP_URL", mailbox.url)
        _run("digest", "--today", TODAY)
        _run("digest", "--today", TODAY)
    (letter,) = mailbox.messages
    assert letter["To"] == "bauamt@riedstadt.example"
    body = letter.get_body(["plain"])
    assert body is not None
    text = body.get_content()
    for words in ("Musterförderung für Radwege", "Radweg zum Bahnhof", "31.10.2026", "70", URL):
        assert words in text
