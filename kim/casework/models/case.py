from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kim.casework.models.ending import Informed
from kim.casework.states import CHAIN, Phase

_PHASES = dict(Phase.choices)


class CaseQuerySet(models.QuerySet):
    """Cases. Lists start from `visible_to`, which repeats the database's policy with values the planner knows."""

    def visible_to(self, user) -> "CaseQuerySet":  # type: ignore[no-untyped-def]
        """Cases whose head this person may read, by today's memberships and absences; none once their role has ended."""
        from kim.casework.access import scope_for  # noqa: PLC0415
        from kim.organisation.roles import Permission  # noqa: PLC0415

        scope = scope_for(user)
        if not user.has(Permission.CASE_HEADS):
            return self.none()
        return self.filter(
            Q(assigned_to_id__in=scope.acting_for | {user.pk})
            | Q(unit_id__in=scope.units | scope.supervised)
            | Q(id__in=scope.cases.get("head", frozenset()))
        )

    def mine(self, user) -> "CaseQuerySet":  # type: ignore[no-untyped-def]
        """Cases assigned to this person."""
        return self.filter(assigned_to=user)

    def running(self) -> "CaseQuerySet":
        """Cases that are not closed."""
        return self.exclude(phase=Phase.CLOSED)

    def for_list(self) -> "CaseQuerySet":
        """What a row of a list shows, the most pressing first."""
        return self.select_related("person", "municipality", "assigned_to").order_by("next_due_on", "id")


class Case(models.Model):
    """The case of one client: the head. One case, one client; its content hangs on it and is read by fewer people."""

    reference = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="cases")
    enquiry = models.OneToOneField("Enquiry", null=True, on_delete=models.SET_NULL, related_name="case")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="cases")
    municipality = models.ForeignKey("organisation.Municipality", null=True, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.ACCESS)
    phase_since = models.DateField()
    opened_on = models.DateField()
    advice_agreed_on = models.DateField(_("advice agreed on"), null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["assigned_to", "next_due_on", "id"], name="case_mine_by_due"),
            models.Index(fields=["unit", "next_due_on", "id"], name="case_unit_by_due"),
            models.Index(fields=["person"], name="case_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_closed_has_its_day",
                condition=Q(phase="closed", closed_on__isnull=False) | (~Q(phase="closed") & Q(closed_on=None)),
            )
        ]

    class Privacy:
        clear = {
            "id", "unit", "municipality", "phase", "phase_since", "opened_on", "advice_agreed_on", "last_contact_on",
            "next_due_on", "review_on", "closed_on", "reopened_count", "version",
        }  # fmt: skip
        pseudonymise = {"reference", "person", "enquiry", "assigned_to"}

    def __str__(self) -> str:
        return self.reference

    @property
    def is_closed(self) -> bool:
        return self.phase == Phase.CLOSED

    def get_phase_display(self) -> str:
        """The phase in words; the framework would make a table of all phases first, for each row of a list."""
        return str(_PHASES.get(self.phase, self.phase))

    @property
    def phase_number(self) -> int:
        """Its station on the line, from 0; a closed case has passed them all."""
        return CHAIN.index(Phase(self.phase)) if self.phase in CHAIN else len(CHAIN)

    def days_without_contact(self, on: date) -> int | None:
        """Days since the last contact, None if there was none."""
        return (on - self.last_contact_on).days if self.last_contact_on else None


class ReferenceCounter(models.Model):
    """The running number of case references of a municipality and a year."""

    code = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="reference_counter_once")]

    class Privacy:
        clear = {"id", "code", "year", "last"}

    def __str__(self) -> str:
        return f"{self.code}-{self.year}: {self.last}"


class Assignment(models.Model):
    """Who was responsible for the case from when to when, and why it changed."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(to_on=None), name="assignment_one_open_per_case"),
        ]

    class Privacy:
        clear = {"id", "unit", "from_on", "to_on"}
        pseudonymise = {"case", "user", "decided_by", "recorded_at"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} from {self.from_on}"


class PhaseChange(models.Model):
    """A step from one phase to another, with its day and, where a gate was skipped or the way led back, its reason."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="phase_changes")
    from_phase = models.CharField(max_length=20, choices=Phase, blank=True)
    to_phase = models.CharField(max_length=20, choices=Phase)
    changed_on = models.DateField()
    skipped = models.JSONField(default=list, help_text="Keys of gate conditions that were not met.")
    reason = models.CharField(max_length=500, blank=True)
    changed_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["changed_on", "id"]

    class Privacy:
        clear = {"id", "from_phase", "to_phase", "changed_on", "skipped"}
        pseudonymise = {"case", "changed_by", "recorded_at"}
        erase = {"reason"}

    def __str__(self) -> str:
        return f"case {self.case_id}: {self.to_phase}"


class Closing(models.Model):
    """The end of a case: reason, result, what was handed over. Reopening keeps it and names its own reason."""

    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="closings")
    closed_on = models.DateField()
    reason = models.ForeignKey("organisation.ClosingReason", on_delete=models.PROTECT, related_name="+")
    result = models.TextField(_("result"))
    handover = models.TextField(_("who goes on with what"), blank=True)
    handover_agency = models.ForeignKey("organisation.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    informed = models.CharField(
        _("person informed"), max_length=12, choices=Informed, default=Informed.NOT_YET, db_default=Informed.NOT_YET
    )
    informed_on = models.DateField(_("informed on"), null=True, blank=True)
    keep_until = models.DateField(null=True, help_text="The last day on which the file is kept, by the county's rule.")
    closed_by = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    reopening_reason = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["closed_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="closing_reopened_by_somebody_with_a_reason",
                condition=Q(reopened_on=None, reopened_by=None, reopening_reason="")
                | (Q(reopened_on__isnull=False, reopened_by__isnull=False) & ~Q(reopening_reason="")),
            )
        ]

    class Privacy:
        clear = {
            "id", "closed_on", "reason", "reopened_on", "handover_agency", "informed", "informed_on", "keep_until"
        }  # fmt: skip
        pseudonymise = {"case", "closed_by", "reopened_by", "recorded_at", "reopened_at"}
        erase = {"result", "handover", "reopening_reason"}

    def __str__(self) -> str:
        return f"case {self.case_id} closed {self.closed_on}"
