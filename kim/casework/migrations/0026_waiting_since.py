from pathlib import Path

from django.db import migrations, models
from django.db.models.functions import Coalesce

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """An enquiry that was taken up again waits since that day; outreach has figures by occasion."""

    dependencies = [("casework", "0025_held_by_itself")]

    operations = [
        migrations.AlterModelOptions("enquiry", options={"ordering": ["waits_since", "id"]}),
        migrations.RemoveIndex("enquiry", "enquiry_open"),
        migrations.AddField(
            "enquiry",
            "taken_up_on",
            models.DateField(editable=False, help_text="The last day on which it was taken up again.", null=True),
        ),
        migrations.RunSQL(
            "update casework_enquiry e set taken_up_on = t.day from (select enquiry_id, max(taken_up_at)::date as day"
            " from casework_takenupagain group by 1) t where t.enquiry_id = e.id; set constraints all immediate"
        ),
        migrations.AddField(
            "enquiry",
            "waits_since",
            models.GeneratedField(
                db_persist=True, expression=Coalesce("taken_up_on", "received_on"), output_field=models.DateField()
            ),
        ),
        migrations.AddIndex("enquiry", models.Index(fields=["unit", "state", "waits_since"], name="enquiry_waits")),
        migrations.RunSQL((SQL / "waiting_since.sql").read_text(encoding="utf-8")),
    ]
