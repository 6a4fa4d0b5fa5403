-- Archives that were uploaded, from the request until the scan of it ends. They are here because
-- the row and the bytes must come and go together, and every worker can read them here.
CREATE TABLE upload (
    scan_id    text        COLLATE "C" PRIMARY KEY REFERENCES scan (id) ON DELETE CASCADE,
    account_id bigint      NOT NULL REFERENCES account (id),
    sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content    bytea       NOT NULL,
    bytes      integer     GENERATED ALWAYS AS (length(content)) STORED,
    created_at timestamptz NOT NULL DEFAULT now()
);
-- archives are compressed already
ALTER TABLE upload ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX upload_account ON upload (account_id) INCLUDE (bytes);
CREATE INDEX upload_content ON upload (sha256);
CREATE INDEX upload_age ON upload (created_at);

-- Of an upload the row of the scan has the host 'upload:', which no host can be called, as owner the
-- SHA-256 of the bytes, and the name that was given.
CREATE OR REPLACE FUNCTION scan_url(host text, owner text, name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN host = 'upload:' THEN host || name
        ELSE 'https://' || host || '/' || owner || '/' || name END
$$;

-- Whoever ends a scan, the bytes go in the same transaction.
CREATE FUNCTION upload_scan_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM upload WHERE scan_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER scan_ended_upload AFTER UPDATE OF status ON scan FOR EACH ROW
    WHEN (NEW.status IN ('complete', 'failed') AND NEW.host = 'upload:')
    EXECUTE FUNCTION upload_scan_ended();
