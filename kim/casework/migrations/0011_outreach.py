from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Enquiries may be anonymous, counted together and answered at once; they are decided again; outreach and attempts."""

    dependencies = [
        ("casework", "0010_plan_tools"),
        ("organisation", "0007_finder_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenUpAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("admitted", "became a case"),
                            ("advised_once", "advised once"),
                            ("referred_on", "referred on"),
                            ("declined", "declined"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("taken_up_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-taken_up_at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="triage",
            options={"ordering": ["-id"]},
        ),
        migrations.AddField(
            model_name="enquiry",
            name="anonymous",
            field=models.BooleanField(db_default=False, default=False, verbose_name="anonymous"),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answer",
            field=models.TextField(blank=True, db_default="", verbose_name="what was advised"),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="answered_on",
            field=models.DateField(help_text="The day of a short answer without a check.", null=True),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="life_area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.lifearea",
                verbose_name="life area",
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes"),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="named_on",
            field=models.DateField(editable=False, help_text="When an anonymous contact gave their name.", null=True),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="number_of",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="how many contacts"),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="passed_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.agency",
                verbose_name="referred on to",
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="taken_from",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="casework.enquiry",
            ),
        ),
        migrations.AddField(
            model_name="triage",
            name="other_agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.agency",
            ),
        ),
        migrations.AddField(
            model_name="triage",
            name="status_group",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not asked"),
                    ("refugee", "refugee"),
                    ("newcomer", "newcomer"),
                    ("eu_citizen", "EU citizen"),
                    ("labour_migrant", "labour migrant"),
                    ("long_resident", "long resident"),
                    ("other", "other"),
                ],
                db_default="",
                default="",
                max_length=16,
                verbose_name="status",
            ),
        ),
        migrations.AddField(
            model_name="triage",
            name="years_in_county",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="years in the county"),
        ),
        migrations.AddField(
            model_name="triage",
            name="years_in_germany",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="years in Germany"),
        ),
        migrations.AlterField(
            model_name="triage",
            name="enquiry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="triages", to="casework.enquiry"
            ),
        ),
        migrations.CreateModel(
            name="Outreach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("held_on", models.DateField(verbose_name="day")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("accommodation", "in an accommodation"),
                            ("advice_hour", "advice hour on site"),
                            ("meeting_place", "meeting place or café"),
                            ("school", "school or day-care centre"),
                            ("course", "language course"),
                            ("event", "event"),
                            ("street", "street or square"),
                            ("other", "another occasion"),
                        ],
                        max_length=16,
                        verbose_name="occasion",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("women", models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="women")),
                ("men", models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="men")),
                (
                    "young",
                    models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="children and young people"),
                ),
                (
                    "unspecified",
                    models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="not told apart"),
                ),
                ("result", models.TextField(blank=True, verbose_name="what came of it")),
                ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("next_done_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                ("partners", models.ManyToManyField(blank=True, related_name="+", to="organisation.agency")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("staff", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_on", models.DateField(verbose_name="day")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "by telephone"),
                            ("message", "by message"),
                            ("mail", "by e-mail"),
                            ("letter", "by letter"),
                            ("visit", "went there"),
                            ("others", "through somebody else"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("not_reached", "not reached"),
                            ("left", "left a message"),
                            ("reached", "reached"),
                            ("wrong", "number or address is wrong"),
                            ("unwanted", "does not want contact now"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="casework.case",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempt",
                        to="casework.contact",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="casework.enquiry",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "outreach",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="attempts",
                        to="casework.outreach",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-id"],
            },
        ),
        migrations.AddField(
            model_name="enquiry",
            name="outreach",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="enquiries",
                to="casework.outreach",
            ),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(
                condition=models.Q(("outreach__isnull", False)), fields=["outreach"], name="enquiry_from_outreach"
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("anonymous", False),
                    models.Q(
                        ("birth_day", None),
                        ("birth_month", None),
                        ("birth_year", None),
                        ("family_name", ""),
                        ("given_name", ""),
                    ),
                    _connector="OR",
                ),
                name="anonymous_enquiry_keeps_no_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number_of", 1),
                    models.Q(
                        ("anonymous", True),
                        ("number_of__gt", 1),
                        models.Q(("state", "open"), _negated=True),
                        models.Q(("state", "admitted"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="several_contacts_are_anonymous_and_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_by", None), ("answered_on", None)),
                    models.Q(("answered_by__isnull", False), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="short_answer_has_a_day_and_somebody",
            ),
        ),
        migrations.AddField(
            model_name="takenupagain",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="takenupagain",
            name="enquiry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="taken_up", to="casework.enquiry"
            ),
        ),
        migrations.AddField(
            model_name="takenupagain",
            name="passed_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.agency"
            ),
        ),
        migrations.AddField(
            model_name="takenupagain",
            name="taken_up_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="outreach",
            index=models.Index(fields=["unit", "-held_on", "-id"], name="outreach_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="outreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_done_on", None), models.Q(("next_step", ""), _negated=True), _connector="OR"),
                name="outreach_done_step_was_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="outreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on", None), models.Q(("next_step", ""), _negated=True), _connector="OR"),
                name="outreach_day_of_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case", None), ("contact", None), ("enquiry__isnull", False)),
                    models.Q(("case__isnull", False), ("contact__isnull", False), ("enquiry", None)),
                    _connector="OR",
                ),
                name="attempt_is_about_one",
            ),
        ),
        migrations.RunSQL((SQL / "outreach.sql").read_text(encoding="utf-8")),
    ]
