from datetime import timedelta
from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).parents[1] / "sql"
SHORTER = """
update casework_accessgrant set valid_to = valid_from + 92
  where basis in ('supervision', 'deputy') and valid_to > valid_from + 92;
update casework_residencedocument set valid_until = null where "group" in ('german', 'settled') and valid_until is not null;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    """What pages and acts promise, held by the database. Grants that were given for longer than a quarter end with it, as the
    trail says when they were given; what was entered as the last day of a permit without an end falls away."""

    dependencies = [
        ("casework", "0024_handover_sheets_read"),
        ("organisation", "0010_second_person"),
        ("workbench", "0007_telling"),
    ]
    operations = [
        migrations.RunSQL(SHORTER),
        migrations.AddConstraint(
            "accessgrant",
            models.CheckConstraint(
                name="access_grant_lasts_a_quarter",
                condition=~Q(basis__in=["supervision", "deputy"])
                | Q(valid_to__lte=F("valid_from") + timedelta(days=92)),
            ),
        ),
        migrations.AddConstraint(
            "residencedocument",
            models.CheckConstraint(
                name="residence_without_an_end_has_no_last_day",
                condition=~Q(group__in=["german", "settled"]) | Q(valid_until=None),
            ),
        ),
        migrations.RunSQL((SQL / "held_by_itself.sql").read_text(encoding="utf-8")),
    ]
