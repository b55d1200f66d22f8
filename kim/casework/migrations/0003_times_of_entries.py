from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """When something was recorded, so that the history of a day reads in the order in which things happened."""

    dependencies = [("casework", "0002_policies")]
    operations = [
        migrations.AddField("assessment", "completed_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("assignment", "recorded_at", models.DateTimeField(db_default=Now(), editable=False)),
        migrations.AddField("closing", "recorded_at", models.DateTimeField(db_default=Now(), editable=False)),
        migrations.AddField("closing", "reopened_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("referral", "recorded_at", models.DateTimeField(db_default=Now(), editable=False)),
        migrations.AddField("referral", "state_recorded_at", models.DateTimeField(editable=False, null=True)),
    ]
