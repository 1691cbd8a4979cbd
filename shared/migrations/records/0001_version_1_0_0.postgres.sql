-- What stands in the records database after 0001_version_1_0_0, as postgres describes it.
-- Written by script/schema.

CREATE TABLE "account" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  username character varying(60) NOT NULL,
  name character varying(200) NOT NULL,
  passphrase character varying(300) NOT NULL,
  totp_step integer NOT NULL,
  active boolean NOT NULL,
  language character varying(5) NOT NULL,
  signed_in_at timestamp without time zone,
  enrolled_at timestamp without time zone,
  network character varying(64) NOT NULL,
  has_news boolean NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id)
);

CREATE INDEX account_key ON account USING btree (key);

CREATE UNIQUE INDEX account_username ON account USING btree (username);

CREATE TABLE "facility" (
  id character varying(40) NOT NULL,
  name character varying(200) NOT NULL,
  kind character varying(40) NOT NULL,
  active boolean NOT NULL,
  CONSTRAINT facility_pkey PRIMARY KEY (id)
);

CREATE TABLE "account_notice" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  account_id character varying(40) NOT NULL,
  kind character varying(40) NOT NULL,
  role character varying(40) NOT NULL,
  facility_id character varying(40),
  by_id character varying(40),
  read_at timestamp without time zone,
  CONSTRAINT account_notice_pkey PRIMARY KEY (id),
  CONSTRAINT account_notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT account_notice_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT account_notice_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);

CREATE INDEX account_notice_account_id ON account_notice USING btree (account_id);

CREATE INDEX account_notice_facility_id ON account_notice USING btree (facility_id);

CREATE INDEX account_notice_by_id ON account_notice USING btree (by_id);

CREATE TABLE "person" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  kind character varying(40) NOT NULL,
  language character varying(5) NOT NULL,
  standing character varying(40) NOT NULL,
  adult boolean,
  adult_on date,
  verified_by_id character varying(40),
  verified_at timestamp without time zone,
  verified_how character varying(40) NOT NULL,
  merged_into character varying(40) NOT NULL,
  died_on date,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_verified_by_id_fkey FOREIGN KEY (verified_by_id) REFERENCES account(id)
);

CREATE INDEX person_key ON person USING btree (key);

CREATE INDEX person_verified_by_id ON person USING btree (verified_by_id);

CREATE INDEX person_merged_into ON person USING btree (merged_into);

CREATE INDEX person_made_at_id ON person USING btree (made_at, id);

CREATE INDEX person_adult_on ON person USING btree (adult_on) WHERE adult_on IS NOT NULL;

CREATE TABLE "offender" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  facility_id character varying(40),
  custody character varying(40) NOT NULL,
  death_row boolean NOT NULL,
  died_on date,
  number_digest character varying(64) NOT NULL,
  language character varying(5) NOT NULL,
  CONSTRAINT offender_pkey PRIMARY KEY (id),
  CONSTRAINT offender_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);

CREATE INDEX offender_key ON offender USING btree (key);

CREATE INDEX offender_facility_id ON offender USING btree (facility_id);

CREATE INDEX offender_number_digest ON offender USING btree (number_digest);

CREATE TABLE "incident" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  county character varying(80) NOT NULL,
  year integer,
  domestic_violence boolean,
  child_sexual_abuse boolean,
  CONSTRAINT incident_pkey PRIMARY KEY (id)
);

CREATE INDEX incident_key ON incident USING btree (key);

CREATE TABLE "dialogue_case" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  state character varying(40) NOT NULL,
  version integer NOT NULL,
  held boolean NOT NULL,
  hold_reason character varying(40) NOT NULL,
  since timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  reference character varying(20) NOT NULL,
  person_id character varying(40) NOT NULL,
  offender_id character varying(40),
  incident_id character varying(40),
  source character varying(20) NOT NULL,
  own_wish boolean NOT NULL,
  form character varying(20) NOT NULL,
  policy_version character varying(40) NOT NULL,
  closure character varying(40) NOT NULL,
  CONSTRAINT dialogue_case_pkey PRIMARY KEY (id),
  CONSTRAINT dialogue_case_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  CONSTRAINT dialogue_case_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT dialogue_case_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE UNIQUE INDEX dialogue_case_reference ON dialogue_case USING btree (reference);

CREATE INDEX dialogue_case_person_id ON dialogue_case USING btree (person_id);

CREATE INDEX dialogue_case_offender_id ON dialogue_case USING btree (offender_id);

CREATE INDEX dialogue_case_incident_id ON dialogue_case USING btree (incident_id);

CREATE INDEX dialogue_case_state_since_id ON dialogue_case USING btree (state, since, id);

CREATE INDEX dialogue_case_since_id ON dialogue_case USING btree (since, id);

CREATE TABLE "participant" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  side character varying(20) NOT NULL,
  role character varying(40) NOT NULL,
  person_id character varying(40),
  offender_id character varying(40),
  adult boolean NOT NULL,
  ties character varying(20) NOT NULL,
  cleared_on date,
  left_at timestamp without time zone,
  CONSTRAINT participant_pkey PRIMARY KEY (id),
  CONSTRAINT participant_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT participant_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE INDEX participant_key ON participant USING btree (key);

CREATE INDEX participant_case_id ON participant USING btree (case_id);

CREATE INDEX participant_person_id ON participant USING btree (person_id);

CREATE INDEX participant_offender_id ON participant USING btree (offender_id);

CREATE TABLE "filing" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  kind character varying(40) NOT NULL,
  signed_on date NOT NULL,
  sha256 character varying(64) NOT NULL,
  pages integer NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT filing_pkey PRIMARY KEY (id),
  CONSTRAINT filing_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id)
);

CREATE INDEX filing_key ON filing USING btree (key);

CREATE INDEX filing_subject ON filing USING btree (subject);

CREATE INDEX filing_by_id ON filing USING btree (by_id);

CREATE TABLE "agreement" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  case_id character varying(40) NOT NULL,
  participant_id character varying(40) NOT NULL,
  signed_on date NOT NULL,
  filing_id character varying(40),
  by_id character varying(40) NOT NULL,
  void_at timestamp without time zone,
  CONSTRAINT agreement_pkey PRIMARY KEY (id),
  CONSTRAINT agreement_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT agreement_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT agreement_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing(id),
  CONSTRAINT agreement_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES participant(id)
);

CREATE INDEX agreement_case_id ON agreement USING btree (case_id);

CREATE INDEX agreement_participant_id ON agreement USING btree (participant_id);

CREATE INDEX agreement_filing_id ON agreement USING btree (filing_id);

CREATE INDEX agreement_by_id ON agreement USING btree (by_id);

CREATE TABLE "contact_way" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  person_id character varying(40) NOT NULL,
  channel character varying(20) NOT NULL,
  safe boolean NOT NULL,
  voicemail boolean NOT NULL,
  substitute boolean NOT NULL,
  waits boolean NOT NULL,
  confirmed_at timestamp without time zone,
  stopped_at timestamp without time zone,
  CONSTRAINT contact_way_pkey PRIMARY KEY (id),
  CONSTRAINT contact_way_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE INDEX contact_way_key ON contact_way USING btree (key);

CREATE INDEX contact_way_person_id ON contact_way USING btree (person_id);

CREATE TABLE "contact_attempt" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  person_id character varying(40) NOT NULL,
  way_id character varying(40),
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  by_id character varying(40) NOT NULL,
  outcome character varying(40) NOT NULL,
  told_offender_part boolean NOT NULL,
  retaliation character varying(40) NOT NULL,
  go_ahead boolean NOT NULL,
  offender_id character varying(40),
  void_at timestamp without time zone,
  CONSTRAINT contact_attempt_pkey PRIMARY KEY (id),
  CONSTRAINT contact_attempt_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT contact_attempt_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT contact_attempt_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT contact_attempt_way_id_fkey FOREIGN KEY (way_id) REFERENCES contact_way(id)
);

CREATE INDEX contact_attempt_key ON contact_attempt USING btree (key);

CREATE INDEX contact_attempt_person_id ON contact_attempt USING btree (person_id);

CREATE INDEX contact_attempt_way_id ON contact_attempt USING btree (way_id);

CREATE INDEX contact_attempt_subject ON contact_attempt USING btree (subject);

CREATE INDEX contact_attempt_by_id ON contact_attempt USING btree (by_id);

CREATE INDEX contact_attempt_offender_id ON contact_attempt USING btree (offender_id);

CREATE TABLE "order_check" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kind character varying(20) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  offender_id character varying(40),
  by_id character varying(40) NOT NULL,
  checked_on date NOT NULL,
  found character varying(20) NOT NULL,
  void_at timestamp without time zone,
  CONSTRAINT order_check_pkey PRIMARY KEY (id),
  CONSTRAINT order_check_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT order_check_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX order_check_subject ON order_check USING btree (subject);

CREATE INDEX order_check_offender_id ON order_check USING btree (offender_id);

CREATE INDEX order_check_by_id ON order_check USING btree (by_id);

CREATE TABLE "approach" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  conversation_id character varying(40) NOT NULL,
  order_check_id character varying(40) NOT NULL,
  agreed_by_id character varying(40) NOT NULL,
  agreed_at timestamp without time zone NOT NULL,
  told_by_id character varying(40),
  told_at timestamp without time zone,
  answer character varying(20) NOT NULL,
  answered_at timestamp without time zone,
  void_at timestamp without time zone,
  ended_at timestamp without time zone,
  CONSTRAINT approach_pkey PRIMARY KEY (id),
  CONSTRAINT approach_agreed_by_id_fkey FOREIGN KEY (agreed_by_id) REFERENCES account(id),
  CONSTRAINT approach_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT approach_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES contact_attempt(id),
  CONSTRAINT approach_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT approach_order_check_id_fkey FOREIGN KEY (order_check_id) REFERENCES order_check(id),
  CONSTRAINT approach_told_by_id_fkey FOREIGN KEY (told_by_id) REFERENCES account(id)
);

CREATE INDEX approach_case_id ON approach USING btree (case_id);

CREATE INDEX approach_offender_id ON approach USING btree (offender_id);

CREATE INDEX approach_conversation_id ON approach USING btree (conversation_id);

CREATE INDEX approach_order_check_id ON approach USING btree (order_check_id);

CREATE INDEX approach_agreed_by_id ON approach USING btree (agreed_by_id);

CREATE INDEX approach_told_by_id ON approach USING btree (told_by_id);

CREATE TABLE "assessment" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  facility_id character varying(40) NOT NULL,
  role character varying(20) NOT NULL,
  asked_by_id character varying(40) NOT NULL,
  due_on date NOT NULL,
  answered_by_id character varying(40),
  answered_at timestamp without time zone,
  capacity character varying(20) NOT NULL,
  willingness character varying(20) NOT NULL,
  on_paper boolean NOT NULL,
  signed_on date,
  closed_at timestamp without time zone,
  CONSTRAINT assessment_pkey PRIMARY KEY (id),
  CONSTRAINT assessment_answered_by_id_fkey FOREIGN KEY (answered_by_id) REFERENCES account(id),
  CONSTRAINT assessment_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES account(id),
  CONSTRAINT assessment_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT assessment_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT assessment_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX assessment_key ON assessment USING btree (key);

CREATE INDEX assessment_case_id ON assessment USING btree (case_id);

CREATE INDEX assessment_offender_id ON assessment USING btree (offender_id);

CREATE INDEX assessment_facility_id ON assessment USING btree (facility_id);

CREATE INDEX assessment_asked_by_id ON assessment USING btree (asked_by_id);

CREATE INDEX assessment_answered_by_id ON assessment USING btree (answered_by_id);

CREATE INDEX assessment_role_facility_id ON assessment USING btree (role, facility_id) WHERE closed_at IS NULL;

CREATE TABLE "assignment" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  case_id character varying(40) NOT NULL,
  facilitator_id character varying(40) NOT NULL,
  second boolean NOT NULL,
  by_id character varying(40) NOT NULL,
  no_conflict boolean NOT NULL,
  ended_at timestamp without time zone,
  CONSTRAINT assignment_pkey PRIMARY KEY (id),
  CONSTRAINT assignment_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT assignment_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT assignment_facilitator_id_fkey FOREIGN KEY (facilitator_id) REFERENCES account(id)
);

CREATE INDEX assignment_case_id ON assignment USING btree (case_id);

CREATE INDEX assignment_facilitator_id ON assignment USING btree (facilitator_id);

CREATE INDEX assignment_by_id ON assignment USING btree (by_id);

CREATE INDEX assignment_facilitator_id_case_id ON assignment USING btree (facilitator_id, case_id) WHERE ended_at IS NULL;

CREATE TABLE "audit_entry" (
  seq integer NOT NULL,
  at timestamp without time zone NOT NULL,
  actor character varying(40) NOT NULL,
  event character varying(60) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  facts text NOT NULL,
  mac character varying(64) NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (seq)
);

CREATE INDEX audit_entry_subject_seq ON audit_entry USING btree (subject, seq);

CREATE INDEX audit_entry_event_seq ON audit_entry USING btree (event, seq);

CREATE INDEX audit_entry_at_seq ON audit_entry USING btree (at, seq);

CREATE TABLE "audit_head" (
  id integer NOT NULL,
  seq integer NOT NULL,
  mac character varying(64) NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (id)
);

CREATE TABLE "blind_index" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kind character varying(40) NOT NULL,
  digest character varying(64) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  CONSTRAINT blind_index_pkey PRIMARY KEY (id)
);

CREATE INDEX blind_index_kind_digest_noun_subject ON blind_index USING btree (kind, digest, noun, subject);

CREATE INDEX blind_index_subject_noun_kind_digest ON blind_index USING btree (subject, noun, kind, digest);

CREATE TABLE "code_request" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  how character varying(40) NOT NULL,
  way_id character varying(40),
  proposed_by_id character varying(40) NOT NULL,
  decision character varying(20) NOT NULL,
  decided_by_id character varying(40),
  decided_at timestamp without time zone,
  asked_again_by_id character varying(40),
  asked_again_at timestamp without time zone,
  CONSTRAINT code_request_pkey PRIMARY KEY (id),
  CONSTRAINT code_request_asked_again_by_id_fkey FOREIGN KEY (asked_again_by_id) REFERENCES account(id),
  CONSTRAINT code_request_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES account(id),
  CONSTRAINT code_request_proposed_by_id_fkey FOREIGN KEY (proposed_by_id) REFERENCES account(id),
  CONSTRAINT code_request_way_id_fkey FOREIGN KEY (way_id) REFERENCES contact_way(id)
);

CREATE INDEX code_request_subject ON code_request USING btree (subject);

CREATE INDEX code_request_way_id ON code_request USING btree (way_id);

CREATE INDEX code_request_proposed_by_id ON code_request USING btree (proposed_by_id);

CREATE INDEX code_request_decided_by_id ON code_request USING btree (decided_by_id);

CREATE INDEX code_request_asked_again_by_id ON code_request USING btree (asked_again_by_id);

CREATE TABLE "collection" (
  id integer NOT NULL,
  at timestamp without time zone,
  CONSTRAINT collection_pkey PRIMARY KEY (id)
);

CREATE TABLE "complaint" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  kind character varying(20) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  rating character varying(20) NOT NULL,
  due_on date,
  answered_at timestamp without time zone,
  answered_by_id character varying(40),
  CONSTRAINT complaint_pkey PRIMARY KEY (id),
  CONSTRAINT complaint_answered_by_id_fkey FOREIGN KEY (answered_by_id) REFERENCES account(id)
);

CREATE INDEX complaint_key ON complaint USING btree (key);

CREATE INDEX complaint_subject ON complaint USING btree (subject);

CREATE INDEX complaint_answered_by_id ON complaint USING btree (answered_by_id);

CREATE INDEX complaint_made_at_id ON complaint USING btree (made_at, id);

CREATE TABLE "contact_rule" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  person_id character varying(40) NOT NULL,
  kind character varying(40) NOT NULL,
  starts_on date,
  ends_on date,
  lift_asked_at timestamp without time zone,
  lifted_at timestamp without time zone,
  CONSTRAINT contact_rule_pkey PRIMARY KEY (id),
  CONSTRAINT contact_rule_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE INDEX contact_rule_person_id ON contact_rule USING btree (person_id);

CREATE TABLE "credential" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  account_id character varying(40) NOT NULL,
  kind character varying(40) NOT NULL,
  hours integer NOT NULL,
  issued_on date NOT NULL,
  expires_on date,
  CONSTRAINT credential_pkey PRIMARY KEY (id),
  CONSTRAINT credential_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE INDEX credential_account_id ON credential USING btree (account_id);

CREATE TABLE "letter" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  state character varying(40) NOT NULL,
  version integer NOT NULL,
  held boolean NOT NULL,
  hold_reason character varying(40) NOT NULL,
  since timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  receipt character varying(20) NOT NULL,
  number_digest character varying(64) NOT NULL,
  pair_digest character varying(64) NOT NULL,
  facility_id character varying(40) NOT NULL,
  deposited_by_id character varying(40) NOT NULL,
  own_words boolean NOT NULL,
  court_ordered boolean NOT NULL,
  county character varying(80) NOT NULL,
  year integer,
  language character varying(5) NOT NULL,
  original character varying(40) NOT NULL,
  current integer NOT NULL,
  CONSTRAINT letter_pkey PRIMARY KEY (id),
  CONSTRAINT letter_deposited_by_id_fkey FOREIGN KEY (deposited_by_id) REFERENCES account(id),
  CONSTRAINT letter_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);

CREATE UNIQUE INDEX letter_receipt ON letter USING btree (receipt);

CREATE INDEX letter_number_digest ON letter USING btree (number_digest);

CREATE INDEX letter_pair_digest ON letter USING btree (pair_digest);

CREATE INDEX letter_facility_id ON letter USING btree (facility_id);

CREATE INDEX letter_deposited_by_id ON letter USING btree (deposited_by_id);

CREATE INDEX letter_state_made_at_id ON letter USING btree (state, made_at, id);

CREATE INDEX letter_made_at_id ON letter USING btree (made_at, id);

CREATE INDEX letter_facility_id_state_made_at_id ON letter USING btree (facility_id, state, made_at, id);

CREATE INDEX letter_facility_id_made_at_id ON letter USING btree (facility_id, made_at, id);

CREATE TABLE "registration" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  state character varying(40) NOT NULL,
  version integer NOT NULL,
  held boolean NOT NULL,
  hold_reason character varying(40) NOT NULL,
  since timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  reference character varying(20) NOT NULL,
  person_id character varying(40) NOT NULL,
  offender_id character varying(40),
  incident_id character varying(40),
  source character varying(20) NOT NULL,
  tell_requested boolean NOT NULL,
  tell_received boolean NOT NULL,
  tell_read boolean NOT NULL,
  adult_on date,
  closure character varying(40) NOT NULL,
  policy_version character varying(40) NOT NULL,
  CONSTRAINT registration_pkey PRIMARY KEY (id),
  CONSTRAINT registration_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  CONSTRAINT registration_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT registration_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE UNIQUE INDEX registration_reference ON registration USING btree (reference);

CREATE INDEX registration_person_id ON registration USING btree (person_id);

CREATE INDEX registration_offender_id ON registration USING btree (offender_id);

CREATE INDEX registration_incident_id ON registration USING btree (incident_id);

CREATE INDEX registration_state_made_at_id ON registration USING btree (state, made_at, id);

CREATE INDEX registration_made_at_id ON registration USING btree (made_at, id);

CREATE TABLE "match" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  state character varying(40) NOT NULL,
  version integer NOT NULL,
  held boolean NOT NULL,
  hold_reason character varying(40) NOT NULL,
  since timestamp without time zone NOT NULL,
  letter_id character varying(40) NOT NULL,
  registration_id character varying(40) NOT NULL,
  score integer NOT NULL,
  reasons text NOT NULL,
  decided_by_id character varying(40),
  decided_at timestamp without time zone,
  CONSTRAINT match_pkey PRIMARY KEY (id),
  CONSTRAINT match_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES account(id),
  CONSTRAINT match_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id),
  CONSTRAINT match_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES registration(id)
);

CREATE INDEX match_letter_id ON match USING btree (letter_id);

CREATE INDEX match_registration_id ON match USING btree (registration_id);

CREATE INDEX match_decided_by_id ON match USING btree (decided_by_id);

CREATE UNIQUE INDEX match_letter_id_registration_id ON match USING btree (letter_id, registration_id);

CREATE INDEX match_state_score_made_at_id ON match USING btree (state, score DESC, made_at, id);

CREATE TABLE "delivery" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  state character varying(40) NOT NULL,
  version integer NOT NULL,
  held boolean NOT NULL,
  hold_reason character varying(40) NOT NULL,
  since timestamp without time zone NOT NULL,
  letter_id character varying(40) NOT NULL,
  letter_version integer NOT NULL,
  registration_id character varying(40) NOT NULL,
  match_id character varying(40) NOT NULL,
  answer character varying(20) NOT NULL,
  answered_at timestamp without time zone,
  look_again_on date,
  told_at timestamp without time zone,
  manner character varying(20) NOT NULL,
  translate_into character varying(5) NOT NULL,
  way_id character varying(40),
  confirmed_at timestamp without time zone,
  seal_token character varying(40) NOT NULL,
  cover_token character varying(40) NOT NULL,
  outer_token character varying(40) NOT NULL,
  sealed_by_id character varying(40),
  sealed_sha256 character varying(64) NOT NULL,
  sealed_translation character varying(64) NOT NULL,
  printed_by_id character varying(40),
  checked_by_id character varying(40),
  dispatched_by_id character varying(40),
  received_said boolean NOT NULL,
  read_said boolean NOT NULL,
  CONSTRAINT delivery_pkey PRIMARY KEY (id),
  CONSTRAINT delivery_checked_by_id_fkey FOREIGN KEY (checked_by_id) REFERENCES account(id),
  CONSTRAINT delivery_dispatched_by_id_fkey FOREIGN KEY (dispatched_by_id) REFERENCES account(id),
  CONSTRAINT delivery_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id),
  CONSTRAINT delivery_match_id_fkey FOREIGN KEY (match_id) REFERENCES match(id),
  CONSTRAINT delivery_printed_by_id_fkey FOREIGN KEY (printed_by_id) REFERENCES account(id),
  CONSTRAINT delivery_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES registration(id),
  CONSTRAINT delivery_sealed_by_id_fkey FOREIGN KEY (sealed_by_id) REFERENCES account(id),
  CONSTRAINT delivery_way_id_fkey FOREIGN KEY (way_id) REFERENCES contact_way(id)
);

CREATE INDEX delivery_letter_id ON delivery USING btree (letter_id);

CREATE INDEX delivery_registration_id ON delivery USING btree (registration_id);

CREATE INDEX delivery_match_id ON delivery USING btree (match_id);

CREATE INDEX delivery_way_id ON delivery USING btree (way_id);

CREATE INDEX delivery_sealed_by_id ON delivery USING btree (sealed_by_id);

CREATE INDEX delivery_printed_by_id ON delivery USING btree (printed_by_id);

CREATE INDEX delivery_checked_by_id ON delivery USING btree (checked_by_id);

CREATE INDEX delivery_dispatched_by_id ON delivery USING btree (dispatched_by_id);

CREATE INDEX delivery_state_since_id ON delivery USING btree (state, since, id);

CREATE TABLE "custody_event" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  letter_id character varying(40) NOT NULL,
  seq integer NOT NULL,
  delivery_id character varying(40),
  what character varying(40) NOT NULL,
  place character varying(80) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT custody_event_pkey PRIMARY KEY (id),
  CONSTRAINT custody_event_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT custody_event_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  CONSTRAINT custody_event_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id)
);

CREATE INDEX custody_event_letter_id ON custody_event USING btree (letter_id);

CREATE INDEX custody_event_delivery_id ON custody_event USING btree (delivery_id);

CREATE INDEX custody_event_by_id ON custody_event USING btree (by_id);

CREATE TABLE "custody_record" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  offender_id character varying(40) NOT NULL,
  what character varying(20) NOT NULL,
  "on" date NOT NULL,
  facility_id character varying(40),
  custody character varying(40) NOT NULL,
  death_row boolean NOT NULL,
  by character varying(40) NOT NULL,
  CONSTRAINT custody_record_pkey PRIMARY KEY (id),
  CONSTRAINT custody_record_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT custody_record_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX custody_record_offender_id ON custody_record USING btree (offender_id);

CREATE INDEX custody_record_facility_id ON custody_record USING btree (facility_id);

CREATE TABLE "data_key" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  noun character varying(40) NOT NULL,
  wrapped bytea,
  wrapping character varying(40) NOT NULL,
  destroyed_at timestamp without time zone,
  CONSTRAINT data_key_pkey PRIMARY KEY (id)
);

CREATE TABLE "disclosure" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  delivery_id character varying(40) NOT NULL,
  fact character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT disclosure_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT disclosure_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id)
);

CREATE INDEX disclosure_delivery_id ON disclosure USING btree (delivery_id);

CREATE INDEX disclosure_by_id ON disclosure USING btree (by_id);

CREATE UNIQUE INDEX disclosure_delivery_id_fact ON disclosure USING btree (delivery_id, fact);

CREATE TABLE "division_review" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  decision character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  void_at timestamp without time zone,
  CONSTRAINT division_review_pkey PRIMARY KEY (id),
  CONSTRAINT division_review_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT division_review_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT division_review_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX division_review_key ON division_review USING btree (key);

CREATE INDEX division_review_case_id ON division_review USING btree (case_id);

CREATE INDEX division_review_offender_id ON division_review USING btree (offender_id);

CREATE INDEX division_review_by_id ON division_review USING btree (by_id);

CREATE TABLE "eligibility_finding" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40),
  item character varying(60) NOT NULL,
  rule character varying(60) NOT NULL,
  policy_version character varying(40) NOT NULL,
  finding character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  look_again_on date,
  superseded boolean NOT NULL,
  CONSTRAINT eligibility_finding_pkey PRIMARY KEY (id),
  CONSTRAINT eligibility_finding_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT eligibility_finding_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT eligibility_finding_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX eligibility_finding_key ON eligibility_finding USING btree (key);

CREATE INDEX eligibility_finding_case_id ON eligibility_finding USING btree (case_id);

CREATE INDEX eligibility_finding_offender_id ON eligibility_finding USING btree (offender_id);

CREATE INDEX eligibility_finding_by_id ON eligibility_finding USING btree (by_id);

CREATE TABLE "enrollment" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  account_id character varying(40) NOT NULL,
  kind character varying(20) NOT NULL,
  first character varying(64) NOT NULL,
  second character varying(64) NOT NULL,
  expires_at timestamp without time zone,
  used_at timestamp without time zone,
  ended_at timestamp without time zone,
  CONSTRAINT enrollment_pkey PRIMARY KEY (id),
  CONSTRAINT enrollment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE INDEX enrollment_account_id ON enrollment USING btree (account_id);

CREATE TABLE "file_content" (
  id character varying(40) NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT file_content_pkey PRIMARY KEY (id)
);

CREATE INDEX file_content_key ON file_content USING btree (key);

CREATE TABLE "follow_up" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  side character varying(20) NOT NULL,
  kind character varying(20) NOT NULL,
  due_on date NOT NULL,
  done_on date,
  outcome character varying(20) NOT NULL,
  by_id character varying(40),
  CONSTRAINT follow_up_pkey PRIMARY KEY (id),
  CONSTRAINT follow_up_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT follow_up_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id)
);

CREATE INDEX follow_up_key ON follow_up USING btree (key);

CREATE INDEX follow_up_case_id ON follow_up USING btree (case_id);

CREATE INDEX follow_up_by_id ON follow_up USING btree (by_id);

CREATE TABLE "grant" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  account_id character varying(40) NOT NULL,
  role character varying(40) NOT NULL,
  facility_id character varying(40),
  ended_at timestamp without time zone,
  CONSTRAINT grant_pkey PRIMARY KEY (id),
  CONSTRAINT grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT grant_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);

CREATE INDEX grant_account_id ON "grant" USING btree (account_id);

CREATE INDEX grant_facility_id ON "grant" USING btree (facility_id);

CREATE TABLE "harm" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  incident_id character varying(40) NOT NULL,
  person_id character varying(40) NOT NULL,
  standing character varying(40) NOT NULL,
  CONSTRAINT harm_pkey PRIMARY KEY (id),
  CONSTRAINT harm_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  CONSTRAINT harm_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE INDEX harm_incident_id ON harm USING btree (incident_id);

CREATE INDEX harm_person_id ON harm USING btree (person_id);

CREATE TABLE "intercept" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  caught_at_id character varying(40),
  channel character varying(20) NOT NULL,
  kept character varying(80) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT intercept_pkey PRIMARY KEY (id),
  CONSTRAINT intercept_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT intercept_caught_at_id_fkey FOREIGN KEY (caught_at_id) REFERENCES facility(id)
);

CREATE INDEX intercept_key ON intercept USING btree (key);

CREATE INDEX intercept_caught_at_id ON intercept USING btree (caught_at_id);

CREATE INDEX intercept_by_id ON intercept USING btree (by_id);

CREATE INDEX intercept_made_at_id ON intercept USING btree (made_at, id);

CREATE TABLE "job" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kind character varying(40) NOT NULL,
  key character varying(120) NOT NULL,
  payload text NOT NULL,
  wanted integer NOT NULL,
  not_before timestamp without time zone NOT NULL,
  leased_until timestamp without time zone,
  tries integer NOT NULL,
  last_error character varying(200) NOT NULL,
  CONSTRAINT job_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX job_key ON job USING btree (key);

CREATE INDEX job_not_before_id ON job USING btree (not_before, id);

CREATE TABLE "keeping" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  what character varying(20) NOT NULL,
  reason character varying(60) NOT NULL,
  by_id character varying(40) NOT NULL,
  ended_by_id character varying(40),
  ended_at timestamp without time zone,
  CONSTRAINT keeping_pkey PRIMARY KEY (id),
  CONSTRAINT keeping_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT keeping_ended_by_id_fkey FOREIGN KEY (ended_by_id) REFERENCES account(id)
);

CREATE INDEX keeping_subject ON keeping USING btree (subject);

CREATE INDEX keeping_by_id ON keeping USING btree (by_id);

CREATE INDEX keeping_ended_by_id ON keeping USING btree (ended_by_id);

CREATE TABLE "letter_face" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  letter_id character varying(40) NOT NULL,
  CONSTRAINT letter_face_pkey PRIMARY KEY (id),
  CONSTRAINT letter_face_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id)
);

CREATE INDEX letter_face_key ON letter_face USING btree (key);

CREATE UNIQUE INDEX letter_face_letter_id ON letter_face USING btree (letter_id);

CREATE TABLE "letter_version" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  letter_id character varying(40) NOT NULL,
  number integer NOT NULL,
  kind character varying(20) NOT NULL,
  pages integer NOT NULL,
  sha256 character varying(64) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT letter_version_pkey PRIMARY KEY (id),
  CONSTRAINT letter_version_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT letter_version_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id)
);

CREATE INDEX letter_version_key ON letter_version USING btree (key);

CREATE INDEX letter_version_letter_id ON letter_version USING btree (letter_id);

CREATE INDEX letter_version_by_id ON letter_version USING btree (by_id);

CREATE UNIQUE INDEX letter_version_letter_id_number ON letter_version USING btree (letter_id, number);

CREATE TABLE "signature" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  kind character varying(20) NOT NULL,
  authority character varying(20) NOT NULL,
  facility_id character varying(40) NOT NULL,
  decision character varying(20) NOT NULL,
  reason character varying(40) NOT NULL,
  by_id character varying(40),
  decided_at timestamp without time zone,
  on_paper boolean NOT NULL,
  signed_on date,
  void_at timestamp without time zone,
  CONSTRAINT signature_pkey PRIMARY KEY (id),
  CONSTRAINT signature_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT signature_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT signature_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT signature_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX signature_key ON signature USING btree (key);

CREATE INDEX signature_case_id ON signature USING btree (case_id);

CREATE INDEX signature_offender_id ON signature USING btree (offender_id);

CREATE INDEX signature_facility_id ON signature USING btree (facility_id);

CREATE INDEX signature_by_id ON signature USING btree (by_id);

CREATE INDEX signature_authority_facility_id ON signature USING btree (authority, facility_id) WHERE void_at IS NULL;

CREATE TABLE "visit" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  facility_id character varying(40),
  place character varying(20) NOT NULL,
  form character varying(20) NOT NULL,
  starts_at timestamp without time zone NOT NULL,
  participants text NOT NULL,
  arranged text NOT NULL,
  signature_id character varying(40),
  by_id character varying(40) NOT NULL,
  void_at timestamp without time zone,
  CONSTRAINT visit_pkey PRIMARY KEY (id),
  CONSTRAINT visit_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT visit_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT visit_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT visit_signature_id_fkey FOREIGN KEY (signature_id) REFERENCES signature(id)
);

CREATE INDEX visit_key ON visit USING btree (key);

CREATE INDEX visit_case_id ON visit USING btree (case_id);

CREATE INDEX visit_facility_id ON visit USING btree (facility_id);

CREATE INDEX visit_signature_id ON visit USING btree (signature_id);

CREATE INDEX visit_by_id ON visit USING btree (by_id);

CREATE TABLE "meeting" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  visit_id character varying(40) NOT NULL,
  held_on date NOT NULL,
  facilitator_id character varying(40) NOT NULL,
  present text NOT NULL,
  pauses integer NOT NULL,
  ended character varying(20) NOT NULL,
  CONSTRAINT meeting_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT meeting_facilitator_id_fkey FOREIGN KEY (facilitator_id) REFERENCES account(id),
  CONSTRAINT meeting_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id)
);

CREATE INDEX meeting_key ON meeting USING btree (key);

CREATE INDEX meeting_case_id ON meeting USING btree (case_id);

CREATE INDEX meeting_visit_id ON meeting USING btree (visit_id);

CREATE INDEX meeting_facilitator_id ON meeting USING btree (facilitator_id);

CREATE TABLE "merge" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kept character varying(40) NOT NULL,
  merged character varying(40) NOT NULL,
  by_id character varying(40) NOT NULL,
  undone_at timestamp without time zone,
  CONSTRAINT merge_pkey PRIMARY KEY (id),
  CONSTRAINT merge_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id)
);

CREATE INDEX merge_kept ON merge USING btree (kept);

CREATE INDEX merge_merged ON merge USING btree (merged);

CREATE INDEX merge_by_id ON merge USING btree (by_id);

CREATE TABLE "message" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  state character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  screened_by_id character varying(40),
  carried_by_id character varying(40),
  carried_on date,
  CONSTRAINT message_pkey PRIMARY KEY (id),
  CONSTRAINT message_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT message_carried_by_id_fkey FOREIGN KEY (carried_by_id) REFERENCES account(id),
  CONSTRAINT message_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT message_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id),
  CONSTRAINT message_screened_by_id_fkey FOREIGN KEY (screened_by_id) REFERENCES account(id)
);

CREATE INDEX message_key ON message USING btree (key);

CREATE INDEX message_case_id ON message USING btree (case_id);

CREATE INDEX message_offender_id ON message USING btree (offender_id);

CREATE INDEX message_by_id ON message USING btree (by_id);

CREATE INDEX message_screened_by_id ON message USING btree (screened_by_id);

CREATE INDEX message_carried_by_id ON message USING btree (carried_by_id);

CREATE TABLE "offender_inquiry" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  asked_by character varying(20) NOT NULL,
  came_by character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  answered_at timestamp without time zone,
  CONSTRAINT offender_inquiry_pkey PRIMARY KEY (id),
  CONSTRAINT offender_inquiry_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id)
);

CREATE INDEX offender_inquiry_key ON offender_inquiry USING btree (key);

CREATE INDEX offender_inquiry_by_id ON offender_inquiry USING btree (by_id);

CREATE INDEX offender_inquiry_made_at_id ON offender_inquiry USING btree (made_at, id);

CREATE TABLE "paper" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  name character varying(60) NOT NULL,
  language character varying(5) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  asked_by_id character varying(40),
  ready_at timestamp without time zone,
  sha256 character varying(64) NOT NULL,
  size integer NOT NULL,
  printed_at timestamp without time zone,
  printed_by_id character varying(40),
  CONSTRAINT paper_pkey PRIMARY KEY (id),
  CONSTRAINT paper_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES account(id),
  CONSTRAINT paper_printed_by_id_fkey FOREIGN KEY (printed_by_id) REFERENCES account(id)
);

CREATE INDEX paper_key ON paper USING btree (key);

CREATE INDEX paper_subject ON paper USING btree (subject);

CREATE INDEX paper_asked_by_id ON paper USING btree (asked_by_id);

CREATE INDEX paper_printed_by_id ON paper USING btree (printed_by_id);

CREATE INDEX paper_ready_at_id ON paper USING btree (ready_at, id) WHERE ready_at IS NOT NULL AND printed_at IS NULL;

CREATE TABLE "post" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  kind character varying(40) NOT NULL,
  reference character varying(20) NOT NULL,
  language character varying(5) NOT NULL,
  dropped_at timestamp without time zone NOT NULL,
  CONSTRAINT post_pkey PRIMARY KEY (id)
);

CREATE INDEX post_key ON post USING btree (key);

CREATE INDEX post_reference ON post USING btree (reference);

CREATE TABLE "proposal" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kind character varying(20) NOT NULL,
  account_id character varying(40) NOT NULL,
  role character varying(40) NOT NULL,
  facility_id character varying(40),
  enrollment_id character varying(40),
  proposed_by_id character varying(40) NOT NULL,
  decision character varying(20) NOT NULL,
  decided_by_id character varying(40),
  decided_at timestamp without time zone,
  CONSTRAINT proposal_pkey PRIMARY KEY (id),
  CONSTRAINT proposal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT proposal_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES account(id),
  CONSTRAINT proposal_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES enrollment(id),
  CONSTRAINT proposal_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id),
  CONSTRAINT proposal_proposed_by_id_fkey FOREIGN KEY (proposed_by_id) REFERENCES account(id)
);

CREATE INDEX proposal_account_id ON proposal USING btree (account_id);

CREATE INDEX proposal_facility_id ON proposal USING btree (facility_id);

CREATE INDEX proposal_enrollment_id ON proposal USING btree (enrollment_id);

CREATE INDEX proposal_proposed_by_id ON proposal USING btree (proposed_by_id);

CREATE INDEX proposal_decided_by_id ON proposal USING btree (decided_by_id);

CREATE TABLE "readiness" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  side character varying(20) NOT NULL,
  criterion character varying(40) NOT NULL,
  finding character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  superseded boolean NOT NULL,
  CONSTRAINT readiness_pkey PRIMARY KEY (id),
  CONSTRAINT readiness_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT readiness_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT readiness_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX readiness_key ON readiness USING btree (key);

CREATE INDEX readiness_case_id ON readiness USING btree (case_id);

CREATE INDEX readiness_offender_id ON readiness USING btree (offender_id);

CREATE INDEX readiness_by_id ON readiness USING btree (by_id);

CREATE TABLE "recording" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  made_on date NOT NULL,
  seal character varying(40) NOT NULL,
  by_id character varying(40) NOT NULL,
  attested_by_id character varying(40),
  attested_at timestamp without time zone,
  void_at timestamp without time zone,
  CONSTRAINT recording_pkey PRIMARY KEY (id),
  CONSTRAINT recording_attested_by_id_fkey FOREIGN KEY (attested_by_id) REFERENCES account(id),
  CONSTRAINT recording_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT recording_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT recording_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX recording_key ON recording USING btree (key);

CREATE INDEX recording_case_id ON recording USING btree (case_id);

CREATE INDEX recording_offender_id ON recording USING btree (offender_id);

CREATE INDEX recording_by_id ON recording USING btree (by_id);

CREATE INDEX recording_attested_by_id ON recording USING btree (attested_by_id);

CREATE TABLE "recording_move" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  recording_id character varying(40) NOT NULL,
  moved_on date NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT recording_move_pkey PRIMARY KEY (id),
  CONSTRAINT recording_move_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT recording_move_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recording(id)
);

CREATE INDEX recording_move_key ON recording_move USING btree (key);

CREATE INDEX recording_move_recording_id ON recording_move USING btree (recording_id);

CREATE INDEX recording_move_by_id ON recording_move USING btree (by_id);

CREATE TABLE "records_request" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  by_id character varying(40) NOT NULL,
  decision character varying(20) NOT NULL,
  proposed_by_id character varying(40),
  decided_by_id character varying(40),
  decided_at timestamp without time zone,
  CONSTRAINT records_request_pkey PRIMARY KEY (id),
  CONSTRAINT records_request_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT records_request_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES account(id),
  CONSTRAINT records_request_proposed_by_id_fkey FOREIGN KEY (proposed_by_id) REFERENCES account(id)
);

CREATE INDEX records_request_key ON records_request USING btree (key);

CREATE INDEX records_request_by_id ON records_request USING btree (by_id);

CREATE INDEX records_request_proposed_by_id ON records_request USING btree (proposed_by_id);

CREATE INDEX records_request_decided_by_id ON records_request USING btree (decided_by_id);

CREATE INDEX records_request_made_at_id ON records_request USING btree (made_at, id);

CREATE TABLE "reference" (
  id character varying(20) NOT NULL,
  digest character varying(64) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  read_here boolean NOT NULL,
  told_state character varying(40) NOT NULL,
  must_renew_code boolean NOT NULL,
  CONSTRAINT reference_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX reference_digest ON reference USING btree (digest);

CREATE INDEX reference_subject ON reference USING btree (subject);

CREATE TABLE "reply" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  delivery_id character varying(40) NOT NULL,
  by_id character varying(40) NOT NULL,
  state character varying(20) NOT NULL,
  screened_by_id character varying(40),
  screened_at timestamp without time zone,
  carried_by_id character varying(40),
  carried_at timestamp without time zone,
  CONSTRAINT reply_pkey PRIMARY KEY (id),
  CONSTRAINT reply_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT reply_carried_by_id_fkey FOREIGN KEY (carried_by_id) REFERENCES account(id),
  CONSTRAINT reply_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id),
  CONSTRAINT reply_screened_by_id_fkey FOREIGN KEY (screened_by_id) REFERENCES account(id)
);

CREATE INDEX reply_key ON reply USING btree (key);

CREATE UNIQUE INDEX reply_delivery_id ON reply USING btree (delivery_id);

CREATE INDEX reply_by_id ON reply USING btree (by_id);

CREATE INDEX reply_screened_by_id ON reply USING btree (screened_by_id);

CREATE INDEX reply_carried_by_id ON reply USING btree (carried_by_id);

CREATE TABLE "responsibility" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  incident_id character varying(40) NOT NULL,
  offender_id character varying(40) NOT NULL,
  CONSTRAINT responsibility_pkey PRIMARY KEY (id),
  CONSTRAINT responsibility_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  CONSTRAINT responsibility_offender_id_fkey FOREIGN KEY (offender_id) REFERENCES offender(id)
);

CREATE INDEX responsibility_incident_id ON responsibility USING btree (incident_id);

CREATE INDEX responsibility_offender_id ON responsibility USING btree (offender_id);

CREATE TABLE "review" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  letter_id character varying(40) NOT NULL,
  number integer NOT NULL,
  tier integer NOT NULL,
  by_id character varying(40) NOT NULL,
  outcome character varying(20) NOT NULL,
  sha256 character varying(64) NOT NULL,
  checklist text NOT NULL,
  reasons text NOT NULL,
  CONSTRAINT review_pkey PRIMARY KEY (id),
  CONSTRAINT review_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT review_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id)
);

CREATE INDEX review_key ON review USING btree (key);

CREATE INDEX review_letter_id ON review USING btree (letter_id);

CREATE INDEX review_by_id ON review USING btree (by_id);

CREATE TABLE "service_request" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  person_id character varying(40) NOT NULL,
  service character varying(40) NOT NULL,
  answered_at timestamp without time zone,
  CONSTRAINT service_request_pkey PRIMARY KEY (id),
  CONSTRAINT service_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);

CREATE INDEX service_request_person_id ON service_request USING btree (person_id);

CREATE TABLE "session" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  case_id character varying(40) NOT NULL,
  side character varying(20) NOT NULL,
  kind character varying(20) NOT NULL,
  held_on date NOT NULL,
  facilitator_id character varying(40) NOT NULL,
  participants text NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT session_facilitator_id_fkey FOREIGN KEY (facilitator_id) REFERENCES account(id)
);

CREATE INDEX session_key ON session USING btree (key);

CREATE INDEX session_case_id ON session USING btree (case_id);

CREATE INDEX session_facilitator_id ON session USING btree (facilitator_id);

CREATE TABLE "set_aside" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  format integer NOT NULL,
  key_id character varying(40) NOT NULL,
  body bytea NOT NULL,
  why character varying(40) NOT NULL,
  CONSTRAINT set_aside_pkey PRIMARY KEY (id)
);

CREATE TABLE "staff_session" (
  id character varying(64) NOT NULL,
  account character varying(40),
  sealed bytea NOT NULL,
  created_at timestamp without time zone NOT NULL,
  seen_at timestamp without time zone NOT NULL,
  expires_at timestamp without time zone NOT NULL,
  CONSTRAINT staff_session_pkey PRIMARY KEY (id)
);

CREATE INDEX staff_session_account ON staff_session USING btree (account);

CREATE INDEX staff_session_expires_at ON staff_session USING btree (expires_at);

CREATE TABLE "substitution" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  case_id character varying(40) NOT NULL,
  former_id character varying(40),
  substitute_id character varying(40) NOT NULL,
  cause character varying(20) NOT NULL,
  wish_id character varying(40) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT substitution_pkey PRIMARY KEY (id),
  CONSTRAINT substitution_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT substitution_case_id_fkey FOREIGN KEY (case_id) REFERENCES dialogue_case(id),
  CONSTRAINT substitution_former_id_fkey FOREIGN KEY (former_id) REFERENCES offender(id),
  CONSTRAINT substitution_substitute_id_fkey FOREIGN KEY (substitute_id) REFERENCES offender(id),
  CONSTRAINT substitution_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES contact_attempt(id)
);

CREATE INDEX substitution_case_id ON substitution USING btree (case_id);

CREATE INDEX substitution_former_id ON substitution USING btree (former_id);

CREATE INDEX substitution_substitute_id ON substitution USING btree (substitute_id);

CREATE INDEX substitution_wish_id ON substitution USING btree (wish_id);

CREATE INDEX substitution_by_id ON substitution USING btree (by_id);

CREATE TABLE "task" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  kind character varying(60) NOT NULL,
  noun character varying(40) NOT NULL,
  subject character varying(40) NOT NULL,
  role character varying(40) NOT NULL,
  facility_id character varying(40),
  account_id character varying(40),
  parent character varying(40) NOT NULL,
  due_on date,
  shown_on date,
  deputy boolean NOT NULL,
  done_at timestamp without time zone,
  done_by_id character varying(40),
  CONSTRAINT task_pkey PRIMARY KEY (id),
  CONSTRAINT task_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT task_done_by_id_fkey FOREIGN KEY (done_by_id) REFERENCES account(id),
  CONSTRAINT task_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facility(id)
);

CREATE INDEX task_subject ON task USING btree (subject);

CREATE INDEX task_facility_id ON task USING btree (facility_id);

CREATE INDEX task_account_id ON task USING btree (account_id);

CREATE INDEX task_done_by_id ON task USING btree (done_by_id);

CREATE INDEX task_role_facility_id ON task USING btree (role, facility_id) WHERE done_at IS NULL;

CREATE INDEX task_kind_subject ON task USING btree (kind, subject) WHERE done_at IS NULL;

CREATE INDEX task_due_on ON task USING btree (due_on) WHERE done_at IS NULL;

CREATE INDEX task_parent ON task USING btree (parent) WHERE done_at IS NULL;

CREATE TABLE "threat_decision" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  letter_id character varying(40) NOT NULL,
  number integer NOT NULL,
  decision character varying(20) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT threat_decision_pkey PRIMARY KEY (id),
  CONSTRAINT threat_decision_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT threat_decision_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id)
);

CREATE INDEX threat_decision_letter_id ON threat_decision USING btree (letter_id);

CREATE INDEX threat_decision_by_id ON threat_decision USING btree (by_id);

CREATE TABLE "translation" (
  id character varying(40) NOT NULL,
  made_at timestamp without time zone NOT NULL,
  key character varying(40) NOT NULL,
  sealed bytea NOT NULL,
  delivery_id character varying(40) NOT NULL,
  language character varying(5) NOT NULL,
  kind character varying(20) NOT NULL,
  pages integer NOT NULL,
  sha256 character varying(64) NOT NULL,
  letter_sha256 character varying(64) NOT NULL,
  by_id character varying(40) NOT NULL,
  CONSTRAINT translation_pkey PRIMARY KEY (id),
  CONSTRAINT translation_by_id_fkey FOREIGN KEY (by_id) REFERENCES account(id),
  CONSTRAINT translation_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES delivery(id)
);

CREATE INDEX translation_key ON translation USING btree (key);

CREATE INDEX translation_delivery_id ON translation USING btree (delivery_id);

CREATE INDEX translation_by_id ON translation USING btree (by_id);

CREATE OR REPLACE FUNCTION audit_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted'; END$function$;

CREATE OR REPLACE FUNCTION audit_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN
         IF NEW.seq IS DISTINCT FROM (SELECT seq + 1 FROM audit_head WHERE id = 1) THEN
           RAISE EXCEPTION 'audit entries come one after another';
         END IF;
         RETURN NEW;
       END$function$;

CREATE OR REPLACE FUNCTION audit_head_one_by_one()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN
         IF NEW.seq IS DISTINCT FROM OLD.seq + 1 THEN
           RAISE EXCEPTION 'the audit head moves one by one';
         END IF;
         RETURN NEW;
       END$function$;

CREATE TRIGGER audit_entry_kept BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_entry_whole BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_in_order();

CREATE TRIGGER audit_head_alone BEFORE INSERT ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_head_whole BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_one_by_one();
