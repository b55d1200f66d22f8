import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('privacy', '0001_initial')]

    initial = True

    # First the tables of the jobs: each of their many steps would otherwise draw all of KIM's models anew.
    dependencies = [
        ('procrastinate', '0041_post_retry_failed_job'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='AuditBlock',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_transaction', models.BigIntegerField()),
                    ('to_transaction', models.BigIntegerField(unique=True)),
                    ('event_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('event_hashes', django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(max_length=32), size=None)),
                    ('previous_digest', models.BinaryField(max_length=32)),
                    ('digest', models.BinaryField(max_length=32)),
                    ('sealed_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='AuditEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('transaction', models.BigIntegerField(help_text='The transaction that wrote the event (xid8 as a number).')),
                    ('actor_id', models.BigIntegerField(null=True)),
                    ('scope', models.CharField(help_text='request, worker, command …: in which named scope it happened.', max_length=40)),
                    ('kind', models.CharField(max_length=80)),
                    ('target_type', models.CharField(blank=True, max_length=80)),
                    ('target_id', models.BigIntegerField(null=True)),
                    ('case_id', models.BigIntegerField(null=True)),
                    ('payload', models.JSONField(default=dict, null=True)),
                    ('payload_hash', models.BinaryField(max_length=32)),
                    ('row_hash', models.BinaryField(max_length=32)),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['case_id', '-id'], name='audit_case'), models.Index(fields=['transaction'], name='audit_transaction')],
                },
            ),
            migrations.CreateModel(
                name='DataKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('owner_id', models.BigIntegerField()),
                    ('kek', models.CharField(blank=True, help_text='Mark of the key of the installation that wraps it.', max_length=16)),
                    ('wrapped', models.BinaryField(max_length=100)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('destroyed_at', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['kek'], name='data_key_by_mark')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'owner_id'), name='data_key_once'), models.CheckConstraint(condition=models.Q(models.Q(('destroyed_at', None), models.Q(('kek', ''), _negated=True)), models.Q(('destroyed_at__isnull', False), ('kek', ''), ('wrapped', b'')), _connector='OR'), name='data_key_wrapped_or_destroyed')],
                },
            ),
            migrations.CreateModel(
                name='Installation',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('demo', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='installation_is_one_row')],
                },
            ),
            migrations.CreateModel(
                name='TransactionShift',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('shift', models.BigIntegerField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='transaction_shift_is_one_row')],
                },
            ),
        ]),
    ]
