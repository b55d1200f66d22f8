from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The county says what the enquiry form asks: questions of its own, and those it leaves out."""

    dependencies = [
        ("organisation", "0010_second_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeOmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("synthetic", models.BooleanField(default=False)),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("referrer", "Who referred the person"),
                            ("outreach", "Whether it arose from outreach"),
                            ("language", "Language"),
                            ("interpreter", "Interpreter"),
                            ("life_area", "Life area"),
                            ("urgency", "Urgency"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Keys of the ways in for which it holds; none means all.",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["question", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisation_intakeomission_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True)),
                ("note", models.TextField(blank=True, db_default="", default="")),
                ("synthetic", models.BooleanField(default=False)),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name_de", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("text", "a few words"),
                            ("choice", "one of several answers"),
                            ("yes_no", "yes or no"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Keys of the ways in for which it holds; none means all.",
                        size=None,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "key"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="organisation_intakequestion_ends_after_start",
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "0011_intake.sql").read_text(encoding="utf-8")),
    ]
