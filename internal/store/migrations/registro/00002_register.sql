-- +goose Up

-- The register of the office: entries are only ever added. Digests are computed
-- by the program, never here.
CREATE TABLE entry (
  seq      INTEGER PRIMARY KEY CHECK (seq >= 1),
  prev     BLOB NOT NULL CHECK (length(prev) = 32),   -- digest of the entry before
  at       TEXT NOT NULL,                             -- UTC, microseconds
  operator TEXT NOT NULL,
  what     TEXT NOT NULL,
  process  TEXT NOT NULL,
  act      TEXT NOT NULL,                             -- id; empty for the register itself
  body     BLOB NOT NULL,                             -- canonical JSON
  digest   BLOB NOT NULL UNIQUE CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX entry_restart ON entry (seq) WHERE what = 'ripresa';

-- The files of an entry; their contents are in the other database.
CREATE TABLE entry_file (
  seq        INTEGER NOT NULL REFERENCES entry (seq),
  position   INTEGER NOT NULL,
  role       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  media_type TEXT    NOT NULL,
  size       INTEGER NOT NULL,                        -- bytes
  digest     BLOB    NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (seq, position)
) STRICT;

-- Where the register has come to: a last entry taken away is missed.
CREATE TABLE head (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  seq    INTEGER NOT NULL,
  digest BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

-- What every act is now. It follows from the entries and can be made again from
-- them.
CREATE TABLE act (
  row      INTEGER PRIMARY KEY,
  id       TEXT    NOT NULL UNIQUE,
  process  TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  task     TEXT    NOT NULL,
  register TEXT    NOT NULL,
  year     INTEGER NOT NULL,                          -- of the number; 0 without one
  number   INTEGER NOT NULL,                          -- 0 without one
  issued   TEXT    NOT NULL,                          -- UTC, microseconds
  issue_year INTEGER NOT NULL,                        -- of the day of issue, Europe/Rome
  state    TEXT    NOT NULL,
  request  TEXT    UNIQUE,
  code     TEXT    UNIQUE,
  data     BLOB    NOT NULL                           -- JSON of all of it
) STRICT;

CREATE UNIQUE INDEX act_number ON act (register, year, number) WHERE number > 0;
CREATE INDEX act_task ON act (process, task, row);
CREATE INDEX act_process ON act (process, row);
-- Acts are counted without reading what each of them says.
CREATE INDEX act_list ON act (kind, state, issue_year, process);

-- docid is the row of the act.
CREATE VIRTUAL TABLE act_text USING fts4 (body, tokenize=unicode61 "remove_diacritics=2", prefix="2,3");

-- +goose StatementBegin
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_file_no_update BEFORE UPDATE ON entry_file
BEGIN SELECT RAISE(ABORT, 'entry_file is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_file_no_delete BEFORE DELETE ON entry_file
BEGIN SELECT RAISE(ABORT, 'entry_file is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER head_no_delete BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head of the register stays'); END;
-- +goose StatementEnd
