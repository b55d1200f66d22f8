-- The history of the county's data: each trigger names the kind of its table and the columns that count.
create function kim_county_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  counted text[] := string_to_array(tg_argv[1], ' ');
  was jsonb;
  is_now jsonb;
  number bigint;
begin
  if tg_op <> 'INSERT' then
    select jsonb_object_agg(key, value) into was from jsonb_each(to_jsonb(old)) where key = any (counted);
    number := old.id;
  end if;
  if tg_op <> 'DELETE' then
    select jsonb_object_agg(key, value) into is_now from jsonb_each(to_jsonb(new)) where key = any (counted);
    number := new.id;
  end if;
  if was is distinct from is_now then
    insert into organisation_countychange (at, kind, row, act, before, after, by_id, origin)
    values (clock_timestamp(), tg_argv[0], number, lower(tg_op), was, is_now, kim_user_id(),
            coalesce(current_setting('kim.origin', true), ''));
  end if;
  return null;
end
$$;
create trigger county_change after insert or update or delete on organisation_county
  for each row execute function kim_county_change('county', 'id ags name short_name kind state logo brand_colour on_brand_colour reference_pattern public_finder public_precheck agreement_needs_second closing_needs_second review_weeks remind_days escalate_days source note synthetic');
create trigger county_change after insert or update or delete on organisation_municipality
  for each row execute function kim_county_change('municipality', 'ags name code valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_municipalityfact
  for each row execute function kim_county_change('own_office', 'municipality_id kind exists valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_legalsphere
  for each row execute function kim_county_change('legal_sphere', 'key name_de name_en law valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_agency
  for each row execute function kim_county_change('agency', 'key name kind municipality_id spheres in_own_house valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_unit
  for each row execute function kim_county_change('unit', 'key name kind employer_id parent_id tasks valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_user
  for each row execute function kim_county_change('staff', 'username first_name last_name title email is_active valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_membership
  for each row execute function kim_county_change('membership', 'user_id unit_id role valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_post
  for each row execute function kim_county_change('post', 'key title block role fte valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_postholder
  for each row execute function kim_county_change('holder', 'post_id user_id fte valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_postemployer
  for each row execute function kim_county_change('employer', 'post_id agency_id valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_postsupervision
  for each row execute function kim_county_change('supervision', 'post_id unit_id professional valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_postworkplace
  for each row execute function kim_county_change('workplace', 'post_id agency_id municipality_id valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_postcatchment
  for each row execute function kim_county_change('catchment', 'post_id municipality_id valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_officehours
  for each row execute function kim_county_change('office_hours', 'post_id municipality_id weekday starts_at ends_at place valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_body
  for each row execute function kim_county_change('body', 'key name level parent_id tasks valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_targetgrouprule
  for each row execute function kim_county_change('target_group', 'version stages remarks valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_lifearea
  for each row execute function kim_county_change('life_area', 'key name_de name_en position valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_accesschannel
  for each row execute function kim_county_change('access_channel', 'key name_de name_en position valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_closingreason
  for each row execute function kim_county_change('closing_reason', 'key name_de name_en successful position valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_phaseweight
  for each row execute function kim_county_change('phase_weight', 'phase weight valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_retentionclass
  for each row execute function kim_county_change('retention_class', 'key name_de name_en years source note synthetic');
create trigger county_change after insert or update or delete on organisation_populationfigure
  for each row execute function kim_county_change('figure', 'municipality_id what value reference_date precision source note synthetic');
create trigger county_change after insert or update or delete on organisation_term
  for each row execute function kim_county_change('term', 'key name_de name_en source note');
