package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/outfile"
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

type actShowCmd struct {
	actFlags `embed:""`
	JSON     bool `name:"json" help:"Scrive tutto come un solo oggetto JSON."`
}

// Run prints the act and its history.
func (c *actShowCmd) Run(ctx context.Context, env environment) error {
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		entries, err := a.Keeper.ActEntries(ctx, act.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(env.stdout, struct {
				Act     *ledger.Act     `json:"act"`
				State   string          `json:"state"`
				Entries []*ledger.Entry `json:"entries"`
			}{act, string(act.State()), entries})
		}
		return showAct(env.stdout, a.Zone, act, entries)
	})
}

func showAct(out io.Writer, zone *time.Location, act *ledger.Act, entries []*ledger.Entry) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(name, value string) {
		if value != "" {
			_, _ = fmt.Fprintf(w, "%s\t%s\n", name, sentence(value)) // Flush gives the error
		}
	}
	row("atto", act.ID)
	row("oggetto", act.Title)
	row("stato", act.StateWords())
	if n := act.NumberWords(); n != "" {
		row("numero", act.Register+" n. "+n)
	}
	row("emesso", act.At.In(zone).Format("02/01/2006, 15.04")+" da "+act.Operator)
	row("revisione", act.Revision)
	row("codice di verifica", act.Code)
	for _, c := range act.Confirmed {
		row("confermato", c.What+" Motivo: "+c.Reason)
	}
	if act.Protocol != nil {
		row("protocollo", act.Protocol.Number+" del "+act.Protocol.Date)
	}
	if p := act.Publication; p != nil {
		row("pubblicazione", "n. "+p.Albo+", dal "+p.From+" al "+p.To)
	}
	if n := act.Annulment; n != nil {
		row("annullato", strings.TrimSpace(n.Reason+" "+n.By))
	}
	for _, s := range act.Signatures {
		row("firma", signatureWords(s))
	}
	row("deve ancora firmare", signerNames(act.Missing()))
	for _, f := range act.Files {
		row("file", fmt.Sprintf("%s (%s, %d byte, SHA-256 %s)", f.Name, f.Role, f.Size, f.Digest))
	}
	for _, e := range entries {
		row("registrazione", fmt.Sprintf("n. %d, %s: %s, da %s", e.Seq, e.At.In(zone).Format("02/01/2006, 15.04"), e.What, e.Operator))
	}
	return w.Flush()
}

func signatureWords(s ledger.Signature) string {
	words := s.Name
	if s.When != "" {
		words += ", " + s.When
	}
	if !s.Intact {
		words += " (non integra)"
	}
	return words
}

type actGetCmd struct {
	actFlags `embed:""`
	Format   []string `name:"format" placeholder:"FORMATO,…" help:"Solo questi file, per ruolo: pdf, docx, html, txt, firmato, metadati…; senza, tutti i documenti."`
	Out      string   `name:"out" placeholder:"CARTELLA" help:"Cartella in cui scrivere; se non c’è viene creata."`
}

// Run writes the frozen files of the act.
func (c *actGetCmd) Run(ctx context.Context, env environment) error {
	if c.Out == "" {
		return badUsage("manca la cartella in cui scrivere", "aggiungere --out CARTELLA")
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		var files []outfile.File
		for _, f := range act.Files {
			if !c.wants(f.Role) {
				continue
			}
			b, err := a.Keeper.Blob(ctx, f.Digest)
			if err != nil {
				return err
			}
			files = append(files, outfile.File{Name: f.Name, Content: b})
		}
		if len(files) == 0 {
			return badUsage("l’atto non ha file di quel tipo", "vedere i suoi file con «concerta act show "+act.ID+"»")
		}
		paths, err := outfile.WriteAll(ctx, c.Out, files)
		for _, p := range paths {
			if _, err := fmt.Fprintln(env.stdout, p); err != nil {
				return err
			}
		}
		return err
	})
}

func (c *actGetCmd) wants(r ledger.Role) bool {
	if len(c.Format) == 0 {
		return r.IsDocument() || r == ledger.HTML || r == ledger.Text
	}
	for _, f := range c.Format {
		if f == string(r) {
			return true
		}
	}
	return false
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
