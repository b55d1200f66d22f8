from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).parents[1] / "sql"


def _sql(name: str) -> migrations.RunSQL:
    return migrations.RunSQL((SQL / name).read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """Who sits at a conference on a consent points to it, no longer to its day alone."""

    dependencies = [("casework", "0021_reviewed")]

    operations = [
        migrations.RemoveConstraint(model_name="conferenceparticipant", name="conference_basis_is_cited"),
        migrations.AddField(
            model_name="conferenceparticipant",
            name="consent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="casework.consent",
            ),
        ),
        _sql("conference_consents.sql"),
        migrations.RemoveField(model_name="conferenceparticipant", name="consent_on"),
        migrations.AddConstraint(
            model_name="conferenceparticipant",
            constraint=models.CheckConstraint(
                condition=Q(basis="", consent=None, legal_basis="")
                | Q(basis="consent", consent__isnull=False, legal_basis="")
                | (Q(basis="law", consent=None) & ~Q(legal_basis="")),
                name="conference_basis_is_cited",
            ),
        ),
        _sql("conference_consents_keys.sql"),
    ]
