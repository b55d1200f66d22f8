-- Goals, legal bases, milestones, blocks and kinds of figures have a history like every entry of the county.
create trigger county_change after insert or update or delete on organisation_countygoal
  for each row execute function kim_county_change('goal', 'key name_de name_en position valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_legalbasis
  for each row execute function kim_county_change('legal_basis', 'key name_de name_en law valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_milestone
  for each row execute function kim_county_change('milestone', 'happened_on name_de name_en source note synthetic');
create trigger county_change after insert or update or delete on organisation_block
  for each row execute function kim_county_change('block', 'number name_de name_en source note synthetic');
create trigger county_change after insert or update or delete on organisation_figurekind
  for each row execute function kim_county_change('figure_kind', 'key name_de name_en unit position valid_from valid_to source note synthetic');
