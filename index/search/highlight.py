"""The passage of a text that answers best, with the words marked: safe HTML, only <mark>."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from index.concepts import Phrase
from index.german import Analyser
from index.search.sentences import Sentences, read_sentences

LENGTH = 260


class Wanted:
    """What to mark: single stems wherever they stand, phrases only side by side."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.single: set[str] = set()
        self._longer: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if len(phrase) == 1:
                self.single.update(phrase)
            else:
                self._longer.setdefault(phrase[0], []).append(phrase)
        self.begin = self.single.union(self._longer)

    def begun_by(self, stem: str) -> Iterable[Phrase]:
        """The phrases of several words that begin with that stem."""
        return self._longer.get(stem, ())


def highlight(text: str, wanted: Wanted, language: str, analyser: Analyser) -> str:
    """Give the sentence with most different words of the question; else the beginning."""
    return excerpt(text, read_sentences(text, language, analyser), wanted)


def excerpt(text: str, read: Sentences, wanted: Wanted) -> str:
    """The same from a text whose sentences have been read before."""
    if not len(read.starts):
        return ""
    standing = _standing(read, wanted)
    found: Counter[int] = Counter()
    for _, words in standing:
        found.update({read.sentence_of(word) for word in words})
    best = _best(text, read, found)
    first, behind, start = read.first_words[best], read.end_of(best), read.starts[best]
    marked = {
        part
        for phrase, words in standing
        for word in words
        if first <= word < behind
        for part in range(word, word + len(phrase))
    }
    spans = [
        (read.word_starts[word] - start, read.word_ends[word] - start) for word in sorted(marked)
    ]
    return _marked(text[start : read.ends[best]], spans)


def _standing(read: Sentences, wanted: Wanted) -> list[tuple[Phrase, Sequence[int]]]:
    """What of the wanted stands in the text, with the words where it begins."""
    found: list[tuple[Phrase, Sequence[int]]] = []
    begin = wanted.begin.intersection(read.stems)
    if not begin:
        return found
    numbers = dict(zip(read.stems, range(len(read.stems)), strict=True))
    for stem in begin:
        if stem in wanted.single:
            found.append(((stem,), read.words_with(numbers[stem])))
        for phrase in wanted.begun_by(stem):
            if all(map(numbers.__contains__, phrase)):
                found.append((phrase, list(_side_by_side(read, phrase, numbers))))
    return found


def _side_by_side(read: Sentences, phrase: Phrase, numbers: dict[str, int]) -> Iterator[int]:
    """The words where a phrase begins; it ends within the same sentence."""
    first, *others = (read.words_with(numbers[stem]) for stem in phrase)
    for word in first:
        ends = word + len(phrase) <= read.end_of(read.sentence_of(word))
        if ends and all(word + n in places for n, places in enumerate(others, 1)):
            yield word


def _best(text: str, read: Sentences, found: Mapping[int, int]) -> int:
    """The sentence where most was found; a heading says little: of equals a whole sentence."""

    def rank(sentence: int) -> tuple[int, int]:
        whole = text[read.ends[sentence] - 1] != ":"
        return -(2 * found.get(sentence, 0) + whole), sentence

    return min(found or range(len(read.starts)), key=rank)


def _marked(sentence: str, marks: list[tuple[int, int]]) -> str:
    start = max(0, marks[0][0] - LENGTH // 3) if marks else 0
    if len(sentence) <= LENGTH:
        start = 0
    elif start:
        start = sentence.rfind(" ", 0, start) + 1
    end = min(len(sentence), start + LENGTH)
    if end < len(sentence):
        end = max(sentence.rfind(" ", start, end), start + 1)
    parts, at = ["… " if start else ""], start
    for first, last in marks:
        if first >= at and last <= end:
            parts += [escape(sentence[at:first]), "<mark>", escape(sentence[first:last])]
            parts.append("</mark>")
            at = last
    parts += [escape(sentence[at:end]), " …" if end < len(sentence) else ""]
    return "".join(parts)
