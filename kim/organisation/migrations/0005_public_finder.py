from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether the contact finder is open to everybody."""

    dependencies = [("organisation", "0004_county_history")]
    operations = [
        migrations.AddField(
            model_name="county",
            name="public_finder",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Whether the contact finder is open without signing in."
            ),
        )
    ]
