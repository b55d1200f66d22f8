import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('steering', '0001_initial')]

    initial = True

    dependencies = [
        ('network', '0001_tables'),
        ('organisation', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160, verbose_name='name')),
                    ('votes', models.BooleanField(default=True, verbose_name='has a vote')),
                    ('presence', models.CharField(choices=[('present', 'present'), ('online', 'present by video'), ('excused', 'excused'), ('absent', 'absent')], default='present', max_length=8, verbose_name='attendance')),
                    ('came_at', models.TimeField(blank=True, null=True, verbose_name='came at')),
                    ('left_at', models.TimeField(blank=True, null=True, verbose_name='left at')),
                ],
                options={
                    'ordering': ['meeting_id', 'seat__position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(choices=[('information', 'information'), ('discussion', 'discussion'), ('decision', 'decision'), ('minutes', 'approval of minutes'), ('standing', 'standing item'), ('not_implemented', 'decided, but not implemented')], default='information', max_length=16, verbose_name='kind')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('text', models.TextField(blank=True, verbose_name='what it is about')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes planned')),
                    ('presenter', models.CharField(blank=True, max_length=160, verbose_name='presented by')),
                    ('internal', models.BooleanField(default=False, verbose_name='not in public')),
                    ('ad_hoc', models.BooleanField(default=False, verbose_name='added in the meeting')),
                    ('postponed', models.BooleanField(default=False, help_text='Not dealt with; goes to the next agenda.')),
                    ('record', models.TextField(blank=True, verbose_name='minutes')),
                    ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='steering.agendaitem')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='steering.agendaitem')),
                ],
                options={
                    'ordering': ['meeting_id', 'position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Ballot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.TextField(verbose_name='what was voted on')),
                    ('consensus', models.BooleanField(default=False, verbose_name='by consensus')),
                    ('secret', models.BooleanField(default=False, verbose_name='secret')),
                    ('in_favour', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='for')),
                    ('against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='against')),
                    ('abstained', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='abstained')),
                    ('entitled', models.PositiveSmallIntegerField(help_text='Voices in the room when the vote was taken.')),
                    ('carried', models.BooleanField()),
                    ('dissent', models.TextField(blank=True, verbose_name='dissenting opinion')),
                    ('taken_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='steering.agendaitem')),
                ],
                options={
                    'ordering': ['item_id', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Conflict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=200, verbose_name='reason')),
                    ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='steering.attendance')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='steering.agendaitem')),
                ],
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('number', models.CharField(help_text='Key of the body, year, running number: LG 2026/07.', max_length=20, unique=True)),
                    ('decided_on', models.DateField(verbose_name='decided on')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('wording', models.TextField(verbose_name='wording')),
                    ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('amended', 'accepted with changes'), ('sent_back', 'sent back'), ('rejected', 'rejected'), ('not_competent', 'not competent')], max_length=14, verbose_name='outcome')),
                    ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                    ('internal', models.BooleanField(default=False, verbose_name='not in public')),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=200)),
                    ('synthetic', models.BooleanField(db_default=False, default=False)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('ballot', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='steering.ballot')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='steering.agendaitem')),
                ],
                options={
                    'ordering': ['-decided_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='BodyRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('mandate', models.TextField(blank=True, verbose_name='mandate')),
                    ('majority', models.CharField(choices=[('consensus', 'by consensus'), ('simple', 'by simple majority'), ('two_thirds', 'by two thirds')], default='consensus', max_length=12, verbose_name='decides')),
                    ('quorum_percent', models.PositiveSmallIntegerField(default=50, help_text='More than this share must be present; 0: no quorum.', verbose_name='quorum in per cent of the voting seats')),
                    ('invitation_days', models.PositiveSmallIntegerField(default=14, verbose_name='invitation period in days')),
                    ('review_months', models.PositiveSmallIntegerField(blank=True, help_text='Of standing exchanges (S18).', null=True, verbose_name='reviews its work every … months')),
                    ('public', models.BooleanField(default=False, verbose_name='meets in public')),
                    ('remind_days', models.PositiveSmallIntegerField(blank=True, help_text='Empty: as everywhere in the county.', null=True, verbose_name='reminds … days before')),
                    ('escalate_days', models.PositiveSmallIntegerField(blank=True, help_text='Empty: as everywhere in the county.', null=True, verbose_name='the chair hears … days after')),
                    ('body', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bodies_ended', to='steering.decision')),
                    ('founded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bodies_founded', to='steering.decision')),
                ],
            ),
            migrations.CreateModel(
                name='BodyRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(choices=[('set_up', 'set up'), ('mandate', 'mandate changed'), ('ended', 'ended')], max_length=8)),
                    ('happened_on', models.DateField()),
                    ('reference', models.CharField(blank=True, max_length=200, verbose_name='reference')),
                    ('mandate', models.TextField(blank=True, verbose_name='mandate')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='organisation.body')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='body_records', to='steering.decision')),
                ],
                options={
                    'ordering': ['-happened_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='DecisionAmendment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('amended_on', models.DateField(verbose_name='changed on')),
                    ('wording', models.TextField(verbose_name='new wording')),
                    ('reason', models.CharField(max_length=300, verbose_name='reason')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='steering.decision')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['amended_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('number', models.PositiveSmallIntegerField(help_text='Running number within the body.')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('state', models.CharField(choices=[('planned', 'planned'), ('invited', 'invitation sent'), ('in_session', 'in session'), ('held', 'held, minutes being written'), ('minutes_out', 'minutes sent'), ('approved', 'minutes approved'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='planned', max_length=12)),
                    ('held_on', models.DateField(verbose_name='day')),
                    ('starts', models.TimeField(blank=True, null=True, verbose_name='from')),
                    ('ends', models.TimeField(blank=True, null=True, verbose_name='to')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('link', models.URLField(blank=True, verbose_name='address of the video meeting')),
                    ('public', models.BooleanField(default=False, verbose_name='in public')),
                    ('chair', models.CharField(blank=True, max_length=160, verbose_name='chair')),
                    ('minute_taker', models.CharField(blank=True, max_length=160, verbose_name='minutes by')),
                    ('invited_at', models.DateTimeField(editable=False, null=True)),
                    ('sequence', models.PositiveSmallIntegerField(default=0, help_text='Counts up with every change that invited people must learn.')),
                    ('uid', models.UUIDField(help_text='Names the meeting in calendars.', unique=True)),
                    ('opening', models.TextField(blank=True, verbose_name='opening remarks')),
                    ('quorum_lost_at', models.TimeField(blank=True, null=True, verbose_name='quorum lost at')),
                    ('note', models.CharField(blank=True, help_text='Why it was moved or cancelled.', max_length=300, verbose_name='note')),
                    ('minutes_out_on', models.DateField(blank=True, null=True)),
                    ('approved_on', models.DateField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=200)),
                    ('synthetic', models.BooleanField(db_default=False, default=False)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('approved_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='approved_here', to='steering.meeting')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-held_on', '-id'],
                },
            ),
            migrations.AddField(
                model_name='decision',
                name='meeting',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='steering.meeting'),
            ),
            migrations.AddField(
                model_name='attendance',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='steering.meeting'),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='steering.meeting'),
            ),
            migrations.CreateModel(
                name='MeetingSeries',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('every_months', models.PositiveSmallIntegerField(default=3, verbose_name='every … months')),
                    ('every_weeks', models.PositiveSmallIntegerField(blank=True, help_text='Instead of months.', null=True, verbose_name='every … weeks')),
                    ('nth_weekday', models.BooleanField(default=True, help_text='Otherwise on the same day of the month.', verbose_name='on the same weekday of the month')),
                    ('starts', models.TimeField(verbose_name='from')),
                    ('ends', models.TimeField(verbose_name='to')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='series', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['body_id', 'first_on'],
                },
            ),
            migrations.AddField(
                model_name='meeting',
                name='series',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='steering.meetingseries'),
            ),
            migrations.CreateModel(
                name='OpenPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('title', models.CharField(max_length=200, verbose_name='point')),
                    ('owner', models.CharField(blank=True, max_length=160, verbose_name='who takes care of it')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('result', models.TextField(blank=True, verbose_name='result')),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_points', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='points_closed', to='steering.meeting')),
                    ('opened_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='points_opened', to='steering.meeting')),
                    ('owner_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_owned', to='organisation.body')),
                ],
                options={
                    'ordering': ['closed_on', 'due_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('internal', models.BooleanField(default=False, verbose_name='not in public')),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='papers', to='steering.agendaitem')),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='steering.meeting')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='PaperVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('file_name', models.CharField(max_length=200)),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('pages', models.PositiveIntegerField(blank=True, help_text='Of a PDF.', null=True)),
                    ('content', models.BinaryField()),
                    ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='steering.paper')),
                ],
                options={
                    'ordering': ['paper_id', '-number'],
                },
            ),
            migrations.CreateModel(
                name='PointNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('noted_on', models.DateField()),
                    ('text', models.TextField(verbose_name='what was said')),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='point_notes', to='steering.meeting')),
                    ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='steering.openpoint')),
                ],
                options={
                    'ordering': ['-noted_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('number', models.CharField(help_text='Year and running number: V2026-004.', max_length=12, unique=True)),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('wording', models.TextField(verbose_name='what shall be decided')),
                    ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                    ('options', models.TextField(blank=True, verbose_name='other options')),
                    ('cost', models.CharField(blank=True, max_length=300, verbose_name='cost')),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('scheduled', 'on an agenda'), ('decided', 'decided'), ('sent_back', 'sent back'), ('withdrawn', 'withdrawn')], default='draft', max_length=10)),
                    ('submitted_on', models.DateField(blank=True, null=True)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('agencies', models.ManyToManyField(blank=True, related_name='+', to='organisation.agency', verbose_name='who must act')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('from_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                    ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='derived', to='steering.proposal')),
                    ('to_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body', verbose_name='to which body')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.AddField(
                model_name='paper',
                name='proposal',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='steering.proposal'),
            ),
            migrations.AddField(
                model_name='decision',
                name='proposal',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='steering.proposal'),
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='proposal',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='steering.proposal'),
            ),
            migrations.CreateModel(
                name='Recommendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('given_on', models.DateField(verbose_name='given on')),
                    ('advice', models.CharField(choices=[('for', 'accept'), ('change', 'accept with changes'), ('against', 'reject')], max_length=8, verbose_name='recommends to')),
                    ('wording', models.TextField(blank=True, verbose_name='changed wording')),
                    ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='steering.proposal')),
                ],
                options={
                    'ordering': ['given_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('name', models.CharField(help_text='Stadt Dormagen; Leitung des Sozialamts.', max_length=160, verbose_name='seat')),
                    ('votes', models.BooleanField(default=True, verbose_name='has a vote')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency', verbose_name='organisation')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['body_id', 'position', 'id'],
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='openpoint',
                name='seat',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points_owned', to='steering.seat'),
            ),
            migrations.AddField(
                model_name='attendance',
                name='seat',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='steering.seat'),
            ),
            migrations.CreateModel(
                name='SeatHolder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('kind', models.CharField(choices=[('member', 'member'), ('deputy', 'deputy')], default='member', max_length=8, verbose_name='as')),
                    ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                    ('office', models.CharField(blank=True, max_length=160, verbose_name='office')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('chairs', models.BooleanField(default=False, verbose_name='chairs the body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='steering.seat')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats_held', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ],
                options={
                    'ordering': ['seat_id', 'kind', 'valid_from'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PersonalLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.BinaryField(unique=True)),
                    ('valid_until', models.DateField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('opened', models.PositiveIntegerField(db_default=0, default=0)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='steering.meeting')),
                    ('holder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='steering.seatholder')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.AddField(
                model_name='attendance',
                name='holder',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='steering.seatholder'),
            ),
            migrations.CreateModel(
                name='Sending',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('invitation', 'invitation'), ('change', 'change of the meeting'), ('cancellation', 'cancellation'), ('papers', 'new or changed papers'), ('minutes', 'approved minutes'), ('link', 'new personal link')], max_length=12)),
                    ('sequence', models.PositiveSmallIntegerField(default=0, help_text='Of the calendar entry that went along.')),
                    ('text', models.TextField(blank=True, verbose_name='text')),
                    ('late_reason', models.CharField(blank=True, max_length=300, verbose_name='why it is short notice')),
                    ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('due_at', models.DateTimeField(help_text='Before this nothing goes out; papers handed in shortly after each other go together.')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sendings', to='steering.meeting')),
                    ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('with_account', models.BooleanField(default=False)),
                    ('state', models.CharField(choices=[('waiting', 'on its way'), ('sent', 'sent'), ('refused', 'the mailbox refuses it'), ('no_address', 'no address')], default='waiting', max_length=10)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('tries', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='How often the mailbox refused it.')),
                    ('next_try_at', models.DateTimeField(blank=True, help_text='Of one that was refused; empty: given up.', null=True)),
                    ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='steering.seatholder')),
                    ('sending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='steering.sending')),
                ],
                options={
                    'ordering': ['sending_id', 'id'],
                },
            ),
            migrations.CreateModel(
                name='StandingItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(choices=[('item', 'item of the agenda'), ('agreement', 'agreement')], db_default='item', default='item', max_length=10)),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('text', models.TextField(blank=True, db_default='', default='', verbose_name='what was agreed')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                    ('every_months', models.PositiveSmallIntegerField(blank=True, help_text='Empty: in every meeting.', null=True, verbose_name='looked at every … months')),
                    ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_items', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['body_id', 'position'],
                },
            ),
            migrations.CreateModel(
                name='BodyReminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('soon', 'reminder before the day'), ('today', 'reminder on the day'), ('late', 'reminder after the day'), ('chair', 'told to the chair')], max_length=6)),
                    ('due_on', models.DateField(help_text='The day it was due when this went out.')),
                    ('sent_on', models.DateField()),
                    ('told', models.PositiveSmallIntegerField(help_text='To how many people; 0: nobody responsible has an account.')),
                    ('point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='steering.openpoint')),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='steering.standingitem')),
                ],
                options={
                    'ordering': ['sent_on', 'id'],
                },
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='standing',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='agenda_items', to='steering.standingitem'),
            ),
            migrations.CreateModel(
                name='Topic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('number', models.CharField(help_text='Year and running number: T2026-017.', max_length=12, unique=True)),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('description', models.TextField(blank=True, verbose_name='what it is about')),
                    ('kind', models.CharField(choices=[('gap', 'gap in the chain of help'), ('missing_offer', 'missing offer'), ('obstacle', 'obstacle in a procedure'), ('interface', 'problem between two agencies'), ('potential', 'unused potential'), ('good_practice', 'good practice')], max_length=14, verbose_name='what it is')),
                    ('state', models.CharField(choices=[('collected', 'collected'), ('case_level', 'working group on case level'), ('structure_level', 'working group on structure level'), ('proposed', 'proposed to the steering group'), ('decided', 'decided'), ('ordered', 'work ordered'), ('implemented', 'implemented'), ('checked', 'effect checked'), ('at_ministry', 'with the ministry'), ('answered', 'answered'), ('merged', 'merged into another')], default='collected', max_length=16)),
                    ('state_since', models.DateField()),
                    ('target_on', models.DateField(blank=True, null=True, verbose_name='to be answered by')),
                    ('opened_on', models.DateField()),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body', verbose_name='responsible body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who keeps it going')),
                    ('life_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.lifearea')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='steering.topic')),
                    ('municipalities', models.ManyToManyField(blank=True, related_name='+', to='organisation.municipality')),
                    ('sphere_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.legalsphere')),
                    ('sphere_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.legalsphere')),
                    ('split_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='split_into', to='steering.topic')),
                ],
                options={
                    'ordering': ['-opened_on', '-id'],
                },
            ),
            migrations.AddField(
                model_name='proposal',
                name='topic',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='steering.topic'),
            ),
            migrations.AddField(
                model_name='paper',
                name='topic',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='steering.topic'),
            ),
            migrations.AddField(
                model_name='openpoint',
                name='topic',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='open_points', to='steering.topic'),
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('month', models.DateField(help_text='First day of the month.', verbose_name='month')),
                    ('kind', models.CharField(choices=[('gap', 'gap in the chain of help'), ('missing_offer', 'missing offer'), ('obstacle', 'obstacle in a procedure'), ('interface', 'problem between two agencies'), ('potential', 'unused potential'), ('good_practice', 'good practice')], max_length=14, verbose_name='what it is')),
                    ('process_step', models.CharField(blank=True, help_text='A station of casework, in its own keys.', max_length=20, verbose_name='where in the process')),
                    ('reason', models.CharField(blank=True, help_text="Why a referral failed, in casework's own keys.", max_length=20, verbose_name='coded reason')),
                    ('how_often', models.CharField(blank=True, choices=[('once', 'once so far'), ('sometimes', 'now and then'), ('often', 'often'), ('always', 'as a rule')], max_length=10, verbose_name='how often')),
                    ('how_bad', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'a nuisance'), (2, 'costs time or money'), (3, 'stops the way on'), (4, "endangers somebody's living")], null=True, verbose_name='how bad')),
                    ('since', models.CharField(blank=True, max_length=40, verbose_name='since when')),
                    ('text', models.TextField(verbose_name='what was observed')),
                    ('idea', models.TextField(blank=True, verbose_name='idea')),
                    ('coarsened', models.JSONField(default=list, help_text='Names of the fields left out because too few people fit.')),
                    ('set_aside', models.CharField(blank=True, max_length=300, verbose_name='why it is not followed up')),
                    ('life_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.lifearea')),
                    ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                    ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.offer')),
                    ('sphere_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.legalsphere')),
                    ('sphere_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.legalsphere')),
                    ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='observations', to='steering.topic')),
                ],
                options={
                    'ordering': ['-month', 'id'],
                },
            ),
            migrations.CreateModel(
                name='MinistryPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recipient', models.CharField(max_length=200, verbose_name='to whom')),
                    ('subject', models.CharField(max_length=200, verbose_name='subject')),
                    ('text', models.TextField(verbose_name='text')),
                    ('sent_on', models.DateField(verbose_name='sent on')),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                    ('answer', models.TextField(blank=True, verbose_name='answer')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ministry_papers', to='steering.topic')),
                ],
                options={
                    'ordering': ['-sent_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(verbose_name='what became of it')),
                    ('final', models.BooleanField(default=False, verbose_name='this is the answer')),
                    ('given_on', models.DateField()),
                    ('given_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedbacks', to='steering.decision')),
                    ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feedbacks', to='steering.topic')),
                ],
                options={
                    'ordering': ['-given_on', '-id'],
                },
            ),
            migrations.CreateModel(
                name='EffectCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(verbose_name='to be looked at on')),
                    ('implemented_month', models.DateField(help_text='First day of the month in which the last work order was done.')),
                    ('months', models.PositiveSmallIntegerField(default=6, verbose_name='months before and after')),
                    ('before', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list, help_text='Observations per month before.', size=None)),
                    ('after', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list, help_text='Observations per month after.', size=None)),
                    ('result', models.CharField(blank=True, choices=[('fallen', 'fallen'), ('not_fallen', 'not fallen'), ('risen', 'risen'), ('too_few', 'too few to tell')], max_length=10, verbose_name='result')),
                    ('checked_on', models.DateField(blank=True, null=True)),
                    ('note', models.TextField(blank=True, verbose_name='what we make of it')),
                    ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='effect_checks', to='steering.topic')),
                ],
                options={
                    'ordering': ['due_on', 'id'],
                },
            ),
            migrations.AddField(
                model_name='decision',
                name='topic',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='steering.topic'),
            ),
            migrations.CreateModel(
                name='CourseStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('course', models.CharField(choices=[('reconstruction', 'course of an anonymised case'), ('as_is', 'service chain as it is'), ('should', 'service chain as it should be')], max_length=14)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('what', models.CharField(max_length=200, verbose_name='what happens')),
                    ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days until the next step')),
                    ('obstacle', models.CharField(blank=True, max_length=200, verbose_name='what stands in the way')),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                    ('sphere', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.legalsphere')),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='course_steps', to='steering.topic')),
                ],
                options={
                    'ordering': ['course', 'position'],
                },
            ),
            migrations.AddField(
                model_name='agendaitem',
                name='topic',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='steering.topic'),
            ),
            migrations.CreateModel(
                name='TopicStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_state', models.CharField(blank=True, choices=[('collected', 'collected'), ('case_level', 'working group on case level'), ('structure_level', 'working group on structure level'), ('proposed', 'proposed to the steering group'), ('decided', 'decided'), ('ordered', 'work ordered'), ('implemented', 'implemented'), ('checked', 'effect checked'), ('at_ministry', 'with the ministry'), ('answered', 'answered'), ('merged', 'merged into another')], max_length=16)),
                    ('to_state', models.CharField(choices=[('collected', 'collected'), ('case_level', 'working group on case level'), ('structure_level', 'working group on structure level'), ('proposed', 'proposed to the steering group'), ('decided', 'decided'), ('ordered', 'work ordered'), ('implemented', 'implemented'), ('checked', 'effect checked'), ('at_ministry', 'with the ministry'), ('answered', 'answered'), ('merged', 'merged into another')], max_length=16)),
                    ('happened_on', models.DateField()),
                    ('reason', models.TextField(blank=True)),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                    ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='steering.topic')),
                ],
                options={
                    'ordering': ['happened_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='WorkOrder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('number', models.PositiveSmallIntegerField(help_text='Running number within the decision.')),
                    ('what', models.TextField(verbose_name='what is to be done')),
                    ('indicator', models.CharField(blank=True, max_length=300, verbose_name='by what one sees that it is done')),
                    ('due_on', models.DateField(verbose_name='until')),
                    ('state', models.CharField(choices=[('given', 'given'), ('in_progress', 'in progress'), ('done', 'done'), ('dropped', 'dropped')], default='given', max_length=12)),
                    ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='progress in per cent')),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('proof', models.TextField(blank=True, verbose_name='proof')),
                    ('reminded_on', models.DateField(blank=True, null=True)),
                    ('escalated_on', models.DateField(blank=True, null=True)),
                    ('held_up_by', models.TextField(blank=True, db_default='', default='', verbose_name='why it stands still')),
                    ('held_up_said_on', models.DateField(blank=True, null=True)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                    ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='organisation.body')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='steering.decision')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who looks after it')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['due_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='OrderReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reported_on', models.DateField()),
                    ('state', models.CharField(choices=[('given', 'given'), ('in_progress', 'in progress'), ('done', 'done'), ('dropped', 'dropped')], max_length=12)),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(verbose_name='report')),
                    ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='steering.workorder')),
                ],
                options={
                    'ordering': ['reported_on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='OrderReminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('soon', 'reminder before the day'), ('today', 'reminder on the day'), ('late', 'reminder after the day'), ('chair', 'told to the chair')], max_length=6)),
                    ('due_on', models.DateField(help_text='The day the order was due when this went out.')),
                    ('sent_on', models.DateField()),
                    ('told', models.PositiveSmallIntegerField(help_text='To how many people; 0: nobody responsible has an account.')),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='steering.workorder')),
                ],
                options={
                    'ordering': ['sent_on', 'id'],
                },
            ),
            migrations.AddConstraint(
                model_name='ballot',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('abstained', None), ('against', None), ('consensus', True), ('in_favour', None)), models.Q(('abstained__isnull', False), ('against__isnull', False), ('consensus', False), ('entitled__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('in_favour'), '+', models.F('against')), '+', models.F('abstained'))), ('in_favour__isnull', False)), _connector='OR'), name='no_more_votes_than_voices'),
            ),
            migrations.AddConstraint(
                model_name='conflict',
                constraint=models.UniqueConstraint(fields=('item', 'attendance'), name='conflict_once_an_item'),
            ),
            migrations.AddConstraint(
                model_name='bodyrules',
                constraint=models.CheckConstraint(condition=models.Q(('quorum_percent__lte', 100)), name='quorum_is_a_share'),
            ),
            migrations.AddIndex(
                model_name='bodyrecord',
                index=models.Index(fields=['body', '-happened_on'], name='record_of_body'),
            ),
            migrations.AddConstraint(
                model_name='meetingseries',
                constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='series_meeting_ends_after_it_starts'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(fields=['body', '-held_on'], name='meeting_of_body'),
            ),
            migrations.AddIndex(
                model_name='meeting',
                index=models.Index(fields=['-held_on', '-id'], name='meeting_newest'),
            ),
            migrations.AddConstraint(
                model_name='meeting',
                constraint=models.UniqueConstraint(fields=('body', 'number'), name='meeting_number_in_body'),
            ),
            migrations.AddConstraint(
                model_name='meeting',
                constraint=models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gt', models.F('starts')), _connector='OR'), name='meeting_ends_after_it_starts'),
            ),
            migrations.AddConstraint(
                model_name='paperversion',
                constraint=models.UniqueConstraint(fields=('paper', 'number'), name='paper_version_once'),
            ),
            migrations.AddIndex(
                model_name='pointnote',
                index=models.Index(fields=['point', '-noted_on'], name='note_of_point'),
            ),
            migrations.AddIndex(
                model_name='seat',
                index=models.Index(fields=['body', 'position'], name='seat_of_body'),
            ),
            migrations.AddConstraint(
                model_name='seat',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='steering_seat_ends_after_start'),
            ),
            migrations.AddIndex(
                model_name='seatholder',
                index=models.Index(condition=models.Q(('user__isnull', False)), fields=['user'], name='seats_of_user'),
            ),
            migrations.AddConstraint(
                model_name='seatholder',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='steering_seatholder_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='seatholder',
                constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='seat_is_held_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='seatholder',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'member')), expressions=[(models.Func(models.F('seat_id'), models.F('seat_id'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='never_two_at_once_on_one_seat', violation_error_message='Somebody else holds this seat on these days. End that first, or choose other days.'),
            ),
            migrations.AddConstraint(
                model_name='seatholder',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'deputy')), expressions=[(models.Func(models.F('seat_id'), models.F('seat_id'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='never_two_deputies_at_once_on_one_seat', violation_error_message='Somebody else holds this seat on these days. End that first, or choose other days.'),
            ),
            migrations.AddIndex(
                model_name='personallink',
                index=models.Index(fields=['meeting', 'holder'], name='link_of_meeting'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.UniqueConstraint(condition=models.Q(('seat__isnull', False)), fields=('meeting', 'seat'), name='one_person_on_a_seat_in_a_meeting'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(('came_at', None), ('left_at', None), ('left_at__gte', models.F('came_at')), _connector='OR'), name='left_after_coming'),
            ),
            migrations.AddIndex(
                model_name='sending',
                index=models.Index(fields=['meeting', '-id'], name='sending_of_meeting'),
            ),
            migrations.AddIndex(
                model_name='delivery',
                index=models.Index(condition=models.Q(('state', 'waiting')), fields=['sending'], name='delivery_waits'),
            ),
            migrations.AddIndex(
                model_name='delivery',
                index=models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['next_try_at'], name='delivery_tried_again'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.UniqueConstraint(fields=('sending', 'holder'), name='delivered_once_to_a_holder'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'no_address'), models.Q(('email', ''), _negated=True), _connector='OR'), name='no_mail_without_address'),
            ),
            migrations.AddConstraint(
                model_name='standingitem',
                constraint=models.CheckConstraint(condition=models.Q(('every_months', None), ('every_months__gte', 1), _connector='OR'), name='standing_comes_back_after_a_month'),
            ),
            migrations.AddConstraint(
                model_name='standingitem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'agreement'), _negated=True), models.Q(models.Q(('text', ''), _negated=True), ('agreed_on__isnull', False)), _connector='OR'), name='agreement_says_what_was_agreed'),
            ),
            migrations.AddConstraint(
                model_name='bodyreminder',
                constraint=models.UniqueConstraint(fields=('point', 'agreement', 'kind', 'due_on'), name='reminded_of_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='bodyreminder',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreement__isnull', False), ('point__isnull', True)), models.Q(('agreement__isnull', True), ('point__isnull', False)), _connector='OR'), name='reminder_is_of_one_thing'),
            ),
            migrations.AddIndex(
                model_name='topic',
                index=models.Index(fields=['state', '-state_since'], name='topic_by_state'),
            ),
            migrations.AddIndex(
                model_name='topic',
                index=models.Index(fields=['-opened_on', '-id'], name='topic_newest'),
            ),
            migrations.AddConstraint(
                model_name='topic',
                constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='topic_not_merged_into_itself'),
            ),
            migrations.AddConstraint(
                model_name='topic',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='topic_merged_says_into_which'),
            ),
            migrations.AddIndex(
                model_name='proposal',
                index=models.Index(fields=['state', '-id'], name='proposal_by_state'),
            ),
            migrations.AddConstraint(
                model_name='paper',
                constraint=models.CheckConstraint(condition=models.Q(('meeting__isnull', False), ('topic__isnull', False), ('proposal__isnull', False), _connector='OR'), name='paper_belongs_somewhere'),
            ),
            migrations.AddConstraint(
                model_name='openpoint',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='point_closed_after_it_was_opened'),
            ),
            migrations.AddConstraint(
                model_name='openpoint',
                constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), models.Q(('result', ''), _negated=True), _connector='OR'), name='point_closed_has_a_result'),
            ),
            migrations.AddConstraint(
                model_name='openpoint',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', None), ('owner_body', None)), models.Q(('agency', None), ('seat', None)), models.Q(('owner_body', None), ('seat', None)), _connector='OR'), name='point_has_one_owner'),
            ),
            migrations.AddIndex(
                model_name='observation',
                index=models.Index(fields=['topic'], name='observation_of_topic'),
            ),
            migrations.AddIndex(
                model_name='observation',
                index=models.Index(fields=['-month', 'id'], name='observation_by_month'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='observation_knows_the_month_only'),
            ),
            migrations.AddConstraint(
                model_name='ministrypaper',
                constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('sent_on')), _connector='OR'), name='ministry_answers_after_it_was_asked'),
            ),
            migrations.AddIndex(
                model_name='feedback',
                index=models.Index(fields=['topic', '-id'], name='feedback_of_topic'),
            ),
            migrations.AddConstraint(
                model_name='feedback',
                constraint=models.CheckConstraint(condition=models.Q(('topic__isnull', False), ('decision__isnull', False), _connector='OR'), name='feedback_answers_something'),
            ),
            migrations.AddConstraint(
                model_name='effectcheck',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_on', None), ('result', '')), models.Q(('checked_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='effect_looked_at_has_a_result'),
            ),
            migrations.AddIndex(
                model_name='decision',
                index=models.Index(fields=['-decided_on', '-id'], name='decision_newest'),
            ),
            migrations.AddIndex(
                model_name='decision',
                index=models.Index(fields=['topic'], name='decision_of_topic'),
            ),
            migrations.AddConstraint(
                model_name='coursestep',
                constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('topic', 'course', 'position'), name='course_step_has_its_place'),
            ),
            migrations.AddIndex(
                model_name='agendaitem',
                index=models.Index(fields=['meeting', 'position'], name='item_of_meeting'),
            ),
            migrations.AddConstraint(
                model_name='agendaitem',
                constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='item_is_not_its_own_part'),
            ),
            migrations.AddIndex(
                model_name='topicstep',
                index=models.Index(fields=['topic'], name='step_of_topic'),
            ),
            migrations.AddIndex(
                model_name='workorder',
                index=models.Index(condition=models.Q(('state__in', ['given', 'in_progress'])), fields=['due_on', 'id'], name='order_open'),
            ),
            migrations.AddIndex(
                model_name='workorder',
                index=models.Index(fields=['decision'], name='order_of_decision'),
            ),
            migrations.AddConstraint(
                model_name='workorder',
                constraint=models.UniqueConstraint(fields=('decision', 'number'), name='order_number_in_decision'),
            ),
            migrations.AddConstraint(
                model_name='workorder',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', None), ('body__isnull', False), ('unit', None)), models.Q(('agency__isnull', False), ('body', None), ('unit', None)), models.Q(('agency', None), ('body', None), ('unit__isnull', False)), _connector='OR'), name='order_goes_to_one'),
            ),
            migrations.AddConstraint(
                model_name='workorder',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_up_by', ''), ('held_up_said_on', None)), models.Q(models.Q(('held_up_by', ''), _negated=True), ('held_up_said_on__isnull', False)), _connector='OR'), name='order_held_up_has_a_day'),
            ),
            migrations.AddConstraint(
                model_name='workorder',
                constraint=models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='order_progress_is_a_share'),
            ),
            migrations.AddConstraint(
                model_name='workorder',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done'), models.Q(('proof', ''), _negated=True)), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='order_done_has_day_and_proof'),
            ),
            migrations.AddConstraint(
                model_name='orderreminder',
                constraint=models.UniqueConstraint(fields=('order', 'kind', 'due_on'), name='reminded_once'),
            ),
        ]),
    ]
