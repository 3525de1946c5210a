"""The forms in which whole programmes are decided."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from index.reviews import ReviewKind

LONGEST_REASON = 300


class ReviewForm(FlaskForm):
    """A decision about one programme; hiding needs a reason."""

    state = HiddenField(validators=[InputRequired()])
    kind = HiddenField(validators=[AnyOf(list(ReviewKind))])
    reason = StringField(
        "Grund",
        [Length(max=LONGEST_REASON, message="Der Grund darf höchstens 300 Zeichen haben.")],
        filters=[lambda text: " ".join((text or "").split())],
    )


class StepForm(FlaskForm):
    """The wish to take a step back."""

    batch = HiddenField(validators=[InputRequired()])


class RuleForm(FlaskForm):
    """The rule of one source."""

    source = HiddenField(validators=[InputRequired()])
    counts = BooleanField()
