package main

import (
	"context"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

type annulCmd struct {
	actFlags `embed:""`
	Reason   string `name:"reason" placeholder:"TESTO" help:"Motivo, che resta scritto con l’atto."`
	By       string `name:"by" placeholder:"N" help:"Numero dell’atto che annulla o revoca: serve se l’atto è già firmato o pubblicato."`
}

// Run annuls the act, which stays in the archive.
func (c *annulCmd) Run(ctx context.Context, env environment) error {
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.Annul(ctx, act.ID, archive.Annulment{Operator: c.operator(env), Reason: c.Reason, By: c.By})
		return done(env, act, err)
	})
}
