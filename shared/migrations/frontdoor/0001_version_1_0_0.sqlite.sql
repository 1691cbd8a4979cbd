-- What stands in the frontdoor database after 0001_version_1_0_0, as sqlite describes it.
-- Written by script/schema.

CREATE TABLE "access" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "kind" VARCHAR(20) NOT NULL,
  "code" VARCHAR(200) NOT NULL,
  "opened_on" DATE NOT NULL,
  "visited_at" DATETIME,
  "errand" VARCHAR(40) NOT NULL,
  "errand_at" DATETIME,
  "must_renew" INTEGER NOT NULL,
  "former" VARCHAR(200) NOT NULL
);

CREATE TABLE "draft" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "sealed" BLOB NOT NULL,
  "expires_at" DATETIME NOT NULL
);

CREATE INDEX "draft_expires_at" ON "draft" ("expires_at");

CREATE TABLE "letterbox" (
  "id" VARCHAR(40) NOT NULL PRIMARY KEY,
  "about" VARCHAR(64) NOT NULL,
  "format" INTEGER NOT NULL,
  "key_id" VARCHAR(40) NOT NULL,
  "dropped_at" DATETIME NOT NULL,
  "body" BLOB NOT NULL
);

CREATE INDEX "letterbox_about" ON "letterbox" ("about");

CREATE TABLE "noticeboard" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "state" VARCHAR(40) NOT NULL,
  "changed_on" DATE NOT NULL,
  "version" INTEGER NOT NULL
);

CREATE TABLE "portal_session" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "sealed" BLOB NOT NULL,
  "created_at" DATETIME NOT NULL,
  "seen_at" DATETIME NOT NULL,
  "expires_at" DATETIME NOT NULL
);

CREATE INDEX "portal_session_expires_at" ON "portal_session" ("expires_at");

CREATE TABLE "throttle" (
  "id" VARCHAR(64) NOT NULL PRIMARY KEY,
  "free_at" DATETIME NOT NULL
);

CREATE INDEX "throttle_free_at" ON "throttle" ("free_at");
