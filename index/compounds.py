"""Cutting German compounds into the words they are made of."""

from collections.abc import Iterable, Iterator

from index.stems import fold, word_lists


class Splitter:
    """Cuts compounds into known words: curated heads of the domain, then the corpus's own words."""

    _LINKS = ("", "s", "es", "n", "en", "er", "e")
    _CURATED_COST, _CORPUS_COST, _LINK_COST = 1.0, 1.35, 0.1

    def __init__(self, corpus_words: Iterable[str] = (), terms: Iterable[str] = ()) -> None:
        """Learn the words of the corpus; `terms` are not cut but cut others, as the heads do."""
        lists = word_lists()
        self._exceptions = {
            fold(word): tuple(fold(part) for part in parts)
            for word, parts in lists["compounds"].items()
        }
        self._whole = {fold(w) for words in lists["never_split"].values() for w in words}
        self._heads = {fold(w) for words in lists["heads"].values() for w in words} | set(terms)
        self._corpus = {w for w in corpus_words if len(w) >= 5 and w not in self._heads}
        self._first = {fold(w) for words in lists["modifiers"].values() for w in words}
        self._not_a_part = {fold(w) for words in lists["no_part"].values() for w in words}
        self._found: dict[str, tuple[str, ...]] = {}

    def parts(self, folded: str) -> tuple[str, ...]:
        """Give the parts of a compound, folded; nothing for a simple word."""
        known = self._found.get(folded)
        if known is None:
            known = self._found[folded] = self._split(folded)
        return known

    def _split(self, word: str) -> tuple[str, ...]:
        if word in self._exceptions:
            return self._exceptions[word]
        if len(word) < 7 or word in self._whole or not word.isalpha():
            return ()
        for ending in ("", "s", "es", "e", "n", "en", "er", "ern"):
            base = word.removesuffix(ending) if ending else word
            if ending and base == word:
                continue
            if base in self._whole or base in self._heads:
                return ()
            if base in self._exceptions:
                return self._exceptions[base]
        return self._cheapest(word)

    def _cheapest(self, word: str) -> tuple[str, ...]:
        """Cover the word from left to right at the least cost."""
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(len(word) - 2):
            if start not in best:
                continue
            cost, parts = best[start]
            for end, part, price in self._steps(word, start):
                found = (cost + price, (*parts, part))
                if end not in best or found < best[end]:
                    best[end] = found
        parts = best.get(len(word), (0.0, ()))[1]
        return parts if len(parts) > 1 else ()

    def _steps(self, word: str, start: int) -> Iterator[tuple[int, str, float]]:
        for end in range(start + 3, len(word) + 1):
            part = word[start:end]
            price = self._price(part, last=end == len(word))
            if price is None and start == 0 and part in self._first:
                price = self._CURATED_COST
            if price is None or (start == 0 and end == len(word)):
                continue
            yield end, part, price
            for link in self._LINKS[1:]:
                after = end + len(link)
                if after <= len(word) - 3 and word.startswith(link, end):
                    yield after, part, price + self._LINK_COST

    def _price(self, part: str, *, last: bool) -> float | None:
        if part in self._heads or (last and self._inflected(part, self._heads)):
            return self._CURATED_COST
        if part in self._not_a_part:
            return None
        if part in self._corpus or (last and self._inflected(part, self._corpus)):
            return self._CORPUS_COST
        return None

    @staticmethod
    def _inflected(part: str, words: set[str]) -> bool:
        return any(
            part.endswith(ending) and part[: -len(ending)] in words
            for ending in ("n", "s", "e", "en", "es", "er", "ern")
        )
