import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('naturalisation', '0001_initial')]

    initial = True

    dependencies = [
        ('organisation', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('reference', models.CharField(max_length=40, verbose_name='reference')),
                    ('basis', models.CharField(choices=[('s10', '§ 10 StAG, entitlement'), ('s10_2', '§ 10 (2) StAG, naturalised together with the family'), ('s9', '§ 9 StAG, spouse of a German'), ('s8', '§ 8 StAG, at discretion'), ('other', 'another basis')], default='s10', max_length=8, verbose_name='legal basis')),
                    ('stage', models.CharField(choices=[('advice', 'advice'), ('documents', 'documents being gathered'), ('submitted', 'submitted'), ('receipt', 'receipt confirmed'), ('enquiries', 'enquiries to other offices'), ('assurance', 'assured'), ('decision', 'granted, certificate not handed over yet'), ('certificate', 'certificate handed over'), ('ended', 'ended otherwise')], default='advice', max_length=12, verbose_name='stage')),
                    ('stage_since', models.DateField(verbose_name='since')),
                    ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted on')),
                    ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                    ('certificate_on', models.DateField(blank=True, null=True, verbose_name='certificate handed over on')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                    ('end_reason', models.CharField(blank=True, choices=[('refused', 'refused'), ('withdrawn', 'withdrawn'), ('transferred', 'given to another office'), ('moved', 'moved away'), ('settled', 'settled otherwise')], max_length=12, verbose_name='reason')),
                    ('receipt', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Random; names nobody.', unique=True)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('synthetic', models.BooleanField(default=False)),
                    ('caretaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='in charge')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='office')),
                ],
                options={
                    'ordering': ['stage_since', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Applicant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=1)),
                    ('given_name', models.CharField(max_length=120, verbose_name='given name')),
                    ('family_name', models.CharField(max_length=120, verbose_name='family name')),
                    ('born_on', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                    ('citizenships', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, help_text='ISO 3166 alpha-3.', size=None)),
                    ('street', models.CharField(blank=True, max_length=200, verbose_name='street and number')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('is_protected', models.BooleanField(default=False, verbose_name='address is blocked (§ 51 BMG)')),
                    ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality', verbose_name='place of residence')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applicants', to='naturalisation.application')),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='AuthorityEnquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('authority', models.CharField(choices=[('register', 'Federal Central Criminal Register'), ('police', 'police'), ('protection', 'Office for the Protection of the Constitution'), ('jobcenter', 'job centre'), ('foreigners', 'foreigners office'), ('other', 'another office')], max_length=12, verbose_name='office asked')),
                    ('asked_on', models.DateField(verbose_name='asked on')),
                    ('due_on', models.DateField(verbose_name='answer expected by')),
                    ('reminded_on', models.DateField(blank=True, null=True, verbose_name='reminded on')),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enquiries', to='naturalisation.application')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['asked_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Booking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField(verbose_name='day')),
                    ('state', models.CharField(choices=[('booked', 'booked'), ('kept', 'was there'), ('missed', 'did not come'), ('cancelled', 'cancelled')], default='booked', max_length=10, verbose_name='state')),
                    ('booked_on', models.DateField(verbose_name='booked on')),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='naturalisation.application')),
                    ('booked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Ceremony',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField(verbose_name='day')),
                    ('at', models.TimeField(verbose_name='time')),
                    ('place', models.CharField(max_length=200, verbose_name='place')),
                    ('seats', models.PositiveSmallIntegerField(verbose_name='seats')),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['-on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='CeremonyPlace',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('people', models.PositiveSmallIntegerField(default=1)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ceremony_places', to='naturalisation.application')),
                    ('ceremony', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='naturalisation.ceremony')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MissingDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('D01', 'application form'), ('D02', 'curriculum vitae'), ('D03', 'passport and further proof of identity'), ('D04', 'birth certificate with translation'), ('D05', 'certificates of marriage, partnership, divorce or death'), ('D06', 'residence title'), ('D07', 'certificate of registration and earlier addresses'), ('D08', 'proof of German'), ('D09', 'naturalisation test or German school certificate'), ('D10', "work contract, pay slips, employer's confirmation"), ('D11', 'tax assessments and further papers of the self-employed'), ('D12', 'pension insurance record'), ('D13', 'notices on benefits'), ('D14', 'proof of 20 months of full-time work in 24'), ('D15', 'rent contract and housing costs'), ('D16', 'health and care insurance'), ('D17', 'custody, consent of the other parent, school certificate'), ('D18', 'proof of maintenance'), ('D19', 'German identity card of the spouse'), ('D20', 'medical certificate on learning'), ('D21', 'proof of effort in courses'), ('D22', 'judgments and pending proceedings'), ('D23', 'decision of the Federal Office and travel document'), ('D24', 'photograph'), ('D25', 'declarations on the free democratic basic order')], max_length=3, verbose_name='document')),
                    ('asked_on', models.DateField(verbose_name='asked on')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                    ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
                    ('not_needed', models.BooleanField(default=False)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='naturalisation.application')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['kind', 'id'],
                },
            ),
            migrations.CreateModel(
                name='OfficeArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('source', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True, db_default='', default='')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('agreement', models.CharField(blank=True, max_length=200)),
                    ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naturalisation_areas', to='organisation.unit')),
                ],
                options={
                    'ordering': ['municipality__sort_key', 'valid_from'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='OfficeCapacity',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('start', models.DateField(verbose_name='from')),
                    ('monday', models.PositiveSmallIntegerField(default=0, verbose_name='Monday')),
                    ('tuesday', models.PositiveSmallIntegerField(default=0, verbose_name='Tuesday')),
                    ('wednesday', models.PositiveSmallIntegerField(default=0, verbose_name='Wednesday')),
                    ('thursday', models.PositiveSmallIntegerField(default=0, verbose_name='Thursday')),
                    ('friday', models.PositiveSmallIntegerField(default=0, verbose_name='Friday')),
                    ('weeks_ahead', models.PositiveSmallIntegerField(default=13, verbose_name='bookable for so many weeks')),
                    ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['start'],
                },
            ),
            migrations.CreateModel(
                name='StageEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(choices=[('advice', 'advice'), ('documents', 'documents being gathered'), ('submitted', 'submitted'), ('receipt', 'receipt confirmed'), ('enquiries', 'enquiries to other offices'), ('assurance', 'assured'), ('decision', 'granted, certificate not handed over yet'), ('certificate', 'certificate handed over'), ('ended', 'ended otherwise')], max_length=12)),
                    ('entered_on', models.DateField(verbose_name='from')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='naturalisation.application')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['entered_on', 'id'],
                },
            ),
            migrations.AddIndex(
                model_name='application',
                index=models.Index(fields=['unit', 'stage', 'stage_since'], name='application_of_office'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.UniqueConstraint(fields=('unit', 'reference'), name='application_reference_in_office'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('certificate_on__isnull', False), ('decided_on__isnull', False), ('stage', 'certificate')), models.Q(models.Q(('stage', 'certificate'), _negated=True), ('certificate_on', None)), _connector='OR'), name='application_certificate_has_its_day'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('stage', 'ended'), models.Q(('end_reason', ''), _negated=True)), models.Q(models.Q(('stage', 'ended'), _negated=True), ('end_reason', ''), ('ended_on', None)), _connector='OR'), name='application_end_has_day_and_reason'),
            ),
            migrations.AddConstraint(
                model_name='authorityenquiry',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('reminded_on', None), ('reminded_on__gte', models.F('asked_on')), _connector='OR'), models.Q(('answered_on', None), ('answered_on__gte', models.F('asked_on')), _connector='OR')), name='enquiry_days_follow_each_other'),
            ),
            migrations.AddIndex(
                model_name='booking',
                index=models.Index(fields=['unit', 'on'], name='booking_of_office'),
            ),
            migrations.AddConstraint(
                model_name='booking',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('application',), name='booking_one_ahead_per_application'),
            ),
            migrations.AddConstraint(
                model_name='ceremony',
                constraint=models.CheckConstraint(condition=models.Q(('seats__range', (1, 2000))), name='ceremony_has_seats'),
            ),
            migrations.AddConstraint(
                model_name='ceremonyplace',
                constraint=models.UniqueConstraint(fields=('ceremony', 'application'), name='ceremony_place_once'),
            ),
            migrations.AddConstraint(
                model_name='missingdocument',
                constraint=models.UniqueConstraint(condition=models.Q(('settled_on', None)), fields=('application', 'kind'), name='document_is_missing_once'),
            ),
            migrations.AddConstraint(
                model_name='missingdocument',
                constraint=models.CheckConstraint(condition=models.Q(('settled_on', None), ('settled_on__gte', models.F('asked_on')), _connector='OR'), name='document_settled_after_asked'),
            ),
            migrations.AddConstraint(
                model_name='officearea',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='naturalisation_officearea_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='officecapacity',
                constraint=models.UniqueConstraint(fields=('unit', 'start'), name='capacity_once_a_day'),
            ),
            migrations.AddConstraint(
                model_name='officecapacity',
                constraint=models.CheckConstraint(condition=models.Q(('friday__lte', 200), ('monday__lte', 200), ('thursday__lte', 200), ('tuesday__lte', 200), ('wednesday__lte', 200), ('weeks_ahead__range', (1, 104))), name='capacity_is_sensible'),
            ),
        ]),
    ]
