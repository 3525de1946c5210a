"""Records that describe one programme are proposed as a pair; merely similar ones are not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Save, make_record, make_source

from index.duplicates import Pair, Relation, pairs_among
from index.duplicates.finding import candidates
from index.duplicates.traits import read_traits
from index.record import Call, SourceRecord
from index.source import remember_source
from index.store import Database
from index.vocabulary import Level, Region
from webapp.cli import main

LONG = (
    "Gefördert werden Pumpwerke, Faultürme und Belebungsbecken, wenn dadurch der Energiebedarf"
    " der Abwasserbehandlung dauerhaft sinkt. Voraussetzung ist ein Gutachten über die Einsparung,"
    " das ein zugelassenes Ingenieurbüro erstellt. Der Anschlussgrad der Haushalte spielt dabei"
    " ebenso eine Rolle wie die Güte des Vorfluters. "
)


def told(source: str, title: str, **more: Any) -> SourceRecord:
    """What one source tells; its address and key follow from the title."""
    key = "".join(letter for letter in title.lower() if letter.isalnum())
    more.setdefault("url", f"https://{source}.example.org/{key}")
    more.setdefault("summary", "")
    return make_record(source=source, key=key, title=title, **more)


def only_pair(*records: SourceRecord) -> Pair:
    (pair,) = pairs_among(records)
    return pair


def test_two_sources_with_the_same_name_are_one_programme() -> None:
    pair = only_pair(
        told("export", "Moorrichtlinie – Förderung der Wiedervernässung von Niedermooren"),
        told("bank", "Moorrichtlinie (Hessen)"),
    )
    assert pair.relation == Relation.SAME
    assert pair.reasons == ("gleicher Name im Titel",)


def test_words_that_only_say_that_there_is_money_do_not_count() -> None:
    pair = only_pair(
        told("export", "Zuwendungen für Obstwiesenpflege"),
        told("bank", "Förderprogramm Obstwiesenpflege"),
    )
    assert pair.relation == Relation.SAME


@pytest.mark.parametrize(
    "title", ["Moorrichtlinie – Projektaufruf 2025", "Hessische Moorrichtlinie (novelliert)"]
)
def test_a_year_or_an_amendment_makes_it_another_version(title: str) -> None:
    pair = only_pair(told("export", "Moorrichtlinie"), told("bank", title))
    assert pair.relation == Relation.OTHER_VERSION


def test_a_name_of_ordinary_words_counts_if_both_quote_it() -> None:
    many = [told(f"s{i}", f"Förderung von Stadt und Land {i}", regions=()) for i in range(60)]
    quoted = [
        told("export", "Zuwendungen aus dem Programm „Stadt und Land“", summary=LONG),
        told("bank", "Sonderprogramm »Stadt und Land«", summary=LONG[:180]),
    ]
    (pair,) = [
        pair for pair in pairs_among([*many, *quoted]) if pair.a.startswith("https://export")
    ]
    assert pair.reasons == ("gleicher Name im Titel",)


def test_a_short_name_with_other_words_in_common_is_the_same_programme() -> None:
    pair = only_pair(
        told("export", "Lebendige Ortskerne (RiLoK)", summary=LONG),
        told("copy", "RiLoK – Ortskerne beleben", summary=LONG[:150] + "Neu ist der Bonus."),
    )
    assert "gleiche Kurzbezeichnung rilok" in pair.reasons


def test_the_same_product_number_is_the_same_programme() -> None:
    pair = only_pair(
        told("export", "Altstadtkredit", product_numbers=("987",)),
        told("bank", "Sanierungsdarlehen (987)"),
    )
    assert pair.reasons == ("gleiche Produktnummer 987",)


def test_a_mirror_of_a_page_is_the_same_programme() -> None:
    path = "programme/hessen/moorschutz-im-grossen-ried.html"
    pair = only_pair(
        told("export", "Moorschutz im Ried", url=f"https://www.example.org/{path}"),
        told("copy", "Moorschutz im Ried (Hessen)", url=f"https://spiegel.example/{path}"),
    )
    assert pair.score == 0.95


def test_a_copy_of_a_page_in_one_source_is_another_version() -> None:
    pair = only_pair(
        told("export", "Miteinander!", summary=LONG, url="https://www.example.org/a/miteinander"),
        told(
            "export",
            "Zuwendungen im Rahmen von „Miteinander!“",
            summary=LONG + "Neu ist die Förderung von Rechen.",
            url="https://www.example.org/a/miteinander-123456",
        ),
    )
    assert pair.relation == Relation.OTHER_VERSION


def test_the_call_of_the_next_year_is_another_version() -> None:
    title = "Warming up small harbours"
    pair = only_pair(
        told("eu", title, url="https://example.org/1", call=Call(identifier="LIFE-2026-PORT-01")),
        told("eu", title, url="https://example.org/2", call=Call(identifier="LIFE-2027-PORT-01")),
    )
    assert pair.relation == Relation.OTHER_VERSION


def test_a_call_that_is_opened_again_under_another_identifier_is_another_version() -> None:
    title = "Warming up small harbours, ferry landings and shipyards for seasonal operation"
    pair = only_pair(
        told("eu", title, url="https://example.org/1", call=Call(identifier="LIFE-2026-PORT-01")),
        told("eu", title, url="https://example.org/2", call=Call(identifier="LIFE-2026-PORT-07-B")),
    )
    assert pair.relation == Relation.OTHER_VERSION


def test_two_ministries_in_one_source_may_tell_of_one_programme() -> None:
    pair = only_pair(
        told("hessen", "Moorrichtlinie", url="https://umwelt.example.org/moor"),
        told("hessen", "Moorrichtlinie – Aufruf 2025", url="https://presse.example.org/moor"),
    )
    assert pair.relation == Relation.OTHER_VERSION


def test_numbers_beside_the_number_of_a_product_are_products_too() -> None:
    title = (
        "Bundesförderung für leise Rathäuser (LRH) KfW-Programm 961, Kommunen 962 – bis 500 Euro"
    )
    assert read_traits(told("copy", title)).numbers == {"961", "962"}


def test_a_title_that_names_one_of_several_products_belongs_to_it() -> None:
    pair = only_pair(
        told("copy", "Leise Rathäuser KfW-Programm 961, Kommunen 962", summary=LONG),
        told("kfw", "Zuschuss für Kommunen (962)", product_numbers=("962",), summary=LONG[:200]),
    )
    assert "beide nennen die Produktnummer 962" in pair.reasons


def test_the_predecessor_stands_first() -> None:
    pair = only_pair(
        told("copy", "MOORplus – Niedermoore wiedervernässen"),
        told("bank", "Moorinvestitionsprogramm MOOR 2019–2023"),
    )
    assert pair.relation == Relation.PREDECESSOR
    assert pair.a.startswith("https://bank.")


def test_nearly_the_same_text_is_the_same_programme_whatever_the_title() -> None:
    pair = only_pair(
        told("export", "Klärwerke im Wandel", summary=LONG + "Ansprechpartner ist die Behörde."),
        told("bank", "Energie und Abwasser", summary=LONG + "Den Antrag stellt die Gemeinde."),
    )
    assert pair.reasons == ("weitgehend gleicher Text",)


def test_two_that_are_the_same_as_a_third_are_a_pair_too() -> None:
    pairs = pairs_among(
        [
            told("export", "Moorrichtlinie – Förderung der Wiedervernässung von Niedermooren"),
            told("bank", "Moorrichtlinie"),
            told("copy", "Förderung der Wiedervernässung von Niedermooren (Steckbrief)"),
        ]
    )
    assert len(pairs) == 3
    assert min(pair.score for pair in pairs) == pairs[-1].score


def other_land() -> list[SourceRecord]:
    return [
        told("export", "Moorrichtlinie"),
        told("bank", "Moorrichtlinie", regions=(Region.BAVARIA,)),
    ]


def other_level() -> list[SourceRecord]:
    federal = dict(levels=(Level.FEDERAL,), regions=(Region.NATIONWIDE,))
    return [told("export", "Moorrichtlinie"), told("bank", "Moorrichtlinie", **federal)]


def other_product_number() -> list[SourceRecord]:
    return [told("export", "Altstadtkredit (987)"), told("bank", "Altstadtkredit (986)")]


def part_of_the_whole() -> list[SourceRecord]:
    return [told("export", "Ortskernerneuerung"), told("bank", "Ortskernerneuerung „Alte Mitte“")]


def two_parts_of_one_guideline() -> list[SourceRecord]:
    return [
        told("export", "Moorrichtlinie – Torfersatz"),
        told("bank", "Moorrichtlinie – Paludikultur"),
    ]


def siblings_in_one_source() -> list[SourceRecord]:
    return [
        told("export", "Moorrichtlinie – A – Vorhaben für Torfersatz", summary=LONG),
        told("export", "Moorrichtlinie – B – Vorhaben für Paludikultur", summary=LONG),
    ]


def name_twins_in_one_source() -> list[SourceRecord]:
    return [
        told("export", "Moorberatung", summary=LONG, url="https://www.example.org/a/moor-w"),
        told(
            "export",
            "Moorberatung",
            summary="Ganz anderes: Sprachmittlung, Patenschaften und Treffpunkte für Zugezogene.",
            url="https://www.example.org/a/moor-w-2",
        ),
    ]


def cut_names_in_one_source() -> list[SourceRecord]:
    return [
        told("export", "Torfersatz", summary=LONG, url="https://www.example.org/a/moor-123456"),
        told(
            "export",
            "Paludikultur",
            summary="Schilf und Rohrkolben; das Ingenieurbüro ist frei.",
            url="https://www.example.org/a/moor",
        ),
    ]


def the_same_for_others() -> list[SourceRecord]:
    themes = "Torfersatz, Moorschutz, Moorpflege, Vernässung, Paludikultur, Schilf und Rohrkolben"
    return [
        told("export", f"{themes} in Kommunen"),
        told("bank", f"{themes} in Betrieben"),
    ]


def two_loans_of_one_bank() -> list[SourceRecord]:
    return [
        told("export", "RiBank Gründungskredit", summary=LONG[:90] + "Kredite für Gründungen."),
        told("copy", "RiBank Betriebsmitteldarlehen", summary="Kredite. " + LONG[90:]),
    ]


def two_calls_with_numbers() -> list[SourceRecord]:
    url, summary = "https://example.org/topics/RIVER-2026-COOP", LONG
    call = Call(identifier="RIVER-2026-COOP-1")
    other = Call(identifier="RIVER-2026-COOP-2")
    return [
        told("eu", "Ferry cooperation – small scale", url=f"{url}-1", call=call, summary=summary),
        told("eu", "Ferry cooperation – large scale", url=f"{url}-2", call=other, summary=summary),
    ]


def siblings_told_by_two_sources() -> list[SourceRecord]:
    return [
        told("export", "Moorrichtlinie – Torfersatz", summary=LONG),
        told("bank", "Moorrichtlinie – Paludikultur", summary=LONG),
    ]


def overview_page() -> list[SourceRecord]:
    return [told("export", "Moorrichtlinie"), told("bank", "Moorrichtlinie im Überblick")]


def ordinary_words() -> list[SourceRecord]:
    filler = [told(f"s{i}", f"Förderung von Vereinen {i}", regions=()) for i in range(60)]
    return [*filler, told("export", "Förderung von Vereinen"), told("bank", "Vereine")]


@pytest.mark.parametrize(
    "similar",
    [
        other_land,
        other_level,
        other_product_number,
        part_of_the_whole,
        two_parts_of_one_guideline,
        siblings_in_one_source,
        name_twins_in_one_source,
        cut_names_in_one_source,
        the_same_for_others,
        two_loans_of_one_bank,
        two_calls_with_numbers,
        siblings_told_by_two_sources,
        overview_page,
        ordinary_words,
    ],
)
def test_what_is_merely_similar_is_no_pair(similar: Callable[[], list[SourceRecord]]) -> None:
    assert pairs_among(similar()) == []


def test_a_better_partner_leaves_no_room_for_its_sibling() -> None:
    pairs = pairs_among(
        [
            told("export", "Klärwerke – Pumpen", summary=LONG + "Nur Pumpen."),
            told("export", "Klärwerke – Becken", summary=LONG + "Nur Becken werden bezuschusst."),
            told("bank", "Energie und Abwasser", summary=LONG + "Nur Becken werden bezuschusst."),
        ]
    )
    assert [{pair.a.split("/")[-1], pair.b.split("/")[-1]} for pair in pairs] == [
        {"klärwerkebecken", "energieundabwasser"}
    ]


def test_only_few_pairs_are_compared_at_all() -> None:
    count = 1500
    records = [told("s", f"Vorhaben q{i}x im Bereich Wohnen und Arbeiten") for i in range(count)]
    assert len(list(candidates([read_traits(record) for record in records]))) < count
    alike = [told("s", f"Moorrichtlinie q{i % 30}x") for i in range(count)]
    assert len(list(candidates([read_traits(record) for record in alike]))) <= 30 * count


def test_the_command_prints_one_pair_a_line(db: Database, save: Save) -> None:
    remember_source(db, make_source("bank"))
    save(make_record(title="Moorrichtlinie"))
    save(make_record(source="bank", title="Moorrichtlinie", url="https://bank.example.org/moor"))
    result = CliRunner().invoke(main, ["duplicates", "--jsonl"])
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    assert json.loads(line) == {
        "a": "https://www.example.org/radweg",
        "b": "https://bank.example.org/moor",
        "relation": "same_programme",
        "score": 1.0,
    }


def test_the_command_says_in_german_why(db: Database, save: Save) -> None:
    remember_source(db, make_source("bank"))
    save(make_record(title="Moorrichtlinie"))
    save(make_record(source="bank", title="Moorrichtlinie", url="https://bank.example.org/moor"))
    text = CliRunner().invoke(main, ["duplicates"]).stdout
    assert "dasselbe Programm (1.00): gleicher Name im Titel" in text
