from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "changes", "versions", "told", "intake", "holders_within_post",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('organisation', '0002_list_exporter'),
        ('organisation', '0003_user_settings'),
        ('organisation', '0004_county_history'),
        ('organisation', '0005_public_finder'),
        ('organisation', '0006_versions'),
        ('organisation', '0007_finder_history'),
        ('organisation', '0008_what_the_county_tells'),
        ('organisation', '0009_from_the_file'),
        ('organisation', '0010_second_person'),
        ('organisation', '0011_intake'),
        ('organisation', '0012_body_member'),
        ('organisation', '0013_public_precheck'),
        ('organisation', '0014_holders_within_post'),
        ('organisation', '0015_reminder_days'),
        ('organisation', '0016_naturalisation_officer'),
    ]

    dependencies = [
        ('organisation', '0001_tables'),
        ('privacy', '0002_rules'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
