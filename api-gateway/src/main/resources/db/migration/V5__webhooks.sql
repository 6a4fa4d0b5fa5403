-- What webhooks are signed with. The secret itself is nowhere: it is made of the salt and the
-- gateways' pepper, so that a copy of the database signs nothing. After a change the salt before
-- signs as well for a while.
CREATE TABLE webhook_secret (
    account_id     bigint      PRIMARY KEY REFERENCES account (id),
    salt           bytea       NOT NULL CHECK (length(salt) = 32),
    created_at     timestamptz NOT NULL DEFAULT now(),
    previous_salt  bytea       CHECK (length(previous_salt) = 32),
    previous_until timestamptz
);

-- Receivers of the events of all scans of an account.
CREATE TABLE webhook (
    id         text        COLLATE "C" PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account (id),
    url        text        NOT NULL,
    events     text[]      NOT NULL CHECK (events <> '{}'),
    created_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz
);
CREATE UNIQUE INDEX webhook_of_account ON webhook (account_id, url) WHERE removed_at IS NULL;

-- Receivers of the end of one scan: the webhookUrl of the requests for it.
CREATE TABLE webhook_wish (
    scan_id text COLLATE "C" NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
    url     text NOT NULL,
    PRIMARY KEY (scan_id, url)
);

-- Ids of events sort by time.
CREATE FUNCTION webhook_event_id() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'evt_' || lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
        || left(replace(gen_random_uuid()::text, '-', ''), 20)
$$;

-- One event for one receiver: the outbox, and later the log.
CREATE TABLE webhook_delivery (
    id         text        COLLATE "C" PRIMARY KEY DEFAULT webhook_event_id(),
    account_id bigint      NOT NULL REFERENCES account (id),
    scan_id    text        COLLATE "C" NOT NULL REFERENCES scan (id) ON DELETE CASCADE,
    webhook_id text        COLLATE "C" REFERENCES webhook (id),
    url        text        NOT NULL,
    -- receivers on one host and port share what may be sent to it at once
    host       text        GENERATED ALWAYS AS (lower(substring(url FROM '^[a-zA-Z]+://([^/?#]+)'))) STORED,
    event      text        NOT NULL,
    -- the scan as it was when it ended: json, not jsonb, so that every attempt sends the same bytes
    scan       json        NOT NULL,
    state      text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- grows with every claim; what an attempt writes names its number
    attempts   integer     NOT NULL DEFAULT 0,
    -- attempts before the last replay, which pauses do not grow from
    earlier    integer     NOT NULL DEFAULT 0,
    -- next attempt; while one is under way, when its gateway counts as lost
    due_at     timestamptz NOT NULL DEFAULT now(),
    -- what the deadline counts from: creation, or the last replay
    since      timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_newest ON webhook_delivery (account_id, id DESC);
CREATE INDEX webhook_delivery_scan ON webhook_delivery (scan_id);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE state <> 'pending';

-- Without status and error an attempt is under way, or its gateway was lost.
CREATE TABLE webhook_attempt (
    delivery_id text        COLLATE "C" NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
    number      integer     NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    millis      integer,
    status_code integer,
    error       text,
    PRIMARY KEY (delivery_id, number)
);

CREATE FUNCTION webhook_time(t timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- The canonical URL, as the services write it.
CREATE FUNCTION scan_url(host text, owner text, name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'https://' || host || '/' || owner || '/' || name
$$;

-- What an event says of a scan: what lists say, and the error of a failed one.
CREATE FUNCTION webhook_scan(s scan) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_strip_nulls(json_build_object(
        'id', s.id,
        'status', s.status,
        'url', scan_url(s.host, s.owner, s.name),
        'ref', s.ref,
        'path', s.path,
        'commit', s.commit_id,
        'cached', s.result_of IS NOT NULL,
        'score', s.score,
        'grade', s.grade,
        'safetyScore', s.safety_score,
        'safetyGrade', s.safety_grade,
        'findings', s.findings_count,
        'createdAt', webhook_time(s.created_at),
        'startedAt', webhook_time(s.started_at),
        'completedAt', webhook_time(s.completed_at),
        'error', CASE WHEN s.status = 'failed' THEN json_build_object(
            'code', s.error_code, 'message', s.error_message, 'details', s.error_details) END))
$$;

-- Whoever ends a scan, worker, reaper or operator, writes its events in the same transaction.
CREATE FUNCTION webhook_scan_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO webhook_delivery (account_id, scan_id, webhook_id, url, event, scan)
    SELECT s.account_id, s.id, r.webhook_id, r.url, 'scan.' || s.status, webhook_scan(s)
    FROM scan s CROSS JOIN (
        SELECT NULL AS webhook_id, w.url FROM webhook_wish w WHERE w.scan_id = NEW.id
        UNION ALL
        SELECT h.id, h.url FROM webhook h
        WHERE h.account_id = NEW.account_id AND h.removed_at IS NULL
            AND 'scan.' || NEW.status = ANY (h.events)
            AND NOT EXISTS (
                SELECT FROM webhook_wish w WHERE w.scan_id = NEW.id AND w.url = h.url)) r
    WHERE s.id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER scan_ended AFTER UPDATE OF status ON scan FOR EACH ROW
    WHEN (NEW.status IN ('complete', 'failed') AND OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION webhook_scan_ended();

-- Notes who wants to hear of the end of a scan; of one that has ended the event is made at once.
-- The lock makes an end that happens meanwhile wait, so that no wish falls between. False when the
-- scan has as many receivers as it may.
CREATE FUNCTION webhook_wish_for(of_account bigint, of_scan text, to_url text, most integer)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    SELECT status INTO STRICT stands FROM scan
    WHERE id = of_scan AND account_id = of_account FOR SHARE;
    IF stands IN ('complete', 'failed') THEN
        INSERT INTO webhook_delivery (account_id, scan_id, url, event, scan)
        SELECT s.account_id, s.id, to_url, 'scan.' || s.status, webhook_scan(s)
        FROM scan s WHERE s.id = of_scan;
        RETURN true;
    END IF;
    IF (SELECT count(*) FROM webhook_wish w WHERE w.scan_id = of_scan AND w.url <> to_url) >= most THEN
        RETURN false;
    END IF;
    INSERT INTO webhook_wish (scan_id, url) VALUES (of_scan, to_url) ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;
