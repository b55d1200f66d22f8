from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "policies", "grants", "planned_handovers", "coordination", "people_import", "letters", "versions", "plan_tools",
    "outreach", "appointments", "case_course", "documents", "person_whole", "sealed_notes", "lead_pressing",
    "closing_confirmed", "conferences", "consents", "confidential", "conference_consents", "handover_sheets",
    "own_time", "held_by_itself", "outreach_figures", "scans", "rarity", "receipts", "leaving", "campaigns",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('casework', '0002_policies'),
        ('casework', '0003_grants_to_units_and_posts'),
        ('casework', '0004_deployment'),
        ('casework', '0005_people_import'),
        ('casework', '0006_letters'),
        ('casework', '0007_versions'),
        ('casework', '0008_possible_cases'),
        ('casework', '0009_search_begins'),
        ('casework', '0010_plan_tools'),
        ('casework', '0011_outreach'),
        ('casework', '0012_appointments'),
        ('casework', '0013_case_course'),
        ('casework', '0014_documents'),
        ('casework', '0015_person_whole'),
        ('casework', '0016_sealed_notes'),
        ('casework', '0017_lead_pressing'),
        ('casework', '0018_closing_confirmed'),
        ('casework', '0019_conferences'),
        ('casework', '0020_consents'),
        ('casework', '0021_reviewed'),
        ('casework', '0022_conference_consents'),
        ('casework', '0023_reviewed_again'),
        ('casework', '0024_handover_sheets_read'),
        ('casework', '0025_held_by_itself'),
        ('casework', '0026_waiting_since'),
        ('casework', '0027_scans'),
        ('casework', '0028_rarity'),
        ('casework', '0029_follow_up_dropped'),
        ('casework', '0030_own_answers'),
        ('casework', '0031_receipts'),
        ('casework', '0032_day_of_the_county'),
        ('casework', '0033_receipts_apart'),
        ('casework', '0034_lead_pressing_continued'),
        ('casework', '0035_leaving'),
        ('casework', '0036_campaigns'),
        ('casework', '0037_extension_of_papers'),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('network', '0002_rules'),
        ('workbench', '0002_rules'),
    ]

    operations = [
        # Functions call those of later files; each is checked when it is first called.
        migrations.RunSQL("set local check_function_bodies = off"),
        *(migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES),
    ]
