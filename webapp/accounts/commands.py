"""Commands for accounts."""

from datetime import date

import click

from webapp.accounts import queries
from webapp.accounts.account import Role
from webapp.terminal import Fault, opened_register, settings, today_option


@click.group()
def user() -> None:
    """Make accounts and invite people."""


@user.command("add")
@click.argument("email")
@click.option("--role", default="", metavar="|".join(Role), help="What the person does here.")
@click.option("--municipality", metavar="AGS", help="The municipality; staff needs one.")
@today_option
def add(email: str, role: str, municipality: str | None, today: date) -> None:
    """Create an account, subscribed to the weekly letter, and print the invitation link."""
    if role not in list(Role):
        raise Fault(f"--role »{role}« gibt es nicht; möglich sind {', '.join(Role)}.")
    with opened_register() as db:
        try:
            _, token = queries.create_account(db, email, Role(role), municipality, today)
        except queries.RefusedAccount as error:
            raise Fault(str(error)) from error
    click.echo(_link(token))


@user.command("invite")
@click.argument("email")
@today_option
def invite(email: str, today: date) -> None:
    """Print a new invitation link for an account, for example after a forgotten password."""
    with opened_register() as db:
        account = queries.account_by_email(db, email)
        if account is None:
            raise Fault(f"Für {email} gibt es kein Konto.")
        token = queries.renew_invitation(db, account.id, today)
    click.echo(_link(token))


def _link(token: str) -> str:
    return f"{settings().base_url}/einladung/{token}"


COMMANDS: tuple[click.Command, ...] = (user,)
