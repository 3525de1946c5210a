"""One sentence or list item of a passage, with the words around it and its values marked."""

from dataclasses import dataclass

from crawler.facts.marks import Mark, mark_values
from index.facts import Evidence

QUOTE_LENGTH = 200


@dataclass(slots=True)
class Statement:
    """One sentence or list item of a passage.

    `intro` is the sentence that introduces the list or goes on behind it, `tail` the line that
    ends the sentence behind the list, `heading` the line above the paragraph, `previous` the
    sentence before it in the same paragraph.
    """

    field: str
    text: str
    intro: str = ""
    heading: str = ""
    previous: str = ""
    tail: str = ""
    low: str = ""
    _marked: str | None = None
    _marks: tuple[Mark, ...] = ()
    _lead: str | None = None
    _rest: str | None = None
    _whole: str | None = None
    _whole_low: str | None = None

    def __post_init__(self) -> None:
        self.low = self.text.lower()

    @property
    def marked(self) -> str:
        """The text with one sign for every value, so that a rule can say "until a day"."""
        if self._marked is None:
            self._marked, self._marks = mark_values(self.text)
        return self._marked

    @property
    def lead(self) -> str:
        """The introducing words with signs and a blank, to be read in front of a list item."""
        if self._lead is None:
            self._lead = f"{mark_values(self.intro)[0]} " if self.intro else ""
        return self._lead

    @property
    def rest(self) -> str:
        """A blank and the words behind the list with signs, to be read behind a list item."""
        if self._rest is None:
            self._rest = f" {mark_values(self.tail)[0]}" if self.tail else ""
        return self._rest

    @property
    def whole(self) -> str:
        """The list item as one sentence with the words around the list."""
        if self._whole is None:
            self._whole = self.lead + self.marked + self.rest
        return self._whole

    @property
    def whole_low(self) -> str:
        """The same in lower case."""
        if self._whole_low is None:
            self._whole_low = self.whole.lower()
        return self._whole_low

    def marks(self, sign: str) -> list[Mark]:
        """The values of one kind, in order."""
        return [mark for mark in self._marks if mark.sign == sign] if self.marked else []

    def position(self, at: int) -> int:
        """Where a place of `marked` stands in the text."""
        before = [mark for mark in self._marks if mark.at < at]
        return at + before[-1].end - before[-1].at - 1 if before else at

    def quote(self, at: int = 0) -> Evidence:
        """The statement as evidence; a long one is cut around the place `at` of the text."""
        text = self.text
        if len(text) <= QUOTE_LENGTH:
            return Evidence(quote=text, field=self.field)
        start = min(max(0, at - QUOTE_LENGTH // 2), len(text) - QUOTE_LENGTH)
        cut = text[start : start + QUOTE_LENGTH]
        if start > 0:
            cut = cut[cut.find(" ") + 1 :]
        if start + QUOTE_LENGTH < len(text) and " " in cut:
            cut = cut[: cut.rfind(" ")]
        return Evidence(quote=cut, field=self.field)
