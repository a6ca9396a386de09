package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/outfile"
	"concerta/internal/press"
)

type archiveExportCmd struct {
	Key  string `arg:"" optional:"" name:"chiave" help:"Chiave del procedimento."`
	Data string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	Out  string `name:"output" short:"o" placeholder:"FILE" help:"File ZIP in cui scrivere."`
}

// Run writes the package, and says the digest to keep or to send with it.
func (c *archiveExportCmd) Run(ctx context.Context, env environment) (err error) {
	var m misuses
	m.when(c.Key == "", "manca la chiave del procedimento", "vedere le chiavi con «concerta list»")
	m.when(c.Out == "" || c.Out == "-", "manca il file in cui scrivere il pacchetto", "aggiungere -o FILE.zip")
	if err := m.err(); err != nil {
		return err
	}
	a, st, err := archiveFlags{Data: c.Data}.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	var made *bundle.Summary
	whole := sha256.New()
	err = outfile.Stream(ctx, c.Out, func(w io.Writer) error {
		made, err = a.Export(ctx, c.Key, env.version, io.MultiWriter(w, whole))
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.stdout, "%s\n%s, %s (%d byte)\nfine del registro: %s\nSHA-256 del pacchetto: %x\n",
		c.Out, plural(made.Acts, "atto o documento", "atti e documenti"), plural(made.Files, "file", "file"), made.Bytes, made.Head, whole.Sum(nil))
	return err
}

// verifyPackage verifies a package with nothing else at hand.
func (c *archiveVerifyCmd) verifyPackage(ctx context.Context, env environment, known *ledger.Head) error {
	zone, err := press.Rome()
	if err != nil {
		return err
	}
	f, size, err := openPackage(c.Package)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	v, err := bundle.Verify(ctx, f, size, bundle.Options{Zone: zone, Known: known})
	if err != nil {
		return err
	}
	of := verified{
		what: "il pacchetto", good: "è integro",
		repair: "conservarlo com’è, e chiedere a chi l’ha fatto un’altra copia o l’impronta del pacchetto",
	}
	if known == nil {
		of.good = "concorda con sé stesso (per sapere che viene dal registro dell’ufficio aggiungere --head)"
	}
	return c.tell(env, v, of)
}

func openPackage(name string) (*os.File, int64, error) {
	unreadable := func(err error) error {
		kind := error(nil)
		if errors.Is(err, fs.ErrNotExist) {
			kind = errNotFound
		}
		return &fault.Error{
			Kind: kind, Cause: err,
			What:   fmt.Sprintf("il pacchetto %s non si può leggere: %s", name, fault.Reason(err)),
			Repair: "controllare il nome e i permessi del file",
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, unreadable(err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("non è un file")
	}
	if err != nil {
		return nil, 0, errors.Join(unreadable(err), f.Close())
	}
	return f, info.Size(), nil
}
