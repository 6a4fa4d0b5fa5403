-- Accounts own keys and scans; the tier decides the daily limit (see mcpscore.tiers).
CREATE TABLE account (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL UNIQUE CHECK (name <> ''),
    tier       text        NOT NULL CHECK (tier <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- A key is stored as HMAC-SHA-256 alone; shown_prefix is what lists show of it.
CREATE TABLE api_key (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint      NOT NULL REFERENCES account (id),
    name         text        NOT NULL CHECK (name <> ''),
    shown_prefix text        NOT NULL,
    hash         text        NOT NULL UNIQUE CHECK (length(hash) = 64),
    daily_limit  integer     CHECK (daily_limit > 0),
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX api_key_account ON api_key (account_id);

-- The truth about every scan. Kafka only says that there is work; `attempt` is the fencing number:
-- it grows with every claim, and every write of a worker names the attempt it was given.
CREATE TABLE scan (
    id               text        COLLATE "C" PRIMARY KEY,
    account_id       bigint      NOT NULL REFERENCES account (id),
    host             text        NOT NULL,
    owner            text        NOT NULL,
    name             text        NOT NULL,
    ref              text,
    path             text,
    enable_ai        boolean     NOT NULL,
    force_refresh    boolean     NOT NULL,
    is_public        boolean     NOT NULL DEFAULT true,
    bulk             boolean     NOT NULL DEFAULT false,
    status           text        NOT NULL DEFAULT 'pending'
                     CHECK (status IN ('pending', 'analyzing', 'complete', 'failed')),
    -- queue: what the relay, the claim and the reaper work with
    attempt          integer     NOT NULL DEFAULT 0,
    available_at     timestamptz NOT NULL DEFAULT now(),
    published_at     timestamptz,
    lease_until      timestamptz,
    worker           text,
    -- times that clients see
    created_at       timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz,
    completed_at     timestamptz,
    -- result: a scan answered from the cache points at the one that did the work
    result_of        text        COLLATE "C" REFERENCES scan (id),
    commit_id        text,
    engine_version   text,
    rule_set_version text,
    score            integer     CHECK (score BETWEEN 0 AND 100),
    grade            text,
    safety_score     integer     CHECK (safety_score BETWEEN 0 AND 100),
    safety_grade     text,
    findings_count   integer,
    report_digest    text,
    -- json, not jsonb: it is written once and served as it is, member order included
    report           json,
    ai               json,
    error_code       text,
    error_message    text,
    error_details    text,
    CONSTRAINT scan_complete_has_result CHECK (
        status <> 'complete'
        OR (score IS NOT NULL AND completed_at IS NOT NULL AND (report IS NOT NULL OR result_of IS NOT NULL))),
    CONSTRAINT scan_failed_has_cause CHECK (
        status <> 'failed' OR (error_code IS NOT NULL AND completed_at IS NOT NULL)),
    CONSTRAINT scan_analyzing_has_lease CHECK (status <> 'analyzing' OR lease_until IS NOT NULL)
);

CREATE INDEX scan_account_newest ON scan (account_id, id DESC);
-- cache look-up and coalescing
CREATE INDEX scan_repository ON scan (host, owner, name, completed_at DESC);
-- which rule set the newest result has: results of another one are not reused
CREATE INDEX scan_newest_result ON scan (completed_at DESC) WHERE status = 'complete' AND result_of IS NULL;
-- who was answered with a result
CREATE INDEX scan_answered_with ON scan (result_of, account_id) WHERE result_of IS NOT NULL;
-- At most one running scan per account, repository and options: the second request joins the first.
CREATE UNIQUE INDEX scan_running ON scan
    (account_id, host, owner, name, coalesce(ref, ''), coalesce(path, ''), enable_ai)
    WHERE status IN ('pending', 'analyzing');
CREATE INDEX scan_unpublished ON scan (available_at) WHERE status = 'pending' AND published_at IS NULL;
-- published jobs that nobody claimed
CREATE INDEX scan_unclaimed ON scan (published_at) WHERE status = 'pending';
CREATE INDEX scan_leases ON scan (lease_until) WHERE status = 'analyzing';

-- Answers that were given under an Idempotency-Key; kept for 24 hours.
CREATE TABLE idempotency_key (
    account_id   bigint      NOT NULL REFERENCES account (id),
    key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text        NOT NULL,
    status       integer,
    body         jsonb,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
