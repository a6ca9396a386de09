package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
)

type listCmd struct {
	Data string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	JSON bool   `name:"json" help:"Scrive l’elenco come un solo oggetto JSON."`
}

type listedProcess struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// Run prints the key and the title of every process, by key.
func (c *listCmd) Run(ctx context.Context, env environment) (err error) {
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	summaries, err := st.Processes(ctx)
	if err != nil {
		return err
	}
	list := make([]listedProcess, 0, len(summaries))
	for _, s := range summaries {
		list = append(list, listedProcess{s.Key, s.Title})
	}
	if c.JSON {
		return printJSON(env.stdout, struct {
			Processes []listedProcess `json:"processes"`
		}{list})
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, p := range list {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", p.Key, sentence(p.Title)); err != nil {
			return err
		}
	}
	return w.Flush()
}
