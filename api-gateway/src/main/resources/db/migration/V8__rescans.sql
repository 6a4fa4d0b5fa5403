-- What decided the report besides the commit: engine, rules, budgets, advisories, policy. A scan of
-- the same commit on the same basis takes over the report of an earlier one. Null: nobody may,
-- because another run could give another report.
ALTER TABLE scan
    ADD COLUMN report_basis text,
    -- last day on which the report holds; null: no end
    ADD COLUMN report_until date;

CREATE INDEX scan_same_commit ON scan (commit_id, report_basis, completed_at DESC)
    WHERE status = 'complete' AND report_basis IS NOT NULL;

-- What workers leave for later scans: results of parts of repositories, by everything that decided
-- them. A row may be deleted at any time; the next scan makes it anew.
CREATE TABLE part_result (
    key     text        COLLATE "C" PRIMARY KEY CHECK (length(key) = 64),
    value   bytea       NOT NULL,
    size    integer     NOT NULL GENERATED ALWAYS AS (octet_length(value)) STORED,
    used_at timestamptz NOT NULL DEFAULT now()
);
-- compressed by the worker
ALTER TABLE part_result ALTER COLUMN value SET STORAGE EXTERNAL;
-- what was not used for longest goes first
CREATE INDEX part_result_used ON part_result (used_at);
