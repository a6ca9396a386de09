package main

import (
	"context"
	"errors"
	"fmt"

	"concerta/internal/fault"
)

type doctorCmd struct {
	archiveFlags `embed:""`
	Collect      bool `name:"collect" help:"Elimina i contenuti rimasti da emissioni interrotte, di cui il registro non parla."`
}

// Run looks after a data folder: it says whether the files are sound, the archive
// verifies and the clock is right, and with --collect frees what nobody needs.
func (c *doctorCmd) Run(ctx context.Context, env environment) (err error) {
	a, st, err := c.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	say := func(format string, args ...any) error {
		_, err := fmt.Fprintf(env.stdout, format+"\n", args...)
		return err
	}
	wrong, err := st.Integrity(ctx)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		if err := say("file danneggiato: %s", sentence(w)); err != nil {
			return err
		}
	}
	v, err := a.Verify(ctx, nil)
	if err != nil {
		return err
	}
	if err := tellVerification(env, v); err != nil {
		return err
	}
	if c.Collect {
		n, bytes, err := st.CollectOrphans(ctx)
		if err != nil {
			return err
		}
		v.Orphans = 0
		if err := say("eliminati: %s (%d byte)", plural(n, "contenuto", "contenuti"), bytes); err != nil {
			return err
		}
	}
	if v.Orphans > 0 {
		if err := say("ci sono %s di emissioni interrotte, che non servono: si eliminano con --collect", plural(v.Orphans, "contenuto", "contenuti")); err != nil {
			return err
		}
	}
	if late := a.ClockBehind(ctx); late != nil {
		return late
	}
	if len(wrong) > 0 || !v.Good() {
		return &fault.Error{
			Kind:   errVerify,
			What:   fmt.Sprintf("i dati non sono in ordine: %s", plural(len(wrong)+len(v.Faults), "cosa non torna", "cose non tornano")),
			Repair: "non modificare nulla, conservare la cartella dati com’è e ripristinare altrove una copia con «concerta restore»",
		}
	}
	return say("i dati sono in ordine")
}
