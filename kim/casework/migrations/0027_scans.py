from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """A document may be the scan of a signed consent or agreement."""

    dependencies = [("casework", "0026_waiting_since")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="agreement",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=models.SET_NULL, related_name="scans", to="casework.goalagreement"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="consent",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=models.SET_NULL, related_name="scans", to="casework.consent"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("consent", None), ("agreement", None), _connector="OR"),
                name="document_proves_one_thing",
            ),
        ),
        migrations.RunSQL((SQL / "scans.sql").read_text(encoding="utf-8")),
    ]
