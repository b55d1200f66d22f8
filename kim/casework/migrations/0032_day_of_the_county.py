from django.db import migrations

OURS = """
do $$
declare
  each record;
  whole text;
begin
  for each in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname like 'kim\\_%' and p.prosrc ~ 'current_date|uploaded_at::date'
  loop
    whole := replace(pg_get_functiondef(each.oid), 'current_date', '(now() at time zone ''Europe/Berlin'')::date');
    execute replace(whole, 'uploaded_at::date', '(uploaded_at at time zone ''Europe/Berlin'')::date');
  end loop;
end $$
"""


class Migration(migrations.Migration):
    """The database's day is KIM's: sessions keep UTC, in which the night until one or two o'clock is still yesterday.

    The SQL files say so by now; this mends the functions of databases that were made before.
    """

    dependencies = [("casework", "0031_receipts"), ("workbench", "0008_sealed_drafts")]
    operations = [migrations.RunSQL(OURS, migrations.RunSQL.noop)]
