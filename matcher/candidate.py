"""A programme with everything the conditions ask of it, read once for all Vorhaben."""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property

from index.facts import Facts
from index.programme import Programme
from index.status import Standing
from index.vocabulary import ApplicantType, FundingType, Level, Region
from matcher.verdict import Verdict

_LANDS = [
    region for region in Region if region not in (Region.EU, Region.NATIONWIDE, Region.ABROAD)
]
_LAND_WORDS = {land: re.compile(rf"\b{land.value[:-1]}\w*") for land in _LANDS} | {
    # An adjective and the name itself; the longer names contain shorter ones.
    Region.HESSE: re.compile(r"\b(?:Hessen|hessisch\w*)", re.IGNORECASE),
    Region.BAVARIA: re.compile(r"\b(?:Bayern|bayerisch\w*)", re.IGNORECASE),
    Region.SAXONY: re.compile(r"(?<!-)\b(?:Sachsen(?!-)|sächsisch\w*)", re.IGNORECASE),
    Region.LOWER_SAXONY: re.compile(r"\b(?:Niedersachsen|niedersächsisch\w*)", re.IGNORECASE),
    Region.NORTH_RHINE_WESTPHALIA: re.compile(r"\b(?:Nordrhein-Westfalen|NRW)\b"),
}
_MONEY_WORDS = {
    FundingType.GRANT: re.compile(r"[Zz]uschuss|[Zz]uschüsse|Zuwendung|Anteil\w*finanzierung"),
    FundingType.LOAN: re.compile(r"[Kk]redit|[Dd]arlehen"),
}
_ANY_YEAR = re.compile(r"\b20[0-4]\d\b")
_MONEY_YEARS = re.compile(
    r"(?:stehen|bereit|Verfügung|Mittel|Millionen|aufgelegt)[^.\n]{0,60}"
    r"20\d\d (?:bis|–|-|und) (?P<to>20\d\d)"
)
_APPLICANTS = re.compile(r"[Aa]ntragsberechtigt(?:[^.]|(?<=\d)\.(?=\d)){0,300}")
_READ = ("summary", "description", "legal_requirements")


Ask = Callable[["Candidate", date], Verdict]


class Candidate:
    """A programme under judgement; its properties are computed once."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._standings: dict[date, Standing] = {}
        self._verdicts: dict[tuple[Ask, date], Verdict] = {}
        self._said: dict[re.Pattern[str], bool] = {}

    @cached_property
    def facts(self) -> Facts:
        """The stated facts."""
        return self.programme.facts

    @cached_property
    def categories(self) -> tuple[ApplicantType, ...]:
        """Who may apply, as the categories of the sources name them."""
        return self.programme.eligible_applicants

    @cached_property
    def core_text(self) -> str:
        """Title and the passages in which a source says what it is about and for whom."""
        passages = (self.programme.passage(name).text for name in _READ)
        return "\n".join([self.programme.title, *(text for text in passages if text)])

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The Fördergebiet: as categories name it, else as level, title, address and text do."""
        if self.programme.regions:
            return self.programme.regions
        if {Level.EU, Level.FEDERAL} & set(self.programme.levels):
            return (Region.NATIONWIDE,)
        for text in (self.programme.title, _host_words(self.programme.url), self.core_text):
            if lands := _lands_named(text):
                return lands
        return ()

    @cached_property
    def funding_types(self) -> tuple[FundingType, ...]:
        """The form of the money: as categories name it, else as title or leading text do."""
        if self.programme.funding_types:
            return self.programme.funding_types
        for text in (self.programme.title, self.core_text):
            named = tuple(kind for kind, words in _MONEY_WORDS.items() if words.search(text))
            if named:
                return named
        return ()

    @cached_property
    def who_may_apply(self) -> str:
        """The sentence that names the applicants, as far as one does."""
        found = _APPLICANTS.search(self.core_text)
        return found[0] if found else ""

    @cached_property
    def is_eu_call(self) -> bool:
        """Whether this is a call of the EU portal, as a rule for a consortium."""
        return self.programme.call is not None and Level.EU in self.programme.levels

    @cached_property
    def last_year_of_money(self) -> int | None:
        """The end of the years for which there is money, if the text names no later year."""
        years = (int(year) for year in _ANY_YEAR.findall(self.core_text))
        last = max(years, default=None)
        ends = {int(period["to"]) for period in _MONEY_YEARS.finditer(self.core_text)}
        return last if last in ends else None

    def standing(self, today: date) -> Standing:
        """The status on that day."""
        if today not in self._standings:
            self._standings[today] = self.programme.standing(today)
        return self._standings[today]

    def once(self, ask: Ask, today: date) -> Verdict:
        """The verdict of a condition that no Vorhaben changes, read once a day."""
        if (ask, today) not in self._verdicts:
            self._verdicts[ask, today] = ask(self, today)
        return self._verdicts[ask, today]

    def says_who(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the sentence that names the applicants contains the pattern."""
        return pattern.search(self.who_may_apply) is not None

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the title or a leading passage contains the pattern."""
        if pattern not in self._said:
            self._said[pattern] = pattern.search(self.core_text) is not None
        return self._said[pattern]


def _host_words(url: str) -> str:
    host = url.split("://")[-1].split("/")[0]
    return " ".join(part.capitalize() for part in re.split(r"[.-]", host))


def _lands_named(text: str) -> tuple[Region, ...]:
    """The Länder a text names; of several, those named at least half as often as the first."""
    counts = {land: len(pattern.findall(text)) for land, pattern in _LAND_WORDS.items()}
    most = max(counts.values())
    return tuple(land for land, count in counts.items() if most and 2 * count >= most)
