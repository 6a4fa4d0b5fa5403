-- Requests a day of each key and person of an account; null: as many as its tier allows. `version`
-- grows with every change of tier or limit, and copies of older versions are not believed.
ALTER TABLE account
    ADD COLUMN daily_limit integer CHECK (daily_limit >= 0),
    ADD COLUMN version     bigint NOT NULL DEFAULT 0;

-- A key's own limit only narrows the account's, unless the operator gave it.
ALTER TABLE api_key ADD COLUMN limit_widens boolean NOT NULL DEFAULT false;
UPDATE api_key SET limit_widens = true WHERE daily_limit IS NOT NULL;

-- Whoever signed in with the identity provider and has a role. The account counts where the
-- provider names none.
CREATE TABLE person (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    issuer       text        NOT NULL CHECK (issuer <> ''),
    subject      text        NOT NULL CHECK (subject <> ''),
    name         text,
    account_id   bigint      REFERENCES account (id),
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (issuer, subject)
);
CREATE INDEX person_account ON person (account_id) WHERE account_id IS NOT NULL;

-- Requests of a key or person (key_1, person_1) in a UTC day. Redis counts; this is written every few
-- seconds, so that a Redis that starts empty goes on from here.
CREATE TABLE daily_usage (
    counter    text    COLLATE "C" NOT NULL,
    day        date    NOT NULL,
    account_id bigint  NOT NULL REFERENCES account (id),
    requests   integer NOT NULL CHECK (requests >= 0),
    PRIMARY KEY (counter, day)
);
CREATE INDEX daily_usage_account ON daily_usage (account_id, day);

-- Every administrative act, its refusals included. Never changed and never thinned out by the service.
CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text        NOT NULL,
    actor_name text,
    action     text        NOT NULL,
    account    text,
    target     text,
    -- a JSON object
    details    text        NOT NULL,
    outcome    text        NOT NULL,
    request_id text        NOT NULL,
    address    text        NOT NULL
);
CREATE INDEX audit_account ON audit (account, id DESC);
CREATE INDEX audit_actor ON audit (actor, id DESC);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever added to';
END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
