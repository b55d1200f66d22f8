"""What the last loaded file told beside the tables moves into them, and is known as loaded from there."""

from typing import Any

from django.db import migrations

# Of the file, what the table calls it, and what the loading knows an entry by.
LISTS = (
    ("goals", "CountyGoal", "goal", ("key",)),
    ("legal_bases", "LegalBasis", "legal_basis", ("key",)),
    ("milestones", "Milestone", "milestone", ("happened_on", "name_de")),
    ("blocks", "Block", "block", ("number",)),
    ("figure_kinds", "FigureKind", "figure_kind", ("key",)),
)
COLUMNS = {"de": "name_de", "en": "name_en", "on": "happened_on"}


def move(apps: Any, schema_editor: Any) -> None:
    last = apps.get_model("organisation", "LoadedProfile").objects.order_by("-id").first()
    if last is None:
        return
    for section, model, kind, known_by in LISTS:
        entries = [_row(kind, entry, place) for place, entry in enumerate(last.background.get(section, []), start=1)]
        apps.get_model("organisation", model).objects.bulk_create(
            apps.get_model("organisation", model)(**entry) for entry in entries
        )
        last.values[kind] = {"/".join(str(entry[name]) for name in known_by): entry for entry in entries}
    last.save(update_fields=["values"])


def _row(kind: str, entry: dict[str, Any], place: int) -> dict[str, Any]:
    row = {COLUMNS.get(name, name): value for name, value in entry.items()}
    if kind in ("goal", "figure_kind"):
        row["position"] = place
    if kind == "legal_basis":
        row["law"] = row.get("law") or ""
    return row


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_what_the_county_tells")]
    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(model_name="loadedprofile", name="background"),
    ]
