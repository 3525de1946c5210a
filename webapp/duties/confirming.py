"""Reading the form on which somebody confirms proposals: nothing is made that was not ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from webapp.applications.fields import is_likely
from webapp.duties.kinds import Ground
from webapp.duties.proposal import Proposal
from webapp.duties.writing import Plan

NOTHING_CHOSEN = "Bitte wählen Sie mindestens eine Pflicht aus."
_NO_DAY = "Bitte geben Sie den Tag aus dem Bescheid an."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One proposal as the form shows it; `wrong` says what is missing, by field."""

    index: int
    proposal: Proposal
    taken: bool
    due_on: str
    responsible: str
    deputy: str
    wrong: str = ""

    def plan(self, town: str) -> Plan:
        """The duty that was confirmed."""
        return Plan(
            kind=self.proposal.kind,
            title=self.proposal.title,
            due_on=date.fromisoformat(self.due_on),
            basis=self.proposal.basis + self._moved,
            town=town,
            opens_on=self._opens,
            responsible=int(self.responsible) if self.responsible else None,
            deputy=int(self.deputy) if self.deputy else None,
            proposal=self.proposal.key,
        )

    @property
    def _moved(self) -> str:
        """What a person chose is no longer the day of the rule."""
        proposed = self.proposal.due_on
        same = proposed is not None and proposed.isoformat() == self.due_on
        return "" if same else " Der Tag wurde beim Bestätigen eingetragen."

    @property
    def _opens(self) -> date | None:
        opens = self.proposal.opens_on
        return opens if opens and opens.isoformat() <= self.due_on else None


def rows_to_show(
    proposals: Iterable[Proposal], today: date, responsible: int | None, deputy: int | None
) -> list[Row]:
    """The form before anybody wrote into it: the people of the akte take care."""
    return [
        Row(
            index=index,
            proposal=it,
            taken=it.chosen and it.due_on is not None and not _is_over(it, today),
            due_on=it.due_on.isoformat() if it.due_on else "",
            responsible=str(responsible or ""),
            deputy=str(deputy or ""),
        )
        for index, it in enumerate(proposals)
    ]


def _is_over(it: Proposal, today: date) -> bool:
    """A look that nobody asks for is not made up for; what the Bescheid asks for is."""
    return it.ground is Ground.OWN and it.due_on is not None and it.due_on < today


def rows_sent(
    proposals: Sequence[Proposal], sent: MultiDict[str, str], people: Iterable[int]
) -> list[Row]:
    """The form as it was sent, with what is wrong in it."""
    known, taken = {"", *map(str, people)}, set(sent.getlist("nehmen"))
    return [_sent(index, it, sent, known, taken) for index, it in enumerate(proposals)]


def fault_in(rows: Iterable[Row]) -> str:
    """What is wrong with the form as a whole, in one sentence; nothing if it can be confirmed."""
    taken = [row for row in rows if row.taken]
    if not taken:
        return NOTHING_CHOSEN
    return "Bitte sehen Sie die markierten Zeilen an." if any(it.wrong for it in taken) else ""


def _sent(
    index: int, proposal: Proposal, sent: MultiDict[str, str], known: set[str], taken: set[str]
) -> Row:
    responsible, deputy, day = (
        sent.get(f"{name}-{proposal.key}", "").strip() for name in ("wer", "vertretung", "tag")
    )
    row = Row(
        index=index,
        proposal=proposal,
        taken=proposal.key in taken,
        due_on=day,
        responsible=responsible if responsible in known else "",
        deputy=deputy if deputy in known else "",
    )
    wrong = _wrong(row) if row.taken else ""
    return replace(row, wrong=wrong)


def _wrong(row: Row) -> str:
    try:
        likely = is_likely(date.fromisoformat(row.due_on))
    except ValueError:
        likely = False
    if not likely:
        return _NO_DAY
    same = row.responsible and row.responsible == row.deputy
    return "Die Vertretung ist eine andere Person." if same else ""
