"""What people do on the site, each with its weight in a working day, for load.py and soak.py.

Weights are requests of an ordinary Tuesday as the roles are used for: mostly reading, typing into
the search, now and then a note, a kept programme or a Vorhaben that is saved, seldom a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import sleep
from urllib.parse import quote_plus

from load_visitor import Visitor, form_fields

FACETS = ("status=offen", "level=Land", "level=Bund", "sort=deadline", "seite=2", "seite=3")


@dataclass(frozen=True, slots=True)
class Place:
    """What there is to open: programmes, the Vorhaben and akten of the town, words to ask for."""

    programmes: list[int]
    vorhaben: list[str]
    akten: list[int]
    words: list[str]
    calendar: str
    token: str
    pause: float
    """Seconds between two keys pressed while typing."""


Deed = Callable[[Visitor, Place, Random], object]


def start(it: Visitor, place: Place, chance: Random) -> None:
    """The first page."""
    it.get("start", "/", it.email, "Neues")


def search(it: Visitor, place: Place, chance: Random) -> None:
    """A question, some with a filter, an order or a later page."""
    asked = chance.choice(place.words)
    more = f"&{chance.choice(FACETS)}" if chance.random() < 0.3 else ""
    page = "search, filtered" if more else "search"
    it.get(page, f"/suche?q={quote_plus(asked)}{more}", it.email, 'id="treffer"')


def browse(it: Visitor, place: Place, chance: Random) -> None:
    """Everything, by a filter alone."""
    it.get("search without words", f"/suche?{chance.choice(FACETS)}", it.email, 'id="treffer"')


def typing(it: Visitor, place: Place, chance: Random) -> None:
    """Suggestions for the letters typed so far; the site asks for some of them only."""
    word = chance.choice(place.words)
    for length in (3, 5, 7):
        if length <= len(word):
            it.get("suggestions", f"/suche/vorschlaege?q={quote_plus(word[:length])}")
            sleep(place.pause)


def programme(it: Visitor, place: Place, chance: Random) -> None:
    """A programme."""
    it.get("programme", f"/programm/{chance.choice(place.programmes)}", it.email, 'id="notizen"')


def vorhaben(it: Visitor, place: Place, chance: Random) -> None:
    """A Vorhaben with its matches."""
    if place.vorhaben:
        number = chance.choice(place.vorhaben)
        it.get("Vorhaben with matches", f"/vorhaben/{number}", it.email, number)


def all_matches(it: Visitor, place: Place, chance: Random) -> None:
    """All matches of a Vorhaben."""
    if place.vorhaben:
        number = chance.choice(place.vorhaben)
        it.get("all matches", f"/vorhaben/{number}?alle=1", it.email, number)


def akte(it: Visitor, place: Place, chance: Random) -> None:
    """A Förderakte."""
    if place.akten:
        it.get("Förderakte", f"/foerderakten/{chance.choice(place.akten)}", it.email, "Checkliste")


def note(it: Visitor, place: Place, chance: Random) -> None:
    """Write a note on a programme."""
    number = chance.choice(place.programmes)
    fields = [("words", f"Notiz {chance.random()}"), ("visibility", "own")]
    it.post("note saved", f"/programm/{number}/notizen", fields, "gespeichert")


def keep(it: Visitor, place: Place, chance: Random) -> None:
    """Keep a match, or drop it again."""
    if place.vorhaben:
        number, other = chance.choice(place.vorhaben), chance.choice(place.programmes)
        it.post("match kept", f"/vorhaben/{number}/programm/{other}/merken", [])


def save(it: Visitor, place: Place, chance: Random) -> None:
    """Change a Vorhaben; it is judged anew at once."""
    if not place.vorhaben:
        return
    path = f"/vorhaben/{chance.choice(place.vorhaben)}/bearbeiten"
    page = it.get("form of a Vorhaben", path, it.email, "Speichern und Programme")
    if "novalidate" not in page:
        return
    fields = dict(form_fields(page, 'class="form" novalidate')) | dict(
        cost_eur=str(chance.randrange(50_000, 5_000_000))
    )
    told = [*fields.items()]
    it.post("Vorhaben saved", path, told, "Gespeichert")


def export(it: Visitor, place: Place, chance: Random) -> None:
    """A list to take along."""
    form = chance.choice(("xlsx", "csv"))
    it.get(f"list as {form}", f"/suche.{form}?q={quote_plus(chance.choice(place.words))}")


def whole_list(it: Visitor, place: Place, chance: Random) -> None:
    """All programmes as a table."""
    form = chance.choice(("xlsx", "csv"))
    it.get(f"all programmes as {form}", f"/suche.{form}")


def feed(it: Visitor, place: Place, chance: Random) -> None:
    """The calendar of a person, as calendar programs ask for it."""
    if place.calendar:
        it.get("calendar feed", place.calendar, "BEGIN:VCALENDAR")


def api(it: Visitor, place: Place, chance: Random) -> None:
    """A question of a program."""
    word = quote_plus(chance.choice(place.words))
    it.get("API", f"/api/v1/programmes?q={word}", '"items"', bearer=place.token)


def opens(page: str, path: str, mark: str) -> Deed:
    """A page without choice."""

    def deed(it: Visitor, place: Place, chance: Random) -> None:
        it.get(page, path, it.email, mark)

    deed.__name__ = page
    return deed


STAFF: list[tuple[int, Deed]] = [
    (120, start), (200, search), (20, browse), (60, typing), (200, programme), (100, vorhaben),
    (10, all_matches), (50, opens("Vorhaben, list", "/vorhaben", "Vorhaben")), (20, akte),
    (30, opens("Förderakten, list", "/foerderakten", "Förderakten")),
    (30, opens("duties", "/pflichten", "Pflichten")), (30, feed), (30, api),
    (20, opens("Merklisten", "/merklisten", "Merklisten")),
    (20, opens("knowledge", "/wissen", "Wissen")),
    (15, opens("advice", "/beratung", "Beratung")),
    (10, opens("calendar page", "/kalender", "Kalender")),
    (10, opens("matrix", "/gemeinsam/matrix", "gemeinsam")),
    (10, opens("report", "/berichte", "Bericht")), (20, note), (20, keep), (4, save), (3, export),
]  # fmt: skip

MANAGER: list[tuple[int, Deed]] = [
    (10, start), (10, search), (10, programme), (4, typing), (1, whole_list), (1, export),
    (10, opens("desk", "/neues?tage=365", "Neues")),
    (10, opens("queue", "/pruefen", "prüfen")),
    (5, opens("Vorhaben, all towns", "/vorhaben", "Vorhaben")),
    (5, opens("akten, all towns", "/foerderakten", "Förderakten")),
    (5, opens("duties, all towns", "/pflichten", "Pflichten")),
    (5, opens("report, manager", "/berichte", "Bericht")),
    (3, opens("one figure", "/berichte/geaenderte-programme", "Programme")),
    (5, opens("people", "/personen", "Personen")),
    (3, opens("towns", "/kommunen", "Kommunen")),
    (3, opens("matrix, all towns", "/gemeinsam/matrix", "gemeinsam")),
    (3, opens("joint", "/gemeinsam", "emeinsam")),
    (3, opens("recommendations", "/empfehlungen", "Empfehlungen")),
    (3, opens("advice, manager", "/beratung", "Beratung")),
    (2, opens("time spent", "/beratung/aufwand", "Aufwand")),
    (2, opens("letters", "/briefe", "Briefe")),
    (2, opens("circular", "/briefe/rundbrief", "Rundbrief")),
    (2, opens("audit log", "/protokoll", "Protokoll")),
    (2, opens("cost shares", "/umlage", "Umlage")),
    (2, opens("knowledge, manager", "/wissen", "Wissen")),
    (2, opens("forecasts", "/prognosen", "Prognosen")),
    (2, opens("new akte", "/foerderakten/neu", "Förderakte")),
    (2, opens("new Vorhaben", "/vorhaben/neu", "Neues Vorhaben")),
    (2, opens("calendars, manager", "/kalender", "Kalender")),
    (1, opens("council meetings", "/sitzungen", "Sitzung")),
]  # fmt: skip

READER: list[tuple[int, Deed]] = [
    (10, start), (10, search), (10, programme),
    (10, opens("report, Beirat", "/berichte", "Bericht")),
    (5, opens("one figure, Beirat", "/berichte/geaenderte-programme", "Programme")),
]  # fmt: skip
