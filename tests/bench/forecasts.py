"""Print how many programmes get a prognosis, and how often one would have been right.

    .venv/bin/python tests/bench/forecasts.py [--shared ../shared] [--list]

Reads the recorded sources on loopback, so it needs that folder. For the backtest the newest call
of every series is taken away, and the month that is then expected is held against it: with what
the recorded sources hold, with the 5,872 calls of other corpora, and with whole lines of EU calls
there, whose topics differ from year to year: a harder question than the register asks, and the
corpus lacks years. Takes two minutes.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from figures import EDITIONS, Program, replay, say

from index.programme import all_programmes
from index.schema import open_database
from matcher.forecast import Certainty, Forecast, PastDeadline, forecast, rounds
from webapp.forecasts.past_calls import past_calls_of, programmes_with_calls
from webapp.forecasts.queries import may_come_again
from webapp.forecasts.series import series_key

_LINE = re.compile(r"(?P<begins>.*?-)20\d\d(?P<goes_on>(?:-.*)?)")
REFERENCE_DAYS = ("2026-06-29", "2026-11-24")


@dataclass
class Tally:
    """What a backtest found."""

    series: int = 0
    by_certainty: dict[Certainty, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, found: Forecast | None, came: date) -> None:
        """Hold an expected month against the call that came."""
        self.series += 1
        if found:
            months = (came.year - found.month.year) * 12 + came.month - found.month.month
            self.by_certainty[found.certainty].append(months)

    def lines(self) -> Iterator[str]:
        """Expected, right within a month, and how far off the others were."""
        yield f"  {self.series} series of three calls or more"
        for certainty, off in sorted(self.by_certainty.items()):
            near = sum(abs(months) <= 1 for months in off)
            of_year = sum(months % 12 in (0, 1, 11) for months in off)
            yield (
                f"  {certainty.value}: {len(off)} expected, {near} right within a month"
                f" ({near / len(off):.0%}), in any year {of_year};"
                f" months off: {sorted(months for months in off if abs(months) > 1)}"
            )


def backtest(series: Iterable[list[PastDeadline]]) -> Tally:
    """Take the newest call of each series away and expect it."""
    tally = Tally()
    for known in series:
        dated = [it for it in known if not it.day.startswith("--")]
        calls = rounds(dated)
        if len(calls) < 3:
            continue
        newest, before = date.fromisoformat(calls[-1].day), date.fromisoformat(calls[-2].day)
        earlier = [it for it in dated if it.day <= before.isoformat()]
        tally.add(forecast(earlier, before + timedelta(days=1)), newest)
    return tally


Series = dict[str, list[PastDeadline]]


def of_other_corpora(shared: Path) -> tuple[Series, Series]:
    """The calls of other corpora: in series by the rule of the register, and in whole EU lines."""
    series: Series = defaultdict(list)
    lines: Series = defaultdict(list)
    with gzip.open(shared / "volume/opportunities.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            identifier = row["id"] if row["source"] == "EU" else ""
            named = dict(title=row["title"], identifier=identifier, url=row["url"] or "")
            key = series_key(**named, places=row["source"])
            day = (row["close"] or "")[:10]
            call = PastDeadline(kind="application", day=day)
            if day[:2] != "20":
                continue
            if key:
                series[key].append(call)
            if dated := _LINE.fullmatch(identifier):
                lines[dated["begins"] + re.sub(r"[\d-]+", "-", dated["goes_on"])].append(call)
    return series, lines


def same_season(series: Series) -> str:
    """How often the second of two calls came in the months of the first."""
    days = [[date.fromisoformat(it.day) for it in rounds(some)] for some in series.values()]
    pairs = [some for some in days if len(some) == 2]
    near = sum((later.month - first.month) % 12 in (0, 1, 11) for first, later in pairs)
    return f"  {len(pairs)} series of two calls, {near} with both in one season"


def expected_in(folder: Path, day: str, *, whole: bool) -> None:
    """How many programmes a data folder expects on a day; with `whole` all of them by name."""
    program = Program(folder)
    output, seconds, _ = program("forecasts", "--json", "--today", day)
    found = json.loads(output)
    counts: dict[str, int] = defaultdict(int)
    for it in found:
        counts[it["certainty"]] += 1
    db, today = open_database(folder), date.fromisoformat(day)
    waiting = sum(may_come_again(it, today) for it in all_programmes(db))
    dated = len(programmes_with_calls(db))
    db.close()
    say(f"  {day}: {len(found)} prognoses {dict(counts)}, {seconds:.1f} s;")
    say(f"    {waiting} programmes take no applications now and have not ended, {dated} name days")
    for it in found if whole else ():
        say(f"    {it['month']} {it['title']}\n      {it['basis']} {it['caveat']}")
        for call in it["evidence"]:
            say(f"      {call['day']} {call['title'][:70]} »{call['quote'][:160]}«")


def played(shared: Path, folder: Path, editions: dict[str, str]) -> None:
    """Read some editions one after the other."""
    for edition, day in editions.items():
        with replay(shared, edition) as address:
            program = Program(folder, address)
            if not folder.exists():
                program("init")
                program("watch", str(shared / "sources/watchlist.csv"))
            program("crawl", "--today", day)


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--list", action="store_true", help="name every prognosis with its basis")
    chosen = parser.parse_args()
    shared = chosen.shared.resolve()
    with tempfile.TemporaryDirectory() as name:
        for label, editions in (("full", {"full": "2026-06-15"}), ("1 to 3", EDITIONS)):
            folder = Path(name) / label.replace(" ", "-")
            played(shared, folder, editions)
            say(f"Edition {label}")
            for day in REFERENCE_DAYS:
                expected_in(folder, day, whole=chosen.list)
            db = open_database(folder)
            for line in backtest(past_calls_of(db, programmes_with_calls(db)).values()).lines():
                say(line)
            db.close()
    series, lines = of_other_corpora(shared)
    say("Other corpora, series of the same title or topic")
    say(same_season(series))
    for label, some in (("", series), ("Other corpora, whole lines of EU calls", lines)):
        if label:
            say(label)
        for line in backtest(some.values()).lines():
            say(line)


if __name__ == "__main__":
    main()
