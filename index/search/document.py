"""From a programme to what the index keeps of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from index.german import Analyser, fold, stop_words, surfaces
from index.programme import Programme
from index.record import TEXT_FIELDS
from index.search.card import card_of, encode_card
from index.search.offices import without_subjects
from index.search.schema import names_of, terms_of
from index.search.sentences import encode_sentences, read_sentences
from index.search.shelf import Document
from index.wordings import wordings


def count_words(programmes: Iterable[Programme]) -> dict[str, tuple[str, int]]:
    """Count the German words of all programmes: folded → (spelling most used, in how many).

    English ones are left out: »Fabrik« is no misspelt »fabric«, and no compound is made of them.
    """
    spellings: dict[str, Counter[str]] = {}
    for programme in programmes:
        for surface in {s for text in _german_texts(programme) for s in surfaces(text)}:
            spellings.setdefault(fold(surface).replace("-", ""), Counter())[surface] += 1
    return {
        word: (found.most_common(1)[0][0], sum(found.values()))
        for word, found in sorted(spellings.items())
        if len(word) > 2 and not word.isdigit() and word not in stop_words()
    }


def _german_texts(programme: Programme) -> Iterator[str]:
    for telling in programme.tellings:
        if telling.record.language != "de":
            continue
        yield telling.record.title
        yield telling.record.keywords
        yield from (getattr(telling.record, name).text for name in TEXT_FIELDS)


def document(programme: Programme, analyser: Analyser, names: Mapping[str, str]) -> Document:
    """Spread a programme over the fields; several sources add up to one document.

    `names`: what those sources are called that are the giver's own page; it rarely says so itself.
    """
    fields: dict[str, list[tuple[str, float]]] = {"title": [], "lead": [], "body": []}
    fields["guideline"] = []
    for telling in programme.tellings:
        record = telling.record
        lead = [record.summary.text, *record.funders]
        lead.append(names.get(record.source, ""))
        if record.call:
            english, german = wordings().programme_names(record.call.identifier)
            lead += [record.call.call_title, record.call.programme, record.call.identifier, english]
            fields["lead"] += terms_of([german], "de", analyser)
        body = [record.description.text, record.legal_requirements.text, record.citation.text]
        body.append(record.keywords)
        if telling is programme.tellings[0]:
            # Hundreds share a Förderbereich; it says less than the summary.
            body += [area.value for area in record.funding_areas]
            lead += [area.label for area in record.sub_areas]
        rest = [record.guideline.text, record.procedure.text, record.deadline_text.text]
        texts = dict(
            title=[record.title, *record.product_numbers], lead=lead, body=body, guideline=rest
        )
        for field, passages in texts.items():
            # Pairs of a guideline would be half the index, and they are the law's, not the topic's.
            pairs = field != "guideline"
            topics = map(without_subjects, passages)
            fields[field] += terms_of(topics, record.language, analyser, pairs=pairs)
    titles = (telling.record.title for telling in programme.tellings)
    return Document(
        programme=programme.id,
        fields=dict(name=names_of(titles, analyser), **fields),
        card=encode_card(card_of(programme)),
        sentences=encode_sentences(
            read_sentences(telling_text(programme), programme.language, analyser)
        ),
    )


def telling_text(programme: Programme) -> str:
    """What excerpts are taken from."""
    return "\n".join(programme.passage(name).text for name in ("summary", "description"))
