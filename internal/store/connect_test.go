package store

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

func TestConnections_AllHaveTheSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), registerFile)
	for _, a := range []access{writing, reading} {
		db := pool(t, path, a)
		// Every connection of the pool, held at the same time.
		for range db.Stats().MaxOpenConnections {
			conn, err := db.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			var timeout, sync, temp int
			err = conn.QueryRowContext(t.Context(),
				`SELECT (SELECT timeout FROM pragma_busy_timeout), (SELECT synchronous FROM pragma_synchronous), (SELECT temp_store FROM pragma_temp_store)`).
				Scan(&timeout, &sync, &temp)
			if err != nil || timeout != 10000 || sync != 2 || temp != 2 {
				t.Errorf("access %d: busy_timeout %d, synchronous %d, temp_store %d, error %v", a, timeout, sync, temp, err)
			}
		}
	}
}

func TestAssertPragmas_SeesAMissingSetting(t *testing.T) {
	path := filepath.Join(t.TempDir(), registerFile)
	db := pool(t, path, writing)
	if err := assertPragmas(t.Context(), db, writing); err != nil {
		t.Fatalf("good connection refused: %v", err)
	}
	for _, p := range []string{"busy_timeout = 1", "synchronous = NORMAL", "foreign_keys = off", "temp_store = FILE", "query_only = on"} {
		bad := pool(t, path, writing)
		exec(t, bad, "PRAGMA "+p)
		if err := assertPragmas(t.Context(), bad, writing); err == nil || !strings.Contains(err.Error(), strings.Fields(p)[0]) {
			t.Errorf("%s: got %v", p, err)
		}
	}
}

func TestReaders_CannotWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), registerFile)
	w := pool(t, path, writing)
	exec(t, w, "CREATE TABLE t (a)")
	for _, a := range []access{reading, looking} {
		r := pool(t, path, a)
		// A read-only transaction must not leave the connection writable.
		tx, err := r.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		if _, err := r.ExecContext(t.Context(), "INSERT INTO t VALUES (1)"); err == nil {
			t.Errorf("access %d wrote", a)
		}
	}
}

func exec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func pool(t *testing.T, path string, a access) *sql.DB {
	t.Helper()
	db := openPool(path, a)
	t.Cleanup(func() { _ = db.Close() })
	return db
}
