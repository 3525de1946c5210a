"""What was read from a text is remembered as long as the process runs."""

import pytest
from conftest import Save, make_record

from index.programme import all_programmes
from index.store import Database
from matcher.shelf import Shelf


def test_only_new_words_are_read_again(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(make_record(description="Ein Radweg am Bahnhof, und eine Brücke über den Rhein."))
    Shelf(all_programmes(db))
    read: list[str] = []
    original = Shelf._read_text

    def noting(self: Shelf, text: str, language: str) -> object:
        read.append(text)
        return original(self, text, language)

    monkeypatch.setattr(Shelf, "_read_text", noting)
    Shelf(all_programmes(db))
    assert read == []
    save(make_record(description="Eine Brücke über den Main, erfunden für diese Prüfung."))
    Shelf(all_programmes(db))
    assert ["Main" in text for text in read] == [True]
