-- Campaigns are work of the team and planned by its lead; who may be invited is read and written like the profile of the case.
alter table casework_campaign enable row level security;
alter table casework_campaigndate enable row level security;
alter table casework_campaigncandidate enable row level security;

create policy campaign_team on casework_campaign for select using (
  unit_id = any((select kim_ids('kim.units'))::bigint[]) or unit_id = any((select kim_ids('kim.supervised'))::bigint[]));
create policy campaign_plan on casework_campaign for insert with check (
  created_by_id = (select kim_user_id()) and unit_id = any((select kim_ids('kim.supervised'))::bigint[]));

create policy campaign_date_team on casework_campaigndate for select using (
  exists (select from casework_campaign c where c.id = campaign_id));
create policy campaign_date_add on casework_campaigndate for insert with check (
  added_by_id = (select kim_user_id())
  and exists (select from casework_campaign c where c.id = campaign_id
              and c.unit_id = any((select kim_ids('kim.supervised'))::bigint[])));
create policy campaign_date_drop on casework_campaigndate for delete using (
  exists (select from casework_campaign c where c.id = campaign_id
          and c.unit_id = any((select kim_ids('kim.supervised'))::bigint[])));

create policy candidate_read on casework_campaigncandidate for select using (
  case_id = any((select kim_content_cases('profile'))::bigint[]));
create policy candidate_list on casework_campaigncandidate for insert with check (
  case_id = any((select kim_work_cases())::bigint[]) and listed_by_id = (select kim_user_id())
  and exists (select from casework_campaign c where c.id = campaign_id));
create policy candidate_work on casework_campaigncandidate for update using (
  case_id = any((select kim_work_cases())::bigint[]));
create trigger candidate_stays before update on casework_campaigncandidate for each row
  when ((old.case_id, old.campaign_id) is distinct from (new.case_id, new.campaign_id)) execute function kim_stays();

-- The letter belongs to the same case: foreign keys are checked past the policies.
create unique index letter_in_its_case on casework_letter (id, case_id);
alter table casework_campaigncandidate add constraint candidate_invited_in_its_case
  foreign key (letter_id, case_id) references casework_letter (id, case_id) deferrable initially deferred;

-- Counts of campaigns: those of one's own teams, and all of them for the coordinating office. No case, no person.
create function kim_campaign_figures(p_on date) returns table (
  id bigint, name text, unit text, held_on date, not_invited int, waiting int, coming int, not_coming int)
language sql stable security definer set search_path = public, pg_temp as
$$
  with office as (
    select exists (
      select from organisation_membership m join organisation_user u on u.id = m.user_id
      where m.user_id = kim_user_id() and u.is_active and m.role = any(array['coordinator', 'ki_head'])
        and (m.valid_from is null or m.valid_from <= p_on) and (m.valid_to is null or m.valid_to >= p_on)) as steers)
  select c.id, c.name, n.name, c.held_on,
         count(k.id) filter (where k.letter_id is null)::int,
         count(k.id) filter (where k.letter_id is not null and k.answer = '')::int,
         count(k.id) filter (where k.answer = 'coming')::int,
         count(k.id) filter (where k.answer in ('later', 'no'))::int
  from casework_campaign c join organisation_unit n on n.id = c.unit_id
  left join casework_campaigncandidate k on k.campaign_id = c.id
  where c.unit_id = any(kim_ids('kim.units')) or c.unit_id = any(kim_ids('kim.supervised'))
     or ((select steers from office) and abs(p_on - (now() at time zone 'Europe/Berlin')::date) <= 1)
  group by c.id, n.name order by c.held_on desc, c.id desc
$$;
