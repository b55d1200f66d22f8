from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import kim.casework.models.handover_naturalisation
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "handover_naturalisation.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_rules"),
        ("network", "0002_rules"),
        ("organisation", "0002_rules"),
        ("privacy", "0003_slips"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedOverPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kim.casework.models.handover_naturalisation.random_number,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={
                "ordering": ["handover", "id"],
            },
        ),
        migrations.CreateModel(
            name="NaturalisationHandover",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=kim.casework.models.handover_naturalisation.random_number,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "data_categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
                ("handed_on", models.DateField()),
                (
                    "over_on",
                    models.DateField(
                        help_text="The application ended otherwise; a new handover may follow.", null=True
                    ),
                ),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "afterwards",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "the consent holds"),
                            ("erased", "erased at the office"),
                            ("kept", "stays at the office, for the application was filed"),
                        ],
                        default="",
                        max_length=6,
                    ),
                ),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                "ordering": ["-handed_on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_names_known_data",
        ),
        migrations.RemoveConstraint(
            model_name="referral",
            name="referral_names_known_data",
        ),
        migrations.AddField(
            model_name="consent",
            name="office",
            field=models.ForeignKey(
                blank=True,
                help_text="Which office of the house the recipient by name is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
                verbose_name="naturalisation office",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", None), ("agency", None), _connector="OR"),
                name="consent_to_an_office_is_to_no_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "data_categories__contained_by",
                        [
                            "citizenship",
                            "contact",
                            "education",
                            "family",
                            "goals",
                            "housing",
                            "identity",
                            "income",
                            "language",
                            "matter",
                            "residence",
                            "work",
                        ],
                    ),
                    ("special_categories__contained_by", ["flight", "health"]),
                    models.Q(("data_categories", []), ("special_categories", []), _negated=True),
                ),
                name="consent_names_known_data",
                violation_error_message="A consent names the data it is about.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "data_categories__contained_by",
                        [
                            "citizenship",
                            "contact",
                            "education",
                            "family",
                            "flight",
                            "goals",
                            "health",
                            "housing",
                            "identity",
                            "income",
                            "language",
                            "matter",
                            "residence",
                            "work",
                        ],
                    )
                ),
                name="referral_names_known_data",
            ),
        ),
        migrations.AddField(
            model_name="handedoverperson",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="handedoverperson",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="naturalisationhandover",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="naturalisation_handovers", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="naturalisationhandover",
            name="consent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="naturalisation_handovers",
                to="casework.consent",
            ),
        ),
        migrations.AddField(
            model_name="naturalisationhandover",
            name="handed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="naturalisationhandover",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
            ),
        ),
        migrations.AddField(
            model_name="handedoverperson",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="people", to="casework.naturalisationhandover"
            ),
        ),
        migrations.CreateModel(
            name="HandoverToken",
            fields=[
                (
                    "handover",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="token",
                        serialize=False,
                        to="casework.naturalisationhandover",
                    ),
                ),
                ("token", models.UUIDField(editable=False, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="naturalisationhandover",
            index=models.Index(fields=["case"], name="handover_of_case"),
        ),
        migrations.AddConstraint(
            model_name="naturalisationhandover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("afterwards", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("afterwards", ""), _negated=True)),
                    _connector="OR",
                ),
                name="handover_withdrawn_says_what_followed",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedoverperson",
            constraint=models.UniqueConstraint(
                fields=("handover", "person"), name="handed_over_person_once_in_a_handover"
            ),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
