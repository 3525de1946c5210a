"""The sentences of a letter, word for word, for one and for many."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from letter_values import (
    MANAGER,
    NOBODY,
    dated,
    finding,
    letter,
    match,
    notice,
    offer,
    programme,
    search,
)

from index.status import Standing
from index.vocabulary import FundingType, Level, Status
from webapp.digest import wording

TREBUR = dict(town="Trebur")
ALL_ELSE: dict[str, Any] = dict(
    recommended=(finding(),), changed=(finding(),), duties=(notice(),), soon=(notice(),),
    expected=(notice(),), joint=(notice(),), trainings=(notice(),),
)  # fmt: skip
ONE_OF_EACH = (
    "1 Empfehlung, 1 Änderung, 1 Pflicht nach einem Bescheid, 1 nahe Frist, 1 Prognose,"
    " 1 gemeinsame Möglichkeit und 1 neue Schulung"
)
TWO_OF_EACH = (
    "2 Empfehlungen, 2 Änderungen, 2 Pflichten nach einem Bescheid, 2 nahe Fristen, 2 Prognosen,"
    " 2 gemeinsame Möglichkeiten und 2 neue Schulungen"
)


def test_the_subject_counts_matches_first_and_searches_after_them() -> None:
    one, two = offer(), offer(number=2)

    assert wording.subject(letter(one)) == "1 neuer Treffer für Ihr Vorhaben, KW 25"
    assert wording.subject(letter(one, two, searches=(search(finding(3)),))) == (
        "2 neue Treffer für Ihr Vorhaben, 1 zu Ihren Suchen, KW 25"
    )
    assert wording.subject(letter(one, reader=MANAGER)) == (
        "1 neuer Treffer für ein Vorhaben in Riedstadt, KW 25"
    )
    more = offer(match("halle"), number=2)
    assert wording.subject(letter(one, more, reader=MANAGER)) == (
        "2 neue Treffer für 2 Vorhaben in Riedstadt, KW 25"
    )


def test_the_subject_without_matches_names_all_else_in_its_order() -> None:
    doubled: dict[str, Any] = {name: items * 2 for name, items in ALL_ELSE.items()}

    assert wording.subject(letter(**ALL_ELSE)) == f"{ONE_OF_EACH}, KW 25"
    assert wording.subject(letter(**doubled)) == f"{TWO_OF_EACH}, KW 25"
    with_search = letter(recommended=(finding(),), searches=(search(finding(2), finding(3)),))
    assert wording.subject(with_search) == "1 Empfehlung und 2 zu Ihren Suchen, KW 25"


def test_the_subject_of_searches_alone_says_for_whom() -> None:
    one = (search(finding()),)
    assert wording.subject(letter(searches=one)) == (
        "1 neues Programm zu Ihren gespeicherten Suchen, KW 25"
    )
    assert wording.subject(letter(searches=(*one, search(finding(2))), reader=NOBODY)) == (
        "2 neue Programme für Kommunen in Hessen, KW 25"
    )


def test_the_opening_says_how_much_is_new_and_until_when() -> None:
    assert wording.opening(letter(offer())) == (
        "für Ihr Vorhaben »Radweg« (Riedstadt) gibt es einen neuen Treffer."
        " Eine feste Frist nennt er nicht."
    )
    assert wording.opening(letter(dated(10))) == (
        "für Ihr Vorhaben »Radweg« (Riedstadt) gibt es einen neuen Treffer."
        " Die Frist endet am 25.06.2026, in 10 Tagen."
    )
    several = letter(dated(30), dated(10, 2), offer(match("halle", **TREBUR), number=3))
    assert wording.opening(several) == (
        "für 2 Ihrer Vorhaben (Riedstadt, Trebur) gibt es 3 neue Treffer."
        " Die nächste Frist endet am 25.06.2026, in 10 Tagen: Programm 2."
    )
    assert wording.opening(letter(offer(), offer(number=2), reader=MANAGER)) == (
        "für das Vorhaben »Radweg« (Riedstadt) gibt es 2 neue Treffer. Keiner nennt eine Frist."
    )


def test_the_opening_says_how_many_are_still_to_be_cleared() -> None:
    open_ = [offer(match(eligible="unclear"), number=n) for n in (2, 3)]
    begins = "für Ihr Vorhaben »Radweg« (Riedstadt) gibt es "

    assert wording.opening(letter(offer(), open_[0])).startswith(
        f"{begins}2 neue Treffer; bei einem davon ist noch etwas zu klären. "
    )
    assert wording.opening(letter(offer(), *open_)).startswith(
        f"{begins}3 neue Treffer; bei 2 davon ist noch etwas zu klären. "
    )
    assert wording.opening(letter(*open_)).startswith(f"{begins}2 neue Treffer. ")


def test_the_opening_goes_on_with_all_else_and_the_searches() -> None:
    searches = (search(finding(4)),)
    more: dict[str, Any] = dict(searches=searches, recommended=(finding(5),))

    assert wording.opening(letter(**ALL_ELSE)) == f"in diesem Brief: {ONE_OF_EACH}."
    assert wording.opening(letter(offer(), **more)) == (
        "für Ihr Vorhaben »Radweg« (Riedstadt) gibt es einen neuen Treffer."
        " Eine feste Frist nennt er nicht. Außerdem in diesem Brief: 1 Empfehlung."
        " Dazu kommt 1 neues Programm zu Ihren gespeicherten Suchen."
    )
    assert wording.opening(letter(searches=(search(finding(), finding(2)),), reader=NOBODY)) == (
        "für Kommunen in Hessen gibt es 2 neue Programme."
    )
    two = letter(recommended=(finding(5),), searches=(*searches, search(finding(6))))
    assert wording.opening(two).endswith(
        ": 1 Empfehlung. Dazu kommen 2 neue Programme zu Ihren gespeicherten Suchen."
    )


def test_the_subject_of_reminders_names_the_first_or_counts_them() -> None:
    day = date(2026, 6, 20)
    near = notice("Nachweis", due_on=day, days_left=5)
    late = notice("Bericht", due_on=date(2026, 6, 1), days_left=-14, stays=True)
    far = notice("Antrag", due_on=date(2026, 7, 1), days_left=16)

    assert wording.subject_of_reminders(letter(soon=(near,))) == (
        "Erinnerung: Nachweis, Frist 20.06.2026"
    )
    assert wording.subject_of_reminders(letter(duties=(late,))) == (
        "Überfällig: Bericht, Frist 01.06.2026"
    )
    assert wording.subject_of_reminders(letter(duties=(late, late))) == "2 überfällige Pflichten"
    assert wording.subject_of_reminders(letter(duties=(late,), soon=(far, near))) == (
        "3 Erinnerungen, 1 überfällig, die nächste Frist ist am 20.06.2026"
    )
    assert wording.subject_of_reminders(letter(soon=(far, near))) == (
        "2 Erinnerungen, die nächste Frist ist am 20.06.2026"
    )
    today = notice("Heute", due_on=day, days_left=0)
    assert wording.subject_of_reminders(letter(soon=(today,))).startswith("Erinnerung: ")


def test_headings_say_whose_vorhaben_it_is() -> None:
    own, all_ = letter(offer()), letter(offer(), reader=MANAGER)

    assert (wording.heading(own), wording.heading(all_)) == (
        "Neu für Ihre Vorhaben",
        "Neu für Vorhaben",
    )
    assert wording.above(own, own.sections[0]) == "Für Ihr Vorhaben"
    assert wording.above(all_, all_.sections[0]) == "Riedstadt"


def test_the_kind_of_a_programme_says_also_that_nobody_looked_at_it() -> None:
    types: dict[str, Any] = dict(
        funding_types=(FundingType.GRANT, FundingType.LOAN), levels=(Level.FEDERAL,)
    )
    found = programme(**types)

    assert wording.kind(found) == "Zuschuss · Darlehen · Bund"
    unseen = replace(found, reviewed=False, changed_since_review=True)
    assert wording.kind(unseen) == (
        "Zuschuss · Darlehen · Bund · ungeprüft · seit der Prüfung geändert"
    )


@pytest.mark.parametrize(
    ("status", "ahead", "days", "words"),
    [
        (Status.OPEN, date(2026, 7, 1), 16, "01.07.2026, in 16 Tagen"),
        (Status.OPEN, None, None, "laufend"),
        (Status.UNKNOWN, None, None, "laufend: weil"),
        (Status.UPCOMING, date(2026, 7, 1), 16, "01.07.2026, in 16 Tagen (weil)"),
    ],
)
def test_a_deadline_is_told_with_its_distance_or_why_there_is_none(
    status: Status, ahead: date | None, days: int | None, words: str
) -> None:
    standing = Standing(
        status=status, reason="weil", next_deadline=ahead, no_deadline_because="laufend"
    )
    assert wording.until(offer(standing=standing, days_left=days)) == words


def test_the_day_of_a_notice_is_told_if_it_has_one() -> None:
    assert wording.due(notice(due_on=date(2026, 6, 16), days_left=1)) == "16.06.2026, morgen"
    assert wording.due(notice(due_on=date(2026, 6, 16))) == ""
    assert wording.due(notice(days_left=1)) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "seit gestern überfällig"),
        (-2, "seit 2 Tagen überfällig"),
        (0, "heute"),
        (13, "in 13 Tagen"),
        (27, "in 3 Wochen"),
        (120, "in 4 Monaten"),
        (140, "in 5 Monaten"),
    ],
)
def test_days_ahead_and_behind_are_told_in_the_fitting_unit(days: int, words: str) -> None:
    assert wording.left(days) == words


def test_other_vorhaben_of_an_offer_are_named_up_to_four() -> None:
    names = ("radweg", "halle", "kita", "bad", "wald", "moor", "see")
    many = offer(*(match(name) for name in names))

    assert wording.further(letter(offer()), offer()) == ""
    assert wording.further(letter(many), many) == "»Halle«, »Kita«, »Bad«, »Wald« und 2 weitere"
    five = offer(*(match(name) for name in names[:5]))
    assert wording.further(letter(five), five) == "»Halle«, »Kita«, »Bad«, »Wald«"
    two = offer(match(), match("halle", **TREBUR))
    assert wording.further(letter(two), two) == "»Halle« (Trebur)"


def test_advice_is_told_with_its_notes() -> None:
    said = "auch vom Fördermittelmanagement empfohlen"

    assert wording.advice(offer()) == ""
    assert wording.advice(offer(advice=(finding(),))) == f"{said}."
    noted = offer(advice=(finding(note="Bald."), finding(), finding(note="Gut.")))
    assert wording.advice(noted) == f"{said}: Bald. Gut."


def test_whose_text_it_is_and_on_which_terms() -> None:
    assert wording.credit(programme()) == "Musteramt, CC BY 4.0"
    assert wording.credit(programme(attribution="")) == "Musterquelle, CC BY 4.0"
    assert wording.credit(programme(licence="")) == "Musteramt"
    assert wording.credit(programme(attribution="Amt, CC BY 4.0")) == "Amt, CC BY 4.0"


@pytest.mark.parametrize(
    ("remaining", "further", "words"),
    [
        (0, 0, ""),
        (1, 0, "Ein weiterer Treffer steht schon auf der Seite; im nächsten Brief geht es damit"
               " weiter."),
        (2, 1, "2 weitere Treffer stehen schon auf der Seite; im nächsten Brief geht es damit"
               " weiter. Ein Hinweis folgt im nächsten Brief."),
        (0, 2, "2 Hinweise folgen im nächsten Brief."),
    ],
)  # fmt: skip
def test_what_did_not_fit_is_told(remaining: int, further: int, words: str) -> None:
    assert wording.rest(letter(offer(), remaining=remaining, further=further)) == words


def test_what_did_not_fit_below_a_search_is_told() -> None:
    ends = "schon auf der Seite; im nächsten Brief geht es damit weiter."
    assert wording.of_search(search()) == ""
    assert wording.of_search(search(remaining=1)) == f"Eines mehr steht {ends}"
    assert wording.of_search(search(remaining=2)) == f"2 mehr stehen {ends}"


def test_silent_sources_and_the_reason_for_the_letter_are_told() -> None:
    assert wording.silence(letter()) == ""
    assert wording.silence(letter(silent=("x",))) == (
        "Nicht alle Quellen ließen sich zuletzt vollständig lesen; von dort kann etwas fehlen."
    )
    assert wording.why(letter()) == (
        "Sie bekommen diesen Brief höchstens einmal in der Woche und nur, wenn es Neues gibt,"
        " weil für a@example.org der Wochenbrief bestellt ist."
    )
