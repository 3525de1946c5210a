"""Who sees what of the Umlage: it is agreed between all members, so the Beirat sees all of it."""

from webapp.accounts.account import Account, Role
from webapp.cost_shares.fixing import Statement
from webapp.cost_shares.splitting import Share

READERS = (Role.MANAGER, Role.READER, Role.STAFF)
"""Who has a page of the Umlage at all."""


def sees_all(account: Account) -> bool:
    """Tell whether somebody sees the shares of all members; staff see the own one."""
    return account.role in (Role.MANAGER, Role.READER)


def shares_seen(account: Account, statement: Statement) -> list[Share]:
    """The shares of a fixed year that somebody sees."""
    shares = statement.split.shares
    if sees_all(account):
        return list(shares)
    own = account.municipality if account.role is Role.STAFF else None
    return [share for share in shares if share.payer.ags == own]
