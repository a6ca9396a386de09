package main

import (
	"context"
	"errors"

	"concerta/internal/archive"
)

type archiveAddCmd struct {
	archiveFlags `embed:""`
	Key          string `arg:"" optional:"" name:"chiave" help:"Chiave del procedimento."`
	File         string `arg:"" optional:"" name:"file" help:"File del documento."`
	Title        string `name:"title" placeholder:"TESTO" help:"Che cosa è il documento."`
	Kind         string `name:"kind" default:"altro" placeholder:"TIPO" help:"Tipo: delega, deliberazione, determinazione, ricevuta, presentazione, corrispondenza, altro."`
	Date         string `name:"date" placeholder:"AAAA-MM-GG" help:"Data del documento."`
	About        string `name:"about" placeholder:"ATTO" help:"Atto con cui va."`
}

// Run takes a document made elsewhere into the case file.
func (c *archiveAddCmd) Run(ctx context.Context, env environment) (err error) {
	if c.Key == "" {
		return badUsage("manca la chiave del procedimento", "vedere le chiavi con «concerta list»")
	}
	day, err := parseDay(c.Date, "--date")
	if err != nil {
		return err
	}
	file, err := readIncoming(ctx, env, c.File)
	if err != nil {
		return err
	}
	a, st, err := c.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	act, err := a.File(ctx, archive.Received{
		Operator: c.operator(env), Process: c.Key, Title: c.Title, Kind: c.Kind, Date: day, About: c.About,
	}, file)
	return done(env, act, err)
}
