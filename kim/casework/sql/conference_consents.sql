-- Foreign keys are checked past the policies: what a participant cites is a consent of its case to this agency and nothing else.
alter table casework_consent add constraint consent_of_its_case_to_its_agency unique (id, case_id, agency_id);
alter table casework_conferenceparticipant add constraint participant_on_a_consent_to_its_agency
  foreign key (consent_id, case_id, agency_id) references casework_consent (id, case_id, agency_id)
  deferrable initially deferred;
