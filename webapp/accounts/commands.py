"""Commands for accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from index.store import Database
from webapp.accounts import queries
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import deactivate, reactivate
from webapp.audit.log import Deed
from webapp.second_factor.keeping import turn_off
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
    with _found(email) as (db, account):
        token = queries.renew_invitation(db, account.id, today)
    click.echo(_link(token))


@user.command("deactivate")
@click.argument("email")
@today_option
def deactivate_one(email: str, today: date) -> None:
    """Close an account: no sign-in, no letters; what it did stays."""
    with _found(email) as (db, account):
        deactivate(db, None, account.id, today)


@user.command("reactivate")
@click.argument("email")
def reactivate_one(email: str) -> None:
    """Open a closed account again."""
    with _found(email) as (db, account):
        reactivate(db, None, account.id)


@user.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Let somebody in without a second factor, whose phone and recovery codes are lost."""
    with _found(email) as (db, account):
        turn_off(db, account.id, None, Deed.SECOND_FACTOR_RESET)


@contextmanager
def _found(email: str) -> Iterator[tuple[Database, Account]]:
    with opened_register() as db:
        account = queries.account_by_email(db, email)
        if account is None:
            raise Fault(f"Für {email} gibt es kein Konto.")
        try:
            yield db, account
        except queries.RefusedAccount as error:
            raise Fault(str(error)) from error


def _link(token: str) -> str:
    return f"{settings().base_url}/einladung/{token}"


COMMANDS: tuple[click.Command, ...] = (user,)
