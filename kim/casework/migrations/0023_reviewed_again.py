from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Messages to protected people, appointments in their home, and grants on a referral whose consent ends."""

    dependencies = [("casework", "0022_conference_consents")]
    operations = [migrations.RunSQL((SQL / "reviewed_again.sql").read_text(encoding="utf-8"))]
