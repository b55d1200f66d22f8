import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('staffing', '0001_initial')]

    initial = True

    dependencies = [
        ('organisation', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Apportionment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True, db_default='', default='')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('area', models.CharField(blank=True, help_text='The county it was agreed in, where that is another one.', max_length=120)),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('posts', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='posts')),
                    ('method', models.CharField(blank=True, choices=[('exact', 'Exact shares'), ('largest-remainder', 'Largest remainder (Hare)'), ('sainte-lague', 'Sainte-Laguë'), ('dhondt', "D'Hondt"), ('adams', 'Adams'), ('hill', 'Hill')], help_text='Empty: not published.', max_length=20, verbose_name='method')),
                    ('step', models.DecimalField(decimal_places=2, max_digits=4, null=True, verbose_name='step')),
                    ('minimum', models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name='minimum')),
                    ('threshold', models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name='threshold')),
                    ('weights', models.CharField(help_text='What they count, with source and reference date.', max_length=300, verbose_name='weights')),
                    ('remarks', models.JSONField(blank=True, default=list, help_text='Ties and warnings of the computation, by code.')),
                    ('recorded_on', models.DateField()),
                    ('agreed_on', models.DateField(blank=True, null=True)),
                    ('decided_by', models.CharField(blank=True, max_length=160, verbose_name='decided by')),
                    ('decided_on', models.DateField(blank=True, null=True, verbose_name='day of the decision')),
                    ('decision', models.CharField(blank=True, max_length=160, verbose_name='number of the decision')),
                    ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-year', '-id'],
                },
            ),
            migrations.CreateModel(
                name='ApportionmentShare',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('key', models.CharField(max_length=80)),
                    ('name', models.CharField(max_length=300)),
                    ('members', models.JSONField(blank=True, default=list, help_text='Keys of the municipalities of a group.')),
                    ('weight', models.DecimalField(decimal_places=4, help_text='Empty: not published.', max_digits=16, null=True)),
                    ('quota', models.DecimalField(decimal_places=4, max_digits=9, null=True)),
                    ('computed', models.DecimalField(decimal_places=4, max_digits=9, null=True)),
                    ('how', models.CharField(default='computed', max_length=10)),
                    ('agreed', models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                    ('reason', models.CharField(blank=True, max_length=400)),
                    ('apportionment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='staffing.apportionment')),
                ],
                options={
                    'ordering': ['apportionment_id', 'position'],
                },
            ),
            migrations.CreateModel(
                name='ForwardingAgreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True, db_default='', default='')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('fte', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='posts')),
                    ('cap_per_fte', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='at most for a full post and year')),
                    ('own_per_fte', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='voluntary share of the giver for a full post and year')),
                    ('period_from', models.DateField(verbose_name='from')),
                    ('period_to', models.DateField(verbose_name='to')),
                    ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                    ('proof_due_on', models.DateField(blank=True, null=True, verbose_name='proof of use due on')),
                    ('received_on', models.DateField(blank=True, null=True, verbose_name='proof received on')),
                    ('checked_on', models.DateField(blank=True, null=True, verbose_name='proof checked on')),
                    ('state', models.CharField(choices=[('draft', 'being agreed'), ('signed', 'signed'), ('received', 'proof received'), ('checked', 'proof checked'), ('cancelled', 'cancelled')], default='draft', max_length=10)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='staffing.forwardingagreement')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.post')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.agency')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='AgreementAmendment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField(verbose_name='holds from')),
                    ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                    ('what', models.CharField(max_length=300, verbose_name='what changes')),
                    ('fte', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='posts')),
                    ('cap_per_fte', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='at most for a full post and year')),
                    ('own_per_fte', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='voluntary share of the giver for a full post and year')),
                    ('period_to', models.DateField(blank=True, null=True, verbose_name='to')),
                    ('proof_due_on', models.DateField(blank=True, null=True, verbose_name='proof of use due on')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='staffing.forwardingagreement')),
                ],
                options={
                    'ordering': ['valid_from', 'id'],
                },
            ),
            migrations.CreateModel(
                name='FundingGrant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True, db_default='', default='')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('block', models.PositiveSmallIntegerField(verbose_name='block')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('period_from', models.DateField(verbose_name='from')),
                    ('period_to', models.DateField(verbose_name='to')),
                    ('basis', models.CharField(blank=True, help_text='Id of a basis of kim.law.funding; empty: not known.', max_length=60)),
                    ('authority', models.CharField(blank=True, max_length=160, verbose_name='authority that grants')),
                    ('reference', models.CharField(blank=True, max_length=80, verbose_name='reference')),
                    ('state', models.CharField(choices=[('prepared', 'in preparation'), ('applied', 'applied for, approval pending'), ('approved', 'approved'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('proved', 'proof of use handed in'), ('closed', 'closed')], default='prepared', max_length=12)),
                    ('fte_applied', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='posts applied for')),
                    ('fte_approved', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='posts approved')),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-year', 'block', 'id'],
                },
            ),
            migrations.AddField(
                model_name='forwardingagreement',
                name='grant',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='staffing.fundinggrant'),
            ),
            migrations.CreateModel(
                name='ChargedMonth',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('share', models.DecimalField(decimal_places=4, max_digits=5, verbose_name='person-months')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.post')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='charged', to='staffing.forwardingagreement')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charged', to='staffing.fundinggrant')),
                ],
                options={
                    'ordering': ['month', 'post_id', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Booking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('planned', 'planned'), ('called', 'called'), ('spent', 'spent'), ('forwarded', 'forwarded'), ('returned', 'paid back')], max_length=10, verbose_name='kind')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount')),
                    ('period_from', models.DateField(verbose_name='for the time from')),
                    ('period_to', models.DateField(verbose_name='for the time to')),
                    ('booked_on', models.DateField(verbose_name='booked on')),
                    ('text', models.CharField(max_length=200, verbose_name='what for')),
                    ('voucher', models.CharField(blank=True, max_length=80, verbose_name='voucher number')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('submission', models.UUIDField(editable=False, help_text='The form or the file it came with.', null=True)),
                    ('against', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='staffing.booking')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.post')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='staffing.forwardingagreement')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='staffing.fundinggrant')),
                ],
                options={
                    'ordering': ['period_from', 'id'],
                },
            ),
            migrations.CreateModel(
                name='GrantAmount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('applied', 'applied for'), ('approved', 'approved'), ('amended', 'amended by (more or less)')], max_length=10)),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount')),
                    ('on', models.DateField(verbose_name='day of the paper')),
                    ('per_fte', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='amount for a full post and year')),
                    ('remark', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                    ('paper', models.CharField(blank=True, max_length=160, verbose_name='paper')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amounts', to='staffing.fundinggrant')),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['on', 'id'],
                },
            ),
            migrations.CreateModel(
                name='GrantStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('kind', models.CharField(choices=[('apply', 'Application'), ('concept', 'Hand in the concept'), ('query', 'Query of the authority'), ('answer', 'Answer to a query'), ('approval', 'Approval'), ('amendment', 'Amending approval'), ('drawdown', 'Call for money'), ('interim', 'Interim proof'), ('final', 'Proof of use'), ('report', 'Narrative report'), ('check', 'Check of the proof'), ('other', 'Other step')], max_length=10, verbose_name='kind')),
                    ('title', models.CharField(blank=True, max_length=160, verbose_name='title')),
                    ('actor', models.CharField(choices=[('us', 'the county'), ('authority', 'the authority that grants'), ('recipient', 'the recipient')], default='us', max_length=10, verbose_name='who must act')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                    ('note', models.CharField(blank=True, max_length=400, verbose_name='note')),
                    ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='staffing.forwardingagreement')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='staffing.fundinggrant')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('waits_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='awaited_by', to='staffing.grantstep')),
                ],
                options={
                    'ordering': [models.OrderBy(models.F('done_on'), nulls_last=True), models.OrderBy(models.F('due_on'), nulls_last=True), 'id'],
                },
            ),
            migrations.CreateModel(
                name='ProofOfUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('report', models.TextField(blank=True, verbose_name='narrative report')),
                    ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted on')),
                    ('figures', models.JSONField(help_text='As they stood on the day of submission.', null=True)),
                    ('agreement', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proof_of_use', to='staffing.forwardingagreement')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='staffing.fundinggrant')),
                ],
            ),
            migrations.CreateModel(
                name='Recruitment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(db_default=1, default=1)),
                    ('changed_at', models.DateTimeField(editable=False, null=True)),
                    ('qualification', models.CharField(blank=True, max_length=300, verbose_name='qualification asked for')),
                    ('state', models.CharField(choices=[('vacant', 'vacant'), ('advertised', 'advertised'), ('selection', 'selection under way'), ('filled', 'filled from a day on')], default='vacant', max_length=12)),
                    ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                    ('filled_from', models.DateField(blank=True, null=True, verbose_name='filled from')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recruitment', to='organisation.post')),
                ],
            ),
            migrations.CreateModel(
                name='StepDelay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('was_due_on', models.DateField(null=True)),
                    ('due_on', models.DateField()),
                    ('reason', models.CharField(max_length=300)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delays', to='staffing.grantstep')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.AddConstraint(
                model_name='apportionment',
                constraint=models.CheckConstraint(condition=models.Q(('posts__gt', 0)), name='apportionment_shares_posts'),
            ),
            migrations.AddConstraint(
                model_name='apportionment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', ''), ('decided_on', None)), models.Q(models.Q(('decided_by', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='apportionment_decision_has_body_and_day'),
            ),
            migrations.AddConstraint(
                model_name='apportionment',
                constraint=models.CheckConstraint(condition=models.Q(('decided_on', None), ('agreed_on__isnull', False), _connector='OR'), name='apportionment_is_agreed_before_decided'),
            ),
            migrations.AddConstraint(
                model_name='apportionmentshare',
                constraint=models.UniqueConstraint(fields=('apportionment', 'key'), name='share_stands_once'),
            ),
            migrations.AddConstraint(
                model_name='apportionmentshare',
                constraint=models.CheckConstraint(condition=models.Q(('agreed', None), ('computed', None), ('agreed', models.F('computed')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='share_that_deviates_has_a_reason'),
            ),
            migrations.AddConstraint(
                model_name='agreementamendment',
                constraint=models.CheckConstraint(condition=models.Q(('fte', None), ('fte__gt', 0), _connector='OR'), name='amendment_forwards_posts'),
            ),
            migrations.AddConstraint(
                model_name='agreementamendment',
                constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='amendment_says_what_changes'),
            ),
            migrations.AddConstraint(
                model_name='fundinggrant',
                constraint=models.CheckConstraint(condition=models.Q(('block__gte', 1), ('block__lte', 3)), name='grant_of_a_block'),
            ),
            migrations.AddConstraint(
                model_name='fundinggrant',
                constraint=models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='grant_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='fundinggrant',
                constraint=models.CheckConstraint(condition=models.Q(('fte_applied', None), ('fte_applied__gte', 0), _connector='OR'), name='grant_applies_for_posts'),
            ),
            migrations.AddConstraint(
                model_name='fundinggrant',
                constraint=models.CheckConstraint(condition=models.Q(('fte_approved', None), ('fte_approved__gte', 0), _connector='OR'), name='grant_approves_posts'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='agreement_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('fte__gt', 0)), name='agreement_forwards_posts'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('cap_per_fte', None), ('cap_per_fte__gte', 0), _connector='OR'), name='agreement_cap_not_below_zero'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('own_per_fte__gte', 0)), name='agreement_own_share_not_below_zero'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('recipient')), _negated=True), name='agreement_between_two'),
            ),
            migrations.AddConstraint(
                model_name='forwardingagreement',
                constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='agreement_not_below_itself'),
            ),
            migrations.AddConstraint(
                model_name='chargedmonth',
                constraint=models.UniqueConstraint(fields=('grant', 'post', 'user', 'month'), name='charged_once_a_month'),
            ),
            migrations.AddConstraint(
                model_name='chargedmonth',
                constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='charged_month_is_a_first'),
            ),
            migrations.AddConstraint(
                model_name='chargedmonth',
                constraint=models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1)), name='charged_share_of_a_month'),
            ),
            migrations.AddIndex(
                model_name='booking',
                index=models.Index(fields=['grant', 'kind'], name='booking_of_grant'),
            ),
            migrations.AddConstraint(
                model_name='booking',
                constraint=models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='booking_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='booking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('against', None), ('amount__gt', 0)), models.Q(('against__isnull', False), ('amount__lt', 0)), _connector='OR'), name='booking_less_only_to_take_back'),
            ),
            migrations.AddConstraint(
                model_name='grantamount',
                constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('kind', 'amended'), _connector='OR'), name='grant_amount_is_less_only_when_amended'),
            ),
            migrations.AddIndex(
                model_name='grantstep',
                index=models.Index(condition=models.Q(('done_on', None)), fields=['due_on'], name='grant_step_open'),
            ),
            migrations.AddConstraint(
                model_name='grantstep',
                constraint=models.CheckConstraint(condition=models.Q(('waits_for', None), models.Q(('waits_for', models.F('id')), _negated=True), _connector='OR'), name='grant_step_waits_for_another'),
            ),
            migrations.AddConstraint(
                model_name='proofofuse',
                constraint=models.UniqueConstraint(condition=models.Q(('agreement', None)), fields=('grant',), name='one_proof_of_a_grant'),
            ),
            migrations.AddConstraint(
                model_name='proofofuse',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('figures', None), ('submitted_on', None)), models.Q(('figures__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='submitted_proof_keeps_its_figures'),
            ),
            migrations.AddConstraint(
                model_name='recruitment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'filled'), ('filled_from__isnull', False)), models.Q(models.Q(('state', 'filled'), _negated=True), ('filled_from', None)), _connector='OR'), name='recruitment_filled_has_its_day'),
            ),
            migrations.AddConstraint(
                model_name='stepdelay',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='step_delay_has_a_reason'),
            ),
        ]),
    ]
