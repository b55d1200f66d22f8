from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.models.answers import Given, YesNo
from kim.organisation.public import Versioned


class EnquiryState(models.TextChoices):
    OPEN = "open", _("open")
    ADMITTED = "admitted", _("became a case")
    ADVISED_ONCE = "advised_once", _("advised once")
    REFERRED_ON = "referred_on", _("referred on")
    DECLINED = "declined", _("declined")


class Urgency(models.TextChoices):
    NORMAL = "normal", _("normal")
    SOON = "soon", _("soon")
    URGENT = "urgent", _("urgent")


class Enquiry(Versioned):
    """Somebody asked for help, or others asked for them; many enquiries never become a case.

    An anonymous one keeps no name and no birth date and is there to be counted; one row may stand for several short contacts of
    one kind. Whoever gives their name later is named in the same row, or taken out of the tally into a row of their own.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(_("received on"))
    channel = models.ForeignKey(
        "organisation.AccessChannel", on_delete=models.PROTECT, related_name="+", verbose_name=_("how they came")
    )
    referrer = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("referred by")
    )  # fmt: skip
    referrer_note = models.CharField(_("contact at the referrer"), max_length=200, blank=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    description = models.CharField(
        _("in a few words"), max_length=200, blank=True, help_text=_("For example: woman, 27, with two children")
    )
    municipality = models.ForeignKey(
        "organisation.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=3, blank=True)
    interpreter = models.CharField(_("interpreter needed"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED)
    life_area = models.ForeignKey(
        "organisation.LifeArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("life area")
    )  # fmt: skip
    matter = models.TextField(_("what it is about"), blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    birth_given = models.CharField(max_length=10, choices=Given, default=Given.NOT_ASKED)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=EnquiryState, default=EnquiryState.OPEN)
    proposed_for = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    anonymous = models.BooleanField(_("anonymous"), default=False, db_default=False)
    number_of = models.PositiveSmallIntegerField(_("how many contacts"), default=1, db_default=1)
    named_on = models.DateField(null=True, editable=False, help_text="When an anonymous contact gave their name.")
    taken_from = models.ForeignKey("self", null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    outreach = models.ForeignKey("Outreach", null=True, blank=True, on_delete=models.SET_NULL, related_name="enquiries")
    answer = models.TextField(_("what was advised"), blank=True, db_default="")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    passed_to = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("referred on to")
    )  # fmt: skip
    answered_on = models.DateField(null=True, help_text="The day of a short answer without a check.")
    answered_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    submission = models.UUIDField(unique=True, null=True, editable=False)
    # Answers to the county's own questions: key, the question as it was asked, what was said.
    own_answers = models.JSONField(default=list, db_default=[], blank=True)
    taken_up_on = models.DateField(null=True, editable=False, help_text="The last day on which it was taken up again.")
    # From when on somebody waits: what was answered once does not count as waiting since its first day.
    waits_since = models.GeneratedField(
        expression=Coalesce("taken_up_on", "received_on"), output_field=models.DateField(), db_persist=True
    )

    class Meta:
        ordering = ["waits_since", "id"]
        indexes = [
            models.Index(fields=["unit", "state", "waits_since"], name="enquiry_waits"),
            models.Index(fields=["outreach"], condition=Q(outreach__isnull=False), name="enquiry_from_outreach"),
        ]
        constraints = [
            models.CheckConstraint(
                name="anonymous_enquiry_keeps_no_name",
                condition=Q(anonymous=False)
                | Q(given_name="", family_name="", birth_year=None, birth_month=None, birth_day=None),
            ),
            models.CheckConstraint(
                name="several_contacts_are_anonymous_and_answered",
                condition=Q(number_of=1)
                | (Q(number_of__gt=1, anonymous=True) & ~Q(state="open") & ~Q(state="admitted")),
            ),
            models.CheckConstraint(
                name="short_answer_has_a_day_and_somebody",
                condition=Q(answered_on=None, answered_by=None)
                | Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="enquiry_birth_given_has_a_year",
                condition=Q(birth_given="given", birth_year__isnull=False)
                | (~Q(birth_given="given") & Q(birth_year=None)),
            ),
        ]

    class Privacy:
        clear = {
            "id", "unit", "received_on", "channel", "municipality", "language", "interpreter", "urgency", "birth_given",
            "birth_year", "state", "version", "changed_at", "submission", "life_area", "anonymous", "number_of", "named_on",
            "outreach", "minutes", "answered_on", "taken_up_on", "waits_since",
        }  # fmt: skip
        pseudonymise = {
            "recorded_by", "proposed_for", "recorded_at", "referrer", "changed_by", "taken_from", "passed_to", "answered_by",
        }  # fmt: skip
        erase = {
            "referrer_note", "given_name", "family_name", "description", "matter", "birth_month", "birth_day", "answer",
            "own_answers",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name, or what was said in a few words."""
        unnamed = _("anonymous contact") if self.anonymous else _("without a name")
        return f"{self.given_name} {self.family_name}".strip() or self.description or str(unnamed)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The county's own questions with what was answered, in words."""
        words = {"yes": str(_("yes")), "no": str(_("no"))}
        return [(each["question"], words.get(each["answer"], each["answer"])) for each in self.own_answers]

    @property
    def is_open(self) -> bool:
        return self.state == EnquiryState.OPEN

    @property
    def is_short(self) -> bool:
        """Answered at once, without a check; taking it up again puts the answer beside."""
        return self.answered_on is not None

    @property
    def came_anonymously(self) -> bool:
        return self.anonymous or self.named_on is not None


class TakenUpAgain(models.Model):
    """An answered or decided enquiry was taken up again: by whom, when and why. A short answer of before is kept here."""

    enquiry = models.ForeignKey("Enquiry", on_delete=models.CASCADE, related_name="taken_up")
    before = models.CharField(max_length=14, choices=EnquiryState)
    reason = models.TextField()
    answer = models.TextField(blank=True)
    passed_to = models.ForeignKey("organisation.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    taken_up_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-taken_up_at", "-id"]

    class Privacy:
        clear = {"id", "before", "answered_on"}
        pseudonymise = {"enquiry", "taken_up_by", "taken_up_at", "passed_to", "answered_by"}
        erase = {"reason", "answer"}

    def __str__(self) -> str:
        return f"enquiry {self.enquiry_id} taken up again"


class StatusGroup(models.TextChoices):
    """The coarse groups a county's target-group rule may ask for; never a residence title."""

    NOT_ASKED = "", _("not asked")
    REFUGEE = "refugee", _("refugee")
    NEWCOMER = "newcomer", _("newcomer")
    EU_CITIZEN = "eu_citizen", _("EU citizen")
    LABOUR_MIGRANT = "labour_migrant", _("labour migrant")
    LONG_RESIDENT = "long_resident", _("long resident")
    OTHER = "other", pgettext_lazy("status", "other")


class TriageResult(models.TextChoices):
    ADMIT = "admitted", _("Open a case")
    ADVISE_ONCE = "advised_once", _("Advise once, no case")
    REFER_ON = "referred_on", _("Refer on to another agency")
    DECLINE = "declined", _("Decline")


class Triage(models.Model):
    """The decision about an enquiry: what the target-group rule said, criterion by criterion, and what was decided and why.

    Deciding again adds a further one; the newest counts, unless the enquiry is open again.
    """

    enquiry = models.ForeignKey("Enquiry", on_delete=models.CASCADE, related_name="triages")
    rule_version = models.PositiveIntegerField(null=True)
    rule_result = models.CharField(max_length=10)
    findings = models.JSONField(default=list)
    refugee_or_newcomer = models.CharField(
        _("refugee or newcomer"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    child_of_target_group = models.CharField(
        _("child of somebody in the target group"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )
    status_group = models.CharField(
        _("status"), max_length=16, choices=StatusGroup, blank=True, default="", db_default=""
    )
    years_in_germany = models.PositiveSmallIntegerField(_("years in Germany"), null=True, blank=True)
    years_in_county = models.PositiveSmallIntegerField(_("years in the county"), null=True, blank=True)
    other_case_management = models.CharField(
        _("another agency already manages the case"), max_length=10, choices=YesNo, default=YesNo.NOT_ASKED
    )  # fmt: skip
    other_sphere = models.ForeignKey(
        "organisation.LegalSphere", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_agency = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_since = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=14, choices=TriageResult)
    reason = models.TextField(blank=True)
    referred_to = models.ForeignKey(
        "organisation.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    class Meta:
        ordering = ["-id"]

    class Privacy:
        clear = {
            "id", "rule_version", "rule_result", "refugee_or_newcomer", "child_of_target_group", "other_case_management",
            "other_sphere", "other_since", "result", "decided_on", "status_group", "years_in_germany", "years_in_county",
        }  # fmt: skip
        pseudonymise = {"enquiry", "decided_by", "referred_to", "other_agency"}
        erase = {"findings", "reason"}

    def __str__(self) -> str:
        return f"triage of enquiry {self.enquiry_id}"
