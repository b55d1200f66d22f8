-- The state of the trail in figures. kim_app may not read events; it learns how many there are, never whose or about whom.
create function kim_audit_summary(p_since timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as
$$
  select jsonb_build_object(
    'events', (select count(*) from privacy_auditevent),
    'unsealed', (select count(*) from privacy_auditevent
                 where transaction >= coalesce((select max(to_transaction) from privacy_auditblock), 0)),
    'kinds', coalesce((select jsonb_agg(jsonb_build_array(kind, n) order by n desc, kind)
                       from (select kind, count(*) as n from privacy_auditevent where at >= p_since group by kind) as counted),
                      '[]'::jsonb))
$$;
