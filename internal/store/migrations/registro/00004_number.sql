-- +goose Up

-- The numbers given, by register and year, read from the entries themselves: the
-- table act follows from them and may have lost a row. A body that is no JSON, as
-- after tampering, has no number and does not keep anything from being read.
CREATE INDEX entry_number ON entry (
  CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.register') END,
  CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.year') END,
  CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.number') END
) WHERE what = 'emissione';

-- The entries on an act: before another is written they say what it is now.
CREATE INDEX entry_act ON entry (act);

-- The acts of one kind in a case file: the documents that go with an act, of which
-- its metadata speak, are few among many.
CREATE INDEX act_kind ON act (process, kind, row);
