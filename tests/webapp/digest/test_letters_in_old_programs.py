"""Letters hold in mail programs that know little CSS, on phones, in the dark and read aloud.

Static checks: what Outlook and its like do not know must not be needed, and every element has to
bear its own style, because many programs drop style sheets.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import make_judgement, make_person, make_project
from lxml import html

from index.programme import all_programmes
from index.store import Database
from webapp.accounts.account import Role
from webapp.digest.actions import Links
from webapp.digest.alive import alive
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.gather import due_to
from webapp.digest.ledger import Line, Why
from webapp.digest.letter import Finding, Letter, Notice
from webapp.digest.readers import Reader, reader_with_account
from webapp.digest.render import Rendered, render, render_single
from webapp.digest.said import Difference
from webapp.digest.wording import subject_of_reminders
from webapp.projects.queries import store_matches

LINKS = Links("https://x.example", "https://x.example/abbestellen/t", b"key")
UNKNOWN = re.compile(
    r"\b(flex|grid|float|position|background-image|background|transform|box-shadow|calc|var"
    r"|border-radius|inline-block|rem|vh|vw)\b(?=\s*[:(;]|$)"
)


@pytest.fixture
def letters(db: Database, save: Save, tmp_path: Path) -> dict[str, Rendered]:
    """One of every kind, the weekly one as full as it can be."""
    facts = make_facts(
        deadlines=[dict(kind="application", date="2026-07-01")],
        funding_rate_max=80,
        own_share_min=10,
        amount_max_eur=200_000,
    )
    long = "Infrastrukturmodernisierungsförderungsrichtlinie für Straßenbeleuchtungsanlagen Nr. "
    save(
        *(
            make_record(key=f"p{n}", url=f"https://www.example.org/p{n}", title=f"{long}{n}")
            for n in range(25)
        ),
        facts=facts,
    )
    reader = reader_with_account(db, make_person(db).id)
    make_person(db, "leitung", role=Role.MANAGER, ags=None)
    project = make_project(db, cost_eur=250_000)
    programmes = list(all_programmes(db))
    judged = [
        (it, make_judgement(score=90.0 - n, eligible="unclear" if n % 3 == 0 else "yes"))
        for n, it in enumerate(programmes)
    ]
    store_matches(db, project, judged, MONDAY)
    edition = Edition(db, tmp_path, MONDAY)
    weekly = compose(edition, reader, due_to(edition, reader))
    assert weekly is not None
    full = _filled(weekly, edition, reader)
    reminders = Letter(reader=reader, day=MONDAY, soon=full.soon[:1])
    more = dict(paragraphs=["Ein Absatz."], by="leitung@example.org")
    return {
        "weekly": render(full, LINKS),
        "reminder": render(reminders, LINKS, "reminders", subject_of_reminders(reminders)),
        "alive": alive(edition, reader, LINKS),
        "circular": render(full, LINKS, "circular", "Neue Runde", **more),
        "single": render_single("Einladung", ["Ein Satz."], ("Annehmen", "https://x.example/e")),
    }


def _filled(letter: Letter, edition: Edition, reader: Reader) -> Letter:
    it = letter.offers[0]
    line = Line(why=Why.CHANGED, programme=it.programme.id)
    finding = Finding(
        programme=it.programme,
        standing=it.standing,
        money=it.money,
        days_left=it.days_left,
        own_lines=(line,),
        label="Radweg",
        note="Passt zu Ihnen.",
        differences=(Difference(label="Förderquote", old="50 %", new="80 %"),),
    )
    notice = Notice(
        title="Verwendungsnachweis",
        text="Bitte denken Sie daran.",
        address="/auflagen/1",
        own_lines=(line,),
        due_on=date(2026, 7, 1),
        days_left=16,
    )
    return Letter(
        reader=reader,
        day=letter.day,
        sections=letter.sections,
        recommended=(finding,),
        changed=(finding,),
        soon=(notice, finding),
        joint=(notice,),
        remaining=letter.remaining,
        further=2,
        silent=("Zuletzt vollständig gelesen am 01.06.2026, vor 14 Tagen: Musterquelle",),
    )


def test_no_letter_needs_what_old_programs_do_not_know(letters: dict[str, Rendered]) -> None:
    for letter in letters.values():
        _check_for_old_programs(letter)


def _check_for_old_programs(letter: Rendered) -> None:
    tree = html.document_fromstring(letter.html)
    for element in tree.body.iter():
        assert element.tag not in ("img", "svg", "script", "link", "form", "input", "button")
        style = element.get("style", "")
        assert not UNKNOWN.search(style), (element.tag, style)
        if element.get("class"):
            assert style, f"{element.tag}.{element.get('class')} rests on the style sheet alone"
        for size in re.findall(r"font-size: (\d+)px", style):
            assert int(size) >= 12 or element.get("class") == "preheader"
    for table in tree.iter("table"):
        assert table.get("role") == "presentation"
    widths = [int(it.get("width")) for it in tree.iter("table") if it.get("width", "").isdecimal()]
    assert max(widths) <= 640
    assert "url(" not in letter.html
    assert "@import" not in letter.html


def test_every_letter_is_readable_aloud_and_in_the_dark(letters: dict[str, Rendered]) -> None:
    for letter in letters.values():
        _check_aloud_and_in_the_dark(letter)


def _check_aloud_and_in_the_dark(letter: Rendered) -> None:
    text = letter.html
    tree = html.document_fromstring(text)
    assert tree.get("lang") == "de"
    assert tree.findtext(".//title") == letter.subject
    levels = [int(it.tag[1]) for it in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for link in tree.iter("a"):
        assert link.text_content().strip()
        assert link.get("href").startswith("https://")
    assert '<meta name="color-scheme" content="light dark">' in text
    assert "@media (prefers-color-scheme: dark)" in text


def test_the_colours_are_far_enough_apart(letters: dict[str, Rendered]) -> None:
    style = html.document_fromstring(letters["weekly"].html).findtext(".//style") or ""
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    for part, grounds in ((light, ("#eef1f6", "#ffffff")), (dark, ("#14172a", "#1e2238"))):
        inks = set(re.findall(r"[^-]color: (#[0-9a-f]{6})", part))
        inks -= {"#eef1f6", "#ffffff", "#14172a"}  # on a button, or hidden
        inks -= {"#ffe2b8"} if part is light else set()
        assert inks
        for ink in inks:
            assert min(_contrast(ink, ground) for ground in grounds) >= 4.5, ink


def test_a_full_letter_is_not_cut_off(letters: dict[str, Rendered]) -> None:
    weekly = letters["weekly"]
    assert len(weekly.html.encode()) < 100_000  # some programs show no more
    assert max(len(line) for line in weekly.html.split("\n")) < 100_000


def test_both_parts_tell_the_same(letters: dict[str, Rendered]) -> None:
    weekly = letters["weekly"]
    tree = html.document_fromstring(weekly.html)
    shown = " ".join(tree.body.text_content().split())
    text = " ".join(weekly.text.split())
    for words in (
        "Empfohlen vom Fördermittelmanagement", "Geändert", "Fristen in den nächsten acht Wochen",
        "Neue gemeinsame Möglichkeiten", "Passt zu Ihnen.", "Verwendungsnachweis",
        "5 weitere Treffer stehen", "2 Hinweise folgen", "Musterquelle",
        "bei 250.000 € Kosten rechnerisch mindestens 50.000 €",
    ):  # fmt: skip
        assert words in shown, words
        assert words in text, words
    assert "NEU FÜR IHRE VORHABEN" in text
    assert "<" not in re.sub(r"<https?://\S+>", "", weekly.text)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.03928 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
