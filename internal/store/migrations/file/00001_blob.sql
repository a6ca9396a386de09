-- +goose Up

-- The contents of files, each once, named by its digest.
CREATE TABLE blob (
  row     INTEGER PRIMARY KEY,
  digest  BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32), -- SHA-256 of the content
  size    INTEGER NOT NULL,                                    -- bytes of the content
  coding  INTEGER NOT NULL,                                    -- 0 as it is, 1 deflated
  content BLOB    NOT NULL
) STRICT;

-- What may be deleted: contents that no entry of the register speaks of.
CREATE TABLE orphan (digest BLOB PRIMARY KEY) STRICT;

-- +goose StatementBegin
CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob
WHEN NOT EXISTS (SELECT 1 FROM orphan WHERE orphan.digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
-- +goose StatementEnd
