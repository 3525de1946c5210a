"""Who reads what a person wrote: the author alone, the own municipality, or everybody."""

from enum import StrEnum

from webapp.accounts.account import Account, may_see_project


class Visibility(StrEnum):
    """For whom something is meant."""

    OWN = "own"
    TOWN = "town"
    ALL = "all"

    @property
    def label(self) -> str:
        """The German words for people to read."""
        return _LABELS[self]


_LABELS = {
    Visibility.OWN: "nur ich",
    Visibility.TOWN: "meine Kommune und das Fördermittelmanagement",
    Visibility.ALL: "alle Kommunen",
}


def may_read(account: Account, visibility: Visibility, author: int, ags: str | None) -> bool:
    """Tell whether somebody reads what `author` wrote in the municipality `ags`.

    Who has moved to another municipality does not take along what was written in the old one.
    """
    if visibility is Visibility.ALL:
        return True
    if visibility is Visibility.TOWN:
        return may_see_project(account, ags or "")
    return account.id == author


def choices_for(account: Account) -> list[tuple[str, str]]:
    """What somebody may choose: without a municipality there is nobody in the middle."""
    open_ = [it for it in Visibility if it is not Visibility.TOWN or account.municipality]
    return [(it.value, it.label) for it in open_]
