package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"concerta/internal/archive"
	"concerta/internal/backup"
	"concerta/internal/fault"
	"concerta/internal/outfile"
	"concerta/internal/store"
)

type backupCmd struct {
	archiveFlags `embed:""`
	Out          string `name:"output" short:"o" placeholder:"FILE" help:"File in cui scrivere la copia."`
}

// Run copies the data while others work on them, verifies the copy, and only then
// gives it its name.
func (c *backupCmd) Run(ctx context.Context, env environment) (err error) {
	if c.Out == "" {
		return badUsage("manca il file della copia", "aggiungere -o FILE, su un altro disco")
	}
	a, st, err := c.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	from := copier{env: env, st: st, office: a.Office(), templates: c.Templates, beside: c.Out}
	if err := outfile.StreamPrivate(ctx, c.Out, func(w io.Writer) error { return from.write(ctx, w) }); err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.stdout, c.Out)
	return err
}

// copier copies the data of an office while others work on them.
type copier struct {
	env       environment
	st        *store.Store
	office    string
	templates string
	beside    string // a file on the disk where there is room for the copy while it is made
}

// write verifies the copy before it gives the first byte of it.
func (c copier) write(ctx context.Context, w io.Writer) error {
	dir, err := os.MkdirTemp(filepath.Dir(c.beside), ".concerta-copia-*")
	if err != nil {
		return &fault.Error{Cause: err, What: "accanto a " + c.beside + " non si può scrivere: " + fault.Reason(err), Repair: "indicare un’altra cartella"}
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left is private and named as what it is
	if err := c.st.CopyTo(ctx, dir); err != nil {
		return err
	}
	m, err := c.inspect(ctx, dir)
	if err != nil {
		return err
	}
	return backup.Write(ctx, w, dir, store.Files(), m)
}

// inspect verifies the copied data and says how far they go.
func (c copier) inspect(ctx context.Context, dir string) (m backup.Manifest, err error) {
	m.Office, m.At = c.office, c.env.now().UTC()
	err = onData(ctx, c.env, dir, c.templates, func(a *archive.Archive, st *store.Store) error {
		if err := sound(ctx, a, st); err != nil {
			return err
		}
		head, err := a.Keeper.Head(ctx)
		if err != nil {
			return err
		}
		m.Head = head.String()
		last, err := a.LastGiven(ctx)
		for _, l := range last {
			m.Last = append(m.Last, backup.Last{Register: archive.Register, Year: l.Year, Number: l.Number})
		}
		return err
	})
	return m, err
}

// onData does something with the data in a folder, and closes them.
func onData(ctx context.Context, env environment, dir, templates string, do func(*archive.Archive, *store.Store) error) (err error) {
	st, err := store.Open(ctx, dir, env.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	a, err := newArchive(ctx, env, st, templates, "")
	if err != nil {
		return err
	}
	return do(a, st)
}

// sound tells whether data pass every check.
func sound(ctx context.Context, a *archive.Archive, st *store.Store) error {
	wrong, err := st.Integrity(ctx)
	if err != nil {
		return err
	}
	v, err := a.Verify(ctx, nil)
	if err != nil {
		return err
	}
	for _, f := range v.Faults {
		wrong = append(wrong, f.Where+": "+f.What)
	}
	if len(wrong) == 0 {
		return nil
	}
	const most = 10
	what := "i dati non passano la verifica: "
	for i, w := range wrong[:min(len(wrong), most)] {
		if i > 0 {
			what += "; "
		}
		what += w
	}
	if len(wrong) > most {
		what += fmt.Sprintf("; e altre %d cose", len(wrong)-most)
	}
	return &fault.Error{Kind: errVerify, What: what, Repair: "vedere tutto con «concerta archive verify» e con «concerta doctor»"}
}
