package main

import (
	"context"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

type signReturnCmd struct {
	actFlags `embed:""`
	File     string `arg:"" optional:"" name:"file" help:"File firmato: PDF (PAdES) o .p7m (CAdES)."`
	Reason   string `name:"reason" placeholder:"TESTO" help:"Motivo per cui si accetta un file in cui c’è altro oltre alle firme, o con una firma non riconosciuta, o senza una che era già arrivata."`
	Signer   string `name:"signer" placeholder:"NOME" help:"Per chi vale la firma non riconosciuta: chi deve ancora firmare, oppure «nessuno»; senza, vale per il primo che manca."`
}

// Run takes in the signed file and says how far the act has come.
func (c *signReturnCmd) Run(ctx context.Context, env environment) error {
	if c.Act == "" {
		return missingAct()
	}
	file, err := readIncoming(ctx, env, c.File)
	if err != nil {
		return err
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.ReturnSigned(ctx, act.ID, archive.SignedReturn{Operator: c.operator(env), File: file, Reason: c.Reason, Signer: c.Signer})
		return done(env, act, err)
	})
}
