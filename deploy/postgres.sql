-- PostgreSQL for First Word: two schemas, two roles, and exactly these rights.
--
--   psql -v ON_ERROR_STOP=1 -d firstword -f deploy/postgres.sql
--
-- Run it as a superuser in an empty database before `firstword init`, and again after `init` and
-- after every `firstword migrate`: the second time the tables are there to be granted. Running it
-- more often changes nothing.
--
-- firstword_staff    the console, the worker and the command line; owns both schemas
-- firstword_portal   the public site: may drop into the letterbox and not look into it, may read
--                    the noticeboard and not write on it, and has four tables of its own; it reads
--                    which migrations were applied, to see that it is the right release

\set ON_ERROR_STOP on
SET client_min_messages = warning;

SELECT 'CREATE ROLE firstword_staff LOGIN' WHERE to_regrole('firstword_staff') IS NULL \gexec
SELECT 'CREATE ROLE firstword_portal LOGIN' WHERE to_regrole('firstword_portal') IS NULL \gexec

CREATE SCHEMA IF NOT EXISTS frontdoor AUTHORIZATION firstword_staff;
CREATE SCHEMA IF NOT EXISTS records AUTHORIZATION firstword_staff;

-- Nobody but the two enters this database, and nobody makes tables anywhere else.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO firstword_staff, firstword_portal',
              current_database()) \gexec
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA frontdoor, records FROM PUBLIC, firstword_portal;
GRANT USAGE ON SCHEMA frontdoor TO firstword_portal;

-- The portal begins with nothing, whatever it was given before.
REVOKE ALL ON ALL TABLES IN SCHEMA frontdoor, records FROM PUBLIC, firstword_portal;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA frontdoor, records FROM PUBLIC, firstword_portal;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA frontdoor, records FROM PUBLIC;

SELECT format('GRANT %s ON frontdoor.%I TO firstword_portal', rights, name)
  FROM (VALUES
    ('letterbox',      'INSERT'),
    ('noticeboard',    'SELECT'),
    ('access',         'SELECT, INSERT, UPDATE, DELETE'),
    ('draft',          'SELECT, INSERT, UPDATE, DELETE'),
    ('portal_session', 'SELECT, INSERT, UPDATE, DELETE'),
    ('throttle',       'SELECT, INSERT, UPDATE, DELETE'),
    ('schema_migration', 'SELECT')
  ) AS granted(name, rights)
 WHERE to_regclass('frontdoor.' || name) IS NOT NULL \gexec

-- The audit log is appended to. Its triggers refuse the rest to everybody; without these rights
-- the console is refused before they are asked.
SELECT format('REVOKE UPDATE, DELETE, TRUNCATE ON records.%I FROM firstword_staff', name)
  FROM (VALUES ('audit_entry')) AS kept(name)
 WHERE to_regclass('records.' || name) IS NOT NULL \gexec
SELECT format('REVOKE INSERT, DELETE, TRUNCATE ON records.%I FROM firstword_staff', name)
  FROM (VALUES ('audit_head')) AS kept(name)
 WHERE to_regclass('records.' || name) IS NOT NULL \gexec
