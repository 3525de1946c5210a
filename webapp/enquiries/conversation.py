"""The page of one conversation: its thread, the answer, the next step and the time it took."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from index.schema import writing as keeping
from webapp.accounts.access import Role, current_account
from webapp.advice import time_spent
from webapp.advice.text_blocks import Purpose, text_block, text_blocks
from webapp.advice.time_spent import USUAL, Spent
from webapp.enquiries import queries, showing, writing
from webapp.enquiries.enquiry import Enquiry
from webapp.enquiries.forms import ReplyForm, StepForm
from webapp.enquiries.showing import LABELS
from webapp.enquiries.telling import tell_of_answer
from webapp.files.attached import Place, attached
from webapp.programmes.wording import FACT_LABELS
from webapp.request import db, now, settings, today


def answered(found: Enquiry) -> ResponseReturnValue:
    """Show a conversation, or take in what somebody wrote."""
    form, manages = ReplyForm(), current_account().role is Role.MANAGER
    form.offer(text_blocks(db(), Purpose.ADVICE) if manages else [])
    if manages and request.form.get("einfuegen"):
        chosen = form.block.data
        known = chosen.isdecimal() and len(chosen) < 10
        form.put_in(text_block(db(), int(chosen), Purpose.ADVICE) if known else None)
        return shown(found, form)
    if not form.validate_on_submit():
        return shown(found, form), 400 if form.is_submitted() else 200
    _keep(found, form, manages)
    flash("Gesendet.", "success")
    return redirect(url_for("enquiries.page", number=found.id), 303)


def shown(found: Enquiry, form: ReplyForm | None = None, step: StepForm | None = None) -> str:
    """The page; a form that was sent is shown with what is wrong in it."""
    account = current_account()
    manages = account.role is Role.MANAGER
    if form is None:
        form = ReplyForm(formdata=None)
        form.offer(text_blocks(db(), Purpose.ADVICE) if manages else [])
    if step is None:
        step = StepForm(formdata=None)
        step.offer(showing.both_sides(found))
        step.show(found.step)
    return render_template(
        "enquiries/enquiry.html",
        enquiry=found,
        messages=queries.messages(db(), found.id),
        about=showing.about(found),
        labels=LABELS,
        form=form,
        step=step,
        decides=manages and found.asked.fact in FACT_LABELS,
        own=account.id == found.account,
        manages=manages,
        today=today(),
        spent=time_spent.entries(db(), found.id) if manages else [],
        usual=USUAL,
        files=attached(db(), Place(enquiry=found.id)),
        most=settings().file_megabytes,
    )


def _keep(found: Enquiry, form: ReplyForm, manages: bool) -> None:
    """Keep the message, tell of it, note the time, and close if that was wished: all or nothing."""
    account, moment = current_account(), now()
    with keeping(db()):
        stays_here = manages and form.stays_here.data
        writing.reply(db(), found, form.words.data, account, moment, stays_here=stays_here)
        if not manages:
            return
        tell_of_answer(db(), settings(), found, moment)
        if request.form.get("erledigt"):
            writing.close(db(), found.id, account, moment)
        if form.minutes.data:
            minutes = int(form.minutes.data)
            spent = Spent(minutes=minutes, municipality=found.municipality, enquiry=found.id)
            time_spent.spend(db(), spent, account, today(), moment)
