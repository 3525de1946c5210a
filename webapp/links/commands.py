"""The command that asks for outgoing links, gently."""

from dataclasses import asdict
from datetime import date

import click

from index.links import LinkState, links_to_check, outgoing_links
from webapp.crawling import reader
from webapp.crawling.commands import progress
from webapp.links.queries import count_links, doubtful_links
from webapp.reviews.desk_list import note_broken_links
from webapp.terminal import (
    Fault,
    json_option,
    opened_register,
    print_json,
    say,
    settings,
    today_option,
)
from webapp.work import journal

PER_HOST = 10
_USUAL = 200


@click.command("check-links")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_USUAL,
    show_default=True,
    help="Ask for so many links at most; 0 only shows what is known.",
)
@click.option("--all", "everything", is_flag=True, help="List also what is only unclear.")
@json_option
@today_option
def check_links(limit: int, everything: bool, as_json: bool, today: date) -> None:
    """Ask for the outgoing links whose turn it is, and list those that lead nowhere, worst first.

    Of one host at most ten a time, slowly and as its robots.txt allows. A link is broken when its
    page was not there on two different days; anything else that goes wrong is unclear.
    """
    with opened_register() as db:
        urls = links_to_check(db, today, limit, PER_HOST) if limit else []
        try:
            if urls:
                say(f"{len(urls)} Links werden gefragt.")
                reader.check_links(db, settings(), urls, today, progress())
        except reader.NotRead as error:
            raise Fault(str(error)) from error
        outgoing = outgoing_links(db)
        note_broken_links(db, outgoing)
        doubtful, counts = doubtful_links(db, outgoing), count_links(db, outgoing)
    journal.tell(f"{len(urls)} Links gefragt.")
    if as_json:
        print_json(dict(checked=len(urls), counts=counts, links=[asdict(it) for it in doubtful]))
        return
    for link in doubtful if everything else (it for it in doubtful if it.failed_on):
        since = f" seit {link.failed_on:%d.%m.%Y}" if link.failed_on else ""
        click.echo(f"{link.state:7} {link.url}{since} ({len(link.programmes)} Programme)")
        click.echo(f"{'':7} {link.said}")
    states = (*LinkState, "offen")
    told = ", ".join(f"{counts[state]} {state}" for state in states if state in counts)
    click.echo(f"{len(urls)} Links gefragt; insgesamt {told or 'keine'}.")


COMMANDS: tuple[click.Command, ...] = (check_links,)
