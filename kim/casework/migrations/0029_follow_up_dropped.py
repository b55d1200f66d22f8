from django.db import migrations, models


class Migration(migrations.Migration):
    """A follow-up that was taken off the list undone, when its case ended."""

    dependencies = [("casework", "0028_rarity")]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="dropped",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Taken off the list undone, when the case ended."
            ),
        ),
    ]
