import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('workbench', '0001_drafts')]

    initial = True

    dependencies = [
        ('organisation', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('target', models.SlugField(max_length=40)),
                    ('file_name', models.CharField(max_length=200)),
                    ('digest', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('uploaded', 'columns to be chosen'), ('checking', 'is being checked'), ('checked', 'checked, not confirmed'), ('applying', 'is being carried out'), ('applied', 'carried out'), ('undoing', 'is being undone'), ('undone', 'undone'), ('discarded', 'discarded')], default='uploaded', max_length=12)),
                    ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('sheet', models.CharField(blank=True, max_length=200)),
                    ('head_line', models.PositiveIntegerField(default=1)),
                    ('mapping', models.JSONField(default=dict, help_text='Column of the file by column of KIM.')),
                    ('unmapped', models.JSONField(default=list, help_text='Headings of columns that were not taken.')),
                    ('done', models.PositiveIntegerField(default=0, help_text='Rows checked so far.')),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('trouble', models.CharField(blank=True, help_text='Why the last step did not come to its end.', max_length=300)),
                    ('applied_at', models.DateTimeField(blank=True, null=True)),
                    ('undo_until', models.DateField(blank=True, null=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('result', models.JSONField(default=dict, help_text='What was made and what was taken back: figures and row numbers.')),
                    ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='ImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(help_text='The line in the file.')),
                    ('cells', models.JSONField(default=dict, help_text='What was written, by column of KIM.')),
                    ('values', models.JSONField(default=dict, help_text='What it means.')),
                    ('state', models.CharField(choices=[('new', 'new'), ('change', 'changes an existing one'), ('same', 'is there already'), ('look', 'needs a look'), ('faulty', 'faulty')], default='new', max_length=8)),
                    ('act', models.CharField(choices=[('create', 'creates'), ('update', 'changes'), ('nothing', 'does nothing')], default='create', max_length=8)),
                    ('findings', models.JSONField(default=list, help_text='[{column, text}]: what stands against the row, or should be looked at.')),
                    ('summary', models.CharField(blank=True, help_text='What the row becomes, in a few words.', max_length=300)),
                    ('accepted', models.BooleanField(default=False)),
                    ('left_out', models.BooleanField(default=False)),
                    ('made_id', models.BigIntegerField(blank=True, help_text='What the row has made or changed.', null=True)),
                    ('before', models.JSONField(blank=True, help_text='The values that the row has overwritten.', null=True)),
                    ('after', models.JSONField(blank=True, help_text='The values that it has written.', null=True)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='workbench.importrun')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='ImportFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content', models.BinaryField()),
                    ('preview', models.JSONField(default=list, help_text='The first rows of each sheet, to choose columns by.')),
                    ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='workbench.importrun')),
                ],
            ),
            migrations.CreateModel(
                name='LetterTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('purpose', models.CharField(choices=[('letter', 'letter of a case'), ('invitation', 'invitation to a meeting'), ('paper', 'proposal as a paper for a meeting'), ('minutes', 'minutes of a meeting'), ('decisions', 'decisions of a year'), ('extract', 'extract of decisions for an agency')], db_default='letter', default='letter', max_length=10)),
                    ('file_name', models.CharField(max_length=160)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('fields', models.JSONField(default=list, help_text='Known fields it uses, in the order of the text.')),
                    ('unknown', models.JSONField(default=list, help_text='[{"name": "vornahme", "closest": "vorname"}]')),
                    ('problems', models.JSONField(default=list, help_text='[{"code": "syntax", "detail": "…"}]')),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='MailState',
                fields=[
                    ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('last_success_at', models.DateTimeField(null=True)),
                    ('failing_since', models.DateTimeField(null=True)),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('last_error', models.CharField(blank=True, max_length=20)),
                    ('last_try_at', models.DateTimeField(null=True)),
                    ('next_try_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='mail_state_is_one_row')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('target_type', models.CharField(blank=True, max_length=60)),
                    ('target_id', models.BigIntegerField(null=True)),
                    ('day', models.DateField(null=True)),
                    ('once', models.CharField(blank=True, max_length=80)),
                    ('created_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('mail_due', models.BooleanField(default=True)),
                    ('mailed_at', models.DateTimeField(null=True)),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ('stands_in_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='NoticePreference',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='notice_preference', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('channels', models.JSONField(default=dict)),
                    ('digest_at', models.TimeField(null=True, verbose_name='time of the digest')),
                    ('quiet_from', models.TimeField(null=True, verbose_name='quiet from')),
                    ('quiet_to', models.TimeField(null=True, verbose_name='quiet to')),
                    ('quiet_days_off', models.BooleanField(default=True, verbose_name='quiet on days off')),
                    ('refused', models.PositiveSmallIntegerField(default=0)),
                    ('not_before', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_to', None)), models.Q(('quiet_from__isnull', False), ('quiet_to__isnull', False)), _connector='OR'), name='notice_quiet_has_both_ends')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('list_key', models.CharField(max_length=40)),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('query', models.JSONField(default=dict, help_text='{"filters": {}, "view": "", "sort": "", "columns": []}')),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.unit')),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ListChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('list_key', models.CharField(max_length=40)),
                    ('columns', models.JSONField(default=list)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opens_with', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='workbench.savedview')),
                ],
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(max_length=60)),
                    ('submission', models.UUIDField()),
                    ('made_model', models.CharField(blank=True, default='', max_length=100)),
                    ('made_id', models.BigIntegerField(null=True)),
                    ('sent_at', models.DateTimeField(auto_now_add=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(max_length=100)),
                    ('field', models.CharField(max_length=60)),
                    ('text', models.TextField()),
                    ('text_sealed', models.BinaryField(null=True)),
                    ('base', models.TextField(blank=True, default='')),
                    ('base_sealed', models.BinaryField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('begun_at', models.DateTimeField(auto_now_add=True)),
                    ('saved_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-saved_at', '-id'],
                    'indexes': [models.Index(fields=['saved_at'], name='draft_saved_at')],
                    'constraints': [models.UniqueConstraint(fields=('user', 'page', 'field'), name='draft_one_a_field'), models.CheckConstraint(condition=models.Q(('base', ''), ('text', '')), name='draft_is_sealed')],
                },
            ),
            migrations.CreateModel(
                name='ImportMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('target', models.SlugField(max_length=40)),
                    ('headings', models.JSONField(default=dict, help_text='Column of KIM by heading of the file.')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'target'), name='import_mapping_once')],
                },
            ),
            migrations.AddConstraint(
                model_name='importrun',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'undoing', 'undone']), _negated=True), models.Q(('applied_at__isnull', False), ('undo_until__isnull', False)), _connector='OR'), name='import_applied_has_its_days'),
            ),
            migrations.AddIndex(
                model_name='importrow',
                index=models.Index(fields=['run', 'state', 'number'], name='import_row_by_state'),
            ),
            migrations.AddConstraint(
                model_name='importrow',
                constraint=models.UniqueConstraint(fields=('run', 'number'), name='import_row_once'),
            ),
            migrations.AddConstraint(
                model_name='lettertemplate',
                constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), models.Q(('valid_from__isnull', False), ('valid_to__gte', models.F('valid_from'))), _connector='OR'), name='letter_template_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='lettertemplate',
                constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), models.Q(('problems', []), ('unknown', [])), _connector='OR'), name='letter_template_in_force_has_no_fault'),
            ),
            migrations.AddIndex(
                model_name='notice',
                index=models.Index(fields=['recipient', '-created_at', '-id'], name='notice_inbox'),
            ),
            migrations.AddIndex(
                model_name='notice',
                index=models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notice_unread'),
            ),
            migrations.AddIndex(
                model_name='notice',
                index=models.Index(condition=models.Q(('mail_due', True)), fields=['recipient', 'id'], name='notice_to_mail'),
            ),
            migrations.AddConstraint(
                model_name='notice',
                constraint=models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('recipient', 'kind', 'once'), name='notice_told_once'),
            ),
            migrations.AddIndex(
                model_name='savedview',
                index=models.Index(fields=['list_key', 'shared_with'], name='saved_view_of_list'),
            ),
            migrations.AddConstraint(
                model_name='savedview',
                constraint=models.UniqueConstraint(fields=('owner', 'list_key', 'name'), name='saved_view_once_by_name'),
            ),
            migrations.AddConstraint(
                model_name='listchoice',
                constraint=models.UniqueConstraint(fields=('user', 'list_key'), name='list_choice_once'),
            ),
            migrations.AddIndex(
                model_name='submission',
                index=models.Index(fields=['sent_at'], name='submission_sent_at'),
            ),
            migrations.AddConstraint(
                model_name='submission',
                constraint=models.UniqueConstraint(fields=('user', 'purpose', 'submission'), name='submission_once'),
            ),
        ]),
    ]
