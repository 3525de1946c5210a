"""Builders for judging: a candidate and a Vorhaben; a test says only what differs."""

from dataclasses import replace
from datetime import date
from typing import Any

from conftest import make_facts, make_record

from index.facts import Facts
from index.programme import Programme, Telling
from index.vocabulary import Presence
from matcher.candidate import Candidate
from matcher.profile import read_profile
from matcher.project import Project

TODAY = date(2026, 11, 2)
RIEDSTADT = dict(ags="06433011", name="Riedstadt", population=23146)


def make_programme(facts: Facts = Facts(), number: int = 1, **more: Any) -> Programme:
    telling = Telling(
        record_id=number,
        record=make_record(**more),
        facts=facts,
        presence=Presence.PRESENT,
        source_label="Musterquelle",
        precedence=1,
        version=1,
        first_seen=TODAY,
        last_seen=TODAY,
        last_changed=TODAY,
    )
    return Programme(id=number, tellings=(telling,), first_seen=TODAY, reviewed=True)


def candidate(stated: dict[str, Any] | None = None, **more: Any) -> Candidate:
    """A candidate with these stated facts; `more` goes into the record."""
    return Candidate(make_programme(make_facts(**stated or {}), **more))


def quoting(found: Candidate, name: str, quote: str) -> Candidate:
    """The same candidate whose named fact was read in this sentence."""
    programme = found.programme
    telling = programme.tellings[0]
    fact = telling.facts.by_name[name]
    evidence = (replace(fact.evidence[0], quote=quote),)
    facts = Facts({**telling.facts.by_name, name: replace(fact, evidence=evidence)})
    return Candidate(replace(programme, tellings=(replace(telling, facts=facts),)))


def project(**more: Any) -> Project:
    profile: dict[str, Any] = dict(
        id="radweg",
        title="Radweg zwischen Riedstadt und Stockstadt",
        municipality=RIEDSTADT,
        applicant_type="Kommune",
        planned_start="2027-04-01",
        cost_eur=500_000,
        own_funds_eur=100_000,
        looking_for="Zuschuss",
    )
    return read_profile({k: v for k, v in (profile | more).items() if v is not None})
