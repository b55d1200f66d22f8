from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Observations come in together, their reporters read where they stand by random ids, answers are timed."""

    dependencies = [("steering", "0002_policies")]
    operations = [migrations.RunSQL((SQL / "intake.sql").read_text(encoding="utf-8"))]
