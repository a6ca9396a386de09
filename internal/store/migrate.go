package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"concerta/internal/fault"
)

//go:embed migrations/*/*.sql
var migrations embed.FS

// refuseNewer fails with ErrNewerSchema when the database at path was made by a
// later program. It looks without writing, so that such a database stays as it is.
func refuseNewer(ctx context.Context, path string, known int64) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db := openPool(path, looking)
	defer db.Close() //nolint:errcheck // nothing was written
	version, err := versionOf(ctx, db, path)
	if err != nil {
		return err
	}
	return notNewer(path, version, known)
}

// versionOf is the schema version of a database; 0 of one that has nothing in it, or
// was left by a start that was cut short.
func versionOf(ctx context.Context, db *sql.DB, path string) (int64, error) {
	var versions, tables int
	err := db.QueryRowContext(ctx, `SELECT coalesce(sum(name = 'goose_db_version'), 0), count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`).
		Scan(&versions, &tables)
	switch {
	case err != nil:
		return 0, notOurs(path, err)
	case tables == 0:
		return 0, nil
	case versions == 0:
		return 0, lostVersions(path)
	}
	var version int64
	if err := db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version`).Scan(&version); err != nil {
		return 0, notOurs(path, err)
	}
	return version, nil
}

func notNewer(path string, version, known int64) error {
	if version <= known {
		return nil
	}
	return &fault.Error{
		Kind: ErrNewerSchema,
		What: fmt.Sprintf("l’archivio %s è di una versione più recente del programma (schema %d, questo programma arriva allo schema %d); non è stato toccato",
			path, version, known),
		Repair: "usare la versione aggiornata di concerta, oppure un’altra cartella con --data",
	}
}

// notOurs says why the file at path cannot be read as a database.
func notOurs(path string, err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrNotADB {
		return &fault.Error{
			Kind: ErrFolder, Cause: err,
			What:   fmt.Sprintf("%s non è un archivio di concerta; non è stato toccato", path),
			Repair: "indicare un’altra cartella con --data, oppure spostare quel file",
		}
	}
	return cannotOpen(path, err)
}

// migrate brings the schema up to date. Two programs may start on a new folder at
// the same moment: whoever comes second finds the work done and goes on.
func migrate(ctx context.Context, p *goose.Provider) error {
	const attempts = 5
	var err error
	for range attempts {
		if _, err = p.Up(ctx); err == nil {
			return nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	return fmt.Errorf("migrating the schema: %w", err)
}

func newProvider(db *sql.DB, folder string) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithSlog(slog.New(slog.DiscardHandler))}
	if folder == registerFolder {
		const chained = 5 // digests are computed by the program, never by the engine
		options = append(options, goose.WithGoMigrations(goose.NewGoMigration(chained, &goose.GoFunc{RunTx: chainDeeds}, nil)))
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, options...)
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	return p, nil
}

// newest is the schema version this program brings a database to.
func newest(p *goose.Provider) int64 {
	var v int64
	for _, s := range p.ListSources() {
		v = max(v, s.Version)
	}
	return v
}
