-- The request that asked for the scan, for the log lines of whoever works on it: what the relay
-- publishes was asked for by a request that ended long ago. Null: from before this column.
ALTER TABLE scan ADD COLUMN request_id text CHECK (length(request_id) <= 64);
