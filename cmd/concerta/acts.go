package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

type actsCmd struct {
	Data     string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	Process  string `name:"process" placeholder:"CHIAVE" help:"Solo gli atti di un procedimento."`
	Act      string `name:"act" placeholder:"ATTO" help:"Solo gli atti di un tipo."`
	Unsigned bool   `name:"unsigned" help:"Solo quelli che qualcuno deve ancora firmare, con chi."`
	JSON     bool   `name:"json" help:"Scrive gli atti come un solo oggetto JSON."`
}

// Run lists the issued acts, oldest first.
func (c *actsCmd) Run(ctx context.Context, env environment) (err error) {
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	list, err := st.Acts(ctx, store.ActFilter{Process: c.Process, Kind: c.Act})
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(a *ledger.Act) bool { return !a.IsAct() || c.Unsigned && len(a.Missing()) == 0 })
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
