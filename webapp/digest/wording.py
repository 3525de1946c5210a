"""The sentences that both parts of the letter share."""

from index.programme import Programme
from index.status import german_date
from index.vocabulary import Status
from webapp.digest.letter import Finding, Letter, Notice, Offer, SearchSection, Section

MOST_FURTHER = 4

caution = (
    "Fördernetz liest die Programme aus öffentlichen Quellen. Verbindlich ist allein die amtliche"
    " Seite; was die Quelle nicht nennt, steht auch hier nicht."
)
"""What the letter is not."""


def subject(letter: Letter) -> str:
    """Number, for whom, and Kalenderwoche."""
    number, found = len(letter.offers), len(letter.findings)
    if number:
        new = "1 neuer Treffer" if number == 1 else f"{number} neue Treffer"
        more = f", {found} zu Ihren Suchen" if found else ""
        return f"{new} für {_whose(letter)}{more}, KW {letter.week}"
    others = list(_others(letter))
    if found and not others:
        return f"{_programmes(found)} {_of_searches(letter)}, KW {letter.week}"
    named = [*others, *([f"{found} zu Ihren Suchen"] if found else [])]
    return f"{_joined(named)}, KW {letter.week}"


def subject_of_reminders(letter: Letter) -> str:
    """What is due, the nearest first."""
    found = [it for it in (*letter.duties, *letter.soon) if isinstance(it, Notice)]
    overdue = sum(it.is_overdue for it in found)
    first = min(found, key=lambda it: (it.is_overdue, it.due_on or letter.day))
    day = german_date(first.due_on) if first.due_on else ""
    if len(found) == 1:
        return f"{'Überfällig' if overdue else 'Erinnerung'}: {first.title}, Frist {day}"
    if overdue == len(found):
        return f"{overdue} überfällige Pflichten"
    more = f", {overdue} überfällig" if overdue else ""
    return f"{len(found)} Erinnerungen{more}, die nächste Frist ist am {day}"


def opening(letter: Letter) -> str:
    """The first sentences: how much is new for what, and the nearest deadline."""
    found, others = len(letter.findings), list(_others(letter))
    sentences = [_of_matches(letter)] if letter.offers else []
    if others:
        begins = "Außerdem in diesem Brief" if letter.offers else "in diesem Brief"
        sentences.append(f"{begins}: {_joined(others)}.")
    if found and not sentences:
        return f"{_of_searches(letter)} gibt es {_programmes(found)}."
    if found:
        verb = "kommt" if found == 1 else "kommen"
        sentences.append(f"Dazu {verb} {_programmes(found)} {_of_searches(letter)}.")
    return " ".join(sentences)


def _others(letter: Letter) -> "list[str]":
    """How many recommendations, changes, deadlines and joint things there are."""
    counted = (
        (len(letter.recommended), "Empfehlung", "Empfehlungen"),
        (len(letter.changed), "Änderung", "Änderungen"),
        (len(letter.duties), "Pflicht nach einem Bescheid", "Pflichten nach einem Bescheid"),
        (len(letter.soon), "nahe Frist", "nahe Fristen"),
        (len(letter.expected), "Prognose", "Prognosen"),
        (len(letter.joint), "gemeinsame Möglichkeit", "gemeinsame Möglichkeiten"),
        (len(letter.trainings), "neue Schulung", "neue Schulungen"),
    )
    return [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]


def _of_matches(letter: Letter) -> str:
    number = len(letter.offers)
    new = "einen neuen Treffer" if number == 1 else f"{number} neue Treffer"
    sentence = f"für {_named(letter)} gibt es {new}{_of_these(letter)}."
    offer = letter.next_offer
    if offer is None or offer.standing.next_deadline is None or offer.days_left is None:
        none = "Eine feste Frist nennt er nicht." if number == 1 else "Keiner nennt eine Frist."
        return f"{sentence} {none}"
    day = german_date(offer.standing.next_deadline)
    when = f"endet am {day}, {left(offer.days_left)}"
    if number == 1:
        return f"{sentence} Die Frist {when}."
    return f"{sentence} Die nächste Frist {when}: {offer.programme.title}."


def heading(letter: Letter) -> str:
    """What stands above the new matches."""
    return f"Neu für {'Vorhaben' if letter.reader.is_manager else 'Ihre Vorhaben'}"


def above(letter: Letter, section: Section) -> str:
    """The small line above the title of a Vorhaben."""
    return section.town if letter.reader.is_manager else "Für Ihr Vorhaben"


def kind(programme: Programme) -> str:
    """Förderart and Ebene, and whether somebody has looked at the entry."""
    words: list[str] = [*programme.funding_types, *programme.levels]
    if not programme.reviewed:
        words.append("ungeprüft")
    if programme.changed_since_review:
        words.append("seit der Prüfung geändert")
    return " · ".join(words)


def until(item: Offer | Finding) -> str:
    """The deadline, or why there is none."""
    standing = item.standing
    words = standing.no_deadline_because
    if standing.next_deadline and item.days_left is not None:
        words = f"{german_date(standing.next_deadline)}, {left(item.days_left)}"
    if standing.status is Status.UNKNOWN:
        return f"{words}: {standing.reason}"
    if standing.status is Status.UPCOMING:
        return f"{words} ({standing.reason})"
    return words


def due(notice: Notice) -> str:
    """The day of a notice, and how far away it is."""
    if notice.due_on is None or notice.days_left is None:
        return ""
    return f"{german_date(notice.due_on)}, {left(notice.days_left)}"


def further(letter: Letter, offer: Offer) -> str:
    """The other Vorhaben that a programme fits."""
    named = [
        f"»{match.project_title}«" + (f" ({match.town})" if len(letter.towns) > 1 else "")
        for match in offer.matches[1 : MOST_FURTHER + 1]
    ]
    more = len(offer.matches) - 1 - len(named)
    return ", ".join(named) + (f" und {more} weitere" if more else "")


def advice(offer: Offer) -> str:
    """That the Fördermittelmanagement recommends a new match as well, with its notes."""
    if not offer.advice:
        return ""
    notes = " ".join(finding.note for finding in offer.advice if finding.note)
    said = "auch vom Fördermittelmanagement empfohlen"
    return f"{said}: {notes}" if notes else f"{said}."


def credit(programme: Programme) -> str:
    """Whose text it is, and on which terms."""
    record = programme.tellings[0].record
    whose = record.attribution or programme.tellings[0].source_label
    if not record.licence or record.licence in whose:
        return whose
    return f"{whose}, {record.licence}"


def rest(letter: Letter) -> str:
    """What did not fit into this letter."""
    said = []
    if letter.remaining:
        one = letter.remaining == 1
        more = "Ein weiterer Treffer steht" if one else f"{letter.remaining} weitere Treffer stehen"
        said.append(f"{more} schon auf der Seite; im nächsten Brief geht es damit weiter.")
    if letter.further:
        one = letter.further == 1
        more = "Ein Hinweis folgt" if one else f"{letter.further} Hinweise folgen"
        said.append(f"{more} im nächsten Brief.")
    return " ".join(said)


def silence(letter: Letter) -> str:
    """Which sources could not be read: nothing from them is not the same as nothing new."""
    if not letter.silent:
        return ""
    return "Nicht alle Quellen ließen sich zuletzt vollständig lesen; von dort kann etwas fehlen."


def why(letter: Letter) -> str:
    """Why this person gets the letter."""
    return (
        "Sie bekommen diesen Brief höchstens einmal in der Woche und nur, wenn es Neues gibt,"
        f" weil für {letter.reader.email} der Wochenbrief bestellt ist."
    )


def of_search(section: SearchSection) -> str:
    """What did not fit below a saved search."""
    if not section.remaining:
        return ""
    more = "Eines mehr steht" if section.remaining == 1 else f"{section.remaining} mehr stehen"
    return f"{more} schon auf der Seite; im nächsten Brief geht es damit weiter."


def left(days: int) -> str:
    """Say how far away a day is."""
    if days < 0:
        return "seit gestern überfällig" if days == -1 else f"seit {-days} Tagen überfällig"
    if days < 2:
        return ("heute", "morgen")[days]
    if days < 21:
        return f"in {days} Tagen"
    return f"in {days // 7} Wochen" if days < 120 else f"in {round(days / 30.4)} Monaten"


def _programmes(number: int) -> str:
    return "1 neues Programm" if number == 1 else f"{number} neue Programme"


def _of_searches(letter: Letter) -> str:
    return "zu Ihren gespeicherten Suchen" if letter.reader.account else "für Kommunen in Hessen"


def _joined(words: list[str]) -> str:
    return " und ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _of_these(letter: Letter) -> str:
    unclear = sum(not offer.is_clear for offer in letter.offers)
    if unclear in (0, len(letter.offers)):
        return ""
    return f"; bei {'einem' if unclear == 1 else unclear} davon ist noch etwas zu klären"


def _whose(letter: Letter) -> str:
    if not letter.reader.is_manager:
        return "Ihr Vorhaben" if letter.projects == 1 else "Ihre Vorhaben"
    if len(letter.towns) > 1:
        return f"Vorhaben in {len(letter.towns)} Kommunen"
    return f"{'ein' if letter.projects == 1 else letter.projects} Vorhaben in {letter.towns[0]}"


def _named(letter: Letter) -> str:
    towns = ", ".join(letter.towns)
    if letter.projects == 1:
        whose = "das" if letter.reader.is_manager else "Ihr"
        return f"{whose} Vorhaben »{letter.sections[0].project_title}« ({towns})"
    whose = "Vorhaben" if letter.reader.is_manager else "Ihrer Vorhaben"
    return f"{letter.projects} {whose} ({towns})"
