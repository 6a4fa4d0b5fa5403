-- What decided the report besides the commit: engine, rules, budgets, advisories, policy. A scan of
-- the same commit on the same basis takes over the report of an earlier one. Null: nobody may,
-- because another run could give another report.
ALTER TABLE scan
    ADD COLUMN report_basis text,
    -- last day on which the report holds; null: no end
    ADD COLUMN report_until date;

CREATE INDEX scan_same_commit ON scan (commit_id, report_basis, completed_at DESC)
    WHERE status = 'complete' AND report_basis IS NOT NULL;
