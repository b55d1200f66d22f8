"""What a county asks when somebody turns to it: questions of its own, and those of the form it leaves out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Labelled, Sourced


class IntakeAnswer(models.TextChoices):
    """How a question of the county's own is answered."""

    TEXT = "text", _("a few words")
    CHOICE = "choice", _("one of several answers")
    YES_NO = "yes_no", _("yes or no")


class IntakeField(models.TextChoices):
    """Questions of the enquiry form that a county may leave out."""

    REFERRER = "referrer", _("Who referred the person")
    OUTREACH = "outreach", _("Whether it arose from outreach")
    LANGUAGE = "language", _("Language")
    INTERPRETER = "interpreter", _("Interpreter")
    LIFE_AREA = "life_area", _("Life area")
    URGENCY = "urgency", _("Urgency")


def _channels() -> ArrayField:
    return ArrayField(
        models.CharField(max_length=60), default=list, db_default=[], blank=True,
        help_text="Keys of the ways in for which it holds; none means all.",
    )  # fmt: skip


class IntakeQuestion(Labelled, Dated, Sourced):
    """A question of the county's own in the enquiry form; without ways in it is asked on all of them."""

    answer = models.CharField(max_length=8, choices=IntakeAnswer)
    choices = ArrayField(models.CharField(max_length=80), default=list, db_default=[], blank=True)
    channels = _channels()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "key"]

    class Privacy:
        clear = {"id", "key", "name_de", "name_en", "answer", "choices", "channels", "position"} | PROVENANCE | VALIDITY


class IntakeOmission(Dated, Sourced):
    """A question of the enquiry form that the county does not ask; without ways in on none of them."""

    question = models.CharField(max_length=12, choices=IntakeField)
    channels = _channels()

    class Meta(Dated.Meta):
        ordering = ["question", "id"]

    class Privacy:
        clear = {"id", "question", "channels"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.get_question_display()
