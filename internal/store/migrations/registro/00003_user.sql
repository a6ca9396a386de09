-- +goose Up

-- Who may use the service. Users are never deleted: the register names them.
CREATE TABLE user (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  login         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL UNIQUE COLLATE NOCASE, -- the operator in the register
  level         TEXT    NOT NULL CHECK (level IN ('sola lettura', 'operatore', 'responsabile')),
  administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
  password      TEXT    NOT NULL,                       -- argon2id, PHC string; empty until it is set
  disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  added         TEXT    NOT NULL                        -- UTC, microseconds
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER user_no_delete BEFORE DELETE ON user
BEGIN SELECT RAISE(ABORT, 'users stay'); END;
-- +goose StatementEnd

-- Who is signed in. Of the token only the digest is kept.
CREATE TABLE session (
  digest BLOB    PRIMARY KEY CHECK (length(digest) = 32),
  user   INTEGER NOT NULL REFERENCES user (id),
  began  TEXT    NOT NULL,                              -- UTC, microseconds
  seen   TEXT    NOT NULL                               -- last use that was noted
) STRICT;

CREATE INDEX session_user ON session (user);

-- Links that set a password, each good once. One for the first administrator, who is
-- not a user yet; and at most one for each user.
CREATE TABLE setup_link (
  digest  BLOB    PRIMARY KEY CHECK (length(digest) = 32),
  user    INTEGER UNIQUE REFERENCES user (id),          -- NULL: the first administrator
  expires TEXT    NOT NULL                              -- UTC, microseconds
) STRICT;

-- Who did what to which act, when and from where.
CREATE TABLE audit (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT    NOT NULL,                            -- UTC, microseconds
  user     INTEGER REFERENCES user (id),                -- NULL: nobody was signed in
  operator TEXT    NOT NULL,                            -- name of the user then
  what     TEXT    NOT NULL,
  about    TEXT    NOT NULL,                            -- act, process, or login of a user
  origin   TEXT    NOT NULL                             -- address of the client
) STRICT;

CREATE INDEX audit_at ON audit (at);

-- +goose StatementBegin
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd
