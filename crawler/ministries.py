"""Who stands behind a site of Land Hessen: every ministry has a host of its own."""

from urllib.parse import urlsplit

_AGRICULTURE = (
    "Hessisches Ministerium für Landwirtschaft und Umwelt, Weinbau, Forsten, Jagd und Heimat"
)
MINISTRIES = {
    "umwelt": _AGRICULTURE,
    "umweltministerium": _AGRICULTURE,
    "landwirtschaft": _AGRICULTURE,
    "familie": "Hessisches Ministerium für Familie, Senioren, Sport, Gesundheit und Pflege",
    "innen": "Hessisches Ministerium des Innern, für Sicherheit und Heimatschutz",
    "wirtschaft": (
        "Hessisches Ministerium für Wirtschaft, Energie, Verkehr, Wohnen und ländlichen Raum"
    ),
    "gutregiert": "Hessische Landesregierung",
    "rp-darmstadt": "Regierungspräsidium Darmstadt",
}
"""The body by the first part of its host."""


def ministries_behind(url: str) -> tuple[str, ...]:
    """The body of the Land whose site this is, or nothing for any other site."""
    name, _, rest = (urlsplit(url).hostname or "").removeprefix("www.").partition(".")
    return (MINISTRIES[name],) if rest == "hessen.de" and name in MINISTRIES else ()
