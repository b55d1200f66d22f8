from django.db import models
from django.db.models import Q

from kim.organisation.models.base import PROVENANCE, VALIDITY, Dated, Sourced


class Post(Dated, Sourced):
    """A post (Stelle) of one of the three blocks. Who holds, employs, supervises and places it are dated relations."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    block = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=30, blank=True, default="", db_default="")
    fte = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta(Dated.Meta):
        ordering = ["block", "key"]

    class Privacy:
        clear = {"id", "key", "title", "block", "role", "fte"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return self.title


class PostHolder(Dated, Sourced):
    """Who holds a post, with how much of it."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="posts_held")
    fte = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="holder_fte_is_a_share", condition=Q(fte__gt=0, fte__lte=1)),
        ]

    class Privacy:
        clear = {"id", "post", "fte"} | PROVENANCE | VALIDITY
        pseudonymise = {"user"}

    def __str__(self) -> str:
        return f"{self.post}: {self.user}"


class PostEmployer(Dated, Sourced):
    """Who employs the holder (Anstellungsträger, line supervision)."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="employers")
    agency = models.ForeignKey("Agency", on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    class Privacy:
        clear = {"id", "post", "agency"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.post}: {self.agency}"


class PostSupervision(Dated, Sourced):
    """Which unit supervises the work: professionally (Fachaufsicht), or else as its line (Dienstaufsicht)."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="supervisors")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    professional = models.BooleanField(default=True, db_default=True)

    class Meta(Dated.Meta):
        pass

    class Privacy:
        clear = {"id", "post", "unit", "professional"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.post}: {self.unit}"


class PostWorkplace(Dated, Sourced):
    """Where the work is done: an agency's house or a municipality."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="workplaces")
    agency = models.ForeignKey("Agency", null=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey("Municipality", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="workplace_is_somewhere",
                condition=Q(agency__isnull=False) | Q(municipality__isnull=False),
            ),
        ]

    class Privacy:
        clear = {"id", "post", "agency", "municipality"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.post}: {self.agency or self.municipality}"


class PostCatchment(Dated, Sourced):
    """For which municipality the post is responsible (räumliche Zuständigkeit)."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="catchments")
    municipality = models.ForeignKey("Municipality", on_delete=models.CASCADE, related_name="catchments")

    class Meta(Dated.Meta):
        pass

    class Privacy:
        clear = {"id", "post", "municipality"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.post}: {self.municipality}"


class OfficeHours(Dated, Sourced):
    """When the holder of a post can be met, and where."""

    post = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="office_hours")
    municipality = models.ForeignKey("Municipality", on_delete=models.CASCADE, related_name="office_hours")
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    place = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        ordering = ["weekday", "starts_at"]

    class Privacy:
        clear = {"id", "post", "municipality", "weekday", "starts_at", "ends_at", "place"} | PROVENANCE | VALIDITY

    def __str__(self) -> str:
        return f"{self.place} {self.weekday}"
