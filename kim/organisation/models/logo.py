from django.db import models
from django.db.models import Q


class CountyLogo(models.Model):
    """The county's logo as it was checked on the way in: PNG, or SVG with nothing in it that acts or loads."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    file_name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="logo_is_one_row", condition=Q(id=1))]

    class Privacy:
        clear = {"id", "file_name", "media_type", "content", "digest"}

    def __str__(self) -> str:
        return self.file_name
