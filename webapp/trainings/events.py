"""Trainings in the calendar of a municipality, for whoever has not registered yet."""

from collections.abc import Callable, Iterable, Iterator

from webapp.calendars.events import Wanted
from webapp.trainings.training import Training


def training_events(found: Iterable[Training], page_of: Callable[[int], str]) -> Iterator[Wanted]:
    """One event for each training ahead; the exact time stands before its title."""
    for it in found:
        if it.is_cancelled:
            continue
        page = page_of(it.id)
        where = it.place or it.link
        lines = (it.description, where and f"Ort: {where}", f"Anmelden im Fördernetz: {page}")
        yield Wanted(
            key=key_of(it.id),
            day=it.starts_at.date(),
            summary=f"Schulung {it.when.partition(', ')[2]}: {it.title}",
            description="\n".join(filter(None, lines)),
            url=page,
        )


def key_of(training: int) -> str:
    """The key of a training: one that is called off still belongs to the calendar."""
    return f"schulung-{training}"
