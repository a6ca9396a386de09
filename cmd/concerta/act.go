package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// actCmd are the commands on one issued act.
type actCmd struct {
	Show     actShowCmd     `cmd:"" help:"Dice tutto di un atto emesso: numero, stato, file, storia."`
	Get      actGetCmd      `cmd:"" help:"Scrive i file di un atto emesso, come furono congelati."`
	Protocol actProtocolCmd `cmd:"" help:"Scrive il numero di protocollo del comune: una volta sola."`
	Publish  actPublishCmd  `cmd:"" help:"Registra la pubblicazione all’albo."`
	Report   actReportCmd   `cmd:"" help:"Registra il referto di pubblicazione, come è arrivato."`
	Scan     actScanCmd     `cmd:"" help:"Mette in archivio la scansione di un atto firmato a mano."`
}

// actFlags name an act.
type actFlags struct {
	archiveFlags `embed:""`
	Act          string `arg:"" optional:"" name:"atto" help:"Sigla dell’atto, numero (12/2013) o codice di verifica."`
}

// on does something with the act that the flags name.
func (f actFlags) on(ctx context.Context, env environment, do func(*archive.Archive, *ledger.Act) error) (err error) {
	if f.Act == "" {
		return missingAct()
	}
	a, st, err := f.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	act, err := a.Find(ctx, f.Act)
	if err != nil {
		return err
	}
	return do(a, act)
}

// done tells what an act has become.
func done(env environment, act *ledger.Act, err error) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.stdout, actLine(act))
	return err
}

type actProtocolCmd struct {
	actFlags `embed:""`
	Number   string `name:"number" placeholder:"N" help:"Numero di protocollo."`
	Date     string `name:"date" placeholder:"AAAA-MM-GG" help:"Data di protocollo."`
}

// Run records the municipality's number.
func (c *actProtocolCmd) Run(ctx context.Context, env environment) error {
	day, err := parseDay(c.Date, "--date")
	if err != nil {
		return err
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.SetProtocol(ctx, act.ID, c.operator(env), process.ProtocolNumber{Number: c.Number, Date: day})
		return done(env, act, err)
	})
}

type actPublishCmd struct {
	actFlags `embed:""`
	Albo     string `name:"albo" placeholder:"N" help:"Numero della pubblicazione all’albo."`
	From     string `name:"from" placeholder:"AAAA-MM-GG" help:"Primo giorno."`
	To       string `name:"to" placeholder:"AAAA-MM-GG" help:"Ultimo giorno; senza, quindici giorni dopo il primo."`
}

// Run records the publication.
func (c *actPublishCmd) Run(ctx context.Context, env environment) error {
	from, err1 := parseDay(c.From, "--from")
	to, err2 := parseDay(c.To, "--to")
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.Publish(ctx, act.ID, archive.Publication{Operator: c.operator(env), Albo: c.Albo, From: from, To: to})
		return done(env, act, err)
	})
}

type actReportCmd struct {
	actFlags `embed:""`
	File     string `arg:"" optional:"" name:"file" help:"File del referto."`
	Date     string `name:"date" placeholder:"AAAA-MM-GG" help:"Giorno in cui è arrivato; senza, oggi."`
}

// Run records the report of the publication.
func (c *actReportCmd) Run(ctx context.Context, env environment) error {
	day, err := parseDay(c.Date, "--date")
	if err != nil {
		return err
	}
	file, err := readIncoming(ctx, env, c.File)
	if err != nil {
		return err
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.Report(ctx, act.ID, c.operator(env), day, file)
		return done(env, act, err)
	})
}

type actScanCmd struct {
	actFlags   `embed:""`
	File       string `arg:"" optional:"" name:"file" help:"File della scansione."`
	AttestedBy string `name:"attested-by" placeholder:"NOME" help:"Chi attesta che la scansione è conforme all’originale."`
}

// Run stores the scan.
func (c *actScanCmd) Run(ctx context.Context, env environment) error {
	file, err := readIncoming(ctx, env, c.File)
	if err != nil {
		return err
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		act, err := a.Scan(ctx, act.ID, archive.Attestation{Operator: c.operator(env), By: c.AttestedBy}, file)
		return done(env, act, err)
	})
}

// parseDay reads a day; zero when it is not given.
func parseDay(s, flag string) (process.Date, error) {
	if s == "" {
		return process.Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return process.Date{}, badUsage("il giorno «"+s+"» di "+flag+" non esiste o non è scritto come anno-mese-giorno", "scriverlo come 2013-11-07")
	}
	d, _ := process.NewDate(t.Year(), t.Month(), t.Day())
	return d, nil
}
