package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// SchemaFault is a table, an index or a rule of the data files that is not what the
// program made.
type SchemaFault struct {
	Kind string // "table", "index", "trigger" or "view"
	Name string
	File string // "concerta.db"
	How  SchemaHow

	table string
}

// Derived tells whether [Store.RebuildLists] makes it again.
func (f SchemaFault) Derived() bool {
	return f.Kind != "trigger" && f.How != Added && (f.table == listTable || f.table == wordsTable || strings.HasPrefix(f.table, wordsTable+"_"))
}

// SchemaHow says what is wrong.
type SchemaHow uint8

// What can be wrong with a part of a schema.
const (
	Missing SchemaHow = iota
	Changed
	Added
)

// SchemaFaults compares what the data files are made of with what the migrations
// make. The program may work without a table until it asks for it, and needs no rule
// to be right: nothing else would tell that somebody took one away.
func (s *Store) SchemaFaults(ctx context.Context) ([]SchemaFault, error) {
	var faults []SchemaFault
	for _, d := range []*database{s.register, s.blobs} {
		found, err := d.schemaFaults(ctx)
		if err != nil {
			return nil, d.refused(fmt.Errorf("reading the schema of %s: %w", d.path, err))
		}
		faults = append(faults, found...)
	}
	return faults, nil
}

// part is a line of the schema. Those that the engine makes on its own account for a
// table of words have no text, which depends on the engine.
type part struct{ kind, name, table, text string }

func (d *database) schemaFaults(ctx context.Context) ([]SchemaFault, error) {
	want, err := d.want(ctx)
	if err != nil {
		return nil, err
	}
	got, err := parts(ctx, d.read)
	if err != nil {
		return nil, err
	}
	var faults []SchemaFault
	tell := func(p part, how SchemaHow) {
		faults = append(faults, SchemaFault{p.kind, p.name, filepath.Base(d.path), how, p.table})
	}
	named := func(list []part, p part) int {
		return slices.IndexFunc(list, func(o part) bool { return o.kind == p.kind && o.name == p.name })
	}
	for _, w := range want {
		switch i := named(got, w); {
		case i < 0:
			tell(w, Missing)
		case oneLine(got[i].text) != oneLine(w.text):
			tell(w, Changed)
		}
	}
	for _, g := range got {
		if named(want, g) < 0 {
			tell(g, Added)
		}
	}
	return faults, nil
}

// want is the schema that the migrations lead to: they are run on a database in
// memory.
func (d *database) want(ctx context.Context) (list []part, err error) {
	db := openPool(":memory:", writing)
	defer func() { err = errors.Join(err, db.Close()) }()
	p, err := newProvider(db, d.folder)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, p); err != nil {
		return nil, err
	}
	return parts(ctx, db)
}

func parts(ctx context.Context, db *sql.DB) ([]part, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
		WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tbl_name <> 'goose_db_version' ORDER BY rowid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []part
	for rows.Next() {
		var p part
		if err := rows.Scan(&p.kind, &p.name, &p.table, &p.text); err != nil {
			return nil, err
		}
		if strings.HasPrefix(p.table, wordsTable+"_") {
			p.text = ""
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

func oneLine(s string) string { return strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ";") }
