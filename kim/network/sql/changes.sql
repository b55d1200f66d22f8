-- Offers are part of the county's data: their history is kept with it.
create trigger county_change after insert or update or delete on network_offer
  for each row execute function kim_county_change('offer', 'key title agency_id description spheres life_areas municipalities languages answer_days usual_wait_days target_groups is_free cost seats seats_free seats_on valid_from valid_to source note synthetic');
