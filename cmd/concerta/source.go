package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"concerta/internal/fault"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// sourceFlags say which process a command is about.
type sourceFlags struct {
	File    string `arg:"" optional:"" name:"file" help:"File del procedimento; «-» legge lo standard input."`
	Process string `name:"process" placeholder:"CHIAVE" help:"Chiave di un procedimento della cartella dati, al posto del file."`
	Data    string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
}

// check finds whether the flags name one process.
func (f sourceFlags) check() error {
	var m misuses
	m.when(f.File != "" && f.Process != "", "c’è sia un file sia --process", "indicare l’uno o l’altro")
	m.when(f.File == "" && f.Process == "", "manca il procedimento", "indicare un file, oppure «-» per lo standard input, oppure --process CHIAVE")
	return m.err()
}

// source reads the process the flags name.
func (f sourceFlags) source(ctx context.Context, env environment) (produce.Source, error) {
	if err := f.check(); err != nil {
		return produce.Source{}, err
	}
	if f.Process != "" {
		return f.stored(ctx, env)
	}
	return readSource(ctx, env, f.File)
}

func (f sourceFlags) stored(ctx context.Context, env environment) (src produce.Source, err error) {
	st, err := openExisting(ctx, env, f.Data)
	if err != nil {
		return produce.Source{}, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	p, err := st.Process(ctx, f.Process)
	if err != nil {
		return produce.Source{}, err
	}
	return produce.Stored(p), nil
}

// name is what to call the process in an advice, ready to be typed again.
func (f sourceFlags) name() string {
	if f.Process != "" {
		return "--process " + f.Process + " --data " + f.Data
	}
	return f.File
}

// readSource reads the process file named file, or standard input for "-". The
// files it names are looked for beside it, or in the current folder.
func readSource(ctx context.Context, env environment, file string) (produce.Source, error) {
	return readLimited(ctx, env, file, processfile.MaxSize)
}

// readLimited is readSource of at most one byte more than most.
func readLimited(ctx context.Context, env environment, file string, most int) (produce.Source, error) {
	if file == "-" {
		src, err := readAll(ctx, env.stdin, most, "lo standard input")
		return produce.Source{Name: file, Bytes: src, Assets: os.DirFS(".")}, err
	}
	f, err := os.Open(file)
	if err != nil {
		kind := error(nil)
		if errors.Is(err, fs.ErrNotExist) {
			kind = errNotFound
		}
		return produce.Source{}, &fault.Error{
			Kind: kind, Cause: err,
			What:   fmt.Sprintf("il file %s non si può leggere: %s", file, fault.Reason(err)),
			Repair: "controllare il nome e i permessi del file",
		}
	}
	defer f.Close() //nolint:errcheck // it was only read
	src, err := readAll(ctx, f, most, "il file "+file)
	return produce.Source{Name: file, Bytes: src, Assets: os.DirFS(filepath.Dir(file))}, err
}

// readAll reads r to its end, or until ctx is done: a person may have typed "-"
// by mistake, and the terminal then waits for ever. It stops one byte after most:
// whoever parses the bytes tells of a file that large.
func readAll(ctx context.Context, r io.Reader, most int, what string) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
		done <- result{b, err}
	}()
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("reading: %w", ctx.Err())
	case got := <-done:
		if got.err != nil {
			return nil, &fault.Error{What: what + " non si può leggere: " + fault.Reason(got.err), Repair: "controllare che sia un file di testo", Cause: got.err}
		}
		return got.b, nil
	}
}

// openExisting opens a data folder that must be there: a command that only reads
// does not make one out of a mistyped name.
func openExisting(ctx context.Context, env environment, dir string) (*store.Store, error) {
	there, err := store.Exists(dir)
	if err != nil {
		return nil, err
	}
	if !there {
		if err := store.Whole(ctx, dir); err != nil { // the register alone is missing
			return nil, err
		}
		return nil, &fault.Error{
			Kind:   errNotFound,
			What:   fmt.Sprintf("nella cartella %s non ci sono dati di concerta", dir),
			Repair: "indicare la cartella giusta con --data, oppure caricare un procedimento con «concerta import FILE --data " + dir + "»",
		}
	}
	return store.OpenExisting(ctx, dir, env.now)
}
