from django.contrib.postgres.fields import ArrayField
from django.db import models


class Slip(models.Model):
    """One room's word to another within one transaction: what the database has checked there may be received here, once.

    Neither room reads the other's rows. Nobody reads or writes a slip but the named functions, and none outlives its transaction.
    """

    token = models.UUIDField(primary_key=True)
    office_id = models.BigIntegerField()
    data = ArrayField(models.CharField(max_length=12))
    people = models.PositiveSmallIntegerField()

    class Privacy:
        clear = {"token", "office_id", "data", "people"}

    def __str__(self) -> str:
        return str(self.token)
