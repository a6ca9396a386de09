// Package store keeps what one office has entered, in one folder. Each exported
// method is one transaction; no type of the database engine is seen outside.
package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3"

	"concerta/internal/fault"
)

// The kinds of failure of a store.
var (
	ErrNotFound    = errors.New("store: not found")
	ErrConflict    = errors.New("store: somebody saved in between")
	ErrNewerSchema = errors.New("store: the schema is newer than this program")
	ErrFolder      = errors.New("store: the data folder cannot be used")
	ErrDamaged     = errors.New("store: a file of the data is damaged")
	ErrIncomplete  = fmt.Errorf("%w: a part is missing", ErrDamaged)
	ErrWrite       = errors.New("store: the data cannot be written or read now")
)

// The names of the databases in the data folder. The contents of files are apart:
// the register stays small, and each is copied at its own pace.
const (
	registerFile = "concerta.db"
	blobFile     = "archivio.db"
)

// The folders of their migrations.
const (
	registerFolder = "registro"
	blobFolder     = "file"
)

// Files are the names of the files that a data folder is made of.
func Files() []string { return []string{registerFile, blobFile} }

// Store is the data of one office. It is safe for concurrent use.
type Store struct {
	register *database
	blobs    *database
	clock    func() time.Time
	private  string // folder of the copy that is read; empty when the data are
}

// Exists tells whether dir holds the data of an office already. When that cannot
// be known, the error is of kind ErrFolder: data that may not be read are there all
// the same, and nobody should be told to begin anew.
func Exists(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, registerFile))
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return false, nil
	}
	return false, &fault.Error{
		Kind: ErrFolder, Cause: err,
		What:   fmt.Sprintf("la cartella dati %s non si può leggere: %s", dir, fault.Reason(err)),
		Repair: "dare all’utente che avvia il programma il permesso di leggerla e scrivervi, oppure indicare un’altra cartella con --data",
	}
}

// Open opens the data folder dir, making it when it is not there, and brings its
// schema up to date. It fails with ErrNewerSchema, leaving the data as they are,
// when a later program made them, and with ErrFolder when dir cannot be used.
// Clock gives the moments at which things are saved.
func Open(ctx context.Context, dir string, clock func() time.Time) (*Store, error) {
	if err := writable(dir); err != nil {
		return nil, err
	}
	if err := Whole(ctx, dir); err != nil {
		return nil, err
	}
	s := &Store{clock: clock}
	var err error
	if s.register, err = newDatabase(filepath.Join(dir, registerFile), registerFolder); err != nil {
		return nil, err
	}
	if s.blobs, err = newDatabase(filepath.Join(dir, blobFile), blobFolder); err != nil {
		return nil, errors.Join(err, s.register.close())
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// prepare looks at both files before it changes either. The one for the contents is
// made first: where a register is, it is too, or was lost.
func (s *Store) prepare(ctx context.Context) error {
	both := []*database{s.register, s.blobs}
	for _, d := range both {
		if err := refuseNewer(ctx, d.path, newest(d.schema)); err != nil {
			return err
		}
	}
	for _, d := range []*database{s.blobs, s.register} {
		if err := d.prepare(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close ends all connections. The write-ahead log goes into the database when
// no other program uses it.
func (s *Store) Close() error {
	var err error
	for _, d := range []*database{s.blobs, s.register} {
		if d != nil {
			err = errors.Join(err, d.close())
		}
	}
	if s.private != "" {
		err = errors.Join(err, os.RemoveAll(s.private))
	}
	return err
}

// Ping tells whether the data can be read now.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	if err := s.register.read.QueryRowContext(ctx, `SELECT 1 FROM process_version UNION SELECT 1`).Scan(&one); err != nil {
		return fmt.Errorf("reading the data: %w", err)
	}
	return nil
}

// writable makes dir when it is not there and tries that files can be made in it:
// SQLite would otherwise open read-only and fail at the first save. Others on the
// machine are kept out, since personal data will be in it.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return &fault.Error{
			Kind: ErrFolder, Cause: err,
			What:   fmt.Sprintf("la cartella dati %s non si può creare: %s", dir, fault.Reason(err)),
			Repair: "controllare il percorso e i permessi, oppure indicare un’altra cartella con --data",
		}
	}
	f, err := os.CreateTemp(dir, ".prova-*")
	if err != nil {
		return &fault.Error{
			Kind: ErrFolder, Cause: err,
			What:   fmt.Sprintf("nella cartella dati %s non si può scrivere: %s", dir, fault.Reason(err)),
			Repair: "dare all’utente che avvia il programma il permesso di scrivervi, oppure indicare un’altra cartella con --data",
		}
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func cannotOpen(path string, err error) error {
	kind, why := ErrFolder, fault.Reason(err)
	repair := "controllare i permessi e lo spazio su disco, e che la cartella sia su un disco di questo computer"
	var e sqlite3.Error
	if errors.As(err, &e) {
		why = reason(e)
		what, missing := incomplete(e)
		switch {
		case missing:
			kind, why, repair = ErrIncomplete, what, keepAndRestore
		case e.Code == sqlite3.ErrCorrupt:
			kind, repair = ErrDamaged, keepAndRestore
		}
	}
	return &fault.Error{
		Kind: kind, Cause: err,
		What:   fmt.Sprintf("l’archivio %s non si può aprire: %s", path, why),
		Repair: repair,
	}
}

// reason says in Italian why SQLite refused.
func reason(e sqlite3.Error) string {
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return "un altro programma lo sta usando"
	case sqlite3.ErrCantOpen:
		if e.SystemErrno != 0 {
			return fault.Reason(e.SystemErrno)
		}
		return "non si può leggere o non vi si può scrivere"
	case sqlite3.ErrPerm, sqlite3.ErrReadonly, sqlite3.ErrAuth:
		return "non vi si può scrivere"
	case sqlite3.ErrFull:
		return "il disco è pieno"
	case sqlite3.ErrIoErr:
		return "il disco dà errore"
	case sqlite3.ErrCorrupt:
		return "il file è danneggiato"
	case sqlite3.ErrNotADB:
		return "non è un archivio di concerta"
	default:
		return e.Error()
	}
}
