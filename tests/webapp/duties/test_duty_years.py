"""Two years of duties with people who leave and runs that are missed; the bench takes 25."""

from pathlib import Path

from bench.duty_years import live


def test_no_duty_is_lost_or_told_twice_whoever_leaves(tmp_path: Path) -> None:
    seen = live(akten=2, years=4, seed=11, folder=tmp_path)
    assert seen.faults == []
    assert seen.left > 0
    assert seen.moved > 0
    assert seen.missed > 100
    assert sum(seen.told.values()) > 20
    assert seen.done > 3
