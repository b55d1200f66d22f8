"""Lists as somebody wants them: filters kept under a name, and each person's columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The filters, sorting and columns of a list under a name: one's own, or shared with a unit."""

    list_key = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    query = models.JSONField(default=dict, help_text='{"filters": {}, "view": "", "sort": "", "columns": []}')
    owner = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    shared_with = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "list_key", "name"], name="saved_view_once_by_name")]
        indexes = [models.Index(fields=["list_key", "shared_with"], name="saved_view_of_list")]

    class Privacy:
        clear = {"id", "list_key", "shared_with", "saved_at"}
        pseudonymise = {"owner"}
        erase = {"name", "query"}

    def __str__(self) -> str:
        return self.name


class ListChoice(models.Model):
    """How one person likes a list: the columns, and the view it opens with."""

    list_key = models.CharField(max_length=40)
    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=list)
    # No constraint: whoever deletes a shared view cannot see who opens a list with it; a view that is gone is passed over.
    opens_with = models.ForeignKey(
        "SavedView", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "list_key"], name="list_choice_once")]

    class Privacy:
        clear = {"id", "list_key", "columns", "opens_with"}
        pseudonymise = {"user"}

    def __str__(self) -> str:
        return f"{self.list_key} of user {self.user_id}"
