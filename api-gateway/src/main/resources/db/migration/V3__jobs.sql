-- `attempt` only ever grows, because it is the fencing number. What of it does not count towards the
-- most that a scan gets is counted beside it: attempts before an operator's retry, and those that a
-- git host ended by asking to wait. `waits` bounds the latter.
ALTER TABLE scan
    ADD COLUMN uncounted  integer NOT NULL DEFAULT 0,
    ADD COLUMN waits      integer NOT NULL DEFAULT 0,
    ADD COLUMN claimed_at timestamptz,
    ADD COLUMN error_kind text CHECK (error_kind IN ('transient', 'resource', 'permanent')),
    ADD CONSTRAINT scan_uncounted_of_attempts CHECK (uncounted BETWEEN 0 AND attempt);

UPDATE scan SET error_kind = CASE
        WHEN error_code IN ('CLONE_TIMEOUT', 'ANALYSIS_TIMEOUT', 'RESOURCE_EXHAUSTED') THEN 'resource'
        WHEN error_code = 'CLONE_FAILED' AND attempt >= 3 THEN 'transient'
        ELSE 'permanent' END
WHERE status = 'failed';

-- what operators see of the queue, newest first
CREATE INDEX scan_jobs ON scan (id DESC) WHERE status <> 'complete';
