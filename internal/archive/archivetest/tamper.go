package archivetest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/store"
)

// Raw is a data folder in the hands of somebody who has the files and goes round
// the program: the databases, without the rules that keep what is in them.
type Raw struct{ Register, Files *sql.DB }

// Tamper opens the databases of a data folder that no program uses.
func Tamper(tb testing.TB, dir string, do func(*Raw)) {
	tb.Helper()
	r := &Raw{open(tb, dir, "concerta.db"), open(tb, dir, "archivio.db")}
	do(r)
	for _, db := range []*sql.DB{r.Register, r.Files} {
		if err := db.Close(); err != nil {
			tb.Fatal(err)
		}
	}
}

func open(tb testing.TB, dir, name string) *sql.DB {
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
	rows, err := db.QueryContext(tb.Context(), `SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	var triggers []string
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			tb.Fatal(err)
		}
		triggers = append(triggers, t)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		tb.Fatal(err)
	}
	if len(triggers) == 0 {
		tb.Fatalf("%s has no triggers: nothing keeps it append-only", name)
	}
	Exec(tb, db, `PRAGMA ignore_check_constraints = on`)
	for _, t := range triggers {
		Exec(tb, db, `DROP TRIGGER `+t)
	}
	return db
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
