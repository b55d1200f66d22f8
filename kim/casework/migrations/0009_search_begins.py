from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The search finds the beginning of a name or reference first, then what is alike, and nothing for nonsense."""

    dependencies = [("casework", "0008_possible_cases")]
    operations = [migrations.RunSQL((SQL / "0009_search_begins.sql").read_text(encoding="utf-8"))]
