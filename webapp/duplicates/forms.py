"""The forms in which pairs are decided."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from webapp.duplicates.verdict import Verdict

_LONGEST_NOTE = 500
TURNED = "predecessor turned"
"""The second record is the predecessor of the first."""
CHOICES = (Verdict.MERGED, Verdict.PREDECESSOR, TURNED, Verdict.OTHER_VERSION, Verdict.DIFFERENT)


class _Noted(FlaskForm):
    note = StringField(
        "Notiz",
        [Length(max=_LONGEST_NOTE, message="Die Notiz darf höchstens 500 Zeichen haben.")],
        filters=[lambda text: " ".join((text or "").split())],
    )


class PairForm(_Noted):
    """A decision about two records."""

    first = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    second = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    verdict = HiddenField(validators=[AnyOf([str(choice) for choice in CHOICES])])
    known = IntegerField(validators=[Optional()], widget=HiddenInput())
    """The decision that stood when the pair was shown; none for most."""


class UndoForm(FlaskForm):
    """The wish to take a decision back."""

    number = IntegerField(validators=[InputRequired()], widget=HiddenInput())


class ApartForm(_Noted):
    """The wish to give a record a programme of its own."""

    record = IntegerField(validators=[InputRequired()], widget=HiddenInput())
