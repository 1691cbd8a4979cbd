-- What stands in the frontdoor database after 0001_version_1_0_0, as postgres describes it.
-- Written by script/schema.

CREATE TABLE "access" (
  id character varying(64) NOT NULL,
  kind character varying(20) NOT NULL,
  code character varying(200) NOT NULL,
  opened_on date NOT NULL,
  visited_at timestamp without time zone,
  errand character varying(40) NOT NULL,
  errand_at timestamp without time zone,
  must_renew boolean NOT NULL,
  former character varying(200) NOT NULL,
  CONSTRAINT access_pkey PRIMARY KEY (id)
);

CREATE TABLE "draft" (
  id character varying(64) NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamp without time zone NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (id)
);

CREATE INDEX draft_expires_at ON draft USING btree (expires_at);

CREATE TABLE "letterbox" (
  id character varying(40) NOT NULL,
  about character varying(64) NOT NULL,
  format integer NOT NULL,
  key_id character varying(40) NOT NULL,
  dropped_at timestamp without time zone NOT NULL,
  body bytea NOT NULL,
  CONSTRAINT letterbox_pkey PRIMARY KEY (id)
);

CREATE INDEX letterbox_about ON letterbox USING btree (about);

CREATE TABLE "noticeboard" (
  id character varying(64) NOT NULL,
  state character varying(40) NOT NULL,
  changed_on date NOT NULL,
  version integer NOT NULL,
  CONSTRAINT noticeboard_pkey PRIMARY KEY (id)
);

CREATE TABLE "portal_session" (
  id character varying(64) NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamp without time zone NOT NULL,
  seen_at timestamp without time zone NOT NULL,
  expires_at timestamp without time zone NOT NULL,
  CONSTRAINT portal_session_pkey PRIMARY KEY (id)
);

CREATE INDEX portal_session_expires_at ON portal_session USING btree (expires_at);

CREATE TABLE "throttle" (
  id character varying(64) NOT NULL,
  free_at timestamp without time zone NOT NULL,
  CONSTRAINT throttle_pkey PRIMARY KEY (id)
);

CREATE INDEX throttle_free_at ON throttle USING btree (free_at);
