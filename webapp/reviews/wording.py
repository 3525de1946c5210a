"""Why something waits on the desk, in words."""

from index.review_queue import Waiting

WAITING_LABELS = {
    Waiting.DOUBT: "Entscheidung fraglich",
    Waiting.CHANGED: "seit der Prüfung geändert",
    Waiting.GONE: "nicht mehr gelistet",
    Waiting.EXPIRED: "Angabe abgelaufen",
    Waiting.CONTRADICTION: "Widerspruch",
    Waiting.LINK: "Link defekt",
    Waiting.DOUBLE: "vielleicht doppelt",
    Waiting.NEW: "neu",
    Waiting.HIDDEN: "ausgeblendet",
}
