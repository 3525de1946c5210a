"""The short letter that says that an answer has come; what it says stands on the site alone."""

from datetime import datetime

from index.store import Database
from webapp.digest.single import queue_single
from webapp.enquiries.enquiry import Enquiry
from webapp.settings import Settings

_TOOK_PART = """
    select distinct account.id, account.email from enquiry_message
    join enquiry on enquiry.id = enquiry_message.enquiry
    join account on account.id = enquiry_message.account
    where enquiry.id = ? and not answers and deactivated_on is null
        and (account.id = enquiry.account or account.municipality is enquiry.municipality)
    order by account.id
"""


def tell_of_answer(db: Database, settings: Settings, enquiry: Enquiry, now: datetime) -> int:
    """Write to all who asked in a conversation that there is an answer; gives how many.

    Call it inside the transaction of the answer. The letter does not repeat it: it is meant for
    one municipality, and letters are passed on.
    """
    link = ("Antwort lesen", f"{settings.base_url}/beratung/{enquiry.id}")
    told = [
        f"auf »{enquiry.asked.subject}« gibt es eine Antwort des Fördermittelmanagements.",
        "Sie steht im Fördernetz; dort können Sie auch weiterfragen.",
    ]
    people = list(db.query(_TOOK_PART, [enquiry.id]))
    for row in people:
        subject = f"Antwort: {enquiry.asked.subject}"
        queue_single(db, settings, row["email"], subject, told, now, link=link, account=row["id"])
    return len(people)
