-- `bulk` says which way a scan takes: batches, and single scans of an account that has several under
-- way already, give way to those of others. Of that way, each account has only so many published at
-- once, so that what is published is taken in turns.
CREATE INDEX scan_front ON scan (account_id)
    WHERE NOT bulk AND status IN ('pending', 'analyzing');
CREATE INDEX scan_bulk_unpublished ON scan (account_id, available_at, id)
    WHERE bulk AND status = 'pending' AND published_at IS NULL;
CREATE INDEX scan_bulk_published ON scan (account_id)
    WHERE bulk AND status = 'pending' AND published_at IS NOT NULL;
