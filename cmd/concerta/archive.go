package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// archiveCmd are the commands on the whole archive.
type archiveCmd struct {
	Verify archiveVerifyCmd `cmd:"" help:"Verifica tutto l’archivio, o un pacchetto esportato: ogni registrazione, numero, file."`
	Head   archiveHeadCmd   `cmd:"" help:"Dice a che punto è il registro: la riga da conservare altrove, per --head."`
	Add    archiveAddCmd    `cmd:"" help:"Mette nel fascicolo un documento fatto altrove."`
	Export archiveExportCmd `cmd:"" help:"Scrive il fascicolo di un procedimento come pacchetto da versare in conservazione."`
	Search archiveSearchCmd `cmd:"" help:"Cerca negli atti e nei documenti."`
}

type archiveVerifyCmd struct {
	archiveFlags `embed:""`
	Package      string `name:"package" placeholder:"FILE" help:"Verifica un pacchetto di «archive export», al posto dell’archivio: non serve nessuna cartella dati."`
	Head         string `name:"head" placeholder:"RIGA" help:"Riga di «archive head» conservata altrove: dice se manca qualcosa alla fine."`
	JSON         bool   `name:"json" help:"Scrive l’esito come un solo oggetto JSON."`
}

// errVerify is the kind of an archive that does not verify.
var errVerify = errors.New("the archive does not verify")

// Run verifies, and names everything that is wrong.
func (c *archiveVerifyCmd) Run(ctx context.Context, env environment) (err error) {
	var known *ledger.Head
	if c.Head != "" {
		h, err := ledger.ParseHead(c.Head)
		if err != nil {
			return badUsage("la riga di --head non è valida", "copiarla per intero, come l’ha scritta «concerta archive head»")
		}
		known = &h
	}
	if c.Package != "" {
		return c.verifyPackage(ctx, env, known)
	}
	// No archive is opened: that would begin a register where there is none.
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	v, err := archive.Verify(ctx, st, known)
	if err != nil {
		return err
	}
	return c.tell(env, v, theArchive())
}

// verified says in words what was verified.
type verified struct{ what, good, repair string }

func theArchive() verified {
	return verified{
		what: "l’archivio", good: "è integro",
		repair: "non spostare e non modificare nulla, conservare la cartella dati com’è e ripristinare altrove una copia con «concerta restore»",
	}
}

func (c *archiveVerifyCmd) tell(env environment, v *archive.Verification, of verified) error {
	if c.JSON {
		if v.Faults == nil {
			v.Faults = []archive.Fault{} // a list, also with nothing in it
		}
		if err := printJSON(env.stdout, v); err != nil {
			return err
		}
	} else if err := of.tell(env, v); err != nil {
		return err
	}
	if v.Good() {
		return nil
	}
	return &fault.Error{
		Kind:   errVerify,
		What:   fmt.Sprintf("%s non passa la verifica: %s", of.what, plural(len(v.Faults), "cosa non torna", "cose non tornano")),
		Repair: of.advice(v),
	}
}

// advice is what to do about what is wrong. What follows from the register can be made
// again, when nothing else is.
func (of verified) advice(v *archive.Verification) string {
	if v.OnlyDerived() {
		return "il registro è integro: fermare il servizio, fare una copia della cartella dati e rifare l’elenco degli atti e la ricerca con «concerta doctor --rebuild»"
	}
	return of.repair
}

func tellVerification(env environment, v *archive.Verification) error {
	return theArchive().tell(env, v)
}

// tell lists what is wrong, or says that all is well.
func (of verified) tell(env environment, v *archive.Verification) error {
	for _, f := range append(v.Faults[:len(v.Faults):len(v.Faults)], v.Notes...) {
		if _, err := fmt.Fprintf(env.stdout, "%s: %s\n", sentence(f.Where), sentence(f.What)); err != nil {
			return err
		}
	}
	if !v.Good() {
		return nil
	}
	_, err := fmt.Fprintf(env.stdout, "%s %s: %s, %s, %s (%d byte)\nfine del registro: %s\n",
		of.what, of.good,
		plural(v.Entries, "registrazione", "registrazioni"), plural(v.Acts, "atto o documento", "atti e documenti"),
		plural(v.Files, "file", "file"), v.Bytes, v.Head)
	return err
}

type archiveHeadCmd struct {
	Data string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
}

// Run prints where the register has come to.
func (c *archiveHeadCmd) Run(ctx context.Context, env environment) (err error) {
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	h, err := st.Head(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.stdout, h)
	return err
}

type archiveSearchCmd struct {
	Data    string   `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	Words   []string `arg:"" optional:"" name:"parole" help:"Parole, anche solo l’inizio: si cercano tutte, senza badare ad accenti e maiuscole."`
	Process string   `name:"process" placeholder:"CHIAVE" help:"Solo in un procedimento."`
	Act     string   `name:"act" placeholder:"ATTO" help:"Solo gli atti di un tipo."`
	Year    int      `name:"year" placeholder:"AAAA" help:"Solo gli atti emessi in un anno."`
	State   string   `name:"state" placeholder:"STATO" help:"Solo gli atti in uno stato: emesso, firmato in parte, firmato, pubblicato, annullato."`
	JSON    bool     `name:"json" help:"Scrive gli atti come un solo oggetto JSON."`
}

// Run lists what was found, newest first.
func (c *archiveSearchCmd) Run(ctx context.Context, env environment) (err error) {
	if len(c.Words) == 0 {
		return badUsage("mancano le parole da cercare", "indicarne almeno una")
	}
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	words := ""
	for _, w := range c.Words {
		words += " " + w
	}
	list, err := st.Acts(ctx, store.ActFilter{Words: words, Process: c.Process, Kind: c.Act, Year: c.Year, State: ledger.State(c.State)})
	if err != nil {
		return err
	}
	if c.JSON {
		return printActs(env.stdout, list)
	}
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', 0)
	for _, a := range list {
		if _, err := fmt.Fprintln(w, actLine(a)); err != nil {
			return err
		}
	}
	return w.Flush()
}
