-- Whether the naturalisation pre-check is open to everybody is part of the county's history too.
drop trigger county_change on organisation_county;
create trigger county_change after insert or update or delete on organisation_county
  for each row execute function kim_county_change('county', 'id ags name short_name kind state logo brand_colour on_brand_colour reference_pattern public_finder public_precheck agreement_needs_second closing_needs_second review_weeks source note synthetic');
