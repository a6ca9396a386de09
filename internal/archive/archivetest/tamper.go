package archivetest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/store"
)

// Raw is a data folder in the hands of somebody who has the files and goes round
// the program: the databases, without the rules that keep what is in them.
type Raw struct{ Register, Files *sql.DB }

// Tamper opens the databases of a data folder that no program uses, and puts their
// rules back at the end but those named: who tampers with care leaves them there.
func Tamper(tb testing.TB, dir string, do func(*Raw), without ...string) {
	tb.Helper()
	register, registerRules := open(tb, dir, "concerta.db")
	files, fileRules := open(tb, dir, "archivio.db")
	do(&Raw{register, files})
	putBack(tb, register, registerRules, without)
	putBack(tb, files, fileRules, without)
}

// RulesOf are the names of the rules of a table: with it gone they cannot be put back.
func RulesOf(table string) []string {
	return []string{table + "_no_update", table + "_no_delete"}
}

func putBack(tb testing.TB, db *sql.DB, rules map[string]string, without []string) {
	tb.Helper()
	for name, text := range rules {
		if !slices.Contains(without, name) {
			Exec(tb, db, text)
		}
	}
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
}

// open gives a database without its rules, and what they were by their names.
func open(tb testing.TB, dir, name string) (*sql.DB, map[string]string) {
	tb.Helper()
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		tb.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off&_busy_timeout=5000")
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	rows, err := db.QueryContext(tb.Context(), `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	rules := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			tb.Fatal(err)
		}
		rules[name] = text
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		tb.Fatal(err)
	}
	if len(rules) == 0 {
		tb.Fatalf("%s has no triggers: nothing keeps it append-only", name)
	}
	Exec(tb, db, `PRAGMA ignore_check_constraints = on`)
	for name := range rules {
		Exec(tb, db, `DROP TRIGGER `+name)
	}
	return db, rules
}

// Exec runs a statement that must change something, unless it is no change of rows.
func Exec(tb testing.TB, db *sql.DB, query string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(tb.Context(), query, args...); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
}

// Change runs a statement that must change exactly n rows.
func Change(tb testing.TB, db *sql.DB, n int64, query string, args ...any) {
	tb.Helper()
	r, err := db.ExecContext(tb.Context(), query, args...)
	if err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	if got, err := r.RowsAffected(); err != nil || got != n {
		tb.Fatalf("%s: %d rows changed, want %d: %v", query, got, n, err)
	}
}

// Copy copies a data folder that no program uses.
func Copy(tb testing.TB, dir string) string {
	tb.Helper()
	to := tb.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		tb.Fatal(err)
	}
	return to
}

// Verify verifies a data folder, as a program that is started for that alone.
func Verify(ctx context.Context, dir string, clock *Clock) (v *archive.Verification, err error) {
	st, err := store.Open(ctx, dir, clock.Now)
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // it only read
	a, err := archive.Open(ctx, archive.Config{Keeper: st, Now: clock.Now, Random: NewChance("verifica")})
	if err != nil {
		return nil, err
	}
	return a.Verify(ctx, nil)
}
