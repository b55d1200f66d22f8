from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Where a county wants a second person, and how often it wants cases reviewed."""

    dependencies = [("organisation", "0009_from_the_file")]
    operations = [
        migrations.AddField(
            model_name="county",
            name="agreement_needs_second",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether a goal agreement holds when a second person confirms it.",
            ),
        ),
        migrations.AddField(
            model_name="county",
            name="closing_needs_second",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Whether a case is closed when a second person confirms it."
            ),
        ),
        migrations.AddField(
            model_name="county",
            name="review_weeks",
            field=models.PositiveSmallIntegerField(help_text="Weeks between two reviews, as a proposal.", null=True),
        ),
        migrations.RunSQL((SQL / "0010_second_person.sql").read_text(encoding="utf-8")),
    ]
