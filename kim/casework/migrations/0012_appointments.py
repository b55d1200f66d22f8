import uuid
from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Appointments with their messages, private calendars, what contacts say more and said before, repeated follow-ups."""

    dependencies = [
        ("casework", "0011_outreach"),
        ("organisation", "0007_finder_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="what it is about")),
                (
                    "meets",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("household", "the household"),
                            ("agency", "an agency"),
                            ("others", "others"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="with",
                    ),
                ),
                (
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("office", "in the office"),
                            ("home", "at the person's home"),
                            ("agency", "at an agency"),
                            ("phone", "by telephone or video"),
                            ("other", "elsewhere"),
                        ],
                        default="office",
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="address or room")),
                (
                    "interpreter",
                    models.CharField(
                        choices=[("not_needed", "not needed"), ("open", "still to be booked"), ("booked", "booked")],
                        default="not_needed",
                        max_length=12,
                        verbose_name="interpreter",
                    ),
                ),
                ("interpreter_language", models.CharField(blank=True, max_length=3, verbose_name="language")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "held"),
                            ("not_attended", "not attended"),
                            ("cancelled", "called off"),
                            ("moved", "moved"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                (
                    "called_off_by",
                    models.CharField(
                        blank=True,
                        choices=[("person", "by the person"), ("us", "by us"), ("agency", "by the agency")],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="AppointmentMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "the appointment"),
                            ("moved", "that it has moved"),
                            ("cancelled", "that it does not take place"),
                        ],
                        max_length=10,
                    ),
                ),
                ("way", models.CharField(choices=[("letter", "letter"), ("email", "e-mail")], max_length=6)),
                ("language", models.CharField(blank=True, max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "filed as a letter"),
                            ("queued", "waits to be sent"),
                            ("sent", "sent"),
                            ("refused", "mailbox refuses it"),
                            ("dropped", "not sent any more"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(help_text="Which version of the appointment it told.")),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_read_at", models.DateTimeField(null=True)),
                ("reads", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ContactVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("talk", "Conversation"),
                            ("phone", "Telephone"),
                            ("message", "Message"),
                            ("visit", "Home visit"),
                            ("letter", "Letter"),
                            ("attempt", "Attempt, not reached"),
                        ],
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("text", models.TextField()),
                ("confidential", models.BooleanField()),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("office", "in the office"),
                            ("home", "at the person's home"),
                            ("agency", "at an agency"),
                            ("phone", "by telephone or video"),
                            ("other", "elsewhere"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "without an interpreter"),
                            ("professional", "professional interpreter"),
                            ("lay", "somebody the person brought along"),
                            ("phone", "interpreter on the telephone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("present_note", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="corrected_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="corrected_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="interpreter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "without an interpreter"),
                    ("professional", "professional interpreter"),
                    ("lay", "somebody the person brought along"),
                    ("phone", "interpreter on the telephone"),
                ],
                db_default="",
                default="",
                max_length=12,
                verbose_name="interpreter",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="life_areas",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="place",
            field=models.CharField(
                blank=True,
                choices=[
                    ("office", "in the office"),
                    ("home", "at the person's home"),
                    ("agency", "at an agency"),
                    ("phone", "by telephone or video"),
                    ("other", "elsewhere"),
                ],
                db_default="",
                default="",
                max_length=10,
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="present",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="present_note",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="who else was there"
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="followup",
            name="repeats",
            field=models.CharField(
                blank=True,
                choices=[("weekly", "every week"), ("monthly", "every month")],
                db_default="",
                default="",
                max_length=8,
                verbose_name="repeat",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="repeats_until",
            field=models.DateField(blank=True, null=True, verbose_name="last time on"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("repeats", ""), ("repeats_until", None)),
                    models.Q(models.Q(("repeats", ""), _negated=True), ("repeats_until__isnull", False)),
                    _connector="OR",
                ),
                name="follow_up_repeats_until_a_day",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.agency"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="appointments", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="contact",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="casework.contact"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="enquiry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="appointments",
                to="casework.enquiry",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="moved_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="moved_from",
                to="casework.appointment",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appointmentmessage",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="casework.appointment"
            ),
        ),
        migrations.AddField(
            model_name="appointmentmessage",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="appointment_messages", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="appointmentmessage",
            name="letter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="casework.letter"
            ),
        ),
        migrations.AddField(
            model_name="appointmentmessage",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contactversion",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="contactversion",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="casework.contact"
            ),
        ),
        migrations.AddField(
            model_name="contactversion",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["owner", "starts_at"], name="appointment_of_owner"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["case", "-starts_at"], name="appointment_of_case"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("enquiry__isnull", False)), fields=["enquiry"], name="appointment_of_enquiry"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="appointment_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("case", None), ("enquiry", None), _connector="OR"),
                name="appointment_of_case_or_enquiry",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), models.Q(("called_off_by", ""), _negated=True)),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("called_off_by", "")),
                    _connector="OR",
                ),
                name="appointment_called_off_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "moved"), _negated=True),
                fields=("uid",),
                name="appointment_uid_stands_once",
            ),
        ),
        migrations.AddIndex(
            model_name="appointmentmessage",
            index=models.Index(condition=models.Q(("state", "queued")), fields=["id"], name="appointment_mail_waiting"),
        ),
        migrations.AddConstraint(
            model_name="appointmentmessage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("refused", "dropped")), _negated=True),
                fields=("appointment", "kind", "way", "sequence"),
                name="appointment_told_once_each_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("user",), name="calendar_feed_one_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactversion",
            constraint=models.UniqueConstraint(fields=("contact", "number"), name="contact_version_once"),
        ),
        migrations.RunSQL((SQL / "appointments.sql").read_text(encoding="utf-8")),
    ]
