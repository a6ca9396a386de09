package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

type actsCmd struct {
	archiveFlags `embed:""`

	Process  string `name:"process" placeholder:"CHIAVE" help:"Solo gli atti di un procedimento."`
	Act      string `name:"act" placeholder:"ATTO" help:"Solo gli atti di un tipo."`
	Unsigned bool   `name:"unsigned" help:"Solo quelli che qualcuno deve ancora firmare, con chi."`
	Stale    bool   `name:"stale" help:"Solo quelli che non concordano più con i dati di --process; «concerta diff ATTO» dice in che cosa."`
	JSON     bool   `name:"json" help:"Scrive gli atti come un solo oggetto JSON."`
}

// Run lists the issued acts, oldest first.
func (c *actsCmd) Run(ctx context.Context, env environment) (err error) {
	if c.Stale && c.Process == "" {
		return badUsage("manca il procedimento", "con --stale indicare --process CHIAVE")
	}
	a, st, err := c.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	stale, err := c.stale(ctx, a)
	if err != nil {
		return err
	}
	list, err := st.Acts(ctx, store.ActFilter{Process: c.Process, Kind: c.Act})
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(a *ledger.Act) bool {
		return !a.IsAct() || c.Unsigned && len(a.Missing()) == 0 || c.Stale && !stale[a.ID]
	})
	slices.Reverse(list)
	if c.JSON {
		return printActs(env.stdout, list)
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, a := range list {
		line := actLine(a)
		if c.Unsigned {
			line += "\tdeve firmare: " + signerNames(a.Missing())
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// stale are the ids of the acts that no longer agree with the data.
func (c *actsCmd) stale(ctx context.Context, a *archive.Archive) (map[string]bool, error) {
	ids := map[string]bool{}
	if !c.Stale {
		return ids, nil
	}
	list, err := a.Stale(ctx, c.Process)
	for _, s := range list {
		ids[s.Act.ID] = true
	}
	return ids, err
}

func signerNames(list []ledger.Signer) string {
	words := ""
	for i, s := range list {
		if i > 0 {
			words += "; "
		}
		words += sentence(s.Name)
	}
	return words
}
