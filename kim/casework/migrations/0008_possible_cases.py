from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The hint at triage asks for two different sounds of a name."""

    dependencies = [("casework", "0007_versions")]
    operations = [migrations.RunSQL((SQL / "0008_possible_cases.sql").read_text(encoding="utf-8"))]
