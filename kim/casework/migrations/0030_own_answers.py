from django.db import migrations, models


class Migration(migrations.Migration):
    """An enquiry keeps what was answered to the county's own questions."""

    dependencies = [("casework", "0029_follow_up_dropped")]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="own_answers",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
    ]
