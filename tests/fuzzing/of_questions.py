"""Questions to the search and what it makes of texts."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import re
from datetime import date
from html import unescape

from werkzeug.datastructures import MultiDict

from fuzzing.parser import parser
from fuzzing.properties import assert_harmless, assert_storable
from index.concepts import Concepts, groups
from index.german import standard
from index.own_concepts import UnreadableGroup, read_group
from index.search import facets
from index.search.columns import as_typed
from index.search.engine import Question
from index.search.highlight import LENGTH, Wanted, excerpt
from index.search.near_words import edits
from index.search.query import read_question
from index.search.sentences import decode_sentences, encode_sentences, read_sentences
from index.search.spelling import sounds_alike
from index.search.syntax import pieces
from index.stems import stem
from matcher.themes import ThemeFinder
from webapp.api.asked import Refused, day_in, paging_of, question_of
from webapp.paging import page_number
from webapp.programmes.highlight import mark_quotes
from webapp.programmes.word_diff import compare
from webapp.search.addresses import hidden_fields, question_at, question_in

_ASKED = 'Radwege UND "neue Stadt" -Straße ODER KITA nicht Förder*innen Straßen-Beleuchtung'
_TEXT = "Förderung von Radwegen. • Gemeinden\tund Städte? Ja!\nBürger*innen-Büro Kfz.-Str. 3"
_concepts = Concepts(groups(), standard())
_themes = ThemeFinder(standard())


@parser(
    "index.search.syntax.pieces",
    "only words of the question, in its order",
    _ASKED,
    '-"a" ODER ODER -- „x“',
)
def questions(text: str) -> None:
    told = text.translate(str.maketrans("„“”«»", '"""""'))
    assert all(piece.text in told for piece in pieces(text))
    read_question(text, standard(), _concepts)


@parser(
    "index.german.Analyser.words",
    "every word with its stem",
    _TEXT,
    "ﬁnanziell ⅷ İstanbul ſtraße Ǆ",
)
def words(text: str) -> None:
    for word in standard().words(text):
        assert word.stem
        assert word.surface
        assert stem(word.folded) == stem(word.folded)
    assert as_typed(text).startswith(" ")


@parser(
    "index.search.sentences.read_sentences",
    "written and read it is the same; an excerpt of the text as harmless HTML",
    _TEXT,
)
def sentences(text: str) -> None:
    read = read_sentences(text, "de", standard())
    again = decode_sentences(encode_sentences(read))
    assert [list(it) for it in (again.starts, again.ends, again.words)] == [
        list(it) for it in (read.starts, read.ends, read.words)
    ]
    assert again.are_of(text)
    told = excerpt(text, read, Wanted([(it,) for it in read.stems[:5]]))
    assert_harmless(told)
    plain = unescape(re.sub(r"</?mark>", "", told)).strip(" …")
    assert plain in text
    assert len(plain) <= LENGTH + 40


@parser(
    "matcher.themes.ThemeFinder.find",
    "themes of the dictionary, words of the text",
    _TEXT,
    "gegen Rechts, Kita, Altstadt",
)
def themes(text: str) -> None:
    for found in _themes.find(text):
        assert found.theme in groups()
        assert 0 < found.weight <= 1


@parser(
    "index.search.near_words.edits",
    "a distance: none to itself, the same both ways",
    "Radweg Radwege",
    "Föderung Förderung",
)
def spellings(text: str) -> None:
    one, _, other = text[:60].partition(" ")
    assert edits(one, one) == 0
    assert edits(one, other) == edits(other, one)
    sounds_alike(one, other)


@parser(
    "index.own_concepts.read_group",
    "a group that works, or one German sentence",
    "Rad, Radweg; Fahrrad\nVelo",
    "x",
)
def own_words(text: str) -> None:
    try:
        group = read_group(text[:40], text, text[::-1], text)
    except UnreadableGroup as error:
        assert str(error).endswith(".")
        return
    assert group.german or group.english
    lists = ("\n".join(words) for words in (group.german, group.everyday, group.english))
    assert read_group(group.name, *lists) == group


@parser(
    "webapp.search.addresses.question_at",
    "the address of a question is the question; every facet only with its values",
    "/suche?q=Rad&region=Hessen&region=nur+Hessen&rate=50&seite=3&sort=deadline",
    "?new_since=2026-06-15&amount=100000&deadline=&funding_area=Kultur&q=%00%ff",
)
def search_addresses(text: str) -> None:
    question = question_at(text)
    told = hidden_fields(question)
    again = question_in(MultiDict([*told, ("seite", str(question.page))]))
    assert again == question
    assert all(
        facets.is_value(name, value)
        for name, values in question.filters.items()
        for value in values
    )
    assert isinstance(question, Question)


@parser(
    "webapp.api.asked",
    "read within its bounds, or told what is wrong",
    "2026-06-15",
    "100",
    "²",
    "１２",
)
def api_parameters(text: str) -> None:
    args = MultiDict(
        dict.fromkeys(("q", "page", "page_size", "since", "sort", *facets.FACETS), text)
    )
    for read in (question_of, paging_of, lambda it: day_in(it, "since")):
        try:
            told = read(args)
        except Refused as refused:
            assert refused.status == 422
            assert refused.errors
            continue
        assert not isinstance(told, date) or told.isoformat() == text
    assert 1 <= page_number(MultiDict({"seite": text})) < 10**6


@parser(
    "webapp.programmes.highlight.mark_quotes",
    "without its marks it is the HTML as before",
    "<p>80 % der <b>Kosten</b> &amp; mehr</p>",
    '<a title="a>b">x</a> &lt;mark&gt;',
)
def marking(text: str) -> None:
    html = text.replace("<mark", "<p").replace("</mark", "</p")
    told = mark_quotes(html, [html[2:12], html, "80 %"], "stelle")
    assert re.sub(r'<mark(?: id="stelle")?>|</mark>', "", told) == html
    assert_storable(told.encode("utf-8", "replace").decode())


@parser(
    "webapp.programmes.word_diff.compare",
    "both texts are found again in the pieces",
    "Anträge bis 1. Mai. Danach nicht.|Anträge bis 1. Juni. Danach nicht.",
)
def differences(text: str) -> None:
    old, _, new = text.partition("|")
    told = compare(old, new)
    after = "".join(piece.text for piece in told if piece.kind != "deleted")
    assert "".join(after.split()) == "".join(new.split())
    assert all(piece.text for piece in told)
