-- +goose Up
-- A process is one versioned document: each save is a new row, and no row
-- changes afterwards.
CREATE TABLE process_version (
  key      TEXT    NOT NULL CHECK (length(key) BETWEEN 3 AND 40 AND key NOT GLOB '*[^a-z0-9-]*'),
  version  INTEGER NOT NULL CHECK (version >= 1),
  title    TEXT    NOT NULL,
  source   BLOB    NOT NULL,                            -- the process file as it was given
  digest   BLOB    NOT NULL CHECK (length(digest) = 32), -- SHA-256 of source and attachments
  saved_at TEXT    NOT NULL,                            -- RFC 3339, UTC
  PRIMARY KEY (key, version)
) STRICT;

-- The files a process file names, such as the logo.
CREATE TABLE process_attachment (
  key     TEXT    NOT NULL,
  version INTEGER NOT NULL,
  name    TEXT    NOT NULL,                             -- as the process file writes it
  content BLOB    NOT NULL,
  PRIMARY KEY (key, version, name),
  FOREIGN KEY (key, version) REFERENCES process_version (key, version)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER process_version_no_update BEFORE UPDATE ON process_version
BEGIN SELECT RAISE(ABORT, 'process_version is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER process_version_no_delete BEFORE DELETE ON process_version
BEGIN SELECT RAISE(ABORT, 'process_version is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER process_attachment_no_update BEFORE UPDATE ON process_attachment
BEGIN SELECT RAISE(ABORT, 'process_attachment is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER process_attachment_no_delete BEFORE DELETE ON process_attachment
BEGIN SELECT RAISE(ABORT, 'process_attachment is append-only'); END;
-- +goose StatementEnd
