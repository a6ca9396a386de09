package store_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// inFiles changes the database of the files as somebody does who goes round the
// program: without its rules.
func inFiles(t *testing.T, dir, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "archivio.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	var rules []string
	rows, err := db.QueryContext(t.Context(), `SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var drop string
		if err := rows.Scan(&drop); err != nil {
			t.Fatal(err)
		}
		rules = append(rules, drop)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, s := range rules {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	done, err := db.ExecContext(t.Context(), statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		t.Fatalf("%d files were changed: %v", n, err)
	}
}

// A file is kept as it is when it is short, and smaller when it is text that gets so.
func TestBlob_IsGivenByteForByteOrNotAtAll(t *testing.T) {
	short, long := "uno", strings.Repeat("parole che si ripetono ", 100)
	for name, c := range map[string]struct {
		content, statement string
		args               []any
	}{
		"as it is, with another letter":    {short, `UPDATE blob SET content = ? WHERE size = 3`, []any{[]byte("due")}},
		"as it is, and shorter":            {short, `UPDATE blob SET content = ? WHERE size = 3`, []any{[]byte("un")}},
		"smaller, with something after":    {long, `UPDATE blob SET content = CAST(content || x'00' AS BLOB) WHERE size = 2300`, nil},
		"smaller, and cut":                 {long, `UPDATE blob SET content = substr(content, 1, length(content) - 4) WHERE size = 2300`, nil},
		"smaller, and said to be shorter":  {long, `UPDATE blob SET size = 2299 WHERE size = 2300`, nil},
		"smaller, and said to be longer":   {long, `UPDATE blob SET size = 2301 WHERE size = 2300`, nil},
		"smaller, and said to be as it is": {long, `UPDATE blob SET coding = 0, size = length(content) WHERE size = 2300`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			if _, err := add(t.Context(), s, act(t, 1, "A", c.content)); err != nil {
				t.Fatal(err)
			}
			d := ledger.DigestOf([]byte(c.content))
			if got, err := s.Blob(t.Context(), d); err != nil || string(got) != c.content {
				t.Fatalf("%q, %v", got, err)
			}
			inFiles(t, dir, c.statement, c.args...)
			if got, err := s.Blob(t.Context(), d); !errors.Is(err, ledger.ErrBroken) || fault.Repair(err) == "" || got != nil {
				t.Errorf("%.40q, %v", got, err)
			}
		})
	}
	if _, err := open(t, t.TempDir()).Blob(t.Context(), ledger.DigestOf([]byte("altro"))); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a file that is not there: %v", err)
	}
}
