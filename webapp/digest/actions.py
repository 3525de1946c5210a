"""Links of a letter that let its reader act in two clicks: one opens a page, one on it decides.

The token says who, which programme and for which Vorhaben. It opens nothing else, and opening
the page changes nothing, because mail scanners open every link.
"""

from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from webapp.digest.letter import Finding, Notice, Offer
from webapp.digest.readers import Reader

_SALT = "letter-action"
LABELS = {"merken": "Merken", "nicht-relevant": "Nicht relevant", "weitergeben": "Weitergeben"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who may do something with which programme, and for which Vorhaben if one is meant."""

    account: int
    programme: int
    project: str = ""


class Links:
    """The addresses in one letter; without a key they lead to the pages but let nobody act."""

    def __init__(self, base_url: str, unsubscribe_url: str, key: bytes | None = None) -> None:
        self.base_url, self.unsubscribe_url = base_url, unsubscribe_url
        self._key, self._tokens = key, dict[Act, str]()

    def actions(self, reader: Reader, item: Offer | Finding | Notice) -> list[tuple[str, str]]:
        """Label and address of what can be done with a programme."""
        if isinstance(item, Notice) or not reader.may_act or reader.account is None:
            return []
        act = Act(account=reader.account.id, programme=item.programme.id, project=item.project)
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
    values = [act.account, act.programme, act.project]
    return str(URLSafeSerializer(key, salt=_SALT).dumps(values))


def act_of(key: bytes, token: str) -> Act | None:
    """What a token lets somebody do; nothing if it is not ours."""
    try:
        account, programme, project = URLSafeSerializer(key, salt=_SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Act(account=account, programme=programme, project=project)
