"""Förderakten: what happens between the decision to apply and the end of the Zweckbindung."""

from index.migrations.steps import migrations
from index.store import Database

_TO_APPLICATION = ("application", "application", "id")


@migrations()
def m140_applications(db: Database) -> None:
    """One Förderakte per application, with its applicants, money, checklist, files and history.

    All money is in whole cents. A title of a programme is kept beside its key, so that the akte
    stays readable when the programme is gone.
    """
    db.table("application").create(
        {
            "id": int,
            "title": str,
            "programme": int,
            "programme_title": str,
            "lead": str,  # the municipality that leads
            "stage": str,  # a code of the life of an application, from draft to closed
            "deadline": str,  # until when it has to be handed in, ISO day
            "deadline_basis": str,  # the quote or who stated it
            "next_step": str,
            "responsible": int,
            "deputy": int,
            "version": int,
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[
            ("programme", "programme", "id"),
            ("lead", "municipality", "ags"),
            ("responsible", "account", "id"),
            ("deputy", "account", "id"),
            ("account", "account", "id"),
        ],
        not_null={"title", "programme_title", "lead", "stage", "version", "by", "at"},
        strict=True,
    )
    db.table("application").create_index(["programme"])
    db.table("application").create_index(["lead"])
    db.table("applicant").create(
        {
            "application": int,
            "municipality": str,
            "part": str,  # lead, partner
            "team": str,  # role in the county's overview: PL, PG, AG, LKG
            "consent": str,  # asked, given, refused
            "consent_at": str,
            "consent_by": str,
            "consent_words": str,
            "cost_cents": int,
            "eligible_cents": int,
            "grant_cents": int,
            "third_party_cents": int,
            "own_cents": int,
        },
        pk=("application", "municipality"),
        foreign_keys=[_TO_APPLICATION, ("municipality", "municipality", "ags")],
        not_null={"part", "team", "consent"},
        strict=True,
    )
    db.table("applicant").create_index(["municipality"])
    db.table("application_project").create(
        {"application": int, "project": str},  # no foreign key: the Vorhaben may be deleted
        pk=("application", "project"),
        foreign_keys=[_TO_APPLICATION],
        strict=True,
    )
    db.table("application_project").create_index(["project"])
    db.table("application_step").create(
        {
            "id": int,
            "application": int,
            "key": str,
            "title": str,
            "basis": str,  # the quote of the programme that asks for it, if one does
            "municipality": str,  # where each applicant has to do it
            "due_on": str,
            "done_at": str,
            "done_by": str,
            "note": str,
        },
        pk="id",
        foreign_keys=[_TO_APPLICATION, ("municipality", "municipality", "ags")],
        not_null={"application", "key", "title", "basis", "note"},
        strict=True,
    )
    db.table("application_step").create_index(["application"])
    db.table("application_event").create(
        {
            "id": int,
            "application": int,
            "kind": str,  # stage, money, consent, file, award, duty, words
            "before": str,
            "after": str,
            "reasons": str,  # codes, as JSON
            "words": str,
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[_TO_APPLICATION, ("account", "account", "id")],
        not_null={"application", "kind", "before", "after", "reasons", "words", "by", "at"},
        strict=True,
    )
    db.table("application_event").create_index(["application"])
    db.table("application_file").create(
        {
            "id": int,
            "application": int,
            "kind": str,  # application, award, report, proof, other
            "name": str,
            "media_type": str,
            "size": int,
            "sha256": str,  # also its name in the folder of files
            "account": int,
            "by": str,
            "at": str,
            "removed_at": str,
        },
        pk="id",
        foreign_keys=[_TO_APPLICATION, ("account", "account", "id")],
        not_null={"application", "kind", "name", "media_type", "size", "sha256", "by", "at"},
        strict=True,
    )
    db.table("application_file").create_index(["application"])
    db.table("award").create(
        {
            "application": int,
            "number": str,  # Aktenzeichen of the Bescheid
            "dated": str,
            "granted_cents": int,
            "eligible_cents": int,
            "period_from": str,  # Bewilligungszeitraum
            "period_to": str,
            "conditions": str,
            "by": str,
            "at": str,
        },
        pk="application",
        foreign_keys=[_TO_APPLICATION],
        not_null={"dated", "granted_cents", "by", "at"},
        strict=True,
    )


@migrations()
def m141_duties(db: Database) -> None:
    """Duties after an award; one that was due stays until somebody says it is done."""
    db.table("duty").create(
        {
            "id": int,
            "application": int,
            "municipality": str,  # whose duty it is
            "kind": str,  # what has to be done: a Mittelabruf, a Verwendungsnachweis …
            "title": str,
            "opens_on": str,  # first day of a window
            "due_on": str,
            "basis": str,  # the sentence of the Bescheid or of the programme
            "responsible": int,
            "deputy": int,
            "done_at": str,
            "done_by": str,
            "dropped_at": str,
            "dropped_because": str,
            "note": str,
            "version": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[
            _TO_APPLICATION,
            ("municipality", "municipality", "ags"),
            ("responsible", "account", "id"),
            ("deputy", "account", "id"),
        ],
        not_null={"application", "kind", "title", "due_on", "basis", "note", "version", "by", "at"},
        strict=True,
    )
    db.table("duty").create_index(["application"])
    db.table("duty").create_index(["due_on"])
    db.table("duty").create_index(["municipality"])
