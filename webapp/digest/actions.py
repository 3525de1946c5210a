"""Links of a letter that let its reader act in two clicks: one opens a page, one on it decides.

The token says who, which programme, for which Vorhaben and since when. It opens nothing else, and
opening the page changes nothing, because mail scanners open every link. It ends with the time in
which somebody may act on a letter: who has the mail later, forwarded or archived, cannot act by it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from webapp.digest.letter import Finding, Letter, Notice, Offer

_SALT = "letter-action"
GOOD_FOR = timedelta(days=90)
LABELS = {"merken": "Merken", "nicht-relevant": "Nicht relevant", "weitergeben": "Weitergeben"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who may do something with which programme, and for which Vorhaben if one is meant."""

    account: int
    programme: int
    made_on: date
    project: str = ""

    def is_over(self, today: date) -> bool:
        """Whether the letter is too old to act by it."""
        return today > self.made_on + GOOD_FOR


class Links:
    """The addresses in one letter; without a key they lead to the pages but let nobody act."""

    def __init__(self, base_url: str, unsubscribe_url: str, key: bytes | None = None) -> None:
        self.base_url, self.unsubscribe_url = base_url, unsubscribe_url
        self._key, self._tokens = key, dict[Act, str]()

    def actions(self, letter: Letter, item: Offer | Finding | Notice) -> list[tuple[str, str]]:
        """Label and address of what can be done with a programme."""
        reader = letter.reader
        if isinstance(item, Notice) or not reader.may_act or reader.account is None:
            return []
        act = Act(
            account=reader.account.id,
            programme=item.programme.id,
            made_on=letter.day,
            project=item.project,
        )
        token = self._token(act)
        return [(label, f"{self.base_url}/brief/{name}/{token}") for name, label in LABELS.items()]

    def _token(self, act: Act) -> str:
        """The token of a link; both parts of a letter have the same ones."""
        if self._key is None:
            return "vorschau"
        if act not in self._tokens:
            self._tokens[act] = sign(self._key, act)
        return self._tokens[act]


def sign(key: bytes, act: Act) -> str:
    """The token of a link."""
    values = [act.account, act.programme, act.project, act.made_on.toordinal()]
    return str(URLSafeSerializer(key, salt=_SALT).dumps(values))


def act_of(key: bytes, token: str) -> Act | None:
    """What a token lets somebody do; nothing if it is not ours."""
    try:
        account, programme, project, day = URLSafeSerializer(key, salt=_SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    made_on = date.fromordinal(day)
    return Act(account=account, programme=programme, made_on=made_on, project=project)
