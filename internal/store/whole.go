package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"concerta/internal/fault"
)

// keepAndRestore is what to do with data that are broken: whatever is tried on them
// may lose what could still be read.
const keepAndRestore = "non spostare e non modificare nulla, conservare la cartella dati com’è e ripristinare altrove una copia con «concerta restore»"

// Whole fails with ErrDamaged when a data folder has one of its files and not the
// other, or one of them is no database any more. To make the missing one anew would
// hide that it is missing: numbers would be given again, or acts have no files.
func Whole(ctx context.Context, dir string) error {
	return whole(ctx, []string{filepath.Join(dir, registerFile), filepath.Join(dir, blobFile)}, []access{looking, looking})
}

func whole(ctx context.Context, paths []string, how []access) error {
	registerPath, blobPath := paths[0], paths[1]
	register, err1 := tablesOf(ctx, registerPath, how[0])
	blobs, err2 := tablesOf(ctx, blobPath, how[1])
	var e sqlite3.Error
	for _, f := range []struct {
		path string
		err  error
	}{{registerPath, err1}, {blobPath, err2}} {
		switch {
		case f.err == nil:
		case there(registerPath) && there(blobPath) && errors.As(f.err, &e) && (e.Code == sqlite3.ErrNotADB || e.Code == sqlite3.ErrCorrupt):
			return lostFile(filepath.Base(f.path)+" è danneggiato: non è più un archivio di concerta", f.err)
		default:
			return notOurs(f.path, f.err)
		}
	}
	switch {
	case register["entry"] && len(blobs) == 0:
		return lostFile("manca "+blobFile+", che contiene i file degli atti", nil)
	case len(register) == 0 && blobs["blob"]:
		some, err := hasRows(ctx, blobPath, how[1])
		if err != nil {
			return notOurs(blobPath, err)
		}
		if some {
			return lostFile("manca "+registerFile+", che contiene il registro, ma "+blobFile+" contiene file di atti", nil)
		}
	}
	return nil
}

func lostFile(what string, cause error) error {
	return &fault.Error{
		Kind: ErrDamaged, Cause: cause,
		What:   "nella cartella dati " + what + "; non è stato creato né scritto nulla",
		Repair: keepAndRestore,
	}
}

// tablesOf are the tables of a database, none of one that is not there.
func tablesOf(ctx context.Context, path string, a access) (map[string]bool, error) {
	if !there(path) {
		return nil, nil
	}
	db := openPool(path, a)
	defer db.Close() //nolint:errcheck // it only read
	rows, err := db.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	tables := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		tables[name] = true
	}
	return tables, rows.Err()
}

func hasRows(ctx context.Context, path string, a access) (some bool, err error) {
	db := openPool(path, a)
	defer db.Close() //nolint:errcheck // it only read
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM blob)`).Scan(&some)
	return some, err
}

// incomplete says which part of the schema the engine did not find.
func incomplete(e sqlite3.Error) (what string, missing bool) {
	if e.Code != sqlite3.ErrError {
		return "", false
	}
	for _, m := range []struct{ english, italian string }{
		{"no such table: ", "manca la tabella "},
		{"no such column: ", "manca la colonna "},
	} {
		if _, name, ok := strings.Cut(e.Error(), m.english); ok {
			return m.italian + strings.TrimPrefix(name, "main."), true
		}
	}
	if strings.Contains(e.Error(), "vtable constructor failed: ") {
		return "una tabella della ricerca non è intera", true
	}
	return "", false
}

func there(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// lostVersions is when the tables are there and what says of which schema they are
// is not: migrating would begin again from nothing.
func lostVersions(path string) error {
	return &fault.Error{
		Kind:   ErrIncomplete,
		What:   fmt.Sprintf("%s: manca la tabella goose_db_version, che dice di quale versione sono i dati", filepath.Base(path)),
		Repair: keepAndRestore,
	}
}
