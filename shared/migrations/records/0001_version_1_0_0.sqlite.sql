-- What stands in the records database after 0001_version_1_0_0, as sqlite describes it.
-- Written by script/schema.

CREATE TABLE "account" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "username" VARCHAR(60) NOT NULL,
  "name" VARCHAR(200) NOT NULL,
  "passphrase" VARCHAR(300) NOT NULL,
  "totp_step" INTEGER NOT NULL,
  "active" INTEGER NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  "signed_in_at" DATETIME,
  "enrolled_at" DATETIME,
  "network" VARCHAR(64) NOT NULL,
  "has_news" INTEGER NOT NULL
);

CREATE INDEX "account_key" ON "account" ("key");

CREATE UNIQUE INDEX "account_username" ON "account" ("username");

CREATE TABLE "facility" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "name" VARCHAR(200) NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "active" INTEGER NOT NULL
);

CREATE TABLE "account_notice" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "account_id" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "role" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40),
  "by_id" VARCHAR(40),
  "read_at" DATETIME,
  FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "account_notice_account_id" ON "account_notice" ("account_id");

CREATE INDEX "account_notice_facility_id" ON "account_notice" ("facility_id");

CREATE INDEX "account_notice_by_id" ON "account_notice" ("by_id");

CREATE TABLE "person" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  "standing" VARCHAR(40) NOT NULL,
  "adult" INTEGER,
  "adult_on" DATE,
  "verified_by_id" VARCHAR(40),
  "verified_at" DATETIME,
  "verified_how" VARCHAR(40) NOT NULL,
  "merged_into" VARCHAR(40) NOT NULL,
  "died_on" DATE,
  FOREIGN KEY ("verified_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "person_key" ON "person" ("key");

CREATE INDEX "person_verified_by_id" ON "person" ("verified_by_id");

CREATE INDEX "person_merged_into" ON "person" ("merged_into");

CREATE INDEX "person_made_at_id" ON "person" ("made_at", "id");

CREATE INDEX "person_adult_on" ON "person" ("adult_on") WHERE ("adult_on" IS NOT NULL);

CREATE TABLE "offender" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "facility_id" VARCHAR(40),
  "custody" VARCHAR(40) NOT NULL,
  "death_row" INTEGER NOT NULL,
  "died_on" DATE,
  "number_digest" VARCHAR(64) NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id")
);

CREATE INDEX "offender_key" ON "offender" ("key");

CREATE INDEX "offender_facility_id" ON "offender" ("facility_id");

CREATE INDEX "offender_number_digest" ON "offender" ("number_digest");

CREATE TABLE "incident" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "county" VARCHAR(80) NOT NULL,
  "year" INTEGER,
  "domestic_violence" INTEGER,
  "child_sexual_abuse" INTEGER
);

CREATE INDEX "incident_key" ON "incident" ("key");

CREATE TABLE "dialogue_case" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "state" VARCHAR(40) NOT NULL,
  "version" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "hold_reason" VARCHAR(40) NOT NULL,
  "since" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "reference" VARCHAR(20) NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40),
  "incident_id" VARCHAR(40),
  "source" VARCHAR(20) NOT NULL,
  "own_wish" INTEGER NOT NULL,
  "form" VARCHAR(20) NOT NULL,
  "policy_version" VARCHAR(40) NOT NULL,
  "closure" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("incident_id") REFERENCES "incident" ("id")
);

CREATE UNIQUE INDEX "dialogue_case_reference" ON "dialogue_case" ("reference");

CREATE INDEX "dialogue_case_person_id" ON "dialogue_case" ("person_id");

CREATE INDEX "dialogue_case_offender_id" ON "dialogue_case" ("offender_id");

CREATE INDEX "dialogue_case_incident_id" ON "dialogue_case" ("incident_id");

CREATE INDEX "dialogue_case_state_since_id" ON "dialogue_case" ("state", "since", "id");

CREATE INDEX "dialogue_case_since_id" ON "dialogue_case" ("since", "id");

CREATE TABLE "participant" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "side" VARCHAR(20) NOT NULL,
  "role" VARCHAR(40) NOT NULL,
  "person_id" VARCHAR(40),
  "offender_id" VARCHAR(40),
  "adult" INTEGER NOT NULL,
  "ties" VARCHAR(20) NOT NULL,
  "cleared_on" DATE,
  "left_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id")
);

CREATE INDEX "participant_key" ON "participant" ("key");

CREATE INDEX "participant_case_id" ON "participant" ("case_id");

CREATE INDEX "participant_person_id" ON "participant" ("person_id");

CREATE INDEX "participant_offender_id" ON "participant" ("offender_id");

CREATE TABLE "filing" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "signed_on" DATE NOT NULL,
  "sha256" VARCHAR(64) NOT NULL,
  "pages" INTEGER NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "filing_key" ON "filing" ("key");

CREATE INDEX "filing_subject" ON "filing" ("subject");

CREATE INDEX "filing_by_id" ON "filing" ("by_id");

CREATE TABLE "agreement" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "participant_id" VARCHAR(40) NOT NULL,
  "signed_on" DATE NOT NULL,
  "filing_id" VARCHAR(40),
  "by_id" VARCHAR(40) NOT NULL,
  "void_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("participant_id") REFERENCES "participant" ("id"),
  FOREIGN KEY ("filing_id") REFERENCES "filing" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "agreement_case_id" ON "agreement" ("case_id");

CREATE INDEX "agreement_participant_id" ON "agreement" ("participant_id");

CREATE INDEX "agreement_filing_id" ON "agreement" ("filing_id");

CREATE INDEX "agreement_by_id" ON "agreement" ("by_id");

CREATE TABLE "contact_way" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "channel" VARCHAR(20) NOT NULL,
  "safe" INTEGER NOT NULL,
  "voicemail" INTEGER NOT NULL,
  "substitute" INTEGER NOT NULL,
  "waits" INTEGER NOT NULL,
  "confirmed_at" DATETIME,
  "stopped_at" DATETIME,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id")
);

CREATE INDEX "contact_way_key" ON "contact_way" ("key");

CREATE INDEX "contact_way_person_id" ON "contact_way" ("person_id");

CREATE TABLE "contact_attempt" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "way_id" VARCHAR(40),
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "outcome" VARCHAR(40) NOT NULL,
  "told_offender_part" INTEGER NOT NULL,
  "retaliation" VARCHAR(40) NOT NULL,
  "go_ahead" INTEGER NOT NULL,
  "offender_id" VARCHAR(40),
  "void_at" DATETIME,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
  FOREIGN KEY ("way_id") REFERENCES "contact_way" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id")
);

CREATE INDEX "contact_attempt_key" ON "contact_attempt" ("key");

CREATE INDEX "contact_attempt_person_id" ON "contact_attempt" ("person_id");

CREATE INDEX "contact_attempt_way_id" ON "contact_attempt" ("way_id");

CREATE INDEX "contact_attempt_subject" ON "contact_attempt" ("subject");

CREATE INDEX "contact_attempt_by_id" ON "contact_attempt" ("by_id");

CREATE INDEX "contact_attempt_offender_id" ON "contact_attempt" ("offender_id");

CREATE TABLE "order_check" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40),
  "by_id" VARCHAR(40) NOT NULL,
  "checked_on" DATE NOT NULL,
  "found" VARCHAR(20) NOT NULL,
  "void_at" DATETIME,
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "order_check_subject" ON "order_check" ("subject");

CREATE INDEX "order_check_offender_id" ON "order_check" ("offender_id");

CREATE INDEX "order_check_by_id" ON "order_check" ("by_id");

CREATE TABLE "approach" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "conversation_id" VARCHAR(40) NOT NULL,
  "order_check_id" VARCHAR(40) NOT NULL,
  "agreed_by_id" VARCHAR(40) NOT NULL,
  "agreed_at" DATETIME NOT NULL,
  "told_by_id" VARCHAR(40),
  "told_at" DATETIME,
  "answer" VARCHAR(20) NOT NULL,
  "answered_at" DATETIME,
  "void_at" DATETIME,
  "ended_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("conversation_id") REFERENCES "contact_attempt" ("id"),
  FOREIGN KEY ("order_check_id") REFERENCES "order_check" ("id"),
  FOREIGN KEY ("agreed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("told_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "approach_case_id" ON "approach" ("case_id");

CREATE INDEX "approach_offender_id" ON "approach" ("offender_id");

CREATE INDEX "approach_conversation_id" ON "approach" ("conversation_id");

CREATE INDEX "approach_order_check_id" ON "approach" ("order_check_id");

CREATE INDEX "approach_agreed_by_id" ON "approach" ("agreed_by_id");

CREATE INDEX "approach_told_by_id" ON "approach" ("told_by_id");

CREATE TABLE "assessment" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40) NOT NULL,
  "role" VARCHAR(20) NOT NULL,
  "asked_by_id" VARCHAR(40) NOT NULL,
  "due_on" DATE NOT NULL,
  "answered_by_id" VARCHAR(40),
  "answered_at" DATETIME,
  "capacity" VARCHAR(20) NOT NULL,
  "willingness" VARCHAR(20) NOT NULL,
  "on_paper" INTEGER NOT NULL,
  "signed_on" DATE,
  "closed_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("asked_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("answered_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "assessment_key" ON "assessment" ("key");

CREATE INDEX "assessment_case_id" ON "assessment" ("case_id");

CREATE INDEX "assessment_offender_id" ON "assessment" ("offender_id");

CREATE INDEX "assessment_facility_id" ON "assessment" ("facility_id");

CREATE INDEX "assessment_asked_by_id" ON "assessment" ("asked_by_id");

CREATE INDEX "assessment_answered_by_id" ON "assessment" ("answered_by_id");

CREATE INDEX "assessment_role_facility_id" ON "assessment" ("role", "facility_id") WHERE ("closed_at" IS NULL);

CREATE TABLE "assignment" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "facilitator_id" VARCHAR(40) NOT NULL,
  "second" INTEGER NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "no_conflict" INTEGER NOT NULL,
  "ended_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("facilitator_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "assignment_case_id" ON "assignment" ("case_id");

CREATE INDEX "assignment_facilitator_id" ON "assignment" ("facilitator_id");

CREATE INDEX "assignment_by_id" ON "assignment" ("by_id");

CREATE INDEX "assignment_facilitator_id_case_id" ON "assignment" ("facilitator_id", "case_id") WHERE ("ended_at" IS NULL);

CREATE TABLE "audit_entry" (
  "seq" INTEGER NOT NULL PRIMARY KEY,
  "at" DATETIME NOT NULL,
  "actor" VARCHAR(40) NOT NULL,
  "event" VARCHAR(60) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "facts" TEXT NOT NULL,
  "mac" VARCHAR(64) NOT NULL
);

CREATE INDEX "audit_entry_subject_seq" ON "audit_entry" ("subject", "seq");

CREATE INDEX "audit_entry_event_seq" ON "audit_entry" ("event", "seq");

CREATE INDEX "audit_entry_at_seq" ON "audit_entry" ("at", "seq");

CREATE TABLE "audit_head" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "seq" INTEGER NOT NULL,
  "mac" VARCHAR(64) NOT NULL
);

CREATE TABLE "blind_index" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "digest" VARCHAR(64) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL
);

CREATE INDEX "blind_index_kind_digest_noun_subject" ON "blind_index" ("kind", "digest", "noun", "subject");

CREATE INDEX "blind_index_subject_noun_kind_digest" ON "blind_index" ("subject", "noun", "kind", "digest");

CREATE TABLE "code_request" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "how" VARCHAR(40) NOT NULL,
  "way_id" VARCHAR(40),
  "proposed_by_id" VARCHAR(40) NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "decided_by_id" VARCHAR(40),
  "decided_at" DATETIME,
  "asked_again_by_id" VARCHAR(40),
  "asked_again_at" DATETIME,
  FOREIGN KEY ("way_id") REFERENCES "contact_way" ("id"),
  FOREIGN KEY ("proposed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("decided_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("asked_again_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "code_request_subject" ON "code_request" ("subject");

CREATE INDEX "code_request_way_id" ON "code_request" ("way_id");

CREATE INDEX "code_request_proposed_by_id" ON "code_request" ("proposed_by_id");

CREATE INDEX "code_request_decided_by_id" ON "code_request" ("decided_by_id");

CREATE INDEX "code_request_asked_again_by_id" ON "code_request" ("asked_again_by_id");

CREATE TABLE "collection" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "at" DATETIME
);

CREATE TABLE "complaint" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "rating" VARCHAR(20) NOT NULL,
  "due_on" DATE,
  "answered_at" DATETIME,
  "answered_by_id" VARCHAR(40),
  FOREIGN KEY ("answered_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "complaint_key" ON "complaint" ("key");

CREATE INDEX "complaint_subject" ON "complaint" ("subject");

CREATE INDEX "complaint_answered_by_id" ON "complaint" ("answered_by_id");

CREATE INDEX "complaint_made_at_id" ON "complaint" ("made_at", "id");

CREATE TABLE "contact_rule" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "starts_on" DATE,
  "ends_on" DATE,
  "lift_asked_at" DATETIME,
  "lifted_at" DATETIME,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id")
);

CREATE INDEX "contact_rule_person_id" ON "contact_rule" ("person_id");

CREATE TABLE "credential" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "account_id" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "hours" INTEGER NOT NULL,
  "issued_on" DATE NOT NULL,
  "expires_on" DATE,
  FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);

CREATE INDEX "credential_account_id" ON "credential" ("account_id");

CREATE TABLE "letter" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "state" VARCHAR(40) NOT NULL,
  "version" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "hold_reason" VARCHAR(40) NOT NULL,
  "since" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "receipt" VARCHAR(20) NOT NULL,
  "number_digest" VARCHAR(64) NOT NULL,
  "pair_digest" VARCHAR(64) NOT NULL,
  "facility_id" VARCHAR(40) NOT NULL,
  "deposited_by_id" VARCHAR(40) NOT NULL,
  "own_words" INTEGER NOT NULL,
  "court_ordered" INTEGER NOT NULL,
  "county" VARCHAR(80) NOT NULL,
  "year" INTEGER,
  "language" VARCHAR(5) NOT NULL,
  "original" VARCHAR(40) NOT NULL,
  "current" INTEGER NOT NULL,
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("deposited_by_id") REFERENCES "account" ("id")
);

CREATE UNIQUE INDEX "letter_receipt" ON "letter" ("receipt");

CREATE INDEX "letter_number_digest" ON "letter" ("number_digest");

CREATE INDEX "letter_pair_digest" ON "letter" ("pair_digest");

CREATE INDEX "letter_facility_id" ON "letter" ("facility_id");

CREATE INDEX "letter_deposited_by_id" ON "letter" ("deposited_by_id");

CREATE INDEX "letter_state_made_at_id" ON "letter" ("state", "made_at", "id");

CREATE INDEX "letter_made_at_id" ON "letter" ("made_at", "id");

CREATE INDEX "letter_facility_id_state_made_at_id" ON "letter" ("facility_id", "state", "made_at", "id");

CREATE INDEX "letter_facility_id_made_at_id" ON "letter" ("facility_id", "made_at", "id");

CREATE TABLE "registration" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "state" VARCHAR(40) NOT NULL,
  "version" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "hold_reason" VARCHAR(40) NOT NULL,
  "since" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "reference" VARCHAR(20) NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40),
  "incident_id" VARCHAR(40),
  "source" VARCHAR(20) NOT NULL,
  "tell_requested" INTEGER NOT NULL,
  "tell_received" INTEGER NOT NULL,
  "tell_read" INTEGER NOT NULL,
  "adult_on" DATE,
  "closure" VARCHAR(40) NOT NULL,
  "policy_version" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("incident_id") REFERENCES "incident" ("id")
);

CREATE UNIQUE INDEX "registration_reference" ON "registration" ("reference");

CREATE INDEX "registration_person_id" ON "registration" ("person_id");

CREATE INDEX "registration_offender_id" ON "registration" ("offender_id");

CREATE INDEX "registration_incident_id" ON "registration" ("incident_id");

CREATE INDEX "registration_state_made_at_id" ON "registration" ("state", "made_at", "id");

CREATE INDEX "registration_made_at_id" ON "registration" ("made_at", "id");

CREATE TABLE "match" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "state" VARCHAR(40) NOT NULL,
  "version" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "hold_reason" VARCHAR(40) NOT NULL,
  "since" DATETIME NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "registration_id" VARCHAR(40) NOT NULL,
  "score" INTEGER NOT NULL,
  "reasons" TEXT NOT NULL,
  "decided_by_id" VARCHAR(40),
  "decided_at" DATETIME,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("registration_id") REFERENCES "registration" ("id"),
  FOREIGN KEY ("decided_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "match_letter_id" ON "match" ("letter_id");

CREATE INDEX "match_registration_id" ON "match" ("registration_id");

CREATE INDEX "match_decided_by_id" ON "match" ("decided_by_id");

CREATE UNIQUE INDEX "match_letter_id_registration_id" ON "match" ("letter_id", "registration_id");

CREATE INDEX "match_state_score_made_at_id" ON "match" ("state", "score" DESC, "made_at", "id");

CREATE TABLE "delivery" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "state" VARCHAR(40) NOT NULL,
  "version" INTEGER NOT NULL,
  "held" INTEGER NOT NULL,
  "hold_reason" VARCHAR(40) NOT NULL,
  "since" DATETIME NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "letter_version" INTEGER NOT NULL,
  "registration_id" VARCHAR(40) NOT NULL,
  "match_id" VARCHAR(40) NOT NULL,
  "answer" VARCHAR(20) NOT NULL,
  "answered_at" DATETIME,
  "look_again_on" DATE,
  "told_at" DATETIME,
  "manner" VARCHAR(20) NOT NULL,
  "translate_into" VARCHAR(5) NOT NULL,
  "way_id" VARCHAR(40),
  "confirmed_at" DATETIME,
  "seal_token" VARCHAR(40) NOT NULL,
  "cover_token" VARCHAR(40) NOT NULL,
  "outer_token" VARCHAR(40) NOT NULL,
  "sealed_by_id" VARCHAR(40),
  "sealed_sha256" VARCHAR(64) NOT NULL,
  "sealed_translation" VARCHAR(64) NOT NULL,
  "printed_by_id" VARCHAR(40),
  "checked_by_id" VARCHAR(40),
  "dispatched_by_id" VARCHAR(40),
  "received_said" INTEGER NOT NULL,
  "read_said" INTEGER NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("registration_id") REFERENCES "registration" ("id"),
  FOREIGN KEY ("match_id") REFERENCES "match" ("id"),
  FOREIGN KEY ("way_id") REFERENCES "contact_way" ("id"),
  FOREIGN KEY ("sealed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("printed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("checked_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("dispatched_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "delivery_letter_id" ON "delivery" ("letter_id");

CREATE INDEX "delivery_registration_id" ON "delivery" ("registration_id");

CREATE INDEX "delivery_match_id" ON "delivery" ("match_id");

CREATE INDEX "delivery_way_id" ON "delivery" ("way_id");

CREATE INDEX "delivery_sealed_by_id" ON "delivery" ("sealed_by_id");

CREATE INDEX "delivery_printed_by_id" ON "delivery" ("printed_by_id");

CREATE INDEX "delivery_checked_by_id" ON "delivery" ("checked_by_id");

CREATE INDEX "delivery_dispatched_by_id" ON "delivery" ("dispatched_by_id");

CREATE INDEX "delivery_state_since_id" ON "delivery" ("state", "since", "id");

CREATE TABLE "custody_event" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "seq" INTEGER NOT NULL,
  "delivery_id" VARCHAR(40),
  "what" VARCHAR(40) NOT NULL,
  "place" VARCHAR(80) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("delivery_id") REFERENCES "delivery" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "custody_event_letter_id" ON "custody_event" ("letter_id");

CREATE INDEX "custody_event_delivery_id" ON "custody_event" ("delivery_id");

CREATE INDEX "custody_event_by_id" ON "custody_event" ("by_id");

CREATE TABLE "custody_record" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "what" VARCHAR(20) NOT NULL,
  "on" DATE NOT NULL,
  "facility_id" VARCHAR(40),
  "custody" VARCHAR(40) NOT NULL,
  "death_row" INTEGER NOT NULL,
  "by" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id")
);

CREATE INDEX "custody_record_offender_id" ON "custody_record" ("offender_id");

CREATE INDEX "custody_record_facility_id" ON "custody_record" ("facility_id");

CREATE TABLE "data_key" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "wrapped" BLOB,
  "wrapping" VARCHAR(40) NOT NULL,
  "destroyed_at" DATETIME
);

CREATE TABLE "disclosure" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "delivery_id" VARCHAR(40) NOT NULL,
  "fact" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("delivery_id") REFERENCES "delivery" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "disclosure_delivery_id" ON "disclosure" ("delivery_id");

CREATE INDEX "disclosure_by_id" ON "disclosure" ("by_id");

CREATE UNIQUE INDEX "disclosure_delivery_id_fact" ON "disclosure" ("delivery_id", "fact");

CREATE TABLE "division_review" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "void_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "division_review_key" ON "division_review" ("key");

CREATE INDEX "division_review_case_id" ON "division_review" ("case_id");

CREATE INDEX "division_review_offender_id" ON "division_review" ("offender_id");

CREATE INDEX "division_review_by_id" ON "division_review" ("by_id");

CREATE TABLE "eligibility_finding" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40),
  "item" VARCHAR(60) NOT NULL,
  "rule" VARCHAR(60) NOT NULL,
  "policy_version" VARCHAR(40) NOT NULL,
  "finding" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "look_again_on" DATE,
  "superseded" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "eligibility_finding_key" ON "eligibility_finding" ("key");

CREATE INDEX "eligibility_finding_case_id" ON "eligibility_finding" ("case_id");

CREATE INDEX "eligibility_finding_offender_id" ON "eligibility_finding" ("offender_id");

CREATE INDEX "eligibility_finding_by_id" ON "eligibility_finding" ("by_id");

CREATE TABLE "enrollment" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "account_id" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "first" VARCHAR(64) NOT NULL,
  "second" VARCHAR(64) NOT NULL,
  "expires_at" DATETIME,
  "used_at" DATETIME,
  "ended_at" DATETIME,
  FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);

CREATE INDEX "enrollment_account_id" ON "enrollment" ("account_id");

CREATE TABLE "file_content" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL
);

CREATE INDEX "file_content_key" ON "file_content" ("key");

CREATE TABLE "follow_up" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "side" VARCHAR(20) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "due_on" DATE NOT NULL,
  "done_on" DATE,
  "outcome" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40),
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "follow_up_key" ON "follow_up" ("key");

CREATE INDEX "follow_up_case_id" ON "follow_up" ("case_id");

CREATE INDEX "follow_up_by_id" ON "follow_up" ("by_id");

CREATE TABLE "grant" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "account_id" VARCHAR(40) NOT NULL,
  "role" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40),
  "ended_at" DATETIME,
  FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id")
);

CREATE INDEX "grant_account_id" ON "grant" ("account_id");

CREATE INDEX "grant_facility_id" ON "grant" ("facility_id");

CREATE TABLE "harm" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "incident_id" VARCHAR(40) NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "standing" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("incident_id") REFERENCES "incident" ("id"),
  FOREIGN KEY ("person_id") REFERENCES "person" ("id")
);

CREATE INDEX "harm_incident_id" ON "harm" ("incident_id");

CREATE INDEX "harm_person_id" ON "harm" ("person_id");

CREATE TABLE "intercept" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "caught_at_id" VARCHAR(40),
  "channel" VARCHAR(20) NOT NULL,
  "kept" VARCHAR(80) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("caught_at_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "intercept_key" ON "intercept" ("key");

CREATE INDEX "intercept_caught_at_id" ON "intercept" ("caught_at_id");

CREATE INDEX "intercept_by_id" ON "intercept" ("by_id");

CREATE INDEX "intercept_made_at_id" ON "intercept" ("made_at", "id");

CREATE TABLE "job" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "key" VARCHAR(120) NOT NULL,
  "payload" TEXT NOT NULL,
  "wanted" INTEGER NOT NULL,
  "not_before" DATETIME NOT NULL,
  "leased_until" DATETIME,
  "tries" INTEGER NOT NULL,
  "last_error" VARCHAR(200) NOT NULL
);

CREATE UNIQUE INDEX "job_key" ON "job" ("key");

CREATE INDEX "job_not_before_id" ON "job" ("not_before", "id");

CREATE TABLE "keeping" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "what" VARCHAR(20) NOT NULL,
  "reason" VARCHAR(60) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "ended_by_id" VARCHAR(40),
  "ended_at" DATETIME,
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("ended_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "keeping_subject" ON "keeping" ("subject");

CREATE INDEX "keeping_by_id" ON "keeping" ("by_id");

CREATE INDEX "keeping_ended_by_id" ON "keeping" ("ended_by_id");

CREATE TABLE "letter_face" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id")
);

CREATE INDEX "letter_face_key" ON "letter_face" ("key");

CREATE UNIQUE INDEX "letter_face_letter_id" ON "letter_face" ("letter_id");

CREATE TABLE "letter_version" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "number" INTEGER NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "pages" INTEGER NOT NULL,
  "sha256" VARCHAR(64) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "letter_version_key" ON "letter_version" ("key");

CREATE INDEX "letter_version_letter_id" ON "letter_version" ("letter_id");

CREATE INDEX "letter_version_by_id" ON "letter_version" ("by_id");

CREATE UNIQUE INDEX "letter_version_letter_id_number" ON "letter_version" ("letter_id", "number");

CREATE TABLE "signature" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "authority" VARCHAR(20) NOT NULL,
  "facility_id" VARCHAR(40) NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "reason" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40),
  "decided_at" DATETIME,
  "on_paper" INTEGER NOT NULL,
  "signed_on" DATE,
  "void_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "signature_key" ON "signature" ("key");

CREATE INDEX "signature_case_id" ON "signature" ("case_id");

CREATE INDEX "signature_offender_id" ON "signature" ("offender_id");

CREATE INDEX "signature_facility_id" ON "signature" ("facility_id");

CREATE INDEX "signature_by_id" ON "signature" ("by_id");

CREATE INDEX "signature_authority_facility_id" ON "signature" ("authority", "facility_id") WHERE ("void_at" IS NULL);

CREATE TABLE "visit" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40),
  "place" VARCHAR(20) NOT NULL,
  "form" VARCHAR(20) NOT NULL,
  "starts_at" DATETIME NOT NULL,
  "participants" TEXT NOT NULL,
  "arranged" TEXT NOT NULL,
  "signature_id" VARCHAR(40),
  "by_id" VARCHAR(40) NOT NULL,
  "void_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("signature_id") REFERENCES "signature" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "visit_key" ON "visit" ("key");

CREATE INDEX "visit_case_id" ON "visit" ("case_id");

CREATE INDEX "visit_facility_id" ON "visit" ("facility_id");

CREATE INDEX "visit_signature_id" ON "visit" ("signature_id");

CREATE INDEX "visit_by_id" ON "visit" ("by_id");

CREATE TABLE "meeting" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "visit_id" VARCHAR(40) NOT NULL,
  "held_on" DATE NOT NULL,
  "facilitator_id" VARCHAR(40) NOT NULL,
  "present" TEXT NOT NULL,
  "pauses" INTEGER NOT NULL,
  "ended" VARCHAR(20) NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("visit_id") REFERENCES "visit" ("id"),
  FOREIGN KEY ("facilitator_id") REFERENCES "account" ("id")
);

CREATE INDEX "meeting_key" ON "meeting" ("key");

CREATE INDEX "meeting_case_id" ON "meeting" ("case_id");

CREATE INDEX "meeting_visit_id" ON "meeting" ("visit_id");

CREATE INDEX "meeting_facilitator_id" ON "meeting" ("facilitator_id");

CREATE TABLE "merge" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kept" VARCHAR(40) NOT NULL,
  "merged" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "undone_at" DATETIME,
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "merge_kept" ON "merge" ("kept");

CREATE INDEX "merge_merged" ON "merge" ("merged");

CREATE INDEX "merge_by_id" ON "merge" ("by_id");

CREATE TABLE "message" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "state" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "screened_by_id" VARCHAR(40),
  "carried_by_id" VARCHAR(40),
  "carried_on" DATE,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("screened_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("carried_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "message_key" ON "message" ("key");

CREATE INDEX "message_case_id" ON "message" ("case_id");

CREATE INDEX "message_offender_id" ON "message" ("offender_id");

CREATE INDEX "message_by_id" ON "message" ("by_id");

CREATE INDEX "message_screened_by_id" ON "message" ("screened_by_id");

CREATE INDEX "message_carried_by_id" ON "message" ("carried_by_id");

CREATE TABLE "offender_inquiry" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "asked_by" VARCHAR(20) NOT NULL,
  "came_by" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "answered_at" DATETIME,
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "offender_inquiry_key" ON "offender_inquiry" ("key");

CREATE INDEX "offender_inquiry_by_id" ON "offender_inquiry" ("by_id");

CREATE INDEX "offender_inquiry_made_at_id" ON "offender_inquiry" ("made_at", "id");

CREATE TABLE "paper" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "asked_by_id" VARCHAR(40),
  "ready_at" DATETIME,
  "sha256" VARCHAR(64) NOT NULL,
  "size" INTEGER NOT NULL,
  "printed_at" DATETIME,
  "printed_by_id" VARCHAR(40),
  FOREIGN KEY ("asked_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("printed_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "paper_key" ON "paper" ("key");

CREATE INDEX "paper_subject" ON "paper" ("subject");

CREATE INDEX "paper_asked_by_id" ON "paper" ("asked_by_id");

CREATE INDEX "paper_printed_by_id" ON "paper" ("printed_by_id");

CREATE INDEX "paper_ready_at_id" ON "paper" ("ready_at", "id") WHERE (("ready_at" IS NOT NULL) AND ("printed_at" IS NULL));

CREATE TABLE "post" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "kind" VARCHAR(40) NOT NULL,
  "reference" VARCHAR(20) NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  "dropped_at" DATETIME NOT NULL
);

CREATE INDEX "post_key" ON "post" ("key");

CREATE INDEX "post_reference" ON "post" ("reference");

CREATE TABLE "proposal" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "account_id" VARCHAR(40) NOT NULL,
  "role" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40),
  "enrollment_id" VARCHAR(40),
  "proposed_by_id" VARCHAR(40) NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "decided_by_id" VARCHAR(40),
  "decided_at" DATETIME,
  FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("enrollment_id") REFERENCES "enrollment" ("id"),
  FOREIGN KEY ("proposed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("decided_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "proposal_account_id" ON "proposal" ("account_id");

CREATE INDEX "proposal_facility_id" ON "proposal" ("facility_id");

CREATE INDEX "proposal_enrollment_id" ON "proposal" ("enrollment_id");

CREATE INDEX "proposal_proposed_by_id" ON "proposal" ("proposed_by_id");

CREATE INDEX "proposal_decided_by_id" ON "proposal" ("decided_by_id");

CREATE TABLE "readiness" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "side" VARCHAR(20) NOT NULL,
  "criterion" VARCHAR(40) NOT NULL,
  "finding" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "superseded" INTEGER NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "readiness_key" ON "readiness" ("key");

CREATE INDEX "readiness_case_id" ON "readiness" ("case_id");

CREATE INDEX "readiness_offender_id" ON "readiness" ("offender_id");

CREATE INDEX "readiness_by_id" ON "readiness" ("by_id");

CREATE TABLE "recording" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  "made_on" DATE NOT NULL,
  "seal" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "attested_by_id" VARCHAR(40),
  "attested_at" DATETIME,
  "void_at" DATETIME,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("attested_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "recording_key" ON "recording" ("key");

CREATE INDEX "recording_case_id" ON "recording" ("case_id");

CREATE INDEX "recording_offender_id" ON "recording" ("offender_id");

CREATE INDEX "recording_by_id" ON "recording" ("by_id");

CREATE INDEX "recording_attested_by_id" ON "recording" ("attested_by_id");

CREATE TABLE "recording_move" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "recording_id" VARCHAR(40) NOT NULL,
  "moved_on" DATE NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("recording_id") REFERENCES "recording" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "recording_move_key" ON "recording_move" ("key");

CREATE INDEX "recording_move_recording_id" ON "recording_move" ("recording_id");

CREATE INDEX "recording_move_by_id" ON "recording_move" ("by_id");

CREATE TABLE "records_request" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "proposed_by_id" VARCHAR(40),
  "decided_by_id" VARCHAR(40),
  "decided_at" DATETIME,
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("proposed_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("decided_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "records_request_key" ON "records_request" ("key");

CREATE INDEX "records_request_by_id" ON "records_request" ("by_id");

CREATE INDEX "records_request_proposed_by_id" ON "records_request" ("proposed_by_id");

CREATE INDEX "records_request_decided_by_id" ON "records_request" ("decided_by_id");

CREATE INDEX "records_request_made_at_id" ON "records_request" ("made_at", "id");

CREATE TABLE "reference" (
  "id" VARCHAR(20) NOT NULL PRIMARY KEY,
  "digest" VARCHAR(64) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "made_at" DATETIME NOT NULL,
  "read_here" INTEGER NOT NULL,
  "told_state" VARCHAR(40) NOT NULL,
  "must_renew_code" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "reference_digest" ON "reference" ("digest");

CREATE INDEX "reference_subject" ON "reference" ("subject");

CREATE TABLE "reply" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "delivery_id" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "state" VARCHAR(20) NOT NULL,
  "screened_by_id" VARCHAR(40),
  "screened_at" DATETIME,
  "carried_by_id" VARCHAR(40),
  "carried_at" DATETIME,
  FOREIGN KEY ("delivery_id") REFERENCES "delivery" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("screened_by_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("carried_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "reply_key" ON "reply" ("key");

CREATE UNIQUE INDEX "reply_delivery_id" ON "reply" ("delivery_id");

CREATE INDEX "reply_by_id" ON "reply" ("by_id");

CREATE INDEX "reply_screened_by_id" ON "reply" ("screened_by_id");

CREATE INDEX "reply_carried_by_id" ON "reply" ("carried_by_id");

CREATE TABLE "responsibility" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "incident_id" VARCHAR(40) NOT NULL,
  "offender_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("incident_id") REFERENCES "incident" ("id"),
  FOREIGN KEY ("offender_id") REFERENCES "offender" ("id")
);

CREATE INDEX "responsibility_incident_id" ON "responsibility" ("incident_id");

CREATE INDEX "responsibility_offender_id" ON "responsibility" ("offender_id");

CREATE TABLE "review" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "number" INTEGER NOT NULL,
  "tier" INTEGER NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  "outcome" VARCHAR(20) NOT NULL,
  "sha256" VARCHAR(64) NOT NULL,
  "checklist" TEXT NOT NULL,
  "reasons" TEXT NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "review_key" ON "review" ("key");

CREATE INDEX "review_letter_id" ON "review" ("letter_id");

CREATE INDEX "review_by_id" ON "review" ("by_id");

CREATE TABLE "service_request" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "person_id" VARCHAR(40) NOT NULL,
  "service" VARCHAR(40) NOT NULL,
  "answered_at" DATETIME,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id")
);

CREATE INDEX "service_request_person_id" ON "service_request" ("person_id");

CREATE TABLE "session" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "side" VARCHAR(20) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "held_on" DATE NOT NULL,
  "facilitator_id" VARCHAR(40) NOT NULL,
  "participants" TEXT NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("facilitator_id") REFERENCES "account" ("id")
);

CREATE INDEX "session_key" ON "session" ("key");

CREATE INDEX "session_case_id" ON "session" ("case_id");

CREATE INDEX "session_facilitator_id" ON "session" ("facilitator_id");

CREATE TABLE "set_aside" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "format" INTEGER NOT NULL,
  "key_id" VARCHAR(40) NOT NULL,
  "body" BLOB NOT NULL,
  "why" VARCHAR(40) NOT NULL
);

CREATE TABLE "staff_session" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "account" VARCHAR(40),
  "sealed" BLOB NOT NULL,
  "created_at" DATETIME NOT NULL,
  "seen_at" DATETIME NOT NULL,
  "expires_at" DATETIME NOT NULL
);

CREATE INDEX "staff_session_account" ON "staff_session" ("account");

CREATE INDEX "staff_session_expires_at" ON "staff_session" ("expires_at");

CREATE TABLE "substitution" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "case_id" VARCHAR(40) NOT NULL,
  "former_id" VARCHAR(40),
  "substitute_id" VARCHAR(40) NOT NULL,
  "cause" VARCHAR(20) NOT NULL,
  "wish_id" VARCHAR(40) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("case_id") REFERENCES "dialogue_case" ("id"),
  FOREIGN KEY ("former_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("substitute_id") REFERENCES "offender" ("id"),
  FOREIGN KEY ("wish_id") REFERENCES "contact_attempt" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "substitution_case_id" ON "substitution" ("case_id");

CREATE INDEX "substitution_former_id" ON "substitution" ("former_id");

CREATE INDEX "substitution_substitute_id" ON "substitution" ("substitute_id");

CREATE INDEX "substitution_wish_id" ON "substitution" ("wish_id");

CREATE INDEX "substitution_by_id" ON "substitution" ("by_id");

CREATE TABLE "task" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "kind" VARCHAR(60) NOT NULL,
  "noun" VARCHAR(40) NOT NULL,
  "subject" VARCHAR(40) NOT NULL,
  "role" VARCHAR(40) NOT NULL,
  "facility_id" VARCHAR(40),
  "account_id" VARCHAR(40),
  "parent" VARCHAR(40) NOT NULL,
  "due_on" DATE,
  "shown_on" DATE,
  "deputy" INTEGER NOT NULL,
  "done_at" DATETIME,
  "done_by_id" VARCHAR(40),
  FOREIGN KEY ("facility_id") REFERENCES "facility" ("id"),
  FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  FOREIGN KEY ("done_by_id") REFERENCES "account" ("id")
);

CREATE INDEX "task_subject" ON "task" ("subject");

CREATE INDEX "task_facility_id" ON "task" ("facility_id");

CREATE INDEX "task_account_id" ON "task" ("account_id");

CREATE INDEX "task_done_by_id" ON "task" ("done_by_id");

CREATE INDEX "task_role_facility_id" ON "task" ("role", "facility_id") WHERE ("done_at" IS NULL);

CREATE INDEX "task_kind_subject" ON "task" ("kind", "subject") WHERE ("done_at" IS NULL);

CREATE INDEX "task_due_on" ON "task" ("due_on") WHERE ("done_at" IS NULL);

CREATE INDEX "task_parent" ON "task" ("parent") WHERE ("done_at" IS NULL);

CREATE TABLE "threat_decision" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "letter_id" VARCHAR(40) NOT NULL,
  "number" INTEGER NOT NULL,
  "decision" VARCHAR(20) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "threat_decision_letter_id" ON "threat_decision" ("letter_id");

CREATE INDEX "threat_decision_by_id" ON "threat_decision" ("by_id");

CREATE TABLE "translation" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "made_at" DATETIME NOT NULL,
  "key" VARCHAR(40) NOT NULL,
  "sealed" BLOB NOT NULL,
  "delivery_id" VARCHAR(40) NOT NULL,
  "language" VARCHAR(5) NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "pages" INTEGER NOT NULL,
  "sha256" VARCHAR(64) NOT NULL,
  "letter_sha256" VARCHAR(64) NOT NULL,
  "by_id" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("delivery_id") REFERENCES "delivery" ("id"),
  FOREIGN KEY ("by_id") REFERENCES "account" ("id")
);

CREATE INDEX "translation_key" ON "translation" ("key");

CREATE INDEX "translation_delivery_id" ON "translation" ("delivery_id");

CREATE INDEX "translation_by_id" ON "translation" ("by_id");

CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;

CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;

CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
       WHEN NEW.seq IS NOT (SELECT seq + 1 FROM audit_head WHERE id = 1)
       BEGIN SELECT RAISE(ABORT, 'audit entries come one after another'); END;

CREATE TRIGGER audit_head_alone BEFORE INSERT ON audit_head
       BEGIN SELECT RAISE(ABORT, 'there is one audit head'); END;

CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
       BEGIN SELECT RAISE(ABORT, 'the audit head is never deleted'); END;

CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
       WHEN NEW.seq IS NOT OLD.seq + 1
       BEGIN SELECT RAISE(ABORT, 'the audit head moves one by one'); END;
