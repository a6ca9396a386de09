package main

import (
	"context"
	"fmt"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

type diffCmd struct {
	actFlags `embed:""`
	JSON     bool `name:"json" help:"Scrive le differenze come un solo oggetto JSON."`
}

// Run says what the data say otherwise than the act.
func (c *diffCmd) Run(ctx context.Context, env environment) error {
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		list, err := a.Diff(ctx, act.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			type difference struct {
				Where  string `json:"where"`
				Before string `json:"before"`
				After  string `json:"after"`
			}
			out := make([]difference, 0, len(list))
			for _, d := range list {
				out = append(out, difference{d.Dove, d.Prima, d.Dopo})
			}
			return printJSON(env.stdout, struct {
				Act         string       `json:"act"`
				Differences []difference `json:"differences"`
			}{act.ID, out})
		}
		if len(list) == 0 {
			_, err := fmt.Fprintln(env.stdout, "nessuna differenza: l’atto dice quello che dicono i dati")
			return err
		}
		for _, d := range list {
			before, after := sentence(d.Prima), sentence(d.Dopo)
			if before == "" {
				before = "(niente)"
			}
			if after == "" {
				after = "(niente)"
			}
			if _, err := fmt.Fprintf(env.stdout, "%s: %s → %s\n", sentence(d.Dove), before, after); err != nil {
				return err
			}
		}
		return nil
	})
}
