-- Unfinished scans that an account may have; null: as many as its tier allows (see mcpscore.tiers).
ALTER TABLE account ADD COLUMN queue_limit integer CHECK (queue_limit > 0);

-- Many wishes in one request. A batch owns nothing: its items point at scans of the same account.
CREATE TABLE batch (
    id         text        COLLATE "C" PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account (id),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX batch_account ON batch (account_id);

-- What became of each wish, in the order of the request: a scan, or the reason why there is none.
CREATE TABLE batch_item (
    batch_id      text    COLLATE "C" NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    position      integer NOT NULL,
    -- canonical; null where the text was no URL of a repository: it may hold anything, a secret too
    url           text,
    scan_id       text    COLLATE "C" REFERENCES scan (id),
    cached        boolean NOT NULL,
    error_code    text,
    error_message text,
    error_details text,
    PRIMARY KEY (batch_id, position),
    CONSTRAINT batch_item_scan_or_error CHECK ((scan_id IS NULL) <> (error_code IS NULL))
);
CREATE INDEX batch_item_scan ON batch_item (scan_id) WHERE scan_id IS NOT NULL;
