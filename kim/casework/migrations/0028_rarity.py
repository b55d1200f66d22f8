from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Whether a combination of traits fits enough people for an observation: yes or no."""

    dependencies = [("casework", "0027_scans")]

    operations = [
        migrations.RunSQL(
            (SQL / "rarity.sql").read_text(encoding="utf-8"),
            "drop function kim_enough_people(date, boolean, bigint, bigint, bigint, bigint, bigint, text, text, text)",
        )
    ]
