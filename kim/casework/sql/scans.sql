-- A document proves a consent or an agreement of its own case: foreign keys are checked past the policies.
alter table casework_document add constraint document_proves_a_consent_of_its_case
  foreign key (consent_id, case_id) references casework_consent (id, case_id) deferrable initially deferred;
alter table casework_document add constraint document_proves_an_agreement_of_its_case
  foreign key (agreement_id, case_id) references casework_goalagreement (id, case_id) deferrable initially deferred;

-- Whatever a page or an act forgets: a document that proves something is not taken out.
create trigger document_that_proves_stays before update on casework_document for each row
  when (old.removed_at is null and new.removed_at is not null and (new.consent_id is not null or new.agreement_id is not null))
  execute function kim_stays();
