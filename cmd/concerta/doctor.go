package main

import (
	"context"
	"errors"
	"fmt"

	"concerta/internal/archive"
	"concerta/internal/fault"
	"concerta/internal/store"
)

type doctorCmd struct {
	archiveFlags `embed:""`
	Collect      bool `name:"collect" help:"Elimina i contenuti rimasti da emissioni interrotte, di cui il registro non parla; se c’è qualcosa che non torna non elimina nulla."`
	Rebuild      bool `name:"rebuild" help:"Rifà dal registro, se è integro, l’elenco degli atti e le parole della ricerca."`
}

// Run looks after a data folder: it says whether the files are sound, the archive
// verifies and the clock is right. With --rebuild it first makes again what follows
// from the register, and with --collect frees what nobody needs.
func (c *doctorCmd) Run(ctx context.Context, env environment) (err error) {
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	d := &doctor{env: env, st: st}
	if c.Rebuild {
		n, err := archive.RebuildLists(ctx, st)
		if err != nil {
			return err
		}
		d.say("rifatti dal registro l’elenco degli atti e la ricerca: %s", plural(n, "atto o documento", "atti e documenti"))
	}
	if err := d.examine(ctx); err != nil {
		return err
	}
	switch {
	case c.Collect && !d.good():
		d.say("non è stato eliminato nulla: finché qualcosa non torna, ciò che sembra non servire può essere di un atto")
	case c.Collect:
		if err := d.collect(ctx); err != nil {
			return err
		}
	case d.v.Orphans > 0 && d.good():
		d.say("ci sono %s di emissioni interrotte, che non servono: si eliminano con --collect", plural(d.v.Orphans, "contenuto", "contenuti"))
	}
	if d.err != nil {
		return d.err
	}
	if !d.good() {
		return &fault.Error{
			Kind:   errVerify,
			What:   fmt.Sprintf("i dati non sono in ordine: %s", plural(len(d.wrong)+len(d.v.Faults), "cosa non torna", "cose non tornano")),
			Repair: d.advice(),
		}
	}
	a, err := newArchive(ctx, env, st, c.Templates, c.BaseURL)
	if err != nil {
		return err
	}
	if late := a.ClockBehind(ctx); late != nil && !errors.Is(late, store.ErrReadOnly) {
		return late
	}
	d.say("i dati sono in ordine")
	return d.err
}

// doctor is one look at a data folder.
type doctor struct {
	env   environment
	st    *store.Store
	wrong []string // with the files themselves
	v     *archive.Verification
	err   error // of saying it
}

func (d *doctor) say(format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.env.stdout, format+"\n", args...)
	}
}

func (d *doctor) good() bool { return len(d.wrong) == 0 && d.v.Good() }

func (d *doctor) advice() string {
	if len(d.wrong) > 0 { // not the lists alone
		return theArchive().repair
	}
	return theArchive().advice(d.v)
}

func (d *doctor) examine(ctx context.Context) (err error) {
	if d.wrong, err = d.st.Integrity(ctx); err != nil {
		return err
	}
	for _, w := range d.wrong {
		d.say("file danneggiato: %s", sentence(w))
	}
	if d.v, err = archive.Verify(ctx, d.st, nil); err != nil {
		return err
	}
	if d.err == nil {
		d.err = tellVerification(d.env, d.v)
	}
	return nil
}

func (d *doctor) collect(ctx context.Context) error {
	n, bytes, err := d.st.CollectOrphans(ctx)
	if err != nil {
		return err
	}
	d.say("eliminati: %s (%d byte)", plural(n, "contenuto", "contenuti"), bytes)
	return nil
}
