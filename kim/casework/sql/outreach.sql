-- Enquiries taken up again, outreach, attempts to reach somebody; and counts over enquiries that one may no longer read in full.
alter table casework_takenupagain enable row level security;
alter table casework_outreach enable row level security;
alter table casework_outreach_partners enable row level security;
alter table casework_outreach_staff enable row level security;
alter table casework_attempt enable row level security;

-- Read with the enquiry; added by whoever may still work in it, in their own name, and never rewritten.
create policy taken_up_team on casework_takenupagain for select using (
  exists (select from casework_enquiry e where e.id = enquiry_id));
create policy taken_up_add on casework_takenupagain for insert with check (
  exists (select from casework_enquiry e where e.id = enquiry_id and e.opened_case is null)
  and taken_up_by_id = (select kim_user_id()));
create policy triage_decide on casework_triage for insert with check (
  exists (select from casework_enquiry e where e.id = enquiry_id and e.opened_case is null)
  and decided_by_id = (select kim_user_id()));

-- Outreach is work of the team.
create policy outreach_team on casework_outreach for select using (
  unit_id = any((select kim_ids('kim.units'))::bigint[]) or unit_id = any((select kim_ids('kim.supervised'))::bigint[]));
create policy outreach_add on casework_outreach for insert with check (
  recorded_by_id = (select kim_user_id())
  and (unit_id = any((select kim_ids('kim.units'))::bigint[]) or unit_id = any((select kim_ids('kim.supervised'))::bigint[])));
create policy outreach_work on casework_outreach for update using (
  unit_id = any((select kim_ids('kim.units'))::bigint[]) or unit_id = any((select kim_ids('kim.supervised'))::bigint[]));
create trigger outreach_stays before update on casework_outreach for each row
  when ((old.unit_id, old.recorded_by_id) is distinct from (new.unit_id, new.recorded_by_id)) execute function kim_stays();
create trigger outreach_saved before update on casework_outreach for each row
  when (old.version is distinct from new.version) execute function kim_note_saving();

do $$
declare
  t text;
begin
  foreach t in array array['casework_outreach_partners', 'casework_outreach_staff']
  loop
    execute format('create policy %I on %I using (exists (select from casework_outreach o where o.id = outreach_id))', t, t);
  end loop;
end
$$;

-- Attempts: of an enquiry with the enquiry, of a case with its contacts; added in one's own name, never rewritten.
create policy attempt_read on casework_attempt for select using (
  case_id = any((select kim_content_cases('contacts'))::bigint[])
  or enquiry_id is not null and exists (select from casework_enquiry e where e.id = enquiry_id));
create policy attempt_add on casework_attempt for insert with check (
  recorded_by_id = (select kim_user_id())
  and (case_id = any((select kim_work_cases())::bigint[])
       or enquiry_id is not null and exists (select from casework_enquiry e where e.id = enquiry_id and e.opened_case is null)));

-- The contact that tells an attempt belongs to the same case: foreign keys are checked past the policies.
create unique index attempt_contact_in_its_case on casework_contact (id, case_id);
alter table casework_attempt add constraint attempt_told_in_its_case
  foreign key (contact_id, case_id) references casework_contact (id, case_id) deferrable initially deferred;

-- How many contacts came in between two days, by what is asked: figures of the units in scope, those that became cases included,
-- whose enquiries only few may still read. What became of them, how many came without a name, and how long it took.
create function kim_enquiry_figures(p_from date, p_to date) returns jsonb language sql stable security definer
set search_path = public, pg_temp as
$$ with found as (
     select date_trunc('month', received_on)::date as month, channel_id as channel, life_area_id as area,
            municipality_id as place, language, state, number_of as n, minutes,
            anonymous or named_on is not null as unnamed, outreach_id is not null as outreach
     from casework_enquiry
     where received_on between p_from and p_to
       and (unit_id = any(kim_ids('kim.units')) or unit_id = any(kim_ids('kim.supervised')))),
   counted as (
     select case when grouping(month) = 0 then 'month' when grouping(channel) = 0 then 'channel'
                 when grouping(area) = 0 then 'area' when grouping(place) = 0 then 'place' else 'language' end as by,
            coalesce(month::text, channel::text, area::text, place::text, language, '') as key, state,
            sum(n)::int as n, coalesce(sum(n) filter (where unnamed), 0)::int as unnamed,
            coalesce(sum(n) filter (where outreach), 0)::int as outreach, coalesce(sum(minutes), 0)::int as minutes
     from found
     group by grouping sets ((month, state), (channel, state), (area, state), (place, state), (language, state)))
   select coalesce(jsonb_agg(to_jsonb(counted)), '[]') from counted $$;

-- What came of outreach: contacts that arose from it, and cases. For outreach of the units in scope.
create function kim_outreach_yield(p_ids bigint[]) returns table (outreach_id bigint, contacts int, cases int)
language sql stable security definer set search_path = public, pg_temp as
$$ select e.outreach_id, sum(e.number_of)::int, count(e.opened_case)::int
   from casework_enquiry e join casework_outreach o on o.id = e.outreach_id
   where e.outreach_id = any(p_ids)
     and (o.unit_id = any(kim_ids('kim.units')) or o.unit_id = any(kim_ids('kim.supervised')))
   group by 1 $$;
