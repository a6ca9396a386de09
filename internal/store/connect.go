package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// access is what a connection may do.
type access uint8

const (
	writing      access = iota // one connection, transactions that take the write lock at once
	reading                    // cannot write
	looking                    // opens the file as it is and sets nothing up in it
	still                      // the same, of a file that nobody changes
	copying                    // reads the file, and writes a copy elsewhere
	copyingStill               // the same, of a file that nobody changes
)

// readers is the number of connections that read at the same time.
const readers = 4

// connector opens SQLite connections that all have the same settings. It is used
// in place of a registered driver because the driver's data source name has no
// word for temp_store.
type connector struct {
	dsn    string
	access access
}

func newConnector(path string, a access) connector {
	q := url.Values{
		"_busy_timeout": {"10000"}, // milliseconds
		"_foreign_keys": {"on"},
	}
	switch a {
	case writing:
		q.Set("_journal_mode", "WAL")
		q.Set("_synchronous", "FULL") // the driver's own default is NORMAL
		q.Set("_txlock", "immediate")
	case reading:
		q.Set("_journal_mode", "WAL")
		q.Set("_synchronous", "FULL")
		q.Set("_query_only", "on")
	case copying, copyingStill:
		q.Set("mode", "ro")
	case looking, still:
		q.Set("mode", "ro")
		q.Set("_query_only", "on")
	}
	if a == still || a == copyingStill {
		q.Set("immutable", "1")
	}
	// The path is escaped because it stands in a URI: a folder may be named "a?b#c".
	return connector{"file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + q.Encode(), a}
}

// Connect implements [driver.Connector].
func (c connector) Connect(context.Context) (driver.Conn, error) {
	return c.Driver().Open(c.dsn)
}

// Driver implements [driver.Connector].
func (c connector) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		_, err := conn.Exec("PRAGMA temp_store = MEMORY", nil)
		return err
	}}
}

func openPool(path string, a access) *sql.DB {
	db := sql.OpenDB(newConnector(path, a))
	size := 1
	if a == reading || a == still {
		size = readers
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

// assertPragmas fails when a connection of db lacks a setting that durability or
// consistency rests on: a setting the driver ignored would otherwise go unseen.
func assertPragmas(ctx context.Context, db *sql.DB, a access) error {
	want := []struct{ pragma, value string }{
		{"busy_timeout", "10000"},
		{"journal_mode", "wal"},
		{"synchronous", "2"}, // FULL
		{"foreign_keys", "1"},
		{"temp_store", "2"}, // MEMORY
		{"query_only", map[access]string{writing: "0", reading: "1"}[a]},
	}
	for _, w := range want {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+w.pragma).Scan(&got); err != nil {
			return fmt.Errorf("reading pragma %s: %w", w.pragma, err)
		}
		if got != w.value {
			return fmt.Errorf("pragma %s is %q, want %q", w.pragma, got, w.value)
		}
	}
	return nil
}
